"""How fast the desk answers many readers at once.

    python bench/desk/load.py PROGRAM LEDGER [--readers 20] [--seconds 20] [--think 1] [--add ARTICLES]

Serves LEDGER, lets readers ask for pages of every kind, each as long as --think seconds on average after it got
the last one (0 is as fast as can be), and prints for each kind
how many were asked for, the 50th and 95th percentile of the times in ms, and the largest page. With --add, articles
are added to the ledger meanwhile by `onrecord add`. LEDGER is not copied: give it one that may grow.
"""

import argparse
import http.client
import json
import random
import subprocess
import threading
import time
import urllib.parse
from collections import defaultdict


def get(connection, path):
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, body, (time.perf_counter() - begun) * 1000


def kinds(host):
    """Addresses of every kind that this ledger has."""
    connection = http.client.HTTPConnection(host)
    part = lambda text: urllib.parse.quote(text, safe="")
    ask = lambda path: json.loads(get(connection, path)[1])
    claims = [claim["id"] for page in (1, 2, 3) for claim in ask(f"/claims.json?sort=reports&page={page}")["claims"]]
    claims += [claim["id"] for claim in ask("/claims.json")["claims"]]
    articles = [hit["article"]["id"] for hit in ask("/articles.json")["hits"]]
    sources = ask("/sources.json")
    words = ["aid", "said", "minister", "police ships", "request", "talks"]
    return {
        "claims": ["/claims", "/claims?sort=origins", "/claims?status=alleged&page=2"],
        "claims, search": [f"/claims?q={part(word)}" for word in words],
        "claim": [f"/claims/{part(claim)}" for claim in claims],
        "article": [f"/articles/{part(article)}" for article in articles],
        "articles, search": [f"/articles?q={part(word)}" for word in words],
        "sources": ["/sources"],
        "speaker": [f"/speakers/{part(speaker['name'])}" for speaker in sources["speakers"]],
        "outlet": [f"/outlets/{part(outlet['name'])}" for outlet in sources["outlets"]],
        "events": ["/events", "/events?status=alleged"],
        "feed": ["/claims.atom", "/claims.atom?status=contested"],
    }


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("ledger")
    options.add_argument("--readers", type=int, default=20)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--think", type=float, default=1)
    options.add_argument("--add")
    told = options.parse_args()
    desk = subprocess.Popen(
        [told.program, "serve", told.ledger, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
    host = desk.stdout.readline().strip().removeprefix("http://")
    adding = None
    try:
        addresses = kinds(host)
        times, sizes, failed = defaultdict(list), defaultdict(int), defaultdict(int)
        if told.add:
            adding = subprocess.Popen([told.program, "add", told.ledger, told.add, "--quiet", "-j", "1"])
        end = time.perf_counter() + told.seconds

        def reader(seed):
            dice, connection = random.Random(seed), http.client.HTTPConnection(host)
            while time.perf_counter() < end:
                kind = dice.choice(list(addresses))
                status, body, took = get(connection, dice.choice(addresses[kind]))
                times[kind].append(took)
                sizes[kind] = max(sizes[kind], len(body))
                failed[kind] += status != 200
                time.sleep(dice.uniform(0, 2 * told.think))

        readers = [threading.Thread(target=reader, args=(seed,)) for seed in range(told.readers)]
        for one in readers:
            one.start()
        for one in readers:
            one.join()
    finally:
        desk.terminate()
        if adding:
            adding.terminate()
    print(f"{'page':<18}{'asked':>7}{'p50 ms':>9}{'p95 ms':>9}{'largest kB':>12}{'failed':>8}")
    for kind, took in times.items():
        took.sort()
        at = lambda share: took[min(len(took) - 1, int(len(took) * share))]
        print(f"{kind:<18}{len(took):>7}{at(0.5):>9.1f}{at(0.95):>9.1f}{sizes[kind] / 1000:>12.0f}{failed[kind]:>8}")


if __name__ == "__main__":
    main()
