"""The corpora as documents of words with labels.

Every text is cut into words by the engine itself (`cargo xtask words`), and gold labels are carried
over to those words by their characters, so that training sees what the engine will see.
"""

import gzip
import hashlib
import json
import pickle
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from . import labels, treebank
from .labels import IGNORE

#: GUM genres under a non-commercial licence: no shipped model learns from them.
NON_COMMERCIAL = ("essay", "fiction", "letter", "podcast", "whow")


@dataclass
class Doc:
    """A text as words. Lists run over the words; `None` where a corpus has no such labels."""

    id: str
    corpus: str
    text: str
    words: list  # [start, end, case, quotation, before]
    paragraphs: list  # [first, end) of words
    starts: list = None  # 1 where a sentence starts
    upos: list = None
    lemma: list = None  # rule ids, filled in once the rules are known
    lemma_rule: list = None
    head: list = None
    relation: list = None
    names: list = None
    attributions: list = None  # dicts: role -> sorted words
    factuality: list = None  # (word, value)
    relation_event: tuple = None  # (source words, target words, type): PLV
    story_event: int = None  # type: synthetic stories
    triggers: list = None  # 0, or 1 and the type's number: our events in news
    arguments: list = None  # (trigger word, status, words of each argument, words that name one of them elsewhere)
    told: list = None  # (trigger word, type, event): all mentions of each event
    sentence: list = field(default=None, repr=False)  # sentence number a word


def load(shared, cache):
    """All training and development documents: `{name: [Doc]}`; kept in a cache file."""
    cache = Path(cache)
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    shared = Path(shared) / "corpora"
    data = {}
    for split in ("train", "dev"):
        data[f"polnear-{split}"] = polnear(shared / f"attribution/{split}.jsonl.gz")
        ewt = list(treebank.read(shared / f"syntax/ewt-{split}.conllu.gz"))
        gum = list(treebank.read(shared / f"syntax/gum-{split}.conllu.gz"))
        if split == "train":
            gum = [d for d in gum if d.id.split("_")[1] not in NON_COMMERCIAL]
        data[f"ewt-{split}"] = parsed("ewt", ewt)
        data[f"gum-{split}"] = parsed("gum", gum)
        add_names(data[f"gum-{split}"], gum, gum_names(shared / f"names/gum-{split}.iob2.gz"))
        if split == "train":
            add_names(data["ewt-train"], ewt, ewt_names("names/ewt-train.tsv"))
        add_uds(data[f"ewt-{split}"], ewt, shared / f"factuality/uds-{split}.jsonl.gz")
        for name in ("uw", "meantime", "uds"):
            data[f"{name}-{split}"] = factual(
                name, records(shared / f"factuality/{name}-{split}.jsonl.gz")
            )
    for split, docs in plv(shared / "events/plv-train.jsonl.gz").items():
        data[f"plv-{split}"] = docs
    for split, docs in stories(shared / "events/ngec-synthetic.jsonl.gz").items():
        data[f"stories-{split}"] = docs
    for split, docs in news(shared, "events/news.jsonl").items():
        data[f"news-{split}"] = docs
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps(data))
    return data


def records(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def lines(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def cut(corpus, items):
    """Docs of `(id, text)` pairs, cut into words by the engine."""
    told = xtask("words", corpus, [{"id": name, "text": text} for name, text in items])
    return [
        Doc(name, corpus, text, record["words"], record["paragraphs"])
        for (name, text), record in zip(items, told, strict=True)
    ]


def xtask(task, name, texts):
    """What a task of `cargo xtask` tells of each text."""
    folder = Path("runs/words")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for text in texts:
            out.write(json.dumps(text) + "\n")
    command = ["cargo", "xtask", task, str(file.resolve())]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def touching(doc, start, end):
    """The words that share a character with `[start, end)`."""
    return [i for i, w in enumerate(doc.words) if w[0] < end and start < w[1]]


def is_dev(name, parts):
    """A stable one-in-`parts` choice by identifier."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % parts == 0


def polnear(path):
    gold = records(path)
    docs = cut("polnear", [(g["id"], g["text"]) for g in gold])
    for doc, record in zip(docs, gold):
        owner = by_character(doc)
        doc.attributions = []
        for attribution in record["attributions"]:
            roles = {role: covered(owner, attribution[role]) for role in labels.ROLES}
            if roles["cue"]:
                doc.attributions.append(roles)
        drop_words(doc, covered(owner, record["discard"]))
    return docs


def by_character(doc):
    owner = [None] * (len(doc.text) + 1)
    for i, word in enumerate(doc.words):
        for at in range(word[0], word[1]):
            owner[at] = i
    return owner


def covered(owner, spans):
    return sorted({owner[at] for s, e in spans for at in range(s, e) if owner[at] is not None})


def drop_words(doc, dropped):
    """Takes words out of a document that has attributions only."""
    if not dropped:
        return
    gone = set(dropped)
    kept = [i for i in range(len(doc.words)) if i not in gone]
    new = {old: i for i, old in enumerate(kept)}
    doc.words = [doc.words[i] for i in kept]
    paragraphs = []
    for first, end in doc.paragraphs:
        inside = [new[i] for i in range(first, end) if i in new]
        if inside:
            paragraphs.append([inside[0], inside[-1] + 1])
    doc.paragraphs = paragraphs
    attributions = []
    for attribution in doc.attributions:
        roles = {role: [new[i] for i in words if i in new] for role, words in attribution.items()}
        if roles["cue"]:
            attributions.append(roles)
    doc.attributions = attributions


def parsed(corpus, gold):
    """Treebank documents with their labels carried over to the engine's words."""
    docs = cut(corpus, [(g.id, g.text) for g in gold])
    for doc, tree in zip(docs, gold):
        transfer(doc, tree)
    return docs


def transfer(doc, tree):
    """Each engine word takes the labels of the gold word that heads what it covers; a gold word
    belongs to the engine word that covers most of it."""
    count = len(doc.words)
    doc.starts = [0] * count
    for column in ("upos", "lemma_rule", "head", "relation"):
        setattr(doc, column, [IGNORE] * count)
    doc.sentence = [IGNORE] * count
    home, gold_of = [], [[] for _ in range(count)]
    at = 0
    for number, word in enumerate(tree.words):
        while at < count and doc.words[at][1] <= word.start:
            at += 1
        best, most, i = None, 0, at
        while i < count and doc.words[i][0] < word.end:
            shared = min(word.end, doc.words[i][1]) - max(word.start, doc.words[i][0])
            if shared > most:
                best, most = i, shared
            i += 1
        home.append(best)
        if best is not None:
            gold_of[best].append(number)
    for i, golds in enumerate(gold_of):
        if not golds:
            continue
        outside = [g for g in golds if home[tree.words[g].head] != i or tree.words[g].head == g]
        number = (outside or golds)[0]
        word = tree.words[number]
        exact = [word.start, word.end] == doc.words[i][:2]
        doc.upos[i] = labels.UPOS.index(word.upos) if word.upos in labels.UPOS else IGNORE
        if exact and word.lemma != "_":
            doc.lemma_rule[i] = labels.lemma_rule(word.form, word.lemma)
        head = home[word.head]
        if head is not None:
            doc.head[i] = head
            relation = word.relation if word.head != number else "root"
            if relation in labels.RELATIONS:
                doc.relation[i] = labels.RELATIONS.index(relation)
    for number, (first, end) in enumerate(tree.sentences):
        covered = sorted({home[g] for g in range(first, end) if home[g] is not None})
        if covered:
            doc.starts[covered[0]] = 1
            for i in range(covered[0], covered[-1] + 1):
                doc.sentence[i] = number
    # A word that no gold word calls home belongs to the sentence before it.
    for i in range(1, count):
        if doc.sentence[i] == IGNORE:
            doc.sentence[i] = doc.sentence[i - 1]


def gum_names(path):
    """Names of each sentence as `(first, end, kind)` in its words, from IOB2."""
    names, sentence, rows = {}, None, []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# sent_id = "):
                sentence = line[12:]
            elif not line:
                names[sentence], rows = iob_spans(rows), []
            elif not line.startswith("#"):
                rows.append(line.split("\t")[2])
    return names


def iob_spans(tags):
    spans, opened = [], None
    for i, tag in enumerate([*tags, "O"]):
        if opened and not tag.startswith("I-"):
            spans.append((opened[1], i, opened[0]))
            opened = None
        if tag.startswith("B-"):
            opened = (tag[2:], i)
    return spans


def ewt_names(path):
    """The same from our own file: `sentence<TAB>FIRST-LAST:KIND ...`, words from one."""
    names = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            sentence, spans = line.split("\t")
            parts = [re.fullmatch(r"(\d+)-(\d+):(\w+)", span).groups() for span in spans.split()]
            names[sentence] = [(int(a) - 1, int(b), kind) for a, b, kind in parts]
    return names


def add_names(docs, trees, names):
    """Name tags of the engine's words."""
    for doc, tree in zip(docs, trees):
        owner, found = by_character(doc), []
        for (start, _), sentence in zip(tree.sentences, tree.sentence_ids):
            for first, end, kind in names.get(sentence, ()):
                characters = [tree.words[start + first].start, tree.words[start + end - 1].end]
                words = covered(owner, [characters])
                if words:
                    found.append((words[0], words[-1] + 1, kind))
        doc.names = labels.spans_to_tags(len(doc.words), found, labels.NAME_TAGS)


def add_uds(docs, trees, path):
    """Factuality of EWT's predicates."""
    judged = {r["id"]: r for r in records(path)}
    for doc, tree in zip(docs, trees):
        owner = by_character(doc)
        doc.factuality = []
        for (first, _), name in zip(tree.sentences, tree.sentence_ids):
            record = judged.get(name)
            if not record:
                continue
            base = tree.words[first].start
            if doc.text[base : base + len(record["text"])] != record["text"]:
                continue
            for event in record["events"]:
                words = covered(owner, [[base + event["start"], base + event["end"]]])
                if words:
                    doc.factuality.append((words[0], event["factuality"]))


def factual(corpus, gold):
    docs = cut(corpus, [(g["id"], g["text"]) for g in gold])
    for doc, record in zip(docs, gold):
        owner = by_character(doc)
        doc.factuality = []
        for event in record["events"]:
            words = covered(owner, [[event["start"], event["end"]]])
            if words:
                doc.factuality.append((words[0], event["factuality"]))
    return docs


def plv(path):
    """Sentences with a marked source and target; one in five is kept for development."""
    gold = [g for g in records(path) if "<s>" in g["marked"] and "<t>" in g["marked"]]
    docs = cut("plv", [(g["id"], g["text"]) for g in gold])
    out = {"train": [], "dev": []}
    for doc, record in zip(docs, gold):
        places = marked(record["marked"])
        if places is None or places["plain"] != record["text"]:
            continue
        owner = by_character(doc)
        source, target = covered(owner, places["s"]), covered(owner, places["t"])
        if source and target:
            doc.relation_event = (source, target, record["type"])
            # The same sentence may stand there with other actors: it stays on one side.
            out["dev" if is_dev(record["text"], 5) else "train"].append(doc)
    return out


def marked(text):
    """Takes `<s>..</s>` and `<t>..</t>` out of a text and says where they stood."""
    places, plain, at, opened = {"s": [], "t": []}, "", 0, {}
    while at < len(text):
        for tag in ("s", "t"):
            if text.startswith(f"<{tag}>", at):
                opened[tag] = len(plain)
                at += 3
                break
            if text.startswith(f"</{tag}>", at) and tag in opened:
                places[tag].append([opened.pop(tag), len(plain)])
                at += 4
                break
        else:
            plain += text[at]
            at += 1
    places["plain"] = plain
    return places


def stories(path):
    """Synthetic stories, labelled as a whole; one headline in ten is kept for development."""
    gold = records(path)
    docs = cut("stories", [(g["id"], g["text"]) for g in gold])
    out = {"train": [], "dev": []}
    for doc, record in zip(docs, gold):
        doc.story_event = labels.EVENT_TYPES.index(record["label"])
        out["dev" if is_dev(record["template"], 10) else "train"].append(doc)
    return out


#: Behind these the word that matters of a trigger stands in front: "drew down".
PARTICLES = set(
    "about against around at away back by down for from in into of off on out over to up with".split()
)


#: Where the articles stand that we marked events in, beside `texts.jsonl`, which are our own.
MARKED = (
    "articles/guardian", "articles/wikinews-train", "attribution/train", "events/ngec-synthetic",
    "events/plv-train",
)  # fmt: skip


def news(shared, path):
    """News with events marked by us; one article in six is kept for development, and so are those that whole
    reports are scored on."""
    texts = marked_texts(shared, Path(path).parent)
    scored = scored_ids(shared.parent)
    gold = lines(path)
    docs = cut("news", [(g["id"], texts[g["id"]]["text"]) for g in gold])
    out = {"train": [], "dev": []}
    for doc, record in zip(docs, gold):
        owner = by_character(doc)
        doc.triggers = [0 if w[1] <= record["read"] else IGNORE for w in doc.words]
        doc.arguments, doc.told = [], []
        for number, event in enumerate(record["events"]):
            kind = 1 + labels.EVENT_TYPES.index(event["type"])
            for span in event["also"]:
                doc.told.append((mark_trigger(doc, covered(owner, [span]), kind), kind, number))
        for number, event in enumerate(record["events"]):
            kind = 1 + labels.EVENT_TYPES.index(event["type"])
            word = mark_trigger(doc, covered(owner, [event["trigger"]]), kind)
            doc.told.append((word, kind, number))
            roles = [covered(owner, spans(event[r])) for r in labels.ARGUMENTS]
            again = [sorted(elsewhere(doc, owner, event[r], words)) for r, words in zip(labels.ARGUMENTS, roles)]
            doc.arguments.append((word, labels.STATUSES.index(event["status"]), roles, again))
        out["dev" if record["id"] in scored or is_dev(record["id"], 6) else "train"].append(doc)
    return out


def marked_texts(corpora, events):
    """The records of all texts that we marked events in, by id: those of the corpora and our own."""
    texts = {r["id"]: r for r in lines(events / "texts.jsonl")}
    for name in MARKED:
        texts |= {r["id"]: r for r in records(corpora / f"{name}.jsonl.gz")}
    return texts


def scored_ids(folder):
    """The articles whose whole reports are scored; nothing learns from them."""
    return {r["id"] for r in lines(folder / "gold/articles.jsonl")}


def spans(argument):
    """The spans of a list of participants, of one span, or of none."""
    if argument and isinstance(argument[0], dict):
        return [participant["span"] for participant in argument]
    return [argument] if argument else []


def elsewhere(doc, owner, argument, words):
    """The words of other mentions of a participant by the same words: neither right nor wrong."""
    if not argument or not isinstance(argument[0], dict):
        return set()
    found = set()
    for start, end in spans(argument):
        if end - start > 2:
            name = re.escape(doc.text[start:end])
            found |= {i for m in re.finditer(rf"(?<!\w){name}(?!\w)", doc.text) for i in covered(owner, [m.span()])}
    return found - set(words)


def mark_trigger(doc, words, kind):
    """Marks the one word of a trigger that matters, and leaves the others open."""
    last = doc.text[slice(*doc.words[words[-1]][:2])].lower()
    word = words[0] if last in PARTICLES else words[-1]
    for i in words:
        if doc.triggers[i] == 0:
            doc.triggers[i] = IGNORE
    doc.triggers[word] = kind
    return word


#: Columns that the teacher fills in where a corpus has none.
SILVER = ("starts", "sentence", "upos", "lemma", "head", "relation", "names")


def add_silver(data, path, rules):
    """Gives documents the teacher's labels (see `label.py`), its lemma rules as their numbers."""
    ids = {rule: i for i, rule in enumerate(rules)}
    for name, rows in pickle.loads(Path(path).read_bytes()).items():
        for doc, columns in zip(data[name], rows, strict=True):
            for column, labels_of in columns.items():
                setattr(doc, column, labels_of)
            doc.lemma = [ids.get(rule, IGNORE) for rule in doc.lemma]


def lemma_rules(docs, least=3):
    """The rules that make at least `least` lemmas; unknown ones are ignored in training."""
    counts = Counter(r for d in docs for r in d.lemma_rule if r != IGNORE)
    rules = sorted((r for r, n in counts.items() if n >= least), key=lambda r: (-counts[r], r))
    ids = {rule: i for i, rule in enumerate(rules)}
    for doc in docs:
        doc.lemma = [ids.get(r, IGNORE) for r in doc.lemma_rule]
    return rules
