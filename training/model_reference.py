"""What PyTorch makes of the shipped model on texts of our own, for the engine's tests:

    python model_reference.py ../crates/onrecord/model/onrecord.safetensors \\
        ../crates/onrecord/tests/data/reference.json ../examples/patrol-ships.txt ../bench/text.txt

Everything is computed in f32 with the weights that the i8 ones stand for. The words are the engine's
(`cargo xtask words`).
"""

import json
import sys

import torch

from onrecord_training import corpora, export, labels, measure, windows
from onrecord_training.pieces import WordPiece
from onrecord_training.weights import load


def main():
    model, out, *texts = sys.argv[1:]
    net, rules = export.read(model)
    vocabulary = bytes(load(model)[0]["vocab"].numpy()).decode().splitlines()
    tokenizer = WordPiece(vocabulary)
    items = []
    for path in texts:
        with open(path, encoding="utf-8") as file:
            items.append((path.rsplit("/", 1)[-1], file.read()))
    docs = corpora.cut("reference", items)
    windows.piece_ids(docs, tokenizer)
    written = [document(net, rules, tokenizer, doc) for doc in docs]
    with open(out, "w", encoding="utf-8") as file:
        json.dump(written, file, ensure_ascii=False, indent=0)


@torch.no_grad()
def document(net, rules, tokenizer, doc):
    count = len(doc.words)
    columns = {"upos": [], "lemma": [], "start": [], "name": [], "fact": [], "head": [], "relation": []}
    for window in windows.cut(doc):
        batch = windows.collate([window], tokenizer)
        x = net.words(batch)
        core = slice(window.core - window.first, window.end - window.first)
        forms = [doc.text[a:b] for a, b, *_ in doc.words[window.core : window.end]]
        rule = net.lemma(x)[0, core].argmax(1).tolist()
        columns["lemma"] += [labels.apply_lemma_rule(rules[r], f) for r, f in zip(rule, forms)]
        columns["upos"] += [labels.UPOS[t] for t in net.upos(x)[0, core].argmax(1).tolist()]
        starts = [
            s > 0 or any(first == i for first, _ in doc.paragraphs)
            for i, s in enumerate(net.starts(x)[0, core, 0].tolist(), window.core)
        ]
        columns["start"] += starts
        fact = net.fact(torch.nn.functional.gelu(net.fact_hidden(x)))[0, core, 0].clamp(-3, 3)
        columns["fact"] += [round(f, 4) for f in fact.tolist()]
        parts = [p[0, core] for p in net.parse_parts(x)]
        bounds = sorted({0, *(i for i, s in enumerate(starts) if s)}) + [len(starts)]
        for a, b in zip(bounds, bounds[1:]):
            dep, head, label_dep, label_head = (p[None, a:b] for p in parts)
            best = net.arc_scores(dep, head)[0].argmax(1)
            names = net.label_scores(label_dep[0], label_head[0, best]).argmax(1).tolist()
            columns["head"] += [window.core + a + h for h in best.tolist()]
            columns["relation"] += [
                "root" if h == i else labels.RELATIONS[r]
                for i, (h, r) in enumerate(zip(best.tolist(), names))
            ]
    assert all(len(c) in (0, count) for c in columns.values())
    del columns["name"]
    found = measure.decode(net, doc, tokenizer, False, 0.5)
    runs = lambda words: labels.runs(words)  # noqa: E731
    attributions = sorted(
        ({role: runs(a[role]) for role in labels.ROLES} for a in found), key=lambda a: a["cue"]
    )
    return {"name": doc.id, "text": doc.text, "words": [w[:2] for w in doc.words], **columns,
            "attributions": attributions}  # fmt: skip


if __name__ == "__main__":
    main()
