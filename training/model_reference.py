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
from onrecord_training.factuality import BEFORE
from onrecord_training.pieces import WordPiece
from onrecord_training.weights import load


def main():
    model, out, *texts = sys.argv[1:]
    net, names = export.read(model)
    vocabulary = bytes(load(model)[0]["vocab"].numpy()).decode().splitlines()
    tokenizer = WordPiece(vocabulary)
    items = []
    for path in texts:
        with open(path, encoding="utf-8") as file:
            items.append((path.rsplit("/", 1)[-1], file.read()))
    docs = corpora.cut("reference", items)
    windows.piece_ids(docs, tokenizer)
    written = [document(net, names, tokenizer, doc) for doc in docs]
    with open(out, "w", encoding="utf-8") as file:
        json.dump(written, file, ensure_ascii=False, indent=0)


@torch.no_grad()
def document(net, names, tokenizer, doc):
    count = len(doc.words)
    columns = {"upos": [], "lemma": [], "start": [], "name": [], "fact": [], "head": [], "relation": []}
    real = []
    for window in windows.cut(doc):
        batch = windows.collate([window], tokenizer)
        x = net.words(batch)
        core = slice(window.core - window.first, window.end - window.first)
        forms = [doc.text[a:b] for a, b, *_ in doc.words[window.core : window.end]]
        upos = [labels.UPOS[t] for t in net.upos(x)[0, core].argmax(1).tolist()]
        scores = net.lemma(x)[0, core]
        columns["lemma"] += [lemma(tokenizer, names, *w) for w in zip(forms, upos, scores)]
        columns["upos"] += upos
        starts = [
            s > 0 or any(first == i for first, _ in doc.paragraphs)
            for i, s in enumerate(net.starts(x)[0, core, 0].tolist(), window.core)
        ]
        columns["start"] += starts
        real.append(net.real_scores(net.words_below(batch))[0, core])
        parts = [p[0, core] for p in net.parse_parts(x)]
        bounds = sorted({0, *(i for i, s in enumerate(starts) if s)}) + [len(starts)]
        for a, b in zip(bounds, bounds[1:]):
            dep, head, label_dep, label_head = (p[None, a:b] for p in parts)
            best = net.arc_scores(dep, head)[0].argmax(1)
            relations = net.label_scores(label_dep[0], label_head[0, best]).argmax(1).tolist()
            columns["head"] += [window.core + a + h for h in best.tolist()]
            columns["relation"] += [
                "root" if h == i else labels.RELATIONS[r]
                for i, (h, r) in enumerate(zip(best.tolist(), relations))
            ]
    columns["fact"] = factuality(torch.cat(real), columns["start"])
    assert all(len(c) in (0, count) for c in columns.values())
    del columns["name"]
    found = measure.decode(net, doc, tokenizer, False, 0.5)
    attributions = sorted((spans(a) for a in found), key=lambda a: a["cue"])
    return {"name": doc.id, "text": doc.text, "words": [w[:2] for w in doc.words], **columns,
            "attributions": attributions}  # fmt: skip


def factuality(real, starts):
    """Each word's number, on the scale that the sentences speak for."""
    numbers, like = real.chunk(2, 1)
    bounds = [i for i, start in enumerate(starts) if start] + [len(starts)]
    evidence = sum(like[a:b].mean(0) for a, b in zip(bounds, bounds[1:])) + BEFORE
    told = (numbers * evidence.softmax(0)).sum(1).clamp(-3, 3)
    return [round(number, 4) for number in told.tolist()]


def lemma(tokenizer, names, form, upos, scores):
    """The known lemma, or that of the best rule, or of the next one whose lemma is in the vocabulary, as
    the engine chooses it."""
    rules = names["lemma_rules"]
    known = names["lemma_forms"].get(upos, {}).get(form.lower())
    if known is not None:
        return known
    best = int(scores.argmax())
    made = labels.apply_lemma_rule(rules[best], form)

    def is_base(lemma):
        base_in_s = lemma.endswith(("ss", "us", "as", "is"))
        looks_inflected = lemma.endswith(("ed", "ing")) or lemma.endswith("s") and not base_in_s
        inflected = upos == "VERB" and looks_inflected
        cut = upos == "VERB" and is_cut_short(lemma.lower(), form.lower())
        return lemma in tokenizer.ids and not (lemma.lower() == form.lower() and inflected) and not cut

    if upos in ("VERB", "NOUN", "ADJ", "AUX") and not is_base(made):
        for rule in scores.argsort(descending=True, stable=True).tolist():
            if scores[rule] <= scores[best] - 5:
                break
            other = labels.apply_lemma_rule(rules[rule], form)
            if is_base(other):
                return other
        return next((base for base in regular_bases(form) if is_base(base)), with_mute_e(made))
    return made


def is_cut_short(lemma, word):
    """Does a lemma leave more of a verb's form over than an ending?"""
    if not word.startswith(lemma):
        return False
    rest = word[len(lemma) :]
    if rest in ("", "d", "s", "n", "en", "ne", "t", "ed", "ing", "es"):
        return False
    return not (rest[:1] in (lemma[-1:], "k") and rest[1:] in ("ed", "ing", "es"))


def with_mute_e(lemma):
    """What no English verb ends in has lost its last letter."""
    before, last = lemma[-2:-1], lemma[-1:]
    lost = before and (
        last == "l" and before in "bcdfgkptz" or last == "g" and before in "edr" or last in ("v", "c")
    )
    return lemma + "e" if lost else lemma


def regular_bases(form):
    """What a regular form may be made of, the likeliest first."""
    form, out = form.lower(), []
    if form.endswith(("ied", "ies")):
        out.append(form[:-3] + "y")
    stem = form[:-2] if form.endswith("ed") else form[:-3] if form.endswith("ing") else ""
    if len(stem.encode()) > 2:
        out += [stem + "e", stem]
        if stem[-1] == stem[-2]:
            out.append(stem[:-1])
    if form.endswith("s"):
        out.append(form[:-1])
    return out


def spans(attribution):
    """Its roles as stretches of words; of source and cue the one nearest to the anchor, as the engine
    has it."""
    out = {role: labels.runs(attribution[role]) for role in labels.ROLES}
    anchor = attribution["anchor"]
    for role in ("source", "cue"):
        out[role] = sorted(out[role], key=lambda r: max(r[0] - anchor, anchor - r[1] + 1, 0))[:1]
    return out


if __name__ == "__main__":
    main()
