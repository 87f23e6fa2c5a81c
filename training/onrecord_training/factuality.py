"""How real the event of a word is: fits the layers that the engine reads it by, once the encoder has learnt all else:

    python -m onrecord_training.factuality ../crates/onrecord/model/onrecord.safetensors runs/told.pickle

A hidden layer over three layers of the encoder, and a linear one over these and it, give each word a number for each corpus, and log-odds that its
sentence is like the corpus's sentences. The encoder's last layer knows the sentences that it was trained on by heart, so what is fitted to it
says little of others; those below know them less, and dropout, left on here, hides more of them. Most of what is learnt from are
sentences that it never read for this, of which a larger network tells (`teacher.py`).

The scale ends at -3 and 3, and most events stand at an end: a number beyond it is no error (regression with censored
values, Tobin 1958). Errors count by their size, not squared.
"""

import argparse
import math
import pickle
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from . import corpora, export, labels, measure, model, pretrained, weights, windows

#: How strongly the weights of the likeness to a corpus are held down.
LIKE_HELD = 0.01
#: How far beyond an end a number has to lie to be no error: where most stand at the end, those that do should be told so.
BEYOND = 0.15
#: Errors below this count squared.
SMALL = 0.2
#: What a sentence says of its corpus, beside what its words seem to say: words of one sentence are no independent witnesses.
SENTENCE = 0.3
#: Log-odds of each corpus before anything is read: the engine reads news (`model/factuality.rs` has the same).
BEFORE = torch.tensor([2.0, 2.0, 0.0])
#: What a judged word of each corpus counts, and what the teacher says on its scale: the more, the better it knows it.
JUDGED = torch.tensor([1.0, 3.0, 0.3])
TOLD = torch.tensor([1.0, 0.1, 1.0])
EPOCHS, BATCH, RATE, DECAY, WARM_UP, DROPPED = 15, 512, 1e-3, 0.05, 50, 0.1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("told")
    parser.add_argument("--shared", default="../../shared")
    args = parser.parse_args()
    torch.manual_seed(1)
    model.seed(1)
    net, _ = export.read(args.file)
    _, _, tokenizer = pretrained.student()
    data = corpora.load(args.shared, "runs/corpora.pickle")
    net.encoder.train()
    learnt = [vectors(net, data[f"{name}-train"], tokenizer) for name in labels.SCHEMES]
    told = pickle.loads(Path(args.told).read_bytes())
    told = [vectors(net, [d for d in docs if d.factuality], tokenizer)[:2] for docs in told.values()]
    net.encoder.eval()
    fit_numbers(net, [own[:2] for own in learnt], told)
    fit_likeness(net, [own[2] for own in learnt])
    for number, name in enumerate(labels.SCHEMES):
        print(name, tell(net, number, *vectors(net, data[f"{name}-dev"], tokenizer)))
    tensors, metadata = weights.load(args.file)
    own = {k: v for k, v in export.heads(net).items() if k.startswith("head.fact")}
    weights.save(args.file, tensors | own, metadata)


@torch.no_grad()
def vectors(net, docs, tokenizer):
    """What is read of each event word, its number or the teacher's, and the mean over each sentence."""
    windows.piece_ids(docs, tokenizer)
    words, numbers, sentences = [], [], []
    for _, batch in measure.collated(docs, tokenizer, False):
        if not batch["fact"]:
            continue
        x = net.words_below(batch)
        row, place, value = (torch.tensor(column) for column in zip(*batch["fact"]))
        mask = batch["word_mask"].float().unsqueeze(2)
        mean = (x * mask).sum(1) / mask.sum(1)
        words.append(x[row, place])
        numbers.append(value.float())
        sentences.append(mean[row.unique()])
    return torch.cat(words), torch.cat(numbers), torch.cat(sentences)


def near(error):
    """Its size; squared where it is small."""
    return 2 * ((error.square() + SMALL**2).sqrt() - SMALL)


def censored(score, value, beyond=BEYOND):
    """The errors of numbers, where one beyond an end is none."""
    error = score - value
    top, bottom = value > 2.99, value < -2.99
    return near(torch.where(top, (error - beyond).clamp_max(0), torch.where(bottom, (error + beyond).clamp_min(0), error)))


def warmed(optimizer, warm_up, steps, least=0.0):
    """Up over the first steps, then down to the least share at the last."""
    return torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1, (step + 1) / warm_up) * max(least, 1 - step / steps))


def fit_numbers(net, learnt, told):
    """`learnt` are vectors with numbers of each corpus, `told` some with a number on each scale."""
    x, value, weight = [], [], []
    for number, (own, numbers) in enumerate(learnt):
        only = F.one_hot(torch.tensor(number), len(learnt)) * JUDGED
        x.append(own)
        value.append(numbers.unsqueeze(1).expand(-1, len(learnt)))
        weight.append(only.expand(len(own), -1))
    judged = sum(map(len, x))
    for own, numbers in told:
        x.append(own)
        # The teacher's numbers may lie beyond the ends.
        value.append(numbers.clamp(-3, 3))
        weight.append(TOLD.expand(len(own), -1))
    x, value, weight = torch.cat(x), torch.cat(value), torch.cat(weight)
    beyond = torch.where(torch.arange(len(x)) < judged, BEYOND, 0.0).unsqueeze(1)
    mean, spread = x.mean(0), x.std(0)
    x = (x - mean) / spread
    hidden, out = nn.Linear(x.shape[1], model.REAL_HIDDEN), nn.Linear(x.shape[1] + model.REAL_HIDDEN, len(learnt))
    nn.init.zeros_(out.weight)
    optimizer = torch.optim.AdamW([*hidden.parameters(), *out.parameters()], lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * math.ceil(len(x) / BATCH)
    schedule = warmed(optimizer, WARM_UP, steps)
    for _ in range(EPOCHS):
        for own in torch.randperm(len(x)).split(BATCH):
            behind = F.dropout(F.gelu(hidden(x[own])), DROPPED)
            score = out(torch.cat([x[own], behind], 1))
            (weight[own] * censored(score, value[own], beyond[own])).sum().div(len(own)).backward()
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
    inputs = x.shape[1]
    # What is learnt of standardised numbers, as layers over the numbers.
    with torch.no_grad():
        net.real_hidden.weight.copy_(hidden.weight / spread)
        net.real_hidden.bias.copy_(hidden.bias - net.real_hidden.weight @ mean)
        numbers = slice(0, len(learnt))
        direct = out.weight[:, :inputs] / spread
        net.real.weight[numbers] = torch.cat([direct, out.weight[:, inputs:]], 1)
        net.real.bias[numbers] = out.bias - direct @ mean


def fit_likeness(net, sentences):
    """Log-odds of each corpus; each weighs the same."""
    x = torch.cat(sentences)
    own = torch.cat([torch.full((len(c),), number) for number, c in enumerate(sentences)])
    share = torch.tensor([len(x) / len(sentences) / len(c) for c in sentences])
    mean, spread = x.mean(0), x.std(0)
    x = (x - mean) / spread
    like = nn.Linear(x.shape[1], len(sentences))
    nn.init.zeros_(like.weight)
    nn.init.zeros_(like.bias)
    optimizer = torch.optim.LBFGS(like.parameters(), max_iter=60, history_size=15, line_search_fn="strong_wolfe")

    def step():
        optimizer.zero_grad()
        loss = F.cross_entropy(like(x), own, weight=share) + LIKE_HELD * like.weight.square().sum()
        loss.backward()
        return loss

    optimizer.step(step)
    with torch.no_grad():
        weight = SENTENCE * like.weight / spread
        rows = slice(len(sentences), None)
        net.real.weight[rows] = F.pad(weight, (0, model.REAL_HIDDEN))
        net.real.bias[rows] = SENTENCE * like.bias - weight @ mean


@torch.no_grad()
def tell(net, number, x, value, sentences):
    """Pearson's r and the mean error where the corpus is known from all of its sentences."""
    corpora = len(labels.SCHEMES)
    like = net.real_scores(sentences)[:, corpora:].sum(0) + BEFORE
    guess = (net.real_scores(x)[:, :corpora] * like.softmax(0)).sum(1).clamp(-3, 3)
    return "r {:.3f} MAE {:.3f} like {}".format(*measure.agreement(guess, value), like.argmax() == number)


if __name__ == "__main__":
    main()
