"""Training: `python -m onrecord_training.train --out runs/NAME`; a killed run goes on where its last
checkpoint stands. The same seed on the same machine and library versions gives the same weights."""

import argparse
import json
import os
import time
from pathlib import Path

import torch

from . import corpora, export, model, pretrained, windows
from .losses import WEIGHTS, losses
from .measure import run as measure
from .model import Network

#: How often each corpus is read in an epoch: at first, with the marked events read often, with the rest read
#: often again, with whole articles oftener, and with these only of the marked events.
MIXES = {
    "all": {"polnear": 1.0, "ewt": 1.0, "gum": 1.0, "uw": 1.0, "meantime": 2.0, "plv": 3.0,
            "stories": 0.08, "news": 2.0},
    "joint": {"polnear": 0.8, "ewt": 1.2, "gum": 1.2, "uw": 4.0, "meantime": 4.0, "uds": 0.4, "plv": 2.0,
              "stories": 0.45, "news": 3.0},
    "keep": {"polnear": 1.0, "ewt": 1.5, "gum": 1.5, "uw": 1.5, "meantime": 1.5, "uds": 0.3, "plv": 1.0,
             "stories": 0.25, "news": 1.6},
    "wide": {"polnear": 1.0, "ewt": 1.3, "gum": 1.3, "uw": 1.0, "meantime": 1.0, "uds": 0.3, "plv": 1.0,
             "stories": 0.3, "news": 1.2, "articles": 1.2, "guardian": 1.2},
    "real": {"polnear": 1.0, "ewt": 1.5, "gum": 1.5, "uw": 1.5, "meantime": 1.5, "uds": 0.3, "plv": 1.0,
             "stories": 0.25, "articles": 1.6, "guardian": 3.2},
}  # fmt: skip


#: What the teacher learns: syntax and names, which it then reads off the other corpora.
TEACHER_SHARES = {"ewt": 1.0, "gum": 1.0}


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    shape, weights, tokenizer = pretrained.teacher() if args.teacher else pretrained.student()
    data = corpora.load(args.shared, "runs/corpora.pickle")
    rules = prepare(data, tokenizer)
    if args.silver:
        corpora.add_silver(data, args.silver, rules)
    net = Network(len(rules), shape)
    net.encoder.load_pretrained(weights)
    if args.start:
        begin_with(net, rules, Path(args.start))
    (out / "config.json").write_text(json.dumps({"lemma_rules": rules, **vars(args)}, indent=1))
    train(net, data, tokenizer, out, args)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--shared", default="../../shared")
    parser.add_argument("--teacher", action="store_true", help="train the teacher of syntax")
    parser.add_argument("--silver", help="the teacher's labels, from onrecord_training.label")
    parser.add_argument("--start", help="checkpoint of another run, or an exported file, whose weights this one begins with")
    parser.add_argument("--mix", choices=MIXES, default="all", help="how often each corpus is read")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--pieces", type=int, default=2600, help="pieces in a batch, with padding")
    parser.add_argument("--lr", type=float, default=2e-4, help="of the encoder, at its peak")
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--hide", type=float, default=0, help="share of the pieces that are hidden in texts with event words")
    parser.add_argument("--f32", action="store_true", help="no bfloat16 in the encoder")
    parser.add_argument("--save-minutes", type=float, default=10)
    parser.add_argument("--stop-after", type=int, default=0, help="steps")
    parser.add_argument("--steps", type=int, default=0, help="steps after which the run and its schedule end")
    return parser.parse_args()


def prepare(data, tokenizer):
    """Word pieces, anchors and lemma rules; returns the rules."""
    for docs in data.values():
        windows.piece_ids(docs, tokenizer)
    windows.add_anchors(data["polnear-train"], data["polnear-dev"])
    trees = data["ewt-train"] + data["gum-train"]
    rules = corpora.lemma_rules(trees)
    ids = {rule: i for i, rule in enumerate(rules)}
    for doc in data["ewt-dev"] + data["gum-dev"]:
        doc.lemma = [ids.get(r, -100) for r in doc.lemma_rule]
    return rules


def begin_with(net, rules, checkpoint):
    """Takes the weights of another run or of an exported file, which may have had other lemma rules
    and fewer heads."""
    if checkpoint.suffix == ".safetensors":
        known, theirs = export.parts(checkpoint)
    else:
        known = torch.load(checkpoint, weights_only=False)["net"]
        theirs = json.loads((checkpoint.parent / "config.json").read_text())["lemma_rules"]
    state = net.state_dict()
    known = {k: v for k, v in known.items() if v.shape == state[k].shape or k.startswith("lemma.")}
    for name in ("lemma.weight", "lemma.bias"):
        rows = state[name].clone()
        for i, rule in enumerate(rules):
            if rule in theirs:
                rows[i] = known[name][theirs.index(rule)]
        known[name] = rows
    net.load_state_dict({**state, **known})


def part(data, name):
    """A corpus, or of the texts with marked events the whole articles, or the Guardian's."""
    if name == "articles":
        return [d for d in data["news-train"] if not d.id.startswith(("ngec-", "plv-"))]
    if name == "guardian":
        return [d for d in data["news-train"] if d.id.startswith("guardian-")]
    return data[f"{name}-train"]


def epoch_batches(data, epoch, args):
    """The batches of an epoch in their order: each of one corpus, all of them mixed."""
    rng = windows.shuffled(args.seed, epoch)
    out = []
    for name, times in (TEACHER_SHARES if args.teacher else MIXES[args.mix]).items():
        docs = part(data, name)
        docs = docs * int(times) + rng.sample(docs, int(len(docs) * (times % 1)))
        if name in ("plv", "stories"):
            cut = [windows.cut(d, 256, 0)[0] for d in docs]
        elif name in ("uw", "meantime", "uds"):
            cut = [w for d in docs for w in windows.cut(d, 256, 0)]
        else:
            cut = [w for d in docs for w in windows.cut_at_random(d, rng)]
        out += windows.batches(cut, args.pieces, rng)
    rng.shuffle(out)
    return out


def train(net, data, tokenizer, out, args):
    total = args.steps or len(epoch_batches(data, 0, args)) * args.epochs
    encoder = list(net.encoder.parameters())
    inside = {id(p) for p in encoder}
    others = [p for p in net.parameters() if id(p) not in inside]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": args.lr}, {"params": others, "lr": args.head_lr}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    warm = max(1, total // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.01, (total - s) / (total - warm)))
    )
    state = out / "state.pt"
    done = 0
    if state.exists():
        saved = torch.load(state, weights_only=False)
        net.load_state_dict(saved["net"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        torch.set_rng_state(saved["rng"])
        done = saved["done"]
    log = (out / "log.jsonl").open("a")
    net.train()
    step, last_save, sums, seen, clock = 0, time.time(), {}, 0, time.time()
    for epoch in range(args.epochs):
        for group in epoch_batches(data, epoch, args):
            step += 1
            if step <= done or step > total:
                continue
            model.seed(args.seed, step)
            batch = windows.collate(group, tokenizer)
            batch["bf16"] = not args.f32
            if args.hide and ("trigger" in batch or "fact" in batch):
                hide(batch, args.hide, tokenizer.mask)
            parts = losses(net, batch)
            if parts:
                loss = sum(WEIGHTS[k] * v for k, v in parts.items())
                loss.backward()
                torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            schedule.step()
            seen += int(batch["piece_mask"].sum())
            for k, v in parts.items():
                sums.setdefault(k, []).append(float(v.detach()))
            if step % 100 == 0:
                means = {k: round(sum(v) / len(v), 4) for k, v in sorted(sums.items())}
                rate = round(seen / (time.time() - clock))
                write(log, {"step": step, "of": total, "pieces_a_second": rate, **means})
                sums, seen, clock = {}, 0, time.time()
            if time.time() - last_save > args.save_minutes * 60:
                save(net, optimizer, schedule, step, state)
                last_save = time.time()
            if step == args.stop_after:
                save(net, optimizer, schedule, step, state)
                write(log, {"step": step, **measure(net, data, tokenizer, not args.f32, args.teacher, 20)})
                return
        if step > done:
            save(net, optimizer, schedule, step, state)
            last_save = time.time()
            write(log, {"epoch": epoch + 1, **measure(net, data, tokenizer, not args.f32, args.teacher)})
            clock, seen = time.time(), 0
    torch.save({"net": net.state_dict()}, out / "final.pt")


def hide(batch, share, mask):
    """Hides pieces, so that what is marked often is not learnt by heart."""
    hidden = torch.from_numpy(model.chance.random(batch["ids"].shape) < share) & batch["piece_mask"]
    batch["ids"] = batch["ids"].masked_fill(hidden, mask)


def save(net, optimizer, schedule, step, path):
    """Writes beside and renames, so that a kill never leaves half a checkpoint."""
    beside = path.with_suffix(".part")
    torch.save(
        {
            "net": net.state_dict(), "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(), "rng": torch.get_rng_state(), "done": step,
        },
        beside,
    )  # fmt: skip
    beside.rename(path)


def write(log, line):
    print(json.dumps(line), flush=True)
    log.write(json.dumps(line) + "\n")
    log.flush()


if __name__ == "__main__":
    main()
