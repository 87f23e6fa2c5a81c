"""Writes what the tokenizer is held against, and its character classes, from Hugging Face `tokenizers`.

    python tests/tokenizer_reference.py VOCAB.txt            rewrite the stored files
    python tests/tokenizer_reference.py VOCAB.txt FILE ...   print `word<TAB>ids` for texts' words

`pip install tokenizers`; VOCAB.txt is that of any uncased BERT. The classes are read off the library
character by character, so that its table of Unicode, whichever that is, is ours.
"""

import gzip
import sys
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

HERE = Path(__file__).parent


def normalizer(**on):
    steps = {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False}
    return BertNormalizer(**{**steps, "lowercase": False, **on})


def bert(vocabulary):
    ids = {piece: i for i, piece in enumerate(vocabulary)}
    tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def classes():
    clean = normalizer(clean_text=True)
    spaced = normalizer(handle_chinese_chars=True)
    strip = normalizer(strip_accents=True)
    cut = BertPreTokenizer()
    tests = {
        "DROPPED": lambda c: clean.normalize_str(f"a{c}b") == "ab",
        "IDEOGRAPHS": lambda c: spaced.normalize_str(c) == f" {c} ",
        "ACCENTS": lambda c: strip.normalize_str(c) == "",
        "PUNCTUATION": lambda c: len(cut.pre_tokenize_str(f"a{c}b")) == 3,
    }
    says = {
        "DROPPED": "Characters that are dropped: controls, formats, private use.",
        "IDEOGRAPHS": "Ideographs, each of which is a part of its own.",
        "ACCENTS": "Marks that take no room, dropped after decomposition.",
        "PUNCTUATION": "Punctuation, each of which is a part of its own; ASCII has more.",
    }
    for name, test in tests.items():
        ranges = []
        for code in [*range(0xD800), *range(0xE000, 0x110000)]:
            if test(chr(code)):
                if ranges and ranges[-1][1] == code - 1:
                    ranges[-1][1] = code
                else:
                    ranges.append([code, code])
        yield name, says[name], ranges


def write_classes(path):
    lines = ["//! Classes of characters, as ranges in order.", "//!"]
    lines += ["//! Written by `tests/tokenizer_reference.py`; do not edit.", ""]
    for name, says, ranges in classes():
        lines += [f"/// {says}", "#[rustfmt::skip]", f"pub(crate) const {name}: &[(char, char)] = &["]
        row = "   "
        for first, last in ranges:
            item = f" ('\\u{{{first:x}}}', '\\u{{{last:x}}}'),"
            if len(row) + len(item) > 100:
                lines.append(row)
                row = "   "
            row += item
        lines += [row, "];", ""]
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")


def write_sample(vocabulary):
    """A small vocabulary of real pieces and, for each line and word of the sample, its pieces."""
    text = (HERE / "data/sample.txt").read_text(encoding="utf-8")
    items = list(dict.fromkeys([*text.splitlines(), *text.split()]))
    plain = BertNormalizer().normalize_str(text)
    known = {p for p in vocabulary if p.startswith("[") and p.endswith("]") and len(p) > 2}
    known -= {p for p in known if p.startswith("[unused")}
    small = [p for p in vocabulary if p in known or p.removeprefix("##") in plain]
    (HERE / "data/sample.vocab").write_text("".join(f"{p}\n" for p in small), encoding="utf-8")
    tokenizer = bert(small)
    lines = [f"{item}\t{' '.join(map(str, tokenizer.encode(item).ids))}\n" for item in items]
    (HERE / "data/sample.pieces").write_text("".join(lines), encoding="utf-8")


def print_pieces(vocabulary, paths):
    tokenizer = bert(vocabulary)
    seen = set()
    for path in paths:
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8", errors="replace") as file:
            for line in file:
                seen.update(line.split())
    words = sorted(seen)
    for start in range(0, len(words), 10_000):
        some = words[start : start + 10_000]
        for word, encoding in zip(some, tokenizer.encode_batch(some)):
            print(word, " ".join(map(str, encoding.ids)), sep="\t")


if __name__ == "__main__":
    vocabulary = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    if vocabulary[-1] == "":
        vocabulary.pop()
    if len(sys.argv) > 2:
        print_pieces(vocabulary, sys.argv[2:])
    else:
        write_classes(HERE / "../src/classes.rs")
        write_sample(vocabulary)
