"""How real the event of a word is: fits the layer that the engine reads it by, once the encoder has learnt all else:

    python -m onrecord_training.factuality ../crates/onrecord/model/onrecord.safetensors

A linear layer over three layers of the encoder gives each word a number for each corpus, and log-odds that its sentence is
like the corpus's sentences. The last layer knows the sentences that it was trained on by heart, so what is fitted to it says
little of others; those below know them less, and dropout, left on here, hides more of them.

The scale ends at -3 and 3, and most events stand at an end: a number beyond it is no error (regression with censored
values, Tobin 1958). Errors count by their size, not squared.
"""

import argparse

import torch
import torch.nn.functional as F

from . import corpora, export, labels, measure, model, pretrained, weights, windows

#: How strongly the weights are held down: of the numbers, and of the likeness to a corpus.
HELD, LIKE_HELD = 1000.0, 0.01
#: How far beyond an end a number has to lie to be no error: where most stand at the end, those that do should be told so.
BEYOND = 0.15
#: Errors below this count squared.
SMALL = 0.2
#: What a sentence says of its corpus, beside what its words seem to say: words of one sentence are no independent witnesses.
SENTENCE = 0.3
#: Log-odds of each corpus before anything is read: the engine reads news (`model/factuality.rs` has the same).
BEFORE = torch.tensor([2.0, 2.0, 0.0])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--shared", default="../../shared")
    args = parser.parse_args()
    torch.manual_seed(1)
    model.seed(1)
    net, _ = export.read(args.file)
    _, _, tokenizer = pretrained.student()
    data = corpora.load(args.shared, "runs/corpora.pickle")
    net.encoder.train()
    learnt = [vectors(net, data[f"{name}-train"], tokenizer) for name in labels.SCHEMES]
    net.encoder.eval()
    numbers = [fit_numbers(x, value) for x, value, _ in learnt]
    likeness = fit_likeness([sentences for _, _, sentences in learnt])
    layer = [torch.cat([*own, like]) for own, like in zip(zip(*numbers), likeness)]
    for number, name in enumerate(labels.SCHEMES):
        print(name, tell(layer, number, *vectors(net, data[f"{name}-dev"], tokenizer)))
    write(args.file, *layer)


@torch.no_grad()
def vectors(net, docs, tokenizer):
    """What is read of each event word, its number, and the mean over each sentence."""
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


def fit_numbers(x, value):
    """Weight [1, inputs] and bias [1]."""
    top, bottom = value > 2.99, value < -2.99

    def loss(score):
        error = score[:, 0] - value
        error = torch.where(top, (error - BEYOND).clamp_max(0), torch.where(bottom, (error + BEYOND).clamp_min(0), error))
        return 2 * ((error.square() + SMALL**2).sqrt() - SMALL).sum()

    return fit(x, 1, loss, HELD)


def fit_likeness(corpora):
    """Weight [corpora, inputs] and bias; each corpus weighs the same."""
    x = torch.cat(corpora)
    own = torch.cat([torch.full((len(c),), number) for number, c in enumerate(corpora)])
    share = torch.tensor([len(x) / len(corpora) / len(c) for c in corpora])
    weight, bias = fit(x, len(corpora), lambda score: F.cross_entropy(score, own, weight=share), LIKE_HELD)
    return SENTENCE * weight, SENTENCE * bias


def fit(x, outputs, loss, held):
    mean, spread = x.mean(0), x.std(0)
    x = (x - mean) / spread
    weight = torch.zeros(outputs, x.shape[1], requires_grad=True)
    bias = torch.zeros(outputs, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [weight, bias], max_iter=60, history_size=15, line_search_fn="strong_wolfe"
    )

    def step():
        optimizer.zero_grad()
        total = loss(F.linear(x, weight, bias)) + held * weight.square().sum()
        total.backward()
        return total

    optimizer.step(step)
    weight = weight.detach() / spread
    return weight, bias.detach() - weight @ mean


def tell(layer, number, x, value, sentences):
    """Pearson's r and the mean error where the corpus is known from all of its sentences."""
    corpora = len(labels.SCHEMES)
    like = F.linear(sentences, *layer)[:, corpora:].sum(0) + BEFORE
    guess = (F.linear(x, *layer)[:, :corpora] * like.softmax(0)).sum(1).clamp(-3, 3)
    r = torch.corrcoef(torch.stack([guess, value]))[0, 1]
    return f"r {float(r):.3f} MAE {float((guess - value).abs().mean()):.3f} like {like.argmax() == number}"


def write(file, weight, bias):
    tensors, metadata = weights.load(file)
    weights.save(file, tensors | {"head.fact.weight": weight, "head.fact.bias": bias}, metadata)


if __name__ == "__main__":
    main()
