"""What claims are judged by beside the rules: fits the files in `crates/onrecord-claims/model`, in this order, each with an engine that has the
files before it:

    python -m onrecord_training.claims words ../eval/scenarios/{seen,kept,plain,plain-kept,more} --corpora ../../shared/corpora
    python -m onrecord_training.claims within ../eval/scenarios/{seen,plain,more} ../../shared/scenarios
    python -m onrecord_training.claims across ../eval/scenarios/{seen,plain,more} ../../shared/scenarios --corpora ../../shared/corpora
    python -m onrecord_training.claims stances ../eval/scenarios/{seen,plain,more} ../../shared/scenarios

`words`: how rare words and names are, in the scenarios' articles and in news. `within`, `across`: the log-odds that two passages of one article, or
of two, are of one thing. `stances`: what a passage does to a claim. All are boosted trees (Friedman 2001) but the first. `--judge` fits to four
fifths of the scenarios and judges the rest, five times over, and writes no file.

Two passages are one where both stand in mentions of one claim; a figure counts as its event (`part_of`). A pair of which only one stands in
a mention is taken for two things with a quarter of the weight, since mentions may be missing. Pairs of two articles of news of the same fortnight
are taken for two things unless the rules link them or they are copied: once as they are, and once with names that are as rare as can be, so
that nothing is learnt from which names are in the list.

A passage's stance is that of the mention that it shares most with. Rows are of the passages of each claim put together by hand, and of the claims
that the engine finds, of which what stands in no mention is on nothing (half the weight).
"""

import argparse
import functools
import gzip
import json
import math
import pickle
import random
import subprocess
import tempfile
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score

MODEL = Path("../crates/onrecord-claims/model")
NEWS = ("attribution/train.jsonl.gz", "articles/guardian.jsonl.gz")
#: Words that stand in fewer articles are all equally rare, as rare as `RAREST` in `crates/onrecord-claims/src/alike`.
LEAST, RAREST = 8, 6.2
#: The weight of a pair of which one stands in no mention, of a pair of news, and of a passage of a claim that was found.
DOUBTFUL, OF_NEWS, FOUND = 0.25, 0.2, 0.5
#: News: how many sets of how many articles within how many days, how much of each text, and how many of the pairs are used.
SETS, ARTICLES, DAYS, LENGTH, SHARE = 600, 4, 14, 3500, 0.35
PARTS = 5
#: Columns of a row (`features.rs`): the names that both have (how rare together, the rarest, how many), what the rules say, whether copied.
NAMES, RULES, COPIED = (7, 8, 9), 54, 56
ALIKE, APART = 61, 62
#: What models of codes tell of scenarios that they have not read, and the steps of their logarithms (`codes.rs`).
UNREAD, STEPS = Path("runs/passages.pickle"), 24
STANCES = ("affirms", "confirms", "denies", "denies as another", "disclaims", "declines", "schedules", "retracts", "nothing")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("words", "within", "across", "stances"))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--corpora", type=Path, help="the folder that holds attribution and articles")
    parser.add_argument("--judge", action="store_true")
    args = parser.parse_args()
    if args.what in ("words", "across") and not args.corpora:
        parser.error(f"{args.what} needs --corpora")
    marked = scenarios(args.folders)
    if args.what == "words":
        alone = {f"alone-{n}": {"articles": [a], "claims": []} for n, a in enumerate(news(args.corpora))}
        (MODEL / "words.txt").write_text(words(read({**marked, **alone})), encoding="utf-8")
        return
    if args.what == "stances":
        data, weights, classes = stances(args.folders, marked), dict(max_iter=80, learning_rate=0.08, min_samples_leaf=15), len(STANCES)
    else:
        one_article = args.what == "within"
        found = {name: (told, rows) for name, (told, rows) in read(marked).items() if rows is not None}
        data = {name: chosen(told, unread(name, told, rows), marked[name], one_article) for name, (told, rows) in found.items()}
        weights, classes = dict(max_iter=150, learning_rate=0.1, min_samples_leaf=80), 1
    more = [] if args.what != "across" else [of_news(rows, told) for told, rows in read(sets(news(args.corpora))).values() if rows is not None]
    fit = lambda parts: fitted(parts + more, weights)  # noqa: E731
    if args.judge:
        judge(data, fit, classes)
        return
    (MODEL / f"{args.what}.txt").write_text(written(fit(list(data.values())), classes), encoding="utf-8")


def scenarios(folders):
    """Those in the folders, by the folder's name and their own."""
    files = (file for folder in folders for file in sorted(folder.glob("*.json")))
    return {f"{file.parent.name}-{file.stem}": json.loads(file.read_text(encoding="utf-8")) for file in files}


def news(corpora):
    """Articles as scenarios have them, in the order of their days, cut to their beginnings."""
    found = []
    for name in NEWS:
        with gzip.open(corpora / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if not record.get("published"):
                    continue
                text = record["text"][:LENGTH]
                end = max(text.rfind("\n"), text.rfind(". ") + 1)
                outlet = record.get("publisher") or record.get("outlet")
                found.append({
                    "id": "a0", "outlet": outlet, "published": record["published"], "title": record.get("title"),
                    "credit": [], "text": text[:end] if end > LENGTH // 2 else text,
                })
    return sorted(found, key=lambda a: (a["published"], a["text"]))


def sets(articles):
    """Scenarios without claims, of articles of one fortnight."""
    chance = random.Random(7)
    days = [date.fromisoformat(a["published"][:10]) for a in articles]
    found = {}
    for number in range(SETS):
        first = chance.randrange(len(articles))
        near = [at for at in range(len(articles)) if at != first and abs((days[at] - days[first]).days) <= DAYS]
        picked = [first, *chance.sample(near, min(ARTICLES - 1, len(near)))]
        found[f"news-{number}"] = {"articles": [{**articles[at], "id": f"a{n}"} for n, at in enumerate(picked)], "claims": []}
    return found


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
    rows = numpy.fromfile(path.with_suffix(".f32"), "<f4")
    return told, rows.reshape(pairs, -1) if pairs else None


def of_one_article(told):
    first, second = numpy.triu_indices(len(told["passages"]), 1)
    article = numpy.array([p["article"] for p in told["passages"]], int)
    return first, second, article[first] == article[second]


def unread(name, told, rows):
    """The numbers as a model of codes gives them that has not read the scenario (`passages.py`)."""
    codes = codes_unread()[name]
    # An engine that was changed since has a passage here and there that they do not have: the likeliest stands for it.
    own = numpy.array([place(codes, told["articles"][p["article"]], p["span"])[0] for p in told["passages"]])
    first, second, same = of_one_article(told)
    first, second = own[first], own[second]
    alike = {kind: (codes[kind][first] * codes[kind][second]).sum(1) for kind in ("within", "across")}
    rows = rows.copy()
    rows[:, ALIKE] = numpy.where(same, alike["within"], alike["across"])
    shares = numpy.exp(codes["shares"])
    rows[:, APART] = numpy.abs(shares[first] - shares[second]).sum(1)
    return rows


def place(codes, article, span):
    """The passage that shares most with a stretch of an article, and how many characters."""
    both = [min(e, span[1]) - max(s, span[0]) if own == article else -1 for own, s, e in codes["spans"]]
    best = int(numpy.argmax(both))
    return best, both[best]


@functools.cache
def codes_unread():
    return pickle.loads(UNREAD.read_bytes())


def weighed(claims, first, second):
    """Whether two passages are one, and what that weighs."""
    one = numpy.array([bool(claims[i] & claims[j]) for i, j in zip(first, second)], bool)
    known = numpy.array([bool(c) for c in claims], bool)
    return one, numpy.where(known[first] & known[second], 1.0, numpy.where(known[first] | known[second], DOUBTFUL, 0.0))


def chosen(told, rows, scenario, one_article):
    """The numbers of the pairs of one article or of two, whether they are one, and what they weigh."""
    first, second, same = of_one_article(told)
    one, weight = weighed(of_claims(told, scenario), first, second)
    kept = (same == one_article) & (weight > 0)
    return rows[kept], one[kept], weight[kept]


def of_news(rows, told):
    """Some pairs of two articles of news: none is one, whatever its names."""
    _, _, same = of_one_article(told)
    chance = numpy.random.RandomState(len(rows) % 1000)
    kept = ~same & (rows[:, RULES] != 1) & (rows[:, COPIED] == 0) & (chance.rand(len(rows)) < SHARE)
    rows = rows[kept]
    rare = rows.copy()
    weight, rarest, count = NAMES
    rare[:, weight] = rows[:, count] * RAREST
    rare[:, rarest] = numpy.where(rows[:, count] > 0, RAREST, 0.0)
    rows = numpy.concatenate([rows, rare])
    return rows, numpy.zeros(len(rows), bool), numpy.full(len(rows), OF_NEWS)


def of_claims(told, scenario):
    """Of each passage the claims that it stands in a mention of."""
    found = [set() for _ in told["passages"]]
    for claim, event, mention, start, end in mentions(scenario):
        for passage, claims in zip(told["passages"], found):
            if stands_in(told, passage, mention, start, end):
                claims.add(event)
    return found


def of_stances(told, scenario):
    """Of each passage the number of its stance to the event whose mention it shares most with; -1 where it stands in none."""
    of_figures = {claim["id"] for claim in scenario["claims"] if claim.get("part_of")}
    found = [(0, -1)] * len(told["passages"])
    for claim, _, mention, start, end in mentions(scenario):
        for at, passage in enumerate(told["passages"]):
            if claim not in of_figures and (both := stands_in(told, passage, mention, start, end)) > found[at][0]:
                found[at] = (both, STANCES.index(named(mention)))
    return [stance for _, stance in found]


def stands_in(told, passage, mention, start, end):
    """How many characters a passage has of a mention; none where these are less than three in ten of the shorter one."""
    s, e = passage["span"]
    both = min(e, end) - max(s, start)
    own = told["articles"][passage["article"]] == mention["article"]
    return both if own and both > 0.3 * min(e - s, end - start) else 0


def mentions(scenario):
    """Claim, its event, mention and span of every mention that is found in its text."""
    texts = {a["id"]: a["text"] for a in scenario["articles"]}
    for claim in scenario["claims"]:
        for mention in claim["mentions"]:
            start = texts[mention["article"]].find(mention["quote"])
            if start >= 0:
                yield claim["id"], claim.get("part_of") or claim["id"], mention, start, start + len(mention["quote"])


def stances(folders, scenarios):
    """Of every scenario the numbers of the passages of its claims, their stances, and what they weigh."""
    found = {}
    for folder in folders:
        lines = subprocess.run(["cargo", "xtask", "stances", folder], check=True, stdout=subprocess.PIPE).stdout
        rows = defaultdict(list)
        for line in lines.splitlines():
            row = json.loads(line)
            name = f"{folder.name}-{row['scenario']}"
            row["row"][-len(STANCES) :] = shares(name, row)
            rows[name].append(row)
        found.update({name: of_scenario(list_, scenarios[name]) for name, list_ in rows.items()})
    return found


def shares(name, row):
    """The logarithms of the shares of a passage's stances as a model tells them that has not read it; none of what is no passage."""
    codes = codes_unread()[name]
    best, both = place(codes, row["article"], row["span"])
    return codes["shares"][best].tolist() if both > 0 else [0.0] * len(STANCES)


def of_scenario(rows, scenario):
    known = list(mentions(scenario))
    events = defaultdict(Counter)
    for row in rows:
        if row["claim"] is None:
            events[row["group"]].update(m[1] for m in known if shared(row, m) > 0)
    kept, stance, weight = [], [], []
    for row in rows:
        event = row["claim"] or next((e for e, _ in events[row["group"]].most_common(1)), None)
        own = [m for m in known if m[1] == event and shared(row, m) > 0]
        of_event = [m for m in own if m[0] == event]
        # What is only on a figure says nothing of the event.
        if event is None or own and not of_event:
            continue
        name = named(max(of_event, key=lambda m: shared(row, m))[2]) if of_event else "nothing"
        kept.append(row["row"])
        stance.append(STANCES.index(name))
        weight.append(FOUND if row["claim"] is None else 1.0)
    return numpy.array(kept, numpy.float32), numpy.array(stance, int), numpy.array(weight)


def shared(row, mention):
    _, _, told, start, end = mention
    return min(row["span"][1], end) - max(row["span"][0], start) if told["article"] == row["article"] else 0


def named(mention):
    if mention["stance"] == "denies" and mention.get("role") not in ("actor", "party"):
        return "denies as another"
    return mention["stance"]


def fitted(parts, weights):
    rows, one, weight = (numpy.concatenate(part) for part in zip(*(p for p in parts if len(p[0]))))
    model = HistGradientBoostingClassifier(max_leaf_nodes=8, l2_regularization=5, early_stopping=False, random_state=0, **weights)
    return model.fit(rows, one, sample_weight=weight)


def judge(data, fit, classes):
    """By models that have not seen a scenario, how well they judge it."""
    names = sorted(data)
    order = numpy.random.RandomState(0).permutation(len(names))
    truth, score, weights = [], [], []
    for part in range(PARTS):
        held = {names[at] for at in order[part::PARTS]}
        model = fit([d for name, d in data.items() if name not in held])
        rows, one, weight = (numpy.concatenate(p) for p in zip(*(data[name] for name in held if len(data[name][0]))))
        truth.append(one)
        score.append(model.decision_function(rows) if classes == 1 else model.predict(rows))
        weights.append(weight)
    truth, score, weight = (numpy.concatenate(p) for p in (truth, score, weights))
    sure = weight == 1
    if classes == 1:
        print(
            f"average precision {average_precision_score(truth, score, sample_weight=weight):.3f}, of pairs that both stand in mentions "
            f"{average_precision_score(truth[sure], score[sure]):.3f} ({truth[sure].mean():.3f} are one)"
        )
    else:
        print(f"of {sure.sum()} passages put together by hand {(truth == score)[sure].mean():.3f} right")


def written(model, classes):
    """As `crates/onrecord-claims/src/trees.rs` reads it."""
    base = [-30.0] * classes
    own = [0] if classes == 1 else list(model.classes_)
    for name, value in zip(own, model._baseline_prediction.ravel()):
        base[name] = value
    lines = [" ".join(f"{b:.4g}" for b in base)]
    for trees in model._predictors:
        for name, tree in zip(own, trees):
            lines.append(" ".join([str(name), *below(tree.nodes, 0)]))
    return "\n".join(lines) + "\n"


def below(nodes, at):
    node = nodes[at]
    if node["is_leaf"]:
        return [f"{node['value']:.4g}"]
    return [f"{node['feature_idx']}:{node['num_threshold']:.6g}", *below(nodes, node["left"]), *below(nodes, node["right"])]


def words(found):
    """A line a word: the logarithm of one in how many articles it stands."""
    count, articles = Counter(), 0
    for told, _ in found.values():
        for at in range(len(told["articles"])):
            articles += 1
            count.update({w for p in told["passages"] if p["article"] == at for w in p["words"]})
    common = sorted(word for word, n in count.items() if n >= LEAST and " " not in word)
    return "".join(f"{word} {math.log(articles / count[word]):.2f}\n" for word in common)


if __name__ == "__main__":
    main()
