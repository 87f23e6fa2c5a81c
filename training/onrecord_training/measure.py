"""Development figures during training: rough and quick. The engine's own scores decide."""

import torch

from . import labels, losses, windows


@torch.no_grad()
def run(net, data, tokenizer, bf16, syntax_only=False, limit=None):
    """Figures by name."""
    net.eval()
    out = {}
    for name in ("ewt", "gum"):
        out.update(syntax(net, data[f"{name}-dev"], tokenizer, bf16, name))
    if syntax_only:
        net.train()
        return {k: round(v, 4) for k, v in out.items()}
    out.update(attribution(net, data["polnear-dev"][:limit], tokenizer, bf16))
    for name in ("uw", "meantime", "uds"):
        out.update(factuality(net, data[f"{name}-dev"], tokenizer, bf16, name))
    out.update(events(net, data, tokenizer, bf16))
    out.update(triggers(net, data["news-dev"], tokenizer, bf16))
    net.train()
    return {k: round(v, 4) for k, v in out.items()}


def collated(docs, tokenizer, bf16, cut=windows.cut):
    for group in windows.batches([w for d in docs for w in cut(d)], 3000, windows.shuffled(0, 0)):
        batch = windows.collate(group, tokenizer)
        batch["bf16"] = bf16
        yield group, batch


def core_mask(group, batch):
    mask = batch["word_mask"].clone()
    for row, w in enumerate(group):
        mask[row, : w.core - w.first] = False
    return mask


def share(a, b):
    return a / b if b else 0.0


def f1(right, guessed, gold):
    return share(2 * right, guessed + gold)


def syntax(net, docs, tokenizer, bf16, name):
    """Tags and heads given gold sentences; sentence starts; names."""
    n = {k: 0 for k in "tag tags head heads label lemma lemmas sr sg sp nr ng np".split()}
    for group, batch in collated(docs, tokenizer, bf16):
        x, core = net.words(batch), core_mask(group, batch)
        guess = net.upos(x).argmax(2)
        known = core & (batch["upos"] >= 0)
        n["tag"] += int((guess == batch["upos"])[known].sum())
        n["tags"] += int(known.sum())
        known = core & (batch["lemma"] >= 0)
        n["lemma"] += int((net.lemma(x).argmax(2) == batch["lemma"])[known].sum())
        n["lemmas"] += int(known.sum())
        start = net.starts(x).squeeze(2) > 0
        gold = batch["starts"] == 1
        n["sr"] += int((start & gold & core).sum())
        n["sp"] += int((start & core).sum())
        n["sg"] += int((gold & core).sum())
        dep, head, label_dep, label_head = net.parse_parts(x)
        scores = net.arc_scores(dep, head)
        sentence = batch["sentence"]
        scores = scores.masked_fill(sentence.unsqueeze(1) != sentence.unsqueeze(2), -1e4)
        best = scores.argmax(2)
        known = core & (batch["head"] >= 0)
        right = (best == batch["head"]) & known
        rows = torch.nonzero(known)
        at = batch["head"][known]
        pair = net.label_scores(label_dep[rows[:, 0], rows[:, 1]], label_head[rows[:, 0], at])
        label_right = pair.argmax(1) == batch["relation"][known]
        n["head"] += int(right.sum())
        n["heads"] += int(known.sum())
        n["label"] += int((right[known] & label_right).sum())
        if "names" in batch:
            tags = net.names(x).argmax(2)
            for row in range(len(group)):
                a = spans(batch["names"][row][core[row]].tolist())
                b = spans(tags[row][core[row]].tolist())
                n["nr"] += len(a & b)
                n["ng"] += len(a)
                n["np"] += len(b)
    return {
        f"{name} upos": share(n["tag"], n["tags"]),
        f"{name} lemma": share(n["lemma"], n["lemmas"]),
        f"{name} uas": share(n["head"], n["heads"]),
        f"{name} las": share(n["label"], n["heads"]),
        f"{name} starts": f1(n["sr"], n["sp"], n["sg"]),
        **({f"{name} names": f1(n["nr"], n["np"], n["ng"])} if n["ng"] else {}),
    }


def spans(tags):
    found, first = set(), None
    for i, tag in enumerate(tags):
        place, kind = (labels.NAME_TAGS[tag] + "-").split("-")[:2] if tag > 0 else ("O", "")
        if place in "BS":
            first = (i, kind)
        if place in "ES" and first and first[1] == kind:
            found.add((first[0], i + 1, kind))
        if place in "OES":
            first = None
    return found


def attribution(net, docs, tokenizer, bf16, threshold=0.5):
    """Exact spans by role, and statements whose source and content overlap the gold ones'."""
    exact = {role: [0, 0, 0] for role in labels.ROLES}
    relation = [0, 0, 0]
    for doc in docs:
        found = decode(net, doc, tokenizer, bf16, threshold)
        for role in labels.ROLES:
            gold = {tuple(a[role]) for a in doc.attributions if a[role]}
            guess = {tuple(a[role]) for a in found if a[role]}
            exact[role][0] += len(gold & guess)
            exact[role][1] += len(guess)
            exact[role][2] += len(gold)
        relation[0] += sum(any(agree(g, f) for f in found) for g in doc.attributions)
        relation[1] += len(found)
        relation[2] += len(doc.attributions)
    out = {f"{role} exact": f1(*exact[role]) for role in labels.ROLES}
    out["relation+source"] = f1(*relation)
    return out


def agree(gold, guess):
    g, p = set(gold["content"]), set(guess["content"])
    source = set(gold["source"]) & set(guess["source"]) or not gold["source"] and not guess["source"]
    near = 2 * len(g & p) >= 0.5 * (len(g) + len(p))
    return bool(set(gold["cue"]) & set(guess["cue"])) and near and bool(source)


def decode(net, doc, tokenizer, bf16, threshold):
    """Attributions of a document: anchors by falling score, each with its own best tags; an anchor
    inside a cue already found is passed over."""
    found = []
    for group, batch in collated([doc], tokenizer, bf16):
        x, core = net.words(batch), core_mask(group, batch)
        score = net.anchor(x).squeeze(2).sigmoid().masked_fill(~core, 0)
        for row, w in enumerate(group):
            places = torch.nonzero(score[row] > threshold).flatten()
            if not len(places):
                continue
            places = places[score[row, places].argsort(descending=True)]
            rows = torch.full_like(places, row)
            emissions = net.role_scores(x, rows, places)
            taken = set()
            for place, tags in zip(
                places.tolist(), net.role_crf.decode(emissions, batch["word_mask"][rows])
            ):
                if place in taken:
                    continue
                roles = {r: [] for r in labels.ROLES}
                for i, tag in enumerate(tags):
                    if tag:
                        roles[labels.ROLE_TAGS[tag][2:]].append(i + w.first)
                if roles["cue"]:
                    taken |= {i - w.first for i in roles["cue"]}
                    found.append({**roles, "anchor": place + w.first, "score": float(score[row, place])})
    return found


def factuality(net, docs, tokenizer, bf16, name):
    guess, gold = [], []
    for _, batch in collated(docs, tokenizer, bf16):
        if not batch["fact"]:
            continue
        x = net.words(batch)
        row, place, value = (torch.tensor(c) for c in zip(*batch["fact"]))
        guess.append(net.factuality(x[row, place]))
        gold.append(value)
    guess, gold = torch.cat(guess).clamp(-3, 3), torch.cat(gold).float()
    return dict(zip((f"{name} fact r", f"{name} fact mae"), agreement(guess, gold)))


def agreement(guess, gold):
    """Pearson's r and the mean error."""
    return float(torch.corrcoef(torch.stack([guess, gold]))[0, 1]), float((guess - gold).abs().mean())


def events(net, data, tokenizer, bf16):
    out = {}
    for name in ("plv", "stories"):
        right = total = 0
        one = lambda d: windows.cut(d, 256, 0)[:1]  # noqa: E731
        for group, batch in collated(data[f"{name}-dev"], tokenizer, bf16, one):
            x = net.words(batch)
            hidden, types, weight = net.event_parts(x)
            weight = weight.masked_fill(~batch["word_mask"], -1e4)
            if name == "plv":
                guess = losses.pair_scores(net, x, hidden, types, weight, batch["pair"]).argmax(1)
                gold = [losses.gold_types(kind) for _, _, kind in batch["pair"]]
                right += sum(g in ids for g, ids in zip(guess.tolist(), gold))
            else:
                guess = (weight.softmax(1).unsqueeze(2) * types).sum(1).argmax(1)
                right += int((guess == batch["story"]).sum())
            total += len(group)
        out[f"{name} type"] = share(right, total)
    return out


def triggers(net, docs, tokenizer, bf16):
    """F1 of event words, the share of their types, F1 of the words of actors and recipients."""
    n = {k: 0 for k in "tr tg tn kr kn ar ag an sr sn or og on".split()}
    for group, batch in collated(docs, tokenizer, bf16):
        x, core = net.words(batch), core_mask(group, batch)
        hidden, types, _ = net.event_parts(x)
        live, hit = core & (batch["trigger"] >= 0), core & (batch["trigger"] > 0)
        guess = live & (net.trigger(hidden).squeeze(2) > 0)
        n["tr"] += int((guess & hit).sum())
        n["tg"] += int(guess.sum())
        n["tn"] += int(hit.sum())
        n["kr"] += int((types.argmax(2) + 1 == batch["trigger"])[hit].sum())
        n["kn"] += int(hit.sum())
        if batch["arguments"] is not None:
            row, place, status, inside = batch["arguments"]
            n["sr"] += int((net.status(x[row, place]).argmax(1) == status).sum())
            n["sn"] += len(row)
            guess = (net.argument_scores(x, row, place) > 0) & batch["word_mask"][row].unsqueeze(1) & (inside >= 0)
            n["ar"] += int((guess & (inside > 0)).sum())
            n["ag"] += int(guess.sum())
            n["an"] += int((inside > 0).sum())
        if batch["told"] is not None:
            score, one, pair = losses.pairs_told(net, x, *batch["told"])
            n["or"] += int(((score > 0) & one)[pair].sum())
            n["og"] += int((score > 0)[pair].sum())
            n["on"] += int(one[pair].sum())
    return {
        "news trigger": f1(n["tr"], n["tg"], n["tn"]),
        "news type": share(n["kr"], n["kn"]),
        "news status": share(n["sr"], n["sn"]),
        "news argument words": f1(n["ar"], n["ag"], n["an"]),
        "news same event": f1(n["or"], n["og"], n["on"]),
    }
