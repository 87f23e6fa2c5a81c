"""The codes of passages: fits the layers that make them (in the model file) and those that say what they mean (`codes.txt` of the crate
`onrecord-claims`), and keeps what models tell of scenarios that they have not read, for `claims.py` to learn from:

    python -m onrecord_training.passages ../crates/onrecord/model/onrecord.safetensors \\
        ../eval/scenarios/{seen,plain,more,newer} ../../shared/scenarios

A code is made of the vectors of a passage's words after four layers of the encoder, which stays as it is: a hidden layer, and what draws attention,
the mean and the greatest over the words. By a code's vectors passages of one claim are alike and others are not, within an article and
across articles (Siamese networks, Bromley et al. 1994); a hidden layer over it says what the passage does to its claim. All of it is learnt
together, from the scenarios that were marked by hand. What two passages of one claim are, and what a stance is, `claims.py` tells.

Every scenario is also told of by a model that has read three quarters of them without it, into `runs/passages.pickle`: what is learnt from codes
later must not see them surer than they are.
"""

import argparse
import pickle
import random
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F
from sklearn.metrics import average_precision_score
from torch import nn

from . import claims, corpora, export, factuality, measure, model, pretrained, weights, windows

CODES = claims.MODEL / "codes.txt"
#: The encoder's layers that words are read after, hidden units, and the sizes of codes and of the vectors by which they are compared.
LAYERS, HIDDEN, CODE, ALIKE, STANCE = (3, 4, 5, 6), 128, 64, 48, 64
EPOCHS, RATE, DECAY, WARM_UP, LEAST, PARTS = 10, 1e-3, 0.05, 50, 0.02, 4
#: Dropout of words' vectors, of what they are together, and of what is behind codes.
WORDS, TOGETHER, BEHIND = 0.1, 0.2, 0.2
#: What stances count beside likeness.
STANCES = 0.5


class Codes(nn.Module):
    """From the words of passages to codes, and from these to likeness and stance. `mean` and `spread` are the words'."""

    def __init__(self, mean, spread):
        super().__init__()
        self.mean, self.spread = mean, spread
        self.hidden = nn.Linear(len(mean), HIDDEN)
        self.attention = nn.Linear(HIDDEN, 1, bias=False)
        self.code = nn.Linear(3 * HIDDEN, CODE)
        self.within, self.across = nn.Linear(CODE, ALIKE), nn.Linear(CODE, ALIKE)
        self.stance_hidden, self.stance = nn.Linear(CODE, STANCE), nn.Linear(STANCE, len(claims.STANCES))
        self.scale = nn.Parameter(torch.tensor([8.0, 8.0]))
        self.least = nn.Parameter(torch.tensor([-4.0, -4.0]))

    def codes(self, words, mask):
        x = F.dropout((words.float() - self.mean) / self.spread, WORDS, self.training)
        x = F.gelu(self.hidden(x))
        drawn = self.attention(x).masked_fill(~mask.unsqueeze(2), -1e4).softmax(1)
        mean = (x * mask.unsqueeze(2)).sum(1) / mask.sum(1, keepdim=True)
        greatest = x.masked_fill(~mask.unsqueeze(2), -1e4).amax(1)
        together = torch.cat([(drawn * x).sum(1), mean, greatest], 1)
        return torch.tanh(self.code(F.dropout(together, TOGETHER, self.training)))

    def forward(self, words, mask):
        """Unit vectors by which the passages are alike, within an article and across, and their stances."""
        code = F.dropout(self.codes(words, mask), WORDS, self.training)
        behind = F.dropout(F.relu(self.stance_hidden(code)), BEHIND, self.training)
        return F.normalize(self.within(code), dim=1), F.normalize(self.across(code), dim=1), self.stance(behind)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("folders", nargs="+", type=Path)
    args = parser.parse_args()
    begin(args.file)
    scenarios = claims.scenarios(args.folders)
    data = read(args.file, scenarios)
    names = sorted(data)
    random.Random(5).shuffle(names)
    told = {}
    for part in range(PARTS):
        held = names[part::PARTS]
        net = fit({name: data[name] for name in names if name not in held})
        own = {name: tell(net, data[name]) for name in held}
        print(f"part {part + 1}:", judged(own, data))
        told |= own
    claims.UNREAD.write_bytes(pickle.dumps(told))
    write(args.file, fit(data))


def begin(file):
    """An engine without the layers does not start: untrained ones, where there are none."""
    tensors, _ = weights.load(file)
    if "head.passage_code.bias" not in tensors or not CODES.exists():
        torch.manual_seed(1)
        size = len(LAYERS) * model.MINILM.hidden
        write(file, Codes(torch.zeros(size), torch.ones(size)))


@torch.no_grad()
def read(file, scenarios):
    """Of every scenario its passages: articles, spans, words' vectors, which two are of one claim, and stances."""
    found = {name: told for name, (told, rows) in claims.read(scenarios).items() if rows is not None}
    texts = []
    for name in found:
        articles = {a["id"]: a["text"] for a in scenarios[name]["articles"]}
        texts += [(f"{name} {at}", articles[own]) for at, own in enumerate(found[name]["articles"])]
    net, _ = export.read(file)
    _, _, tokenizer = pretrained.student()
    docs = {doc.id: doc for doc in corpora.cut("scenarios", texts)}
    windows.piece_ids(docs.values(), tokenizer)
    size = len(LAYERS) * model.MINILM.hidden
    vectors = {name: torch.zeros(len(doc.words), size, dtype=torch.float16) for name, doc in docs.items()}
    for group, batch in measure.collated(docs.values(), tokenizer, False):
        x = net.words_below(batch, LAYERS).half()
        for row, w in enumerate(group):
            vectors[w.doc.id][w.core : w.end] = x[row, w.core - w.first : w.end - w.first]
    return {name: one(name, told, scenarios[name], docs, vectors) for name, told in found.items()}


def one(name, told, scenario, docs, vectors):
    words = []
    for passage in told["passages"]:
        doc = f"{name} {passage['article']}"
        start, end = passage["span"]
        own = [at for at, w in enumerate(docs[doc].words) if w[0] < end and start < w[1]]
        words.append(vectors[doc][own or [0]])
    longest = max(map(len, words))
    mask = torch.tensor([[at < len(w) for at in range(longest)] for w in words])
    padded = torch.stack([F.pad(w, (0, 0, 0, longest - len(w))) for w in words])
    first, second, same = claims.of_one_article(told)
    claimed, weight = claims.weighed(claims.of_claims(told, scenario), first, second)
    pairs = {
        article: (torch.tensor(first[own]), torch.tensor(second[own]), torch.tensor(claimed[own]).float(), torch.tensor(weight[own]).float())
        for article, own in (("within", same), ("across", ~same))
    }
    spans = [(told["articles"][passage["article"]], *passage["span"]) for passage in told["passages"]]
    return spans, padded, mask, pairs, torch.tensor(claims.of_stances(told, scenario))


def fit(data):
    torch.manual_seed(1)
    chance = random.Random(1)
    names = sorted(data)
    words = torch.cat([data[name][1][data[name][2]].float() for name in names[::6]])
    net = Codes(words.mean(0), words.std(0) + 1e-3)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * len(names)
    rate = factuality.warmed(optimizer, WARM_UP, steps, LEAST)
    for _ in range(EPOCHS):
        chance.shuffle(names)
        for name in names:
            _, words, mask, pairs, stances = data[name]
            within, across, stance = net(words, mask)
            loss = sum(
                unlike(vectors, pairs[kind], net.scale[at], net.least[at])
                for at, (kind, vectors) in enumerate((("within", within), ("across", across)))
            )
            if (stances >= 0).any():
                loss = loss + STANCES * F.cross_entropy(stance, stances, ignore_index=-1)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            rate.step()
            optimizer.zero_grad()
    return net.eval()


def unlike(vectors, pairs, scale, least):
    """The loss of pairs, by their cosines."""
    first, second, one, weight = pairs
    score = (vectors[first] * vectors[second]).sum(1) * scale + least
    return (F.binary_cross_entropy_with_logits(score, one, reduction="none") * weight).sum() / weight.sum().clamp_min(1)


@torch.no_grad()
def tell(net, own):
    """Spans, vectors and the logarithms of shares, as the engine rounds them."""
    spans, words, mask, _, _ = own
    within, across, stance = net(words, mask)
    whole = lambda x: (x * 127).round().numpy() / 127  # noqa: E731
    shares = ((-stance.log_softmax(1) * claims.STEPS).round().clamp(0, 255) / -claims.STEPS).numpy()
    return {"spans": spans, "within": whole(within), "across": whole(across), "shares": shares}


def judged(told, data):
    parts = []
    for kind in ("within", "across"):
        found = []
        for name, own in told.items():
            first, second, one, weight = (x.numpy() for x in data[name][3][kind])
            found.append((one, (own[kind][first] * own[kind][second]).sum(1), weight))
        one, score, weight = (numpy.concatenate(x) for x in zip(*found))
        parts.append(f"{kind}: average precision {average_precision_score(one[weight > 0], score[weight > 0], sample_weight=weight[weight > 0]):.3f}")
    truth = numpy.concatenate([data[name][4].numpy() for name in told])
    guess = numpy.concatenate([own["shares"].argmax(1) for own in told.values()])
    known = truth >= 0
    return "; ".join([*parts, f"stances of {known.sum()} passages: {(truth == guess)[known].mean():.3f} right"])


@torch.no_grad()
def write(file, net):
    """What is learnt of standardised words becomes a layer over the words themselves."""
    tensors, metadata = weights.load(file)
    hidden = net.hidden.weight / net.spread
    own = {
        "head.passage_hidden.weight": hidden, "head.passage_hidden.bias": net.hidden.bias - hidden @ net.mean,
        "head.passage_attention": net.attention.weight[0].clone(),
        "head.passage_code.weight": net.code.weight.data, "head.passage_code.bias": net.code.bias.data,
    }  # fmt: skip
    weights.save(file, tensors | weights.quantise(own, keep=("head.passage_code",)), metadata)
    lines = []
    for name in ("within", "across", "stance_hidden", "stance"):
        layer = getattr(net, name)
        for constant, row in zip(layer.bias.tolist(), layer.weight.tolist()):
            lines.append(" ".join([name, *(f"{x:.4g}" for x in (constant, *row))]))
    CODES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
