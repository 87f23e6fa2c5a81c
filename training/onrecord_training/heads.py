"""Trains the heads of event words on a finished run, its encoder and all other heads left as they are:

    python -m onrecord_training.heads runs/student runs/student-events

The vectors of the words are computed once and kept, so that many epochs cost minutes.
"""

import argparse
import json
import shutil
from pathlib import Path

import torch

from . import corpora, export, losses, measure, pretrained, windows
from .losses import WEIGHTS
from .train import prepare

#: Layers that nothing but event words is read off.
EVENTS = ("argument", "fact", "same", "status")
#: How often each corpus is read; the news articles are cut otherwise each time.
READ = {"news": 1, "uw": 2, "meantime": 3, "uds": 1}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("out")
    parser.add_argument("--shared", default="../../shared")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--f32", action="store_true", help="no bfloat16 in the encoder")
    args = parser.parse_args()
    torch.manual_seed(1)
    net, rules = export.load(Path(args.run))
    _, _, tokenizer = pretrained.student()
    data = corpora.load(args.shared, "runs/corpora.pickle")
    prepare(data, tokenizer)
    batches = vectors(net, data, tokenizer, not args.f32)
    chosen = [p for name, p in net.named_parameters() if name.startswith(EVENTS)]
    optimizer = torch.optim.AdamW(chosen, lr=args.lr, weight_decay=0.02)
    steps = args.epochs * len(batches)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, args.lr, steps, pct_start=0.1)
    for epoch in range(args.epochs):
        net.train()
        windows.shuffled(2, epoch).shuffle(batches)
        for x, batch in batches:
            parts = losses.news_losses(net, net.drop(x), batch)
            if not parts:
                continue
            sum(WEIGHTS[k] * v for k, v in parts.items()).backward()
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
        net.eval()
        with torch.no_grad():
            found = measure.triggers(net, data["news-dev"], tokenizer, not args.f32)
            for name in ("uw", "meantime", "uds"):
                found |= measure.factuality(net, data[f"{name}-dev"], tokenizer, not args.f32, name)
        figures = {k: round(v, 4) for k, v in found.items()}
        print(json.dumps({"epoch": epoch + 1, **figures}), flush=True)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(args.run) / "config.json", out / "config.json")
    torch.save({"net": net.state_dict()}, out / "final.pt")


@torch.no_grad()
def vectors(net, data, tokenizer, bf16):
    """Batches with the vectors of their words."""
    net.eval()
    out = []
    for name, times in READ.items():
        rng = windows.shuffled(2, name)
        docs = data[f"{name}-train"] * (times if name == "news" else 1)
        cut = [w for d in docs for w in windows.cut_at_random(d, rng)]
        for group in windows.batches(cut, 2600, rng):
            batch = windows.collate(group, tokenizer)
            batch["bf16"] = bf16
            kept = ("word_mask", "trigger", "arguments", "told", "fact", "scheme")
            seen = (net.words(batch), {k: batch[k] for k in kept if k in batch})
            out += [seen] * (1 if name == "news" else times)
    return out


if __name__ == "__main__":
    main()
