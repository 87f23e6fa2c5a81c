"""The network: a BERT-shaped encoder and the heads over its words.

Encoder: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) with a table of feature rows
added to its input. Heads read the vector of each word's first piece:

- `starts`, `upos`, `lemma`, `names`: a linear layer each;
- `parse`: deep biaffine arcs and labels (Dozat and Manning 2017); a root is its own head;
- `anchor`: is the word the anchor of a cue? `role`: for each anchor, tags of source, cue and content
  over the window, scored by biaffine products and decoded by a CRF;
- `factuality`: for each word a number as each corpus would give it, mixed by whose texts this is like
  (a mixture of experts, Jacobs et al. 1991; several corpora as in Rudinger et al. 2018): what the encoder learns by. The engine's
  numbers are those of `real`, over three layers of the encoder, fitted when all else is learnt (`factuality.py`);
- `event`: PLOVER types a word, how much each word bears on it,
  and how real what it tells of is (`status`); `same`: a vector by which mentions of one event are alike.
"""

import math
from dataclasses import dataclass

import numpy
import torch
import torch.nn.functional as F
from torch import nn

from . import labels
from .crf import Crf

FEATURES = 13
#: The layers, counted from 1, after which factuality is read. The last one knows the sentences that it was trained on by heart.
REAL = (3, 4, 5)
#: Hidden units between these and its numbers.
REAL_HIDDEN = 64
ARC, LABEL, ROLE, SAME = 160, 96, 64, 48
#: Signed distances of a word from its anchor, in buckets.
DISTANCES = 24
PARTS = ("in", "first", "last")
ARGUMENTS = len(labels.ARGUMENTS)


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder."""

    hidden: int = 384
    heads: int = 12
    ffn: int = 1536
    layers: int = 6
    vocabulary: int = 30522
    positions: int = 512
    first_position: int = 0
    #: Buckets of a bias for the distance of two pieces (Raffel et al. 2020), as MPNet has it.
    relative: int = 0


MINILM = Shape()
#: all-mpnet-base-v2: the teacher.
MPNET = Shape(768, 12, 3072, 12, 30527, 514, 2, 32)


#: Where dropout has its bytes from.
chance = numpy.random.Generator(numpy.random.SFC64(1))


def seed(*numbers):
    """Begins the bytes anew: a run that goes on from a checkpoint then draws what it would have drawn."""
    global chance
    chance = numpy.random.Generator(numpy.random.SFC64(numbers))


def dropout(x, share, training):
    """Dropout by random bytes, the share in steps of 1/256: torch's own takes a quarter of a step on a CPU."""
    if not training or not share:
        return x
    least = round(share * 256)
    drawn = torch.frombuffer(bytearray(chance.bytes(x.numel())), dtype=torch.uint8).view(x.shape)
    return x * ((drawn >= least).to(x.dtype) * (256 / (256 - least)))


def distance_bucket(d):
    """-11..11 by rough logarithm of the distance in words, shifted to 1..23."""
    size = d.abs()
    steps = (
        (size > 0).long() + (size > 1) + (size > 2) + (size > 3) + (size > 5) + (size > 8)
        + (size > 13) + (size > 21) + (size > 34) + (size > 55) + (size > 89)
    )
    return DISTANCES // 2 + torch.where(d < 0, -steps, steps)


class Layer(nn.Module):
    def __init__(self, shape, dropout):
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.out_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = nn.Linear(shape.hidden, shape.ffn)
        self.down = nn.Linear(shape.ffn, shape.hidden)
        self.down_norm = nn.LayerNorm(shape.hidden, eps=1e-12)

    def forward(self, x, bias):
        batch, length, hidden = x.shape
        q, k, v = (
            self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        )
        # By hand: the backward of the fused kernel takes twice as long on a CPU.
        scores = (q * (hidden // self.heads) ** -0.5) @ k.transpose(2, 3)
        attended = (scores + bias.to(scores.dtype)).softmax(-1).to(v.dtype) @ v
        attended = attended.transpose(1, 2).reshape(batch, length, hidden)
        x = self.out_norm(x + dropout(self.out(attended), self.dropout, self.training))
        fed = self.down(F.gelu(self.up(x)))
        return self.down_norm(x + dropout(fed, self.dropout, self.training))


def relative_bucket(distance, buckets, farthest=128):
    """Half of the buckets for each side: small distances one by one, then by logarithm."""
    half = buckets // 2
    side = (distance > 0).long() * half
    size = distance.abs()
    near = half // 2
    far = near + (
        (size.clamp_min(1).float() / near).log() / math.log(farthest / near) * (half - near)
    ).long()
    return side + torch.where(size < near, size, far.clamp_max(half - 1))


def first_pieces(x, batch):
    """The vectors of the words' first pieces, of those of all pieces."""
    first = batch["first"].unsqueeze(2).expand(-1, -1, x.shape[2])
    return x.float().gather(1, first)


class Encoder(nn.Module):
    def __init__(self, shape=MINILM, dropout=0.1):
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.vocabulary, shape.hidden)
        self.position = nn.Embedding(shape.positions, shape.hidden)
        self.feature = nn.Embedding(FEATURES, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        if shape.relative:
            self.relative = nn.Embedding(shape.relative, shape.heads)
        self.dropout = dropout
        nn.init.zeros_(self.feature.weight)

    def forward(self, ids, features, mask):
        """The vectors of the pieces after each layer."""
        x, bias = self.embed(ids, features), self.bias(mask)
        out = []
        for layer in self.layers:
            x = layer(x, bias)
            out.append(x)
        return out

    def embed(self, ids, features):
        """What the first layer reads."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(places + self.shape.first_position)
        x = x + self.feature(features).sum(2)
        return dropout(self.norm(x), self.dropout, self.training)

    def bias(self, mask):
        """What is added to the scores of attention: so little for padding that nothing is seen of it."""
        bias = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        if self.shape.relative:
            places = torch.arange(mask.shape[1], device=mask.device)
            distance = places[None, :] - places[:, None]
            bias = bias + self.relative(relative_bucket(distance, self.shape.relative)).permute(2, 0, 1)[None]
        return bias

    def load_pretrained(self, state):
        """Takes the weights of a BERT or MPNet checkpoint; token type 0 is folded into the
        positions."""
        mpnet = bool(self.shape.relative)
        position = state["embeddings.position_embeddings.weight"]
        if not mpnet:
            position = position + state["embeddings.token_type_embeddings.weight"][0]
        own = {
            "word.weight": state["embeddings.word_embeddings.weight"],
            "position.weight": position,
            "feature.weight": torch.zeros(FEATURES, self.shape.hidden),
            "norm.weight": state["embeddings.LayerNorm.weight"],
            "norm.bias": state["embeddings.LayerNorm.bias"],
        }
        if mpnet:
            own["relative.weight"] = state["encoder.relative_attention_bias.weight"]
        for i in range(len(self.layers)):
            old, new = f"encoder.layer.{i}", f"layers.{i}"
            if mpnet:
                three = [f"attention.attn.{p}" for p in "qkv"]
                out, norm = "attention.attn.o", "attention.LayerNorm"
            else:
                three = [f"attention.self.{p}" for p in ("query", "key", "value")]
                out, norm = "attention.output.dense", "attention.output.LayerNorm"
            for kind in ("weight", "bias"):
                own[f"{new}.qkv.{kind}"] = torch.cat([state[f"{old}.{p}.{kind}"] for p in three])
                own[f"{new}.out.{kind}"] = state[f"{old}.{out}.{kind}"]
                own[f"{new}.out_norm.{kind}"] = state[f"{old}.{norm}.{kind}"]
                own[f"{new}.up.{kind}"] = state[f"{old}.intermediate.dense.{kind}"]
                own[f"{new}.down.{kind}"] = state[f"{old}.output.dense.{kind}"]
                own[f"{new}.down_norm.{kind}"] = state[f"{old}.output.LayerNorm.{kind}"]
        self.load_state_dict(own)


class Biaffine(nn.Module):
    """`score[i, j] = dep_i^T W head_j + u^T dep_i + v^T head_j + b`, for `outputs` matrices W."""

    def __init__(self, size, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(outputs, size, size))
        self.dep = nn.Linear(size, outputs)
        self.head = nn.Linear(size, outputs, bias=False)


class Network(nn.Module):
    def __init__(self, rules, shape=MINILM, dropout=0.1, head_dropout=0.2):
        super().__init__()
        size = shape.hidden
        self.encoder = Encoder(shape, dropout)
        self.head_dropout = head_dropout
        self.starts = nn.Linear(size, 1)
        self.upos = nn.Linear(size, len(labels.UPOS))
        self.lemma = nn.Linear(size, rules)
        self.names = nn.Linear(size, len(labels.NAME_TAGS))
        # Parsing: one projection, cut into the four roles of a word.
        self.parse = nn.Linear(size, 2 * ARC + 2 * LABEL)
        self.arc = Biaffine(ARC, 1)
        self.label = Biaffine(LABEL, len(labels.RELATIONS))
        # Attribution.
        self.anchor = nn.Linear(size, 1)
        self.role_tag = nn.Linear(size, len(labels.ROLES) * len(PARTS))
        self.role_key = nn.Linear(size, len(PARTS) * ROLE)
        self.role_query = nn.Linear(size, len(labels.ROLES) * len(PARTS) * ROLE)
        self.role_distance = nn.Embedding(DISTANCES, len(labels.ROLES) * len(PARTS))
        self.role_crf = Crf(labels.ROLE_TAGS)
        # How real, and what.
        self.real_hidden = nn.Linear(len(REAL) * size, REAL_HIDDEN)
        self.real = nn.Linear(len(REAL) * size + REAL_HIDDEN, 2 * len(labels.SCHEMES))
        self.fact_hidden = nn.Linear(size, 64)
        self.fact = nn.Linear(64, 2 * len(labels.SCHEMES))
        self.event_hidden = nn.Linear(size, 128)
        self.event = nn.Linear(128, len(labels.EVENT_TYPES))
        self.event_weight = nn.Linear(128, 1)
        self.event_pair = nn.Linear(2 * size, 128)
        self.trigger = nn.Linear(128, 1)
        self.status = nn.Linear(size, len(labels.STATUSES))
        self.argument_key = nn.Linear(size, ARGUMENTS * ROLE)
        self.argument_query = nn.Linear(size, ARGUMENTS * ROLE)
        self.argument_distance = nn.Embedding(DISTANCES, ARGUMENTS)
        self.same = nn.Linear(size, SAME)
        self.same_scale = nn.Parameter(torch.tensor([6.0, -3.0]))
        nn.init.zeros_(self.real.weight)
        nn.init.zeros_(self.argument_distance.weight)
        nn.init.zeros_(self.role_distance.weight)

    def drop(self, x):
        return dropout(x, self.head_dropout, self.training)

    def words(self, batch):
        """Vectors of the words: their first pieces'. [B,T,H]"""
        with torch.autocast("cpu", torch.bfloat16, enabled=batch.get("bf16", False)):
            x = self.encoder(batch["ids"], batch["features"], batch["piece_mask"])[-1]
        return self.drop(first_pieces(x, batch))

    def words_below(self, batch, wanted=REAL):
        """Vectors of the words after some layers, those that `real` reads if no others are named, one behind the other. [B,T,L*H]"""
        layers = self.encoder(batch["ids"], batch["features"], batch["piece_mask"])
        return torch.cat([first_pieces(layers[i - 1], batch) for i in wanted], 2)

    # Parsing.

    def parse_parts(self, x):
        return self.drop(F.gelu(self.parse(x))).split([ARC, ARC, LABEL, LABEL], 2)

    def arc_scores(self, dep, head):
        """[B,T,T]: row `i` scores each word as the head of word `i`; the diagonal is the root."""
        scores = dep @ self.arc.weight[0] @ head.transpose(1, 2)
        return scores + self.arc.dep(dep) + self.arc.head(head).transpose(1, 2)

    def label_scores(self, dep, head):
        """[.., R] for pairs of a dependent and its head, [.., LABEL] each."""
        paired = torch.einsum("...d,rde,...e->...r", dep, self.label.weight, head)
        return paired + self.label.dep(dep) + self.label.head(head)

    # Attribution.

    def role_scores(self, x, row, anchor):
        """Emissions [N,T,tags] for anchors: word `anchor[n]` of window `row[n]`."""
        roles, parts = len(labels.ROLES), len(PARTS)
        keys = self.role_key(x).view(*x.shape[:2], parts, ROLE)[row]
        query = self.role_query(x[row, anchor]).view(-1, roles, parts, ROLE)
        scores = torch.einsum("ntpk,nrpk->ntrp", keys, query) / ROLE**0.5
        scores = scores + self.role_tag(x).view(*x.shape[:2], roles, parts)[row]
        places = torch.arange(x.shape[1]) - anchor.unsqueeze(1)
        scores = scores + self.role_distance(distance_bucket(places)).view(
            len(row), x.shape[1], roles, parts
        )
        inside, first, last = scores.unbind(3)
        begin, single = inside + first, inside + first + last
        tags = torch.stack([begin, inside, inside + last, single], 3).flatten(2)
        return F.pad(tags, (1, 0))

    # Factuality.

    def real_scores(self, below):
        """The numbers that the engine gives, and its log-odds, of what `words_below` gives."""
        hidden = F.gelu(self.real_hidden(below))
        return self.real(torch.cat([below, hidden], -1))

    def fact_parts(self, x):
        """[..,S] and [..,S]: the number that each corpus would give, and log-odds that the text is like
        its texts."""
        return self.fact(F.gelu(self.fact_hidden(x))).chunk(2, -1)

    def factuality(self, x):
        """The numbers of the corpora, weighed by how like theirs the text is."""
        value, like = self.fact_parts(x)
        return (value * like.softmax(-1)).sum(-1)

    # Events.

    def event_parts(self, x):
        hidden = F.gelu(self.event_hidden(x))
        return hidden, self.event(self.drop(hidden)), self.event_weight(hidden).squeeze(2)

    def argument_scores(self, x, row, place):
        """[N,A,T]: how much each word of window `row[n]` is each argument of the event at `place[n]`."""
        keys = self.argument_key(x).view(*x.shape[:2], ARGUMENTS, ROLE)[row]
        query = self.argument_query(x[row, place]).view(-1, ARGUMENTS, ROLE)
        scores = torch.einsum("ntak,nak->nat", keys, query) / ROLE**0.5
        places = torch.arange(x.shape[1]) - place.unsqueeze(1)
        return scores + self.argument_distance(distance_bucket(places)).transpose(1, 2)

    def same_scores(self, x):
        """[N,N]: log-odds that two words of events tell of one, by the cosine of their vectors."""
        vectors = F.normalize(self.same(x), dim=1)
        return vectors @ vectors.T * self.same_scale[0] + self.same_scale[1]

    def pair_query(self, source, target):
        return self.event_pair(torch.cat([source, target], 1))
