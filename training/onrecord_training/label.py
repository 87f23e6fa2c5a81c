"""The teacher reads corpora that have no syntax of their own:

    python -m onrecord_training.label runs/teacher runs/silver.pickle

For each word: sentence start, tag, lemma rule, head, relation, name; a column is ignored where the
teacher is unsure, so that the student learns from what it sees clearly.

With `--student` an earlier student, a run or an exported file, reads them, the marked events' texts among
them, and these for their attributions as well: who learns from both forgets less of what the earlier one
knew (Li and Hoiem 2016, learning without forgetting).
"""

import argparse
import json
import pickle
from pathlib import Path

import torch

from . import corpora, export, labels, measure, pretrained, windows
from .labels import IGNORE
from .model import Network
from .train import prepare

CORPORA = ("polnear-train", "uw-train", "meantime-train", "plv-train")
STUDENT_CORPORA = (*CORPORA[1:], "news-train")
#: Labels of which the teacher is less sure than this are left out.
SURE = 0.6


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("out")
    parser.add_argument("--shared", default="../../shared")
    parser.add_argument("--student", action="store_true", help="RUN is a student's, or an exported file")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--f32", action="store_true", help="no bfloat16 in the encoder")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    net, rules, tokenizer = reader(Path(args.run), args.student)
    net.eval()
    data = corpora.load(args.shared, "runs/corpora.pickle")
    prepare(data, tokenizer)
    silver = {}
    for name in STUDENT_CORPORA if args.student else CORPORA:
        silver[name] = label(net, data[name], tokenizer, not args.f32)
        for doc, columns in zip(data[name], silver[name]):
            columns["lemma"] = [None if i == IGNORE else rules[i] for i in columns["lemma"]]
            if name == "news-train":
                with torch.no_grad():
                    columns["attributions"] = measure.decode(net, doc, tokenizer, not args.f32, 0.5)
        print(name, len(silver[name]), flush=True)
    Path(args.out).write_bytes(pickle.dumps(silver))


def reader(run, student):
    """The network that labels, its lemma rules, and its pieces of words."""
    if student:
        if run.is_dir():
            net, rules = export.load(run)
        else:
            net, names = export.read(run)
            rules = names["lemma_rules"]
        return net, rules, pretrained.student()[2]
    rules = json.loads((run / "config.json").read_text())["lemma_rules"]
    shape, _, tokenizer = pretrained.teacher()
    net = Network(len(rules), shape)
    net.load_state_dict(torch.load(run / "final.pt", weights_only=False)["net"])
    return net, rules, tokenizer


@torch.no_grad()
def label(net, docs, tokenizer, bf16):
    """A row of columns a document."""
    out = {id(d): {c: [IGNORE] * len(d.words) for c in corpora.SILVER} for d in docs}
    cut = [w for d in docs for w in windows.cut(d)]
    for group in windows.batches(cut, 3000, windows.shuffled(0, 0)):
        batch = windows.collate(group, tokenizer)
        batch["bf16"] = bf16
        x = net.words(batch)
        found = {
            "starts": net.starts(x).squeeze(2),
            "upos": sure(net.upos(x)),
            "lemma": sure(net.lemma(x)),
            "names": sure(net.names(x)),
        }
        parts = net.parse_parts(x)
        for row, w in enumerate(group):
            columns = out[id(w.doc)]
            core = range(w.core - w.first, w.end - w.first)
            starts = [i for i in core if starts_here(w, i, float(found["starts"][row, i]))]
            for name in ("upos", "lemma", "names"):
                for i in core:
                    columns[name][w.first + i] = int(found[name][row, i])
            for i in core:
                columns["starts"][w.first + i] = int(i in starts)
            bounds = sorted({core.start, *starts}) + [core.stop]
            for first, end in zip(bounds, bounds[1:]):
                tree(net, parts, row, w, first, end, columns)
    for doc in docs:
        columns = out[id(doc)]
        columns["names"] = whole(columns["names"])
    return [out[id(d)] for d in docs]


def starts_here(w, i, score):
    return score > 0 or any(first == w.first + i for first, _ in w.doc.paragraphs)


def sure(scores):
    """The best label of each word, ignored where its share is small."""
    share, best = scores.softmax(2).max(2)
    return torch.where(share >= SURE, best, torch.full_like(best, IGNORE))


def tree(net, parts, row, w, first, end, columns):
    """Heads and relations of one sentence."""
    dep, head, label_dep, label_head = (p[row : row + 1, first:end] for p in parts)
    scores = net.arc_scores(dep, head)[0].softmax(1)
    share, best = scores.max(1)
    pairs = net.label_scores(label_dep[0], label_head[0, best]).softmax(1)
    label_share, relation = pairs.max(1)
    for i in range(end - first):
        word = w.first + first + i
        columns["sentence"][word] = w.first + first
        if share[i] >= SURE:
            columns["head"][word] = w.first + first + int(best[i])
            if label_share[i] >= SURE:
                columns["relation"][word] = int(relation[i])


def whole(tags):
    """Name tags without spans that a left-out tag has broken."""
    tags = list(tags)
    for i, tag in enumerate(tags):
        if tag > 0:
            place = labels.NAME_TAGS[tag][0]
            before = labels.NAME_TAGS[tags[i - 1]] if i and tags[i - 1] >= 0 else "O"
            if place in "IE" and before[0] not in "BI":
                tags[i] = IGNORE
    return tags


if __name__ == "__main__":
    main()
