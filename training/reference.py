"""What PyTorch makes of a weights file: the outputs that the Rust encoder is held against.

    python training/reference.py                             rewrite the crate's stored files
    python training/reference.py WEIGHTS WINDOWS.jsonl OUT   outputs of other weights

A line of WINDOWS is `{"ids": [..], "features": [[..], ..]}`, up to three features a piece. OUT is a
safetensors file with, for window `i`, `{i}.ids`, `{i}.features` (three a piece, -1 for none),
`{i}.f32` (f32 arithmetic on the weights as they stand for numbers) and, for i8 weights, `{i}.int8`
(activations quantised as the encoder does, every product summed exactly).

The crate's files are a random model of two narrow layers with a vocabulary of 64, in f32 and in i8,
and its outputs on a few windows, together with those of two heads.
"""

import json
import sys
from pathlib import Path

import torch
import torch.nn.functional as F

from onrecord_training import weights

DATA = Path(__file__).parent.parent / "crates/onrecord-encoder/tests/data"

CONFIG = dict(layers=2, hidden=64, heads=2, ffn=256, vocab=64, positions=48, features=9)
LENGTHS = (1, 2, 7, 19, 48)
NONE = -1


def quantised(x, tensors, name):
    """A linear layer on bytes: a range a row, exact sums of integers."""
    weight, scale = tensors[f"{name}.weight"].double(), tensors[f"{name}.scale"].double()
    low = x.amin(-1, keepdim=True)
    step = (x.amax(-1, keepdim=True) - low) / 255
    levels = ((x - low) * (1 / step)).round().double()
    y = (levels @ weight.T) * step + low * weight.sum(1)
    return (y * scale + tensors[f"{name}.bias"]).float()


def exact(x, tensors, name):
    return F.linear(x, tensors[f"{name}.weight"], tensors.get(f"{name}.bias"))


def norm(x, tensors, name):
    weight, bias = tensors[f"{name}.weight"], tensors[f"{name}.bias"]
    return F.layer_norm(x, weight.shape, weight, bias, eps=1e-12)


def forward(tensors, config, ids, features, linear=exact):
    """Vectors of one window. `features` holds rows of the feature table, `NONE` for none."""
    n, heads = len(ids), config["heads"]
    plain = weights.dequantise(tensors)
    table = F.pad(plain["embed.feature"], (0, 0, 0, 1))
    x = plain["embed.word"][ids] + plain["embed.position"][:n] + table[features].sum(1)
    x = norm(x, plain, "embed.norm")
    tensors = plain if linear is exact else tensors
    for i in range(config["layers"]):
        layer = f"layer.{i}"
        qkv = linear(x, tensors, f"{layer}.qkv").view(n, 3, heads, -1)
        q, k, v = qkv.permute(1, 2, 0, 3)
        scores = q @ k.transpose(1, 2) / q.shape[2] ** 0.5
        context = (scores.softmax(2) @ v).transpose(0, 1).reshape(n, -1)
        x = norm(x + linear(context, tensors, f"{layer}.out"), tensors, f"{layer}.out.norm")
        inner = F.gelu(linear(x, tensors, f"{layer}.up"))
        x = norm(x + linear(inner, tensors, f"{layer}.down"), tensors, f"{layer}.down.norm")
    return x


def outputs(tensors, config, windows):
    """Tensors of the reference file for windows of `(ids, features)`."""
    out = {}
    int8 = tensors["embed.word"].dtype == torch.int8
    for i, (ids, features) in enumerate(windows):
        out[f"{i}.ids"], out[f"{i}.features"] = ids.float(), features.float()
        out[f"{i}.f32"] = forward(tensors, config, ids, features)
        if int8:
            out[f"{i}.int8"] = forward(tensors, config, ids, features, quantised)
    return out


def small_model():
    """Random tensors, peaked enough that attention attends and ranges differ."""
    generator = torch.Generator().manual_seed(20261124)

    def normal(shape, spread):
        # Through f64 and rounded, so that another build of PyTorch draws the same f32.
        return torch.randn(shape, generator=generator, dtype=torch.float64).mul(spread).float()

    encoder = {}
    for name, shape in weights.shapes(CONFIG).items():
        if name.endswith("norm.weight"):
            encoder[name] = 1 + normal(shape, 0.2)
        elif len(shape) == 1:
            encoder[name] = normal(shape, 0.1)
        elif name.startswith("embed."):
            encoder[name] = normal(shape, 0.5)
        else:
            encoder[name] = normal(shape, 1.6 / shape[1] ** 0.5)
    hidden = CONFIG["hidden"]
    heads = {
        "head.tag.weight": normal((17, hidden), 0.2),
        "head.tag.bias": normal((17,), 0.1),
        "head.pair.weight": normal((40, hidden), 0.2),
    }
    vocab = ["[UNK]", "[CLS]", "[SEP]"] + [f"piece{i}" for i in range(3, CONFIG["vocab"])]
    return encoder, heads, vocab


def small_windows():
    generator = torch.Generator().manual_seed(7)
    for n in LENGTHS:
        ids = torch.randint(CONFIG["vocab"], (n,), generator=generator)
        yield ids, torch.randint(NONE, CONFIG["features"], (n, 3), generator=generator)


def rewrite():
    encoder, heads, vocab = small_model()
    for kind, int8 in (("f32", False), ("int8", True)):
        path = DATA / f"small.{kind}.safetensors"
        weights.write(path, encoder, heads, CONFIG, vocab, int8, keep=("head.pair",))
    tensors, _ = weights.load(DATA / "small.int8.safetensors")
    out = outputs(tensors, CONFIG, small_windows())
    plain = weights.dequantise(tensors)
    last = len(LENGTHS) - 1
    x = out[f"{last}.f32"]
    pair = F.gelu(exact(x, plain, "head.pair"))
    out["tag"] = exact(x, plain, "head.tag").log_softmax(1)
    out["pair"] = pair @ pair.T
    tensors, _ = weights.load(DATA / "small.f32.safetensors")
    out["unquantised"] = forward(tensors, CONFIG, *list(small_windows())[last])
    weights.save(DATA / "small.outputs.safetensors", out, {"config": json.dumps(CONFIG)})


def padded(features):
    return [list(some) + [NONE] * (3 - len(some)) for some in features]


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    if len(sys.argv) == 1:
        return rewrite()
    source, windows, target = sys.argv[1:]
    tensors, metadata = weights.load(source)
    with open(windows, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    pairs = [(torch.tensor(w["ids"]), torch.tensor(padded(w["features"]))) for w in lines]
    config = weights.config(metadata)
    weights.save(target, outputs(tensors, config, pairs), {"config": json.dumps(config)})


if __name__ == "__main__":
    main()
