"""A larger network learns factuality, and tells it of sentences that nobody judged:

    python -m onrecord_training.teacher runs/told.pickle

all-mpnet-base-v2 with its lower half held reads UW, MEANTIME and UDS three times and gives each event word a number as each
corpus would. Of the sentences of these corpora the encoder that is shipped knows the answers by heart, so that what is fitted to
it there says little of others; of those that are told here it knows none (distillation, Hinton et al. 2015). Three kinds:

- `gum`: the heads of clauses in GUM's training part;
- `swapped`: the judged sentences of EWT, twice, with other words of the same tag and ending in the places of some;
- `news`: paragraphs of the articles with marked events, at the marked words.
"""

import argparse
import pickle
import random
from collections import defaultdict
from pathlib import Path

import torch
from torch import nn

from . import corpora, labels, measure, model, pretrained, windows
from .corpora import Doc
from .factuality import censored, warmed

#: Layers that are held; what they make of the corpora is computed once.
HELD = 6
EPOCHS, PIECES, RATE, HEAD_RATE, WARM_UP = 3, 900, 5e-5, 2e-3, 100
#: How often MEANTIME, the smallest, is read an epoch.
OFTEN = {"meantime": 2}
#: How many of the words of a tag are swapped.
SWAPPED = {
    "NOUN": 0.5, "PROPN": 0.5, "NUM": 0.5, "ADJ": 0.4, "VERB": 0.3, "ADV": 0.1, "PRON": 0.05, "DET": 0.05, "AUX": 0.05,
}  # fmt: skip
ENDINGS = ("ing", "ed", "ly", "s")
PREDICATES = ("VERB", "ADJ", "NOUN", "AUX")
CLAUSES = ("root", "ccomp", "xcomp", "advcl", "acl", "csubj", "conj", "parataxis")
#: One in so many of the articles with marked events is told of, and paragraphs of at most so many words.
NEWS, LONGEST = 4, 200


class Teacher(nn.Module):
    def __init__(self):
        super().__init__()
        shape, state, self.tokenizer = pretrained.teacher()
        self.encoder = model.Encoder(shape)
        self.encoder.load_pretrained(state)
        self.encoder.requires_grad_(False)
        self.encoder.layers[HELD:].requires_grad_(True)
        self.head = nn.Linear(shape.hidden, len(labels.SCHEMES))
        nn.init.zeros_(self.head.weight)

    @torch.no_grad()
    def below(self, batch):
        """What the held layers make of the pieces."""
        encoder = self.encoder.eval()
        with torch.autocast("cpu", torch.bfloat16):
            x, bias = encoder.embed(batch["ids"], batch["features"]), encoder.bias(batch["piece_mask"])
            for layer in encoder.layers[:HELD]:
                x = layer(x, bias)
        return x.bfloat16()

    def forward(self, below, mask, pieces):
        """A number a corpus for the words whose first pieces stand at `pieces`, rows and places."""
        with torch.autocast("cpu", torch.bfloat16):
            x, bias = below, self.encoder.bias(mask)
            for layer in self.encoder.layers[HELD:]:
                x = layer(x, bias)
        return self.head(model.dropout(x.float()[pieces], 0.1, self.training))

    def batches(self, docs, most):
        """Windows of documents with event words, as the network reads them: also whose they are, and their numbers."""
        windows.piece_ids(docs, self.tokenizer)
        cut = [w for d in docs if d.factuality for w in windows.cut(d)]
        for group in windows.batches(cut, most, random.Random(1)):
            batch = windows.collate(group, self.tokenizer)
            if batch["fact"]:
                row, place, value = zip(*batch["fact"])
                row, place = torch.tensor(row), torch.tensor(place)
                pieces = (row, batch["first"][row, place])
                words = [(group[r].doc, group[r].first + p) for r, p in zip(row.tolist(), place.tolist())]
                yield (self.below(batch), batch["piece_mask"], pieces), words, value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--shared", default="../../shared")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(5)
    model.seed(5)
    data = corpora.load(args.shared, "runs/corpora.pickle")
    teacher = Teacher()
    learn(teacher, data)
    told = texts(data, random.Random(7))
    for docs in told.values():
        tell(teacher, docs)
    Path(args.out).write_bytes(pickle.dumps(told))


def learn(teacher, data):
    learnt, dev = (
        {n: [(x, torch.tensor(v)) for x, _, v in teacher.batches(data[f"{n}-{split}"], most)] for n in labels.SCHEMES}
        for split, most in (("train", PIECES), ("dev", 3000))
    )
    upper = list(teacher.encoder.layers[HELD:].parameters())
    groups = [{"params": upper, "lr": RATE, "weight_decay": 0.01}, {"params": teacher.head.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups)
    order = [(n, batch) for n, batches in learnt.items() for batch in batches * OFTEN.get(n, 1)]
    steps, rng = EPOCHS * len(order), random.Random(5)
    schedule = warmed(optimizer, WARM_UP, steps)
    for epoch in range(EPOCHS):
        rng.shuffle(order)
        teacher.train()
        for name, (x, value) in order:
            score = teacher(*x)[:, labels.SCHEMES.index(name)]
            (censored(score, value).sum() / 30).backward()
            nn.utils.clip_grad_norm_(upper, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
        print(epoch, *(f"{name} {judged(teacher, number, dev[name])}" for number, name in enumerate(labels.SCHEMES)), flush=True)


@torch.no_grad()
def judged(teacher, number, batches):
    teacher.eval()
    guess = torch.cat([teacher(*x)[:, number].clamp(-3, 3) for x, _ in batches])
    value = torch.cat([value for _, value in batches])
    return "r {:.3f} MAE {:.3f}".format(*measure.agreement(guess, value))


@torch.no_grad()
def tell(teacher, docs):
    """Puts the numbers in the places of none."""
    teacher.eval()
    told = defaultdict(list)
    for x, words, _ in teacher.batches(docs, 3000):
        for (doc, word), numbers in zip(words, teacher(*x).tolist()):
            told[id(doc)].append((word, numbers))
    for doc in docs:
        doc.factuality, doc.pieces = sorted(told[id(doc)]), None


def texts(data, rng):
    """What is told of, with a number to come for each event word."""
    return {"gum": gum(data["gum-train"]), "swapped": swapped(data["ewt-train"], rng), "news": news(data["news-train"], rng)}


def part(doc, first, end, events, words=None):
    """A stretch of a document as one of its own; `words` stand in the places of its words."""
    text, cut, at = "", [], doc.words[first][0]
    for i in range(first, end):
        start, stop, *written = doc.words[i]
        text += doc.text[at:start]
        word = words[i - first] if words else doc.text[start:stop]
        cut.append([len(text), len(text) + len(word), *written])
        text, at = text + word, stop
    # The windows ask whose scale a number is on; of these all are told.
    out = Doc(f"{doc.id}-{first}", labels.SCHEMES[-1], text, cut, [[0, end - first]])
    out.factuality = [(i - first, 0.0) for i in events]
    return out


def sentences(doc):
    bounds = [i for i in range(1, len(doc.words)) if doc.sentence[i] != doc.sentence[i - 1]]
    return zip([0, *bounds], [*bounds, len(doc.words)])


def gum(docs):
    tags = {labels.UPOS.index(tag) for tag in PREDICATES}
    heads = {n for n, relation in enumerate(labels.RELATIONS) if relation.split(":")[0] in CLAUSES}
    out = []
    for doc in docs:
        for first, end in sentences(doc):
            events = [i for i in range(first, end) if doc.relation[i] in heads and doc.upos[i] in tags]
            if events and end - first > 2:
                out.append(part(doc, first, end, events))
    return out


def swapped(docs, rng):
    def sort(doc, i):
        word = doc.text[slice(*doc.words[i][:2])]
        ending = next((e for e in ENDINGS if word.lower().endswith(e)), "")
        return word, (doc.upos[i], ending, word[0].isupper(), word.isupper())

    pool = defaultdict(list)
    for doc in docs:
        for i in range(len(doc.words)):
            word, kind = sort(doc, i)
            if word.isalpha() and doc.upos[i] >= 0:
                pool[kind].append(word)

    def other(doc, i):
        word, kind = sort(doc, i)
        share = SWAPPED.get(labels.UPOS[doc.upos[i]], 0) if doc.upos[i] >= 0 else 0
        return rng.choice(pool[kind]) if word.isalpha() and rng.random() < share else word

    out = []
    for _ in range(2):
        for doc in docs:
            judged = {word for word, _ in doc.factuality}
            for first, end in sentences(doc):
                events = [i for i in range(first, end) if i in judged]
                if events:
                    out.append(part(doc, first, end, events, [other(doc, i) for i in range(first, end)]))
    return out


def news(docs, rng):
    docs = rng.sample(docs, len(docs) // NEWS)
    out = []
    for doc in docs:
        for first, end in doc.paragraphs:
            events = [i for i in range(first, end) if doc.triggers[i] > 0]
            if events and 3 < end - first <= LONGEST:
                out.append(part(doc, first, end, events))
    return out


if __name__ == "__main__":
    main()
