"""Reading CoNLL-U into documents with raw text and character offsets.

A document's raw text is put together the way the treebank describes it: sentences joined by a
space (none after `SpaceAfter=No`), paragraphs (`# newpar`) by an empty line. Words of a multiword
token share their token's surface, cut by the length of their forms as far as that fits.
"""

import gzip
from dataclasses import dataclass, field


@dataclass
class Word:
    """One syntactic word. `start` and `end` are code points of the document's text."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    head: int  # index into the document's words; itself for a root
    relation: str  # without its subtype
    misc: dict


@dataclass
class Document:
    """A treebank document."""

    id: str
    text: str = ""
    words: list = field(default_factory=list)
    sentences: list = field(default_factory=list)  # [first, end) of words
    sentence_ids: list = field(default_factory=list)
    paragraphs: list = field(default_factory=list)  # [first, end) of words


def read(path):
    """Yields the documents of a `.conllu.gz` file."""
    document, new_paragraph, space = None, True, False
    for comments, rows in sentences(path):
        if "newdoc id" in comments or document is None:
            if document is not None:
                yield close(document)
            document = Document(comments.get("newdoc id", path))
            new_paragraph, space = True, False
        if any(c.startswith("newpar") for c in comments):
            new_paragraph = True
        if new_paragraph:
            if document.words:
                document.text = document.text.rstrip(" ") + "\n\n"
            document.paragraphs.append([len(document.words), None])
            new_paragraph = False
        elif space:
            document.text += " "
        space = add_sentence(document, rows)
        document.sentence_ids.append(comments.get("sent_id"))
    if document is not None:
        yield close(document)


def close(document):
    """Fills in where each paragraph ends."""
    starts = [first for first, _ in document.paragraphs] + [len(document.words)]
    document.paragraphs = [[a, b] for a, b in zip(starts, starts[1:]) if b > a]
    return document


def sentences(path):
    """Yields (comments, rows) for each sentence."""
    comments, rows = {}, []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield comments, rows
                comments, rows = {}, []
            elif line.startswith("#"):
                key, _, value = line[1:].strip().partition(" = ")
                comments[key] = value
            else:
                rows.append(line.split("\t"))
    if rows:
        yield comments, rows


def add_sentence(document, rows):
    """Appends the words of a sentence; says whether a space follows it."""
    first = len(document.words)
    multiword = {}
    for row in rows:
        if "-" in row[0]:
            a, b = map(int, row[0].split("-"))
            multiword[a] = (b, row)
    words = [row for row in rows if row[0].isdigit()]
    index, space = 0, False
    while index < len(words):
        number = int(words[index][0])
        last, token = multiword.get(number, (number, words[index]))
        start = len(document.text)
        document.text += token[1]
        end = len(document.text)
        group = words[index : index + last - number + 1]
        for row, (a, b) in zip(group, cut(token[1], [r[1] for r in group])):
            misc = dict(p.split("=", 1) for p in row[9].split("|") if "=" in p)
            head = int(row[6])
            head = first + (int(row[0]) if head == 0 else head) - 1
            relation = row[7].split(":")[0]
            document.words.append(
                Word(start + a, start + b, row[1], row[2], row[3], head, relation, misc)
            )
        space = "SpaceAfter=No" not in token[9]
        index += len(group)
        if space and index < len(words):
            document.text += " "
    document.sentences.append([first, len(document.words)])
    return space


def cut(surface, forms):
    """Cuts a multiword token's surface into one piece a word."""
    pieces, at = [], 0
    for i, form in enumerate(forms):
        end = len(surface) if i == len(forms) - 1 else min(len(surface), at + len(form))
        pieces.append((at, end))
        at = end
    return pieces
