#!/usr/bin/env python3
"""Marks that quote their words, to marks by offsets as in news.jsonl: quoted.py MARKS.jsonl [TEXTS.jsonl] > OUT.jsonl

A line of MARKS: {"id", "text"?, "published"?, "outlet"?, "events": [{"type", "mode", "at", "trigger", "also": [[at, trigger]..],
"actors": [[words, country, sector]..], "recipients": [..], "object", "time", "place", "status", "factuality"}]}. `at` is a piece
of the text that stands there once and holds the trigger; of other words the mention nearest to the trigger is meant. Where a
line has no text, TEXTS has it. What does not fit is told on standard error, and the exit status is 1.
"""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from onrecord_training.labels import STATUSES  # noqa: E402

MODES = {
    "AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove allege investigate",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}  # fmt: skip


class Marks:
    """The marks of one text."""

    def __init__(self, name, text):
        self.name, self.plain, self.faults = name, plain(text), []

    def trigger(self, at, words):
        count = self.plain.count(plain(at))
        inside = re.search(whole(words), plain(at))
        if count != 1 or not inside:
            self.faults.append(f"{self.name}: {at!r} stands {count} times, with {words!r} in it: {bool(inside)}")
            return None
        start = self.plain.index(plain(at))
        return [start + inside.start(), start + inside.end()]

    def nearest(self, words, to):
        found = [[m.start(), m.end()] for m in re.finditer(whole(words), self.plain)]
        if not found:
            self.faults.append(f"{self.name}: {words!r} is not in the text")
            return None
        return min(found, key=lambda span: abs(span[0] - to))

    def event(self, told):
        kind, mode = told.get("type"), told.get("mode")
        if kind not in MODES or told.get("status") not in STATUSES or mode and mode not in MODES[kind].split():
            self.faults.append(f"{self.name}: {kind} {mode} {told.get('status')} at {told.get('trigger')!r}")
            return None
        trigger = self.trigger(told["at"], told["trigger"])
        if trigger is None:
            return None
        also = [self.trigger(at, words) for at, words in told.get("also") or []]
        event = {"type": kind, "mode": mode, "trigger": trigger, "also": [span for span in also if span]}
        for role in ("actors", "recipients"):
            event[role] = []
            for who in told.get(role) or []:
                words, country, sector = [*([who] if isinstance(who, str) else who), None, None][:3]
                span = self.nearest(words, trigger[0])
                if span:
                    event[role].append({"span": span, "country": country, "sector": sector})
        for role in ("object", "time", "place"):
            event[role] = self.nearest(told[role], trigger[0]) if told.get(role) else None
        return event | {"status": told["status"], "factuality": told["factuality"]}


def plain(text):
    """The text with straight quotation marks, as long as before."""
    return text.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "})


def whole(words):
    return r"(?<!\w)" + re.escape(plain(words)) + r"(?!\w)"


def lines(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def main():
    texts = {record["id"]: record["text"] for record in lines(sys.argv[2])} if len(sys.argv) > 2 else {}
    faults = []
    for record in lines(sys.argv[1]):
        text = record.get("text") or texts[record["id"]]
        marks = Marks(record["id"], text)
        events = [event for event in map(marks.event, record["events"]) if event]
        events.sort(key=lambda event: event["trigger"])
        print(json.dumps({"id": record["id"], "read": len(text), "events": events}, ensure_ascii=False))
        faults += marks.faults
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
