#!/usr/bin/env python3
"""Makes articles for the ledger's bench: python3 make.py CORPORA COUNT > articles.jsonl

Takes the articles, the attribution corpus and the stories of the corpora that we develop with, gives them
outlets and days, and adds rewritten copies: other outlet, hours later, a paragraph gone, some words
swapped. The same corpora and COUNT give the same bytes."""

import gzip
import json
import random
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

SEED = 20261128
SOURCES = [
    "articles/guardian.jsonl.gz", "articles/wikinews-train.jsonl.gz", "articles/wikinews-dev.jsonl.gz",
    "attribution/train.jsonl.gz", "events/ngec-synthetic.jsonl.gz",
]
# One in so many is a copy of an earlier one.
COPIES = 4
OUTLETS = [f"{place} {name}" for place in (
    "Ostermund", "Harrow Bay", "Lindholm", "Carrick", "Velden", "Port Amsel", "Norwick", "Estrada", "Kallio", "Tamsin",
) for name in ("Courier", "Gazette", "Post", "Observer")]
SWAPS = {
    "said": "stated", "told": "informed", "asked": "requested", "officials": "authorities", "government": "administration",
    "people": "persons", "country": "nation", "also": "additionally", "after": "following", "attack": "assault",
    "killed": "slain", "talks": "discussions", "president": "head of state", "report": "account", "help": "assist",
    "big": "large", "began": "started", "show": "display", "police": "law enforcement", "money": "funds",
}


def originals(corpora):
    for name in SOURCES:
        with gzip.open(Path(corpora) / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield {"id": record["id"], "title": record.get("title"), "text": record["text"]}


def rewritten(text, random):
    paragraphs = text.split("\n\n")
    if len(paragraphs) > 3:
        del paragraphs[random.randrange(1, len(paragraphs))]
    if random.random() < 0.5:
        def swap(match):
            word = match.group(0)
            other = SWAPS.get(word.lower())
            return other if other and random.random() < 0.8 else word
        paragraphs = [re.sub(r"[A-Za-z]+", swap, paragraph) for paragraph in paragraphs]
    return "\n\n".join(paragraphs)


def main(corpora, count):
    chance = random.Random(SEED)
    pool = list(originals(corpora))
    chance.shuffle(pool)
    written = []
    moment = datetime(2024, 1, 1)
    while len(written) < count:
        moment += timedelta(minutes=chance.randrange(5, 60))
        if written and (not pool or chance.randrange(COPIES) == 0):
            model = chance.choice(written)
            article = {"id": f"{model['id']}+{len(written)}", "title": model["title"], "text": rewritten(model["text"], chance)}
        else:
            article = pool.pop()
        article["outlet"] = chance.choice(OUTLETS)
        article["published"] = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        article["url"] = f"https://{article['outlet'].lower().replace(' ', '-')}.test/{len(written)}"
        written.append(article)
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
