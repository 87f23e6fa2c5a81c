"""When two mentions of events are one: fits what the engine weighs, beside the model's vectors, to the marked texts:

    python -m onrecord_training.same ../crates/onrecord/model/onrecord.safetensors

The file is the one that the engine is built with. `cargo xtask pairs` prints the mentions that the engine finds in the
marked texts of training and what each pair of one type has in common. Learnt are a logistic regression over these features, and
a turn of the vectors, since the network has seen pairs of one window only; both are written into the file.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F

from . import corpora, weights

#: How strongly weights, and the turn's distance from none, are held down.
HELD, TURN_HELD = 2e-4, 2e-3


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--shared", default="../../shared")
    args = parser.parse_args()
    docs = list(found(marked(Path(args.shared))))
    learnt = [d for d in docs if not d["dev"]]
    turn, weight = fit(*columns(learnt))
    for name, part in (("training", learnt), ("development", [d for d in docs if d["dev"]])):
        print(name, tell(turn, weight, *columns(part)))
    write(args.file, turn, weight)


def marked(shared):
    """The marked texts and their marks; of texts read twice the later reading counts."""
    texts = corpora.marked_texts(shared / "corpora", Path("events"))
    scored = corpora.scored_ids(shared)
    marks = {r["id"]: r for r in corpora.lines("events/news.jsonl")}
    return [(texts[name], marks[name]["events"]) for name in marks if name not in scored]


def found(texts):
    """What the engine finds in the texts: mentions with the marked event each tells of, and pairs."""
    kept = [{k: text[k] for k in ("id", "text", "published") if text.get(k)} for text, _ in texts]
    for (text, events), record in zip(texts, corpora.xtask("pairs", "marked", kept), strict=True):
        owners = [owner(mention, events) for mention in record["mentions"]]
        yield {**record, "owners": owners, "dev": corpora.is_dev(text["id"], 6)}


def owner(mention, events):
    """The number of the marked event whose word the mention is."""
    start, end, kind, _ = mention
    for number, event in enumerate(events):
        spans = [event["trigger"], *event["also"]]
        if event["type"] == kind and any(a < end and start < b for a, b in spans):
            return number
    return None


def columns(docs):
    """Features, both vectors, and whether it is one event, of every pair of which that is known."""
    rows = [
        (features, doc["mentions"][i][3], doc["mentions"][j][3], doc["owners"][i] == doc["owners"][j])
        for doc in docs
        for i, j, features in doc["pairs"]
        if doc["owners"][i] is not None and doc["owners"][j] is not None
    ]
    return tuple(torch.tensor(column, dtype=torch.float32) for column in zip(*rows))


def scores(turn, weight, features, a, b):
    """Log-odds; the first feature is the cosine, here of the turned vectors, the last weight is the constant."""
    cosine = F.cosine_similarity(a @ turn.T, b @ turn.T, dim=1)
    told = torch.cat([cosine[:, None], features[:, 1:], torch.ones(len(features), 1)], 1)
    return told @ weight


def fit(features, a, b, one):
    turn = torch.eye(a.shape[1], requires_grad=True)
    weight = torch.zeros(features.shape[1] + 1, requires_grad=True)
    same = torch.eye(a.shape[1])
    optimizer = torch.optim.Adam([{"params": [weight], "lr": 0.03}, {"params": [turn], "lr": 0.003}])
    for _ in range(400):
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(scores(turn, weight, features, a, b), one)
        held = HELD * weight[:-1].square().sum() + TURN_HELD * (turn - same).square().sum()
        (loss + held).backward()
        optimizer.step()
    return turn.detach(), weight.detach()


def tell(turn, weight, features, a, b, one):
    """Precision and recall of pairs at some log-odds."""
    score, out = scores(turn, weight, features, a, b), {"pairs": len(one), "one": int(one.sum())}
    for least in (-1.0, -0.5, 0.0, 0.5):
        hit = score > least
        right = float((hit & (one > 0)).sum())
        out[f"above {least}"] = f"P {right / max(1, int(hit.sum())):.3f} R {right / float(one.sum()):.3f}"
    return out


def write(file, turn, weight):
    tensors, metadata = weights.load(file)
    plain = weights.dequantise(tensors)
    changed = {f"head.same.{k}": (turn @ plain[f"head.same.{k}"]).contiguous() for k in ("weight", "bias")}
    tensors = {k: t for k, t in tensors.items() if not k.startswith("head.same.")}
    tensors |= weights.quantise(changed) | {"head.same_pair": weight}
    weights.save(file, tensors, metadata)


if __name__ == "__main__":
    main()
