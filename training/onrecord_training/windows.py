"""Cutting documents into windows that the encoder reads, and windows into batches."""

import random
from dataclasses import dataclass

import torch

from . import labels
from .labels import IGNORE

#: Word pieces in a window, the two special ones among them, and how many of them may be words that
#: were already read, shown again as context. The engine uses the same numbers.
WINDOW, CONTEXT = 232, 24


@dataclass
class Window:
    """Words `[first, end)` of a document; those before `core` are context."""

    doc: object
    first: int
    core: int
    end: int
    pieces: int


def piece_ids(docs, tokenizer):
    """Gives each document the word pieces of its words."""
    for doc in docs:
        doc.pieces = [tokenizer(doc.text[w[0] : w[1]]) for w in doc.words]


def cut(doc, size=WINDOW, context=CONTEXT):
    """The windows of a document. A window ends with a paragraph where that leaves it well filled,
    else with a sentence (as far as marks tell), else where it is full."""
    room = size - 2
    lengths = [min(len(p), room // 4) for p in doc.pieces]
    paragraph_ends = {end for _, end in doc.paragraphs}
    out, core = [], 0
    while core < len(lengths):
        first, used = core, 0
        while first > 0 and used + lengths[first - 1] <= context:
            first -= 1
            used += lengths[first]
        before = used
        end = core
        while end < len(lengths) and used + lengths[end] <= room:
            used += lengths[end]
            end += 1
        if end < len(lengths):
            end = core + best_end(doc, core, end, lengths, paragraph_ends, room - before)
            used = before + sum(lengths[core:end])
        out.append(Window(doc, first, core, end, used + 2))
        core = end
    return out


def best_end(doc, core, end, lengths, paragraph_ends, room):
    """How many words from `core` on the window takes, at most up to `end`."""
    filled = sum(lengths[core:end])
    sentence = None
    for at in range(end, core, -1):
        if filled * 2 < room:
            break
        if at in paragraph_ends:
            return at - core
        if sentence is None and ends_sentence(doc, at):
            sentence = at - core
        filled -= lengths[at - 1]
    return sentence or end - core


def ends_sentence(doc, at):
    """Do the marks before word `at` look like a sentence's end?"""
    if doc.words[at][4] == 10:  # nothing stands between
        return False
    last = doc.text[doc.words[at - 1][0] : doc.words[at - 1][1]]
    if last in ('"', "”", "''", "’", "'", ")"):
        last = doc.text[doc.words[at - 2][0] : doc.words[at - 2][1]] if at > 1 else last
    return last[-1] in ".!?" and len(last) < 4


def cut_at_random(doc, rng):
    """Windows of another size and context at each call, for training."""
    return cut(doc, rng.randint(120, 256), rng.choice((0, 12, 24, 24, 48)))


def limited(pieces, room=WINDOW - 2):
    return pieces[: room // 4]


def batches(windows, most, rng):
    """Groups windows of like length; the padded size of a batch stays under `most` pieces."""
    order = sorted(windows, key=lambda w: (w.pieces + rng.random() * 16))
    out, group = [], []
    for window in order:
        longest = max(window.pieces, group[-1].pieces if group else 0)
        if group and longest * (len(group) + 1) > most:
            out.append(group)
            group = []
        group.append(window)
    if group:
        out.append(group)
    rng.shuffle(out)
    return out


def collate(group, tokenizer):
    """The tensors of a batch, all label columns among them that its corpus has."""
    rows = []
    for w in group:
        ids, features, first = [tokenizer.cls], [[0, 0, 0]], []
        for i in range(w.first, w.end):
            first.append(len(ids))
            for piece in limited(w.doc.pieces[i]):
                ids.append(piece)
                features.append(w.doc.words[i][2:5])
        ids.append(tokenizer.sep)
        features.append([0, 0, 0])
        rows.append((ids, features, first))
    # Few different widths: kernels are compiled a shape.
    pieces = -(-max(len(r[0]) for r in rows) // 32) * 32
    words = max(len(r[2]) for r in rows)
    pad = lambda row, n, x: row + [x] * (n - len(row))  # noqa: E731
    batch = {
        "ids": torch.tensor([pad(r[0], pieces, 0) for r in rows]),
        "features": torch.tensor([pad(r[1], pieces, [0, 0, 0]) for r in rows]),
        "piece_mask": torch.tensor([pad([True] * len(r[0]), pieces, False) for r in rows]),
        "first": torch.tensor([pad(r[2], words, 0) for r in rows]),
        "word_mask": torch.tensor([pad([True] * len(r[2]), words, False) for r in rows]),
    }
    column = lambda f: torch.tensor([pad(f(w), words, IGNORE) for w in group])  # noqa: E731
    if group[0].doc.upos is not None:
        for name in ("starts", "upos", "lemma", "relation"):
            batch[name] = column(lambda w, n=name: getattr(w.doc, n)[w.first : w.end])
        batch["sentence"] = column(lambda w: w.doc.sentence[w.first : w.end])
        batch["head"] = column(heads)
    if group[0].doc.names is not None:
        batch["names"] = column(lambda w: whole_names(w.doc.names[w.first : w.end]))
    if group[0].doc.attributions is not None:
        batch["anchor"] = column(lambda w: anchors(w)[0])
        batch["roles"] = role_rows(group, words)
    if group[0].doc.factuality is not None:
        batch["fact"] = [
            (row, i - w.first, value)
            for row, w in enumerate(group)
            for i, value in w.doc.factuality
            if w.first <= i < w.end
        ]
        corpus = group[0].doc.corpus
        batch["scheme"] = labels.SCHEMES.index("uds" if corpus == "ewt" else corpus)
    if group[0].doc.triggers is not None:
        batch["trigger"] = column(lambda w: w.doc.triggers[w.first : w.end])
        batch["arguments"] = argument_rows(group, words)
        batch["told"] = told_rows(group)
    if group[0].doc.relation_event is not None:
        batch["pair"] = [w.doc.relation_event for w in group]
    if group[0].doc.story_event is not None:
        batch["story"] = torch.tensor([w.doc.story_event for w in group])
    return batch


def heads(w):
    """Heads as places in the window; ignored where the head stands outside."""
    return [
        h - w.first if h != IGNORE and w.first <= h < w.end else IGNORE
        for h in w.doc.head[w.first : w.end]
    ]


def whole_names(tags):
    """Name tags of a window; a name that the window cuts off is ignored."""
    tags = list(tags)
    is_place = lambda t, places: t > 0 and labels.NAME_TAGS[t][0] in places  # noqa: E731
    i = 0
    while i < len(tags) and is_place(tags[i], "IE"):
        tags[i] = IGNORE
        i += 1
    i = len(tags) - 1
    while i >= 0 and is_place(tags[i], "BI"):
        tags[i] = IGNORE
        i -= 1
    return tags


def anchors(w):
    """A 0/1 row of the window's cue anchors, and each with its attribution."""
    row, found = [0] * (w.end - w.first), []
    for attribution in w.doc.attributions:
        at = attribution["anchor"]
        if w.first <= at < w.end:
            row[at - w.first] = 1
            found.append((at - w.first, attribution))
    return row, found


def role_rows(group, words):
    """For every anchor of a batch: its window, its place, and the tags of its roles."""
    row, place, tags = [], [], []
    for number, w in enumerate(group):
        for at, attribution in anchors(w)[1]:
            spans = []
            for role in labels.ROLES:
                inside = [i - w.first for i in attribution[role] if w.first <= i < w.end]
                spans += [(a, b, role) for a, b in labels.runs(inside)]
            row.append(number)
            place.append(at)
            tags.append(labels.spans_to_tags(words, spans, labels.ROLE_TAGS))
    if not row:
        return None
    return torch.tensor(row), torch.tensor(place), torch.tensor(tags)


def argument_rows(group, words):
    """For every event of a batch: its window, its place, its status, and which words are which of its
    arguments; -1 for those that name one of them elsewhere."""
    row, place, status, inside = [], [], [], []
    for number, w in enumerate(group):
        for word, state, roles, again in w.doc.arguments:
            if w.first <= word < w.end:
                row.append(number)
                place.append(word - w.first)
                status.append(state)
                here = range(w.first, w.first + words)
                inside.append([[float(i in r) - float(i in a) for i in here] for r, a in zip(roles, again)])
    return tuple(map(torch.tensor, (row, place, status, inside))) if row else None


def told_rows(group):
    """For every mention of an event of a batch: its window, its place, its type and its event's number."""
    rows = [
        (number, word - w.first, kind, event)
        for number, w in enumerate(group)
        for word, kind, event in w.doc.told
        if w.first <= word < w.end
    ]
    return torch.tensor(rows).T if len(rows) > 1 else None


def add_anchors(train, others):
    """Chooses each cue's anchor: the word of it that is most often part of a cue in training."""
    inside, total = {}, {}
    for doc in train:
        for start, end, *_ in doc.words:
            word = doc.text[start:end].lower()
            total[word] = total.get(word, 0) + 1
        for attribution in doc.attributions:
            for i in attribution["cue"]:
                word = doc.text[slice(*doc.words[i][:2])].lower()
                inside[word] = inside.get(word, 0) + 1
    for doc in [*train, *others]:
        for attribution in doc.attributions:
            share = lambda i: (  # noqa: E731
                (inside.get(w := doc.text[slice(*doc.words[i][:2])].lower(), 0) + 0.5)
                / (total.get(w, 0) + 2)
            )
            attribution["anchor"] = max(attribution["cue"], key=lambda i: (share(i), i))


def shuffled(seed, epoch):
    """The random numbers of one epoch."""
    return random.Random(f"{seed}:{epoch}")
