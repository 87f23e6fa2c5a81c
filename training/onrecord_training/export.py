"""Writes a trained network as the file that the engine carries:

    python -m onrecord_training.export runs/NAME ../crates/onrecord/model/onrecord.safetensors

Layers that read the same vector are fused, in the order that `model/heads.rs` expects.
"""

import argparse
import json
from pathlib import Path

import torch

from . import corpora, labels, pretrained, weights
from .model import FEATURES, LABEL, ROLE, Network

#: The weights of a pair of mentions, one for each feature and a constant (`events/same.rs`): fitted afterwards (`same.py`).
PAIR_WEIGHTS = 64

#: Layers that only training needs.
LEARNT_BY = ("fact_hidden", "fact")

#: Tags whose common words have their lemmas in the file.
INFLECTED = ("VERB", "AUX", "NOUN", "ADJ")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("file")
    parser.add_argument("--f32", action="store_true", help="leave the weights in f32")
    parser.add_argument("--shared", default="../../shared")
    args = parser.parse_args()
    net, rules = load(Path(args.run))
    _, _, tokenizer = pretrained.student()
    lemmas = known_lemmas(corpora.load(args.shared, "runs/corpora.pickle"))
    write(net, rules, lemmas, tokenizer.vocabulary, args.file, not args.f32)


def load(run):
    """The network of a finished run, or of its last checkpoint, and its lemma rules."""
    rules = json.loads((run / "config.json").read_text())["lemma_rules"]
    net = Network(len(rules))
    file = run / "final.pt"
    state = torch.load(file if file.exists() else run / "state.pt", weights_only=False)
    net.load_state_dict({**net.state_dict(), **state["net"]})
    return net.eval(), rules


#: Verbs of news that the treebanks have rarely, and forms of theirs that no rule makes.
VERBS = (
    "apologise authorise besiege bulldoze capitalise censor centralise civilise colonise criticise decolonise "
    "demilitarise demobilise demolish denationalise destabilise disorganise emphasise evict extradite finalise formalise "
    "hijack hospitalise jeopardise legalise legitimise liberalise marginalise militarise mobilise modernise nationalise "
    "neutralise normalise organise ostracise penalise prioritise privatise prosecute radicalise raze rebuke "
    "recognise refute reorganise repatriate repulse revoke sanitise scrutinise shell stabilise subsidise symbolise "
    "sympathise terrorise traumatise vandalise victimise"
).split()
IRREGULAR = {
    "fled": "flee", "fleeing": "flee", "withdrew": "withdraw", "withdrawn": "withdraw", "withdrawing": "withdraw",
    "retook": "retake", "retaken": "retake", "retaking": "retake", "overran": "overrun", "overrunning": "overrun",
    "overthrew": "overthrow", "overthrown": "overthrow", "struck": "strike", "striking": "strike", "sought": "seek",
    "forbade": "forbid", "forbidden": "forbid", "foresaw": "foresee", "undertook": "undertake", "underwent": "undergo",
    "upheld": "uphold", "withheld": "withhold", "withstood": "withstand", "rebuilt": "rebuild", "misled": "mislead",
    "slain": "slay", "sank": "sink", "sunk": "sink", "swore": "swear", "sworn": "swear", "tore": "tear", "torn": "tear",
    "shot": "shoot", "broke": "break", "broken": "break", "overtook": "overtake", "mistook": "mistake",
    "snubbed": "snub", "snubbing": "snub", "decried": "decry", "decries": "decry", "decrying": "decry",
}  # fmt: skip


def regular_forms(verb):
    """`(form, lemma)` of a verb's regular forms."""
    stem = verb.removesuffix("e")
    yield from ((verb, verb), (verb + "s", verb), (stem + "ed", verb), (stem + "ing", verb))
    if verb.endswith("sh"):
        yield verb + "es", verb


def known_lemmas(data, least=3, share=0.95):
    """`{tag: {form: lemma}}` of words that the treebanks have often and nearly always with one lemma, and of some verbs of news."""
    counts = {}
    for doc in data["ewt-train"] + data["gum-train"]:
        for word, tag, rule in zip(doc.words, doc.upos, doc.lemma_rule):
            if tag >= 0 and rule != labels.IGNORE and labels.UPOS[tag] in INFLECTED:
                form = doc.text[word[0] : word[1]]
                lemma = labels.apply_lemma_rule(rule, form)
                forms = counts.setdefault(labels.UPOS[tag], {}).setdefault(form.lower(), {})
                forms[lemma] = forms.get(lemma, 0) + 1
    out = {}
    for tag in INFLECTED:
        for form, lemmas in sorted(counts.get(tag, {}).items()):
            lemma, count = max(lemmas.items(), key=lambda item: (item[1], item[0]))
            if count >= least and count >= share * sum(lemmas.values()):
                out.setdefault(tag, {})[form] = lemma
    verbs = out.setdefault("VERB", {})
    for form, lemma in [*(f for verb in VERBS for f in regular_forms(verb)), *IRREGULAR.items()]:
        verbs.setdefault(form, lemma)
    out["VERB"] = dict(sorted(verbs.items()))
    return out


def write(net, rules, lemmas, vocabulary, path, int8=True):
    shape = net.encoder.shape
    config = {
        "layers": shape.layers, "hidden": shape.hidden, "heads": shape.heads, "ffn": shape.ffn,
        "vocab": len(vocabulary), "positions": shape.positions, "features": FEATURES,
    }  # fmt: skip
    names = {
        "upos": labels.UPOS, "relations": labels.RELATIONS, "names": labels.NAME_KINDS,
        "roles": labels.ROLES, "lemma_rules": rules, "lemma_forms": lemmas,
        "events": labels.EVENT_TYPES, "statuses": labels.STATUSES,
    }  # fmt: skip
    weights.write(
        path,
        weights.from_encoder(net.encoder.state_dict()),
        heads(net),
        config,
        vocabulary,
        int8,
        {"labels": json.dumps(names, ensure_ascii=False)},
        keep=("head.fact", "head.role_distance", "head.role_transition", "head.argument_distance"),
    )


def heads(net):
    """The head tensors by their names in the file."""
    out = {}

    def linear(name, *layers):
        out[f"head.{name}.weight"] = torch.cat([w for w, _ in layers])
        out[f"head.{name}.bias"] = torch.cat([b for _, b in layers])

    layer = lambda m: (m.weight.data, m.bias.data)  # noqa: E731
    linear(
        "words", layer(net.starts), layer(net.upos), layer(net.lemma), layer(net.names),
        layer(net.anchor), layer(net.role_tag), layer(net.role_key),
    )  # fmt: skip
    linear("project", layer(net.parse), layer(net.event_hidden))
    # The score of a head: dep' W head + v head; what depends on the word alone decides nothing.
    linear("arc", (net.arc.weight.data[0].T, net.arc.head.weight.data[0]))
    relations = len(labels.RELATIONS)
    by_output = net.label.weight.data.transpose(1, 2).reshape(relations * LABEL, LABEL)
    linear("label", (by_output, net.label.head.weight.data.reshape(-1)))
    linear("label_dependent", layer(net.label.dep))
    query, bias = layer(net.role_query)
    linear("role_query", (query / ROLE**0.5, bias / ROLE**0.5))
    linear("fact_hidden", layer(net.real_hidden))
    linear("fact", layer(net.real))
    linear("event", layer(net.event), layer(net.event_weight), layer(net.trigger))
    linear("event_pair", layer(net.event_pair))
    linear("status", layer(net.status))
    linear("argument_key", layer(net.argument_key))
    linear("same", layer(net.same))
    out["head.same_pair"] = torch.zeros(PAIR_WEIGHTS)
    query, bias = layer(net.argument_query)
    linear("argument_query", (query / ROLE**0.5, bias / ROLE**0.5))
    out["head.argument_distance"] = net.argument_distance.weight.data
    out["head.role_distance"] = net.role_distance.weight.data
    out["head.role_transition"] = net.role_crf.transition.data
    # Not for the engine: what the encoder has learnt factuality by, should training go on from the file.
    for name in LEARNT_BY:
        module = getattr(net, name)
        out |= {f"training.{name}.{kind}": getattr(module, kind).data for kind in ("weight", "bias")}
    return out


def read(path):
    """The network that a file holds, with the weights that its i8 ones stand for, and its labels: what
    the engine is held against."""
    tensors, metadata = weights.load(path)
    names = json.loads(metadata["labels"])
    tensors = weights.dequantise(tensors)
    net = Network(len(names["lemma_rules"]))
    state = weights.to_encoder(tensors)
    net.encoder.load_state_dict(state)
    split(net, tensors)
    return net.eval(), names


def parts(path):
    """The state and the lemma rules of a file; heads that it lacks, or has in another size, are left out."""
    tensors, metadata = weights.load(path)
    rules = json.loads(metadata["labels"])["lemma_rules"]
    tensors = weights.dequantise(tensors)
    net = Network(len(rules))
    fresh = {k: v.clone() for k, v in net.state_dict().items()}
    net.encoder.load_state_dict(weights.to_encoder(tensors))
    split(net, tensors, whole=False)
    state = net.state_dict()
    return {k: v for k, v in state.items() if not torch.equal(v, fresh[k])}, rules


@torch.no_grad()
def split(net, tensors, whole=True):
    """The inverse of `heads`. Unless `whole`, a layer may lack or differ in size."""

    def linear(name, *layers, scale=1.0):
        rows = sum(layer.weight.shape[0] for layer in layers)
        if not whole and len(tensors.get(f"head.{name}.weight", ())) != rows:
            return
        weight, bias = (tensors[f"head.{name}.{kind}"] * scale for kind in ("weight", "bias"))
        at = 0
        for layer in layers:
            rows = layer.weight.shape[0]
            layer.weight.copy_(weight[at : at + rows])
            layer.bias.copy_(bias[at : at + rows])
            at += rows
        if at != len(weight):
            raise ValueError(f"head.{name}: {len(weight)} rows for {at}")

    linear("words", net.starts, net.upos, net.lemma, net.names, net.anchor, net.role_tag, net.role_key)
    linear("project", net.parse, net.event_hidden)
    net.arc.weight[0].copy_(tensors["head.arc.weight"].T)
    net.arc.head.weight[0].copy_(tensors["head.arc.bias"])
    relations = len(labels.RELATIONS)
    by_output = tensors["head.label.weight"].reshape(relations, LABEL, LABEL)
    net.label.weight.copy_(by_output.transpose(1, 2))
    net.label.head.weight.copy_(tensors["head.label.bias"].reshape(relations, LABEL))
    linear("label_dependent", net.label.dep)
    linear("role_query", net.role_query, scale=ROLE**0.5)
    linear("fact_hidden", net.real_hidden)
    linear("fact", net.real)
    linear("event", net.event, net.event_weight, net.trigger)
    linear("event_pair", net.event_pair)
    linear("status", net.status)
    linear("argument_key", net.argument_key)
    linear("same", net.same)
    linear("argument_query", net.argument_query, scale=ROLE**0.5)
    distance = tensors["head.argument_distance"]
    if whole or distance.shape == net.argument_distance.weight.shape:
        net.argument_distance.weight.copy_(distance)
    net.role_distance.weight.copy_(tensors["head.role_distance"])
    net.role_crf.transition.copy_(tensors["head.role_transition"])
    for name in LEARNT_BY:
        for kind, parameter in getattr(net, name).named_parameters():
            if whole or f"training.{name}.{kind}" in tensors:
                parameter.copy_(tensors[f"training.{name}.{kind}"])


if __name__ == "__main__":
    main()
