"""The label sets of the heads, in the order of their rows."""

UPOS = (
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
).split()

RELATIONS = (
    "acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj dep det discourse "
    "dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan "
    "parataxis punct reparandum root vocative xcomp"
).split()

NAME_KINDS = ("PER", "LOC", "ORG", "MISC")
NAME_TAGS = ["O"] + [f"{place}-{kind}" for kind in NAME_KINDS for place in "BIES"]

ROLES = ("source", "cue", "content")
ROLE_TAGS = ["O"] + [f"{place}-{role}" for role in ROLES for place in "BIES"]

EVENT_TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT"
).split()

#: What takes part in an event, in the order of the argument head's rows.
ARGUMENTS = ("actors", "recipients", "object", "time", "place")

#: Corpora of factuality: each asked its people otherwise, so that each has a number of its own.
SCHEMES = ("uw", "meantime", "uds")

#: How real an event is, in a word.
STATUSES = (
    "happened", "ongoing", "scheduled", "alleged", "contested", "denied", "did not happen", "possible",
    "hypothetical",
)  # fmt: skip

IGNORE = -100


def spans_to_tags(length, spans, tags):
    """BIES tags of labelled spans `(first, end, kind)` over `length` words; `O` elsewhere."""
    out = [0] * length
    for first, end, kind in spans:
        places = "S" if end - first == 1 else "B" + "I" * (end - first - 2) + "E"
        for word, place in zip(range(first, end), places):
            out[word] = tags.index(f"{place}-{kind}")
    return out


def runs(words):
    """Maximal runs of consecutive numbers as `[first, end)`."""
    out = []
    for word in sorted(words):
        if out and out[-1][1] == word:
            out[-1][1] = word + 1
        else:
            out.append([word, word + 1])
    return out


def lemma_rule(form, lemma):
    """How to make the lemma of a form: casing, letters cut from the end, letters added."""
    casing = "keep" if form[:1] == lemma[:1] and lemma[:1].isupper() else "lower"
    base = form if casing == "keep" else form.lower()
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    if shared == 0:
        return f"={lemma}"
    return f"{casing}|{len(base) - shared}|{lemma[shared:]}"


def apply_lemma_rule(rule, form):
    """The lemma that a rule makes of a form."""
    if rule.startswith("="):
        return rule[1:]
    casing, cut, added = rule.split("|", 2)
    base = form if casing == "keep" else form.lower()
    return base[: max(0, len(base) - int(cut))] + added
