"""WordPiece over the engine's words; the same cut as the crate `onrecord-encoder` makes."""

import unicodedata

UNKNOWN = "[UNK]"
LONGEST_WORD = 100


class WordPiece:
    """An uncased BERT vocabulary; of `marks` two stand at the ends of a window,
    and the third where a piece is hidden."""

    def __init__(self, vocabulary, marks=("[CLS]", "[SEP]", "[MASK]")):
        self.vocabulary = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.mask, self.unknown = (self.ids[p] for p in (*marks, UNKNOWN))
        self.cache = {}

    def __call__(self, word):
        """The piece ids of one word, at least one."""
        known = self.cache.get(word)
        if known is None:
            known = [i for part in basic_parts(word) for i in self.pieces(part)] or [self.unknown]
            self.cache[word] = known
        return known

    def pieces(self, part):
        if len(part) > LONGEST_WORD:
            return [self.unknown]
        out, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                piece = self.ids.get(part[at:end] if at == 0 else "##" + part[at:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            out.append(piece)
            at = end
        return out


def basic_parts(word):
    """BERT's basic tokenisation: lower case, no accents, marks and ideographs alone."""
    clean = "".join(c for c in word if c not in "\0\ufffd" and not is_control(c))
    stripped = "".join(
        c for c in unicodedata.normalize("NFD", clean.lower()) if unicodedata.category(c) != "Mn"
    )
    parts, current = [], ""
    for c in stripped:
        if c.isspace():
            parts, current = flush(parts, current), ""
        elif is_mark(c) or is_ideograph(c):
            parts, current = flush(parts, current) + [c], ""
        else:
            current += c
    return flush(parts, current)


def flush(parts, current):
    return parts + [current] if current else parts


def is_control(c):
    return c not in "\t\n\r" and unicodedata.category(c).startswith("C")


def is_mark(c):
    ascii_mark = 33 <= ord(c) <= 47 or 58 <= ord(c) <= 64 or 91 <= ord(c) <= 96
    return ascii_mark or 123 <= ord(c) <= 126 or unicodedata.category(c).startswith("P")


def is_ideograph(c):
    ranges = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F))
    ranges += ((0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
    return any(a <= ord(c) <= b for a, b in ranges)
