"""How far it could be told from what two passages share whether they are of one and the same thing (`crates/onrecord-claims/src/alike`):

    python -m onrecord_training.claims ../eval/scenarios/seen ../eval/scenarios/plain ../eval/scenarios/more
    python -m onrecord_training.claims --words FOLDER..

Boosted trees are fitted to four fifths of the scenarios in the folders and judge the others; the rows are what the engine has of their
passages (`cargo xtask passages`). `--words` writes how rare words are in the scenarios' articles, by which the engine weighs them.

Two passages are one where both stand in mentions of one claim; a figure counts as its event (`part_of`). A pair of which only one stands in
a mention is taken for two things with a quarter of the weight, since mentions may be missing. So is each pair of
two scenarios of about the same days, mixed for the purpose.

Beside the precision of pairs it tells how many claims could be found: passages of all articles of a scenario are put together by the mean of
their log-odds (average linkage) as long as it lies above a limit, and the claims are found as `score/scenarios.py` finds them.
"""

import argparse
import json
import math
import random
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score

WORDS = Path("../crates/onrecord-claims/model/words.txt")
#: Words that stand in fewer articles are all equally rare.
LEAST = 8
#: The weight of a pair of which one stands in no mention.
DOUBTFUL = 0.25
#: How many articles a mixed scenario has.
ARTICLES = 6
PARTS = 5
LIMITS = (-0.6, -0.3, 0.0, 0.3)
#: Log-odds end here: one pair is not to outweigh all others.
MOST = 9.0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("folders", nargs="+")
    args = parser.parse_args()
    files = sorted(file for folder in args.folders for file in Path(folder).glob("*.json"))
    scenarios = {f"{file.parent.name}-{file.stem}": json.loads(file.read_text(encoding="utf-8")) for file in files}
    found = read(scenarios)
    if args.words:
        WORDS.write_text(words(found), encoding="utf-8")
        return
    data = {name: learnt(*r, scenarios[name]) for name, r in found.items()}
    others = [learnt(*r, None) for r in read(mixed(scenarios)).values()]
    judged = judge(data, others)
    for limit in LIMITS:
        tallies = [tally(scenarios[name], found[name][0], judged[name], limit) for name in judged]
        right, claims, merged = (sum(t[i] for t in tallies) for i in range(3))
        print(f"above {limit:4}: {right} of {claims} claims found ({right / claims:.3f}), {merged} pairs of articles merged falsely")


def read(scenarios):
    """What the engine has of each: its passages and articles, and the numbers of their pairs."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "scenarios"), Path(folder, "read")
        source.mkdir()
        for name, scenario in scenarios.items():
            (source / f"{name}.json").write_text(json.dumps(scenario), encoding="utf-8")
        subprocess.run(["cargo", "xtask", "passages", source, out], check=True)
        return {name: one_read(out / name) for name in scenarios}


def one_read(path):
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    pairs = math.comb(len(told["passages"]), 2)
    return told, numpy.fromfile(path.with_suffix(".f32"), "<f4").reshape(pairs, -1)


def mixed(scenarios):
    """Scenarios of articles of several others that are near in time: no two of these tell of the same."""
    chance = random.Random(1)
    dated = sorted(scenarios.values(), key=lambda s: min(a["published"] for a in s["articles"]))
    found = {}
    for number in range(len(dated)):
        start = chance.randrange(max(1, len(dated) - ARTICLES))
        articles = [chance.choice(s["articles"]) for s in dated[start : start + ARTICLES]]
        found[f"mixed-{number}"] = {
            "articles": [{**a, "id": f"a{at}"} for at, a in enumerate(articles)],
            "claims": [],
        }
    return found


def learnt(told, rows, scenario):
    """The numbers of the pairs, whether they are of one article, whether they are one, and what they weigh."""
    passages = told["passages"]
    first, second = numpy.triu_indices(len(passages), 1)
    article = numpy.array([p["article"] for p in passages])
    one_article = article[first] == article[second]
    if scenario is None:
        weight = numpy.where(one_article, 0.0, DOUBTFUL)
        return rows, one_article, numpy.zeros(len(rows), bool), weight
    claims = of_claims(told, scenario)
    one = numpy.array([bool(claims[i] & claims[j]) for i, j in zip(first, second)], bool)
    known = numpy.array([bool(c) for c in claims])
    weight = numpy.where(known[first] & known[second], 1.0, numpy.where(known[first] | known[second], DOUBTFUL, 0.0))
    return rows, one_article, one, weight


def of_claims(told, scenario):
    """Of each passage the claims that it stands in a mention of."""
    parent = {c["id"]: c.get("part_of") or c["id"] for c in scenario["claims"]}
    found = [set() for _ in told["passages"]]
    for claim, article, start, end in mentions(told, scenario):
        for passage, claims in zip(told["passages"], found):
            s, e = passage["span"]
            shared = min(e, end) - max(s, start)
            if passage["article"] == article and shared > 0.3 * min(e - s, end - start):
                claims.add(parent[claim])
    return found


def mentions(told, scenario):
    """Claim, article and span of every mention that is found in its text."""
    for claim in scenario["claims"]:
        for mention in claim["mentions"]:
            at = told["articles"].index(mention["article"])
            start = told["texts"][at].find(mention["quote"])
            if start >= 0:
                yield claim["id"], at, start, start + len(mention["quote"])


def judge(data, others):
    """Of every scenario the log-odds of its pairs, by trees that have not seen it."""
    names = list(data)
    order = numpy.random.RandomState(0).permutation(len(names))
    judged = {name: numpy.zeros(len(data[name][0])) for name in names}
    for one_article, kind in ((True, "within"), (False, "across")):
        for part in range(PARTS):
            held = {names[at] for at in order[part::PARTS]}
            model = fit([d for name, d in data.items() if name not in held] + others, one_article)
            for name in held:
                rows, of_one, *_ = data[name]
                kept = of_one == one_article
                if kept.any():
                    judged[name][kept] = model.decision_function(rows[kept]).clip(-MOST, MOST)
        picked = [(judged[name], *data[name][1:]) for name in names]
        score, of_one, one, weight = (numpy.concatenate(part) for part in zip(*picked))
        kept = (of_one == one_article) & (weight > 0)
        both = kept & (weight == 1)
        print(
            f"{kind}: average precision {average_precision_score(one[kept], score[kept], sample_weight=weight[kept]):.3f}, of pairs "
            f"that both stand in mentions {average_precision_score(one[both], score[both]):.3f} ({one[both].mean():.3f} are one)"
        )
    return judged


def fit(data, one_article):
    rows, one, weight = (numpy.concatenate(part) for part in zip(*(chosen(d, one_article) for d in data)))
    model = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.1, max_leaf_nodes=8, min_samples_leaf=80, l2_regularization=5, early_stopping=False
    )
    return model.fit(rows, one, sample_weight=weight)


def chosen(scenario, one_article):
    rows, of_one, one, weight = scenario
    kept = (of_one == one_article) & (weight > 0)
    return rows[kept], one[kept], weight[kept]


def tally(scenario, told, odds, limit):
    """How many claims that are no figures are found, how many there are, and how many pairs are merged falsely."""
    passages = told["passages"]
    clusters = [[(passages[i]["article"], *passages[i]["span"]) for i in c] for c in linked(odds, len(passages), limit)]
    spots = {}
    for claim, *spot in mentions(told, scenario):
        spots.setdefault(claim, []).append(spot)
    events = [spots.get(c["id"], []) for c in scenario["claims"] if not c.get("part_of")]
    met = lambda cluster, spot: any(a == spot[0] and min(e, spot[2]) > max(s, spot[1]) for a, s, e in cluster)  # noqa: E731
    shared = [[sum(met(cluster, spot) for spot in event) for cluster in clusters] for event in events]
    best = sorted(((-n, e, c) for e, row in enumerate(shared) for c, n in enumerate(row) if n))
    own = {}
    for _, event, cluster in best:
        if event not in own and cluster not in own.values():
            own[event] = cluster
    articles = [{a for a, _, _ in cluster} for cluster in clusters]
    wanted = [{spot[0] for spot in event} for event in events]
    right = sum(3 * len(wanted[e] & articles[c]) >= 2 * len(wanted[e]) for e, c in own.items())
    at = told["articles"].index
    pairs = [{at(a), at(b)} for a, b in scenario.get("not_same") or []]
    merged = sum(sum(pair <= a for a in articles) > sum(pair <= w for w in wanted) for pair in pairs)
    return right, len(events), merged


def linked(odds, count, limit):
    mean = numpy.full((count, count), -numpy.inf)
    mean[numpy.triu_indices(count, 1)] = odds
    mean = numpy.maximum(mean, mean.T)
    clusters = {i: [i] for i in range(count)}
    while len(clusters) > 1:
        a, b = numpy.unravel_index(mean.argmax(), mean.shape)
        if mean[a, b] <= limit:
            break
        of_a, of_b = len(clusters[a]), len(clusters[b])
        mean[a] = mean[:, a] = (mean[a] * of_a + mean[b] * of_b) / (of_a + of_b)
        mean[a, a] = mean[b] = mean[:, b] = -numpy.inf
        clusters[a] += clusters.pop(b)
    return clusters.values()


def words(found):
    """A line a stem: the logarithm of one in how many articles it stands."""
    count, articles = Counter(), 0
    for told, _ in found.values():
        for at in range(len(told["articles"])):
            articles += 1
            count.update({s for p in told["passages"] if p["article"] == at for s in p["stems"]})
    common = sorted(stem for stem, n in count.items() if n >= LEAST)
    return "".join(f"{stem} {math.log(articles / count[stem]):.2f}\n" for stem in common)


if __name__ == "__main__":
    main()
