#!/usr/bin/env python3
"""Measures the ledger: python3 measure.py ONRECORD ARTICLES REPORTS [SIZE ...]

ARTICLES is what make.py wrote, REPORTS what `onrecord read ARTICLES --format jsonl` made of it.

1. Adding articles beside reading them alone, in turns, by processor time, so that what else runs on the
   machine does not count.
2. Adding one article to ledgers of several sizes, each in a process of its own; what a process costs that adds
   nothing is taken off.
3. Answers on the largest ledger, process included.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = 300  # articles that are read and added in turns
ROUNDS = 3
ONE_BY_ONE = 20  # articles that are added one by one to each size
ANSWERS = 20  # times that each question is asked


def run(*command):
    """Wall time and processor time of a command, in seconds, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out


def head(path, count, to):
    with open(path, encoding="utf-8") as lines, open(to, "w", encoding="utf-8") as out:
        words = 0
        for line, _ in zip(lines, range(count)):
            words += len(json.loads(line).get("text", "").split())
            out.write(line)
    return words


def beside_reading(program, articles, desk):
    words = head(articles, SAMPLE, desk / "sample.jsonl")
    reading, adding = [], []
    for turn in range(ROUNDS):
        _, cpu, _ = run(program, "read", desk / "sample.jsonl", "--format", "jsonl", "-q", "-o", desk / "sample.out")
        reading.append(cpu)
        _, cpu, _ = run(program, "add", desk / f"sample{turn}.db", desk / "sample.jsonl", "-q")
        adding.append(cpu)
    read, add = min(reading), min(adding)
    print(f"reading {SAMPLE} articles of {words:,} words: {read:.2f} s of processor time, {words / read:,.0f} words a second")
    print(f"adding them to a ledger: {add:.2f} s, {words / add:,.0f} words a second: {read / add:.0%} of the speed of reading")


def growth(program, reports, sizes, desk):
    largest = max(sizes)
    with open(reports, encoding="utf-8") as lines:
        lines = [line for line, _ in zip(lines, range(largest + ONE_BY_ONE))]
    held = lines[largest:] or lines[-ONE_BY_ONE:]
    lines = [line for line in lines if line not in held]
    ledger = desk / "growth.db"
    size = 0
    for wish in sorted(sizes):
        wish = min(wish, len(lines))
        (desk / "more.jsonl").write_text("".join(lines[size:wish]), encoding="utf-8")
        wall, cpu, _ = run(program, "add", ledger, desk / "more.jsonl", "-q")
        more, size = wish - size, wish
        # Measured on a copy: what is added one by one is not part of the next size.
        for end in ("", "-wal"):
            if (desk / f"growth.db{end}").exists():
                (desk / f"copy.db{end}").write_bytes((desk / f"growth.db{end}").read_bytes())
        walls, idle = [], []
        for line in held:
            (desk / "one.jsonl").write_text(line, encoding="utf-8")
            walls.append(run(program, "add", desk / "copy.db", desk / "one.jsonl", "-q")[1])
            idle.append(run(program, "add", desk / "copy.db", desk / "one.jsonl", "-q")[1])
        one = (statistics.mean(walls) - statistics.mean(idle)) * 1000
        most = (max(walls) - statistics.mean(idle)) * 1000
        print(f"{size:6,} articles: adding one {one:6.1f} ms of processor time (the dearest {most:.1f}); the last {more:,} in {cpu:.1f} s")
        for left in desk.glob("copy.db*"):
            left.unlink()
    return ledger


def answers(program, ledger):
    lines = run(program, "claims", ledger, "--format", "jsonl")[2].decode().splitlines()
    claims = [json.loads(line) for line in lines]
    widest = max(claims, key=lambda claim: len(claim["mentions"]))["id"]
    newest = claims[0]["id"]
    megabytes = os.path.getsize(ledger) / 1e6
    several = sum(claim["articles"] > 1 for claim in claims)
    print(f"{len(claims):,} claims, {several:,} of them in several articles; {megabytes:.0f} MB")
    for question in (
        ["claims", ledger],
        ["claims", ledger, "--type", "PROTEST", "--status", "alleged,contested", "--since", "2024-02-01"],
        ["claims", ledger, "--search", "president"],
        ["claim", ledger, newest],
        ["claim", ledger, widest],
        ["changes", ledger, "--limit", "50"],
        ["sources", ledger],
    ):
        walls = sorted(run(program, *question)[0] * 1000 for _ in range(ANSWERS))
        shown = " ".join(str(part) for part in question if part != ledger)
        print(f"onrecord {shown}: median {statistics.median(walls):.0f} ms, slowest {walls[-1]:.0f} ms")


def main(program, articles, reports, *sizes):
    sizes = [int(size) for size in sizes] or [50, 500, 1000, 2000, 5000]
    with tempfile.TemporaryDirectory() as desk:
        desk = Path(desk)
        beside_reading(program, articles, desk)
        answers(program, growth(program, reports, sizes, desk))


if __name__ == "__main__":
    main(*sys.argv[1:])
