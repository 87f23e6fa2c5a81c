"""One loss a head; a batch brings the labels of its corpus only."""

import torch
import torch.nn.functional as F

from . import labels
from .labels import IGNORE

WEIGHTS = {
    "starts": 1.0, "upos": 1.0, "lemma": 0.6, "arc": 1.0, "label": 1.0, "names": 1.0,
    "anchor": 6.0, "roles": 0.12, "fact": 1.5, "pair": 0.5, "story": 0.5,
    "trigger": 3.0, "type": 1.0, "argument": 30.0, "status": 0.5, "same": 0.3,
}  # fmt: skip


def losses(net, batch):
    """Each loss by its name, unweighted."""
    x = net.words(batch)
    out = {}
    if "upos" in batch:
        out["starts"] = F.binary_cross_entropy_with_logits(
            net.starts(x).squeeze(2)[batch["starts"] >= 0],
            batch["starts"][batch["starts"] >= 0].float(),
        )
        out["upos"] = cross_entropy(net.upos(x), batch["upos"])
        out["lemma"] = cross_entropy(net.lemma(x), batch["lemma"])
        out.update(parse_losses(net, x, batch))
    if "names" in batch:
        out["names"] = cross_entropy(net.names(x), batch["names"])
    if "anchor" in batch:
        live = batch["anchor"] >= 0
        out["anchor"] = F.binary_cross_entropy_with_logits(
            net.anchor(x).squeeze(2)[live], batch["anchor"][live].float()
        )
        if batch["roles"] is not None:
            row, place, tags = batch["roles"]
            emissions = net.role_scores(x, row, place)
            out["roles"] = net.role_crf.loss(emissions, tags, batch["word_mask"][row])
    if "pair" in batch or "story" in batch:
        out.update(event_losses(net, x, batch))
    out.update(news_losses(net, x, batch))
    return out


def news_losses(net, x, batch):
    """Those of event words: how real they are, and what they tell of."""
    out = {}
    if batch.get("fact"):
        row, place, value = (torch.tensor(c) for c in zip(*batch["fact"]))
        values, like = net.fact_parts(x[row, place])
        own = torch.full_like(row, batch["scheme"])
        mixed = (values * like.softmax(1)).sum(1)
        out["fact"] = (
            0.5 * F.mse_loss(values[:, batch["scheme"]], value.float())
            + 0.25 * F.mse_loss(mixed, value.float())
            + 0.2 * F.cross_entropy(like, own)
        )
    if "trigger" in batch:
        out.update(trigger_losses(net, x, batch))
    return out


def cross_entropy(scores, gold):
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


def parse_losses(net, x, batch):
    dep, head, label_dep, label_head = net.parse_parts(x)
    scores = net.arc_scores(dep, head)
    sentence = batch["sentence"]
    same = sentence.unsqueeze(1) == sentence.unsqueeze(2)
    scores = scores.masked_fill(~same | (sentence == IGNORE).unsqueeze(1), -1e4)
    known = batch["head"] >= 0
    # The few heads that the engine's cut puts into another sentence are no heads to learn.
    known &= same.gather(2, batch["head"].clamp_min(0).unsqueeze(2)).squeeze(2)
    out = {"arc": F.cross_entropy(scores[known], batch["head"][known])}
    labelled = known & (batch["relation"] >= 0)
    rows = torch.nonzero(labelled)
    at = batch["head"][labelled]
    pairs = net.label_scores(label_dep[rows[:, 0], rows[:, 1]], label_head[rows[:, 0], at])
    out["label"] = F.cross_entropy(pairs, batch["relation"][labelled])
    return out


def event_losses(net, x, batch):
    hidden, types, weight = net.event_parts(x)
    weight = weight.masked_fill(~batch["word_mask"], -1e4)
    if "story" in batch:
        share = weight.softmax(1)
        pooled = (share.unsqueeze(2) * types).sum(1)
        return {"story": F.cross_entropy(pooled, batch["story"])}
    pooled = pair_scores(net, x, hidden, types, weight, batch["pair"])
    gold = [gold_types(kind) for _, _, kind in batch["pair"]]
    log = pooled.log_softmax(1)
    chosen = torch.stack([torch.logsumexp(row[ids], 0) for row, ids in zip(log, gold)])
    return {"pair": -chosen.mean()}


def trigger_losses(net, x, batch):
    hidden, types, _ = net.event_parts(x)
    gold = batch["trigger"]
    live, hit = gold >= 0, gold > 0
    if not live.any():
        return {}
    score = net.trigger(net.drop(hidden)).squeeze(2)
    out = {"trigger": F.binary_cross_entropy_with_logits(score[live], hit[live].float())}
    if hit.any():
        out["type"] = F.cross_entropy(types[hit], gold[hit] - 1)
    if batch["arguments"] is not None:
        row, place, status, inside = batch["arguments"]
        out["status"] = F.cross_entropy(net.status(x[row, place]), status)
        scores = net.argument_scores(x, row, place)
        live = batch["word_mask"][row].unsqueeze(1) & (inside >= 0)
        out["argument"] = F.binary_cross_entropy_with_logits(scores[live], inside[live])
    if batch["told"] is not None:
        out.update(same_losses(net, x, *batch["told"]))
    return out


def same_losses(net, x, row, place, kind, event):
    score, one, pair = pairs_told(net, x, row, place, kind, event)
    if not pair.any():
        return {}
    return {"same": F.binary_cross_entropy_with_logits(score[pair], one[pair].float())}


def pairs_told(net, x, row, place, kind, event):
    """Log-odds that two mentions are of one event, whether they are, and which pairs count: those of one type in a window."""
    score = net.same_scores(x[row, place])
    pair = (row[:, None] == row) & (kind[:, None] == kind)
    return score, event[:, None] == event, pair.triu(1)


def pair_scores(net, x, hidden, types, weight, pairs):
    """Type scores between a source and a target: words are weighed by what they have to do with
    the two."""
    mean = lambda row, words: x[row, words].mean(0)  # noqa: E731
    source = torch.stack([mean(i, s) for i, (s, _, _) in enumerate(pairs)])
    target = torch.stack([mean(i, t) for i, (_, t, _) in enumerate(pairs)])
    query = net.pair_query(source, target)
    share = (weight + (hidden @ query.unsqueeze(2)).squeeze(2) / 128**0.5).softmax(1)
    return (share.unsqueeze(2) * types).sum(1)


def gold_types(kind):
    """PLV's YIELD stands for two types."""
    kinds = ("CONCEDE", "RETREAT") if kind == "YIELD" else (kind,)
    return [labels.EVENT_TYPES.index(k) for k in kinds]
