#!/usr/bin/env python3
"""The development part of our own marks (training/events): articles for the reader, and what its reports have of them.

    marks.py articles SHARED > articles.jsonl
    onrecord read articles.jsonl --format jsonl > reports
    marks.py score SHARED reports

Of texts read twice the later reading counts. Events match one to one as in the scorer of the annotated reports: of one type, and
triggers within 40 characters or actor and recipient in common. Participants are right where they have a country or a word of
a name in common, or where both have none, and a time and a place where they have a word in common, or both none.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[1] / "training"
EVENTS = TRAINING / "events"
sys.path.insert(0, str(TRAINING))
from onrecord_training.corpora import is_dev, lines, marked_texts, scored_ids  # noqa: E402

#: Groups of texts by how their ids begin; sentences of PLV are scored elsewhere.
GROUPS = {"guardian-": "Guardian", "own-": "own articles", "ngec-": "stories", "plv-": None}
OTHERS = "PolNeAR, Wikinews"
STOP = set("the a an of for to in on and his her its their".split())


def marked(shared):
    """The records kept for development, by id, with their texts and groups."""
    texts = marked_texts(Path(shared) / "corpora", EVENTS)
    scored = scored_ids(Path(shared))
    kept = {}
    for record in lines(EVENTS / "news.jsonl"):
        name = record["id"]
        group = next((g for start, g in GROUPS.items() if name.startswith(start)), OTHERS)
        # Those with annotated reports are scored as such.
        if group and is_dev(name, 6) and name not in scored:
            kept[name] = (record, texts[name], group)
    return kept


def words(name):
    return set(re.findall(r"\w+", name.lower())) - STOP


def who(participants, name):
    return {p["country"] for p in participants if p["country"]} | {w for p in participants for w in words(name(p))}


def of_mark(event, text):
    """A marked event in the shape that is compared."""
    phrase = lambda span: words(text[slice(*span)]) if span else set()  # noqa: E731
    name = lambda p: text[slice(*p["span"])]  # noqa: E731
    return event | {role: who(event[role], name) for role in ("actors", "recipients")} | {
        "time": phrase(event["time"]), "place": phrase(event["place"]),
    }  # fmt: skip


def of_report(event):
    """A report's event in the same shape."""
    name = lambda p: p["name"]  # noqa: E731
    return event | {role: who(event[role], name) for role in ("actors", "recipients")} | {
        "time": words(event["time"]["text"] or ""), "place": words(event["place"]["name"] or ""),
    }  # fmt: skip


def agree(a, b):
    return bool(a & b) or not a and not b


def matched(gold, found):
    """Pairs of a marked and a found event, the best first."""
    scores = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            near = abs(g["trigger"][0] - f["trigger"][0]) <= 40
            actors, recipients = bool(g["actors"] & f["actors"]), bool(g["recipients"] & f["recipients"])
            fits = near or actors and recipients or (actors or recipients) and not g["recipients"]
            score = 2 * near + actors + recipients
            if g["type"] == f["type"] and fits and score:
                scores.append((-score, i, j))
    pairs, left, right = [], set(), set()
    for _, i, j in sorted(scores):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def score(shared, reports):
    kept = marked(shared)
    counts = {}
    for report in lines(reports):
        record, text, group = kept[report["id"]]
        gold = [of_mark(e, text["text"]) for e in record["events"]]
        found = [of_report(e) for e in report["events"] if e["trigger"][0] < record["read"]]
        count = counts.setdefault(group, Counter())
        count.update(texts=1, gold=len(gold), found=len(found))
        for g, f in matched(gold, found):
            right = g["status"] == f["status"]
            other = g["status"] != "happened"
            count.update(
                met=1, status=right, other=other, other_right=other and right,
                actor=agree(g["actors"], f["actors"]), recipient=agree(g["recipients"], f["recipients"]),
                time=agree(g["time"], f["time"]), place=agree(g["place"], f["place"]),
            )  # fmt: skip
    counts["all"] = sum(counts.values(), Counter())
    for group, c in counts.items():
        p, r = c["met"] / max(1, c["found"]), c["met"] / max(1, c["gold"])
        f1 = 2 * c["met"] / max(1, c["found"] + c["gold"])
        rate = lambda n, of="met": f"{c[n] / max(1, c[of]):.3f}"  # noqa: E731
        print(f"{group}: {c['texts']} texts, {c['gold']} events, {c['found']} found")
        print(f"  P {p:.3f} R {r:.3f} F1 {f1:.3f}; of those met: status {rate('status')}, other than happened "
              f"{c['other_right']}/{c['other']} = {rate('other_right', 'other')}, actor {rate('actor')}, "
              f"recipient {rate('recipient')}, time {rate('time')}, place {rate('place')}")  # fmt: skip


def main():
    if sys.argv[1:2] == ["articles"] and len(sys.argv) == 3:
        for name, (_, text, _) in marked(sys.argv[2]).items():
            print(json.dumps({k: text[k] for k in ("id", "text", "published", "outlet") if text.get(k)} | {"id": name}))
    elif sys.argv[1:2] == ["score"] and len(sys.argv) == 4:
        score(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
