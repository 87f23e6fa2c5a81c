"""The weights file that `onrecord-encoder` reads: safetensors with i8 weights and a scale a row.

Encoder tensors, by the names in the file (f32 here; `write` makes i8 of the matrices marked *):

    embed.word*  embed.position  embed.feature  embed.norm.{weight,bias}
    layer.{i}.{qkv,out,up,down}.{weight*,bias}  layer.{i}.{out,down}.norm.{weight,bias}

A matrix `x.weight` in i8 stands beside `x.scale`; `embed.word` stands beside `embed.word.scale`.
Head tensors are named `head.*`, those that the engine does not read `training.*`; there, too, each matrix `*.weight`
becomes i8 unless it is kept.
"""

import json

import numpy as np
import torch

SIZES = ("layers", "hidden", "heads", "ffn", "vocab", "positions", "features")
DTYPES = {torch.float32: "F32", torch.int8: "I8", torch.uint8: "U8"}
PARTS = ("qkv", "out", "up", "down")


def write(path, encoder_tensors, head_tensors, config, vocab, int8, metadata=None, keep=()):
    """Writes a weights file; the same arguments give the same bytes.

    `config` maps the names in `SIZES` to numbers, `vocab` is the list of pieces, `metadata` maps
    further keys to strings (labels of the heads, say), and tensors whose names start with one of
    `keep` stay f32.
    """
    config = {name: int(config[name]) for name in SIZES}
    check(encoder_tensors, config)
    for name in head_tensors:
        if not name.startswith(("head.", "training.")):
            raise ValueError(f"head tensor {name!r} must be named head.* or training.*")
    if len(vocab) != config["vocab"] or any("\n" in piece for piece in vocab):
        raise ValueError(f"expected {config['vocab']} pieces without line breaks")
    tensors = {**encoder_tensors, **head_tensors}
    tensors = {name: t.detach().to("cpu", torch.float32) for name, t in tensors.items()}
    if int8:
        tensors = quantise(tensors, keep)
    tensors["vocab"] = torch.from_numpy(
        np.frombuffer("".join(f"{piece}\n" for piece in vocab).encode(), np.uint8).copy()
    )
    save(path, tensors, {"config": json.dumps(config), **(metadata or {})})


def quantise(tensors, keep=()):
    """Makes i8 of the matrices: symmetric, -127..127, a scale a row. The rest is passed on."""
    out = {}
    for name, tensor in tensors.items():
        if not is_matrix(name, tensor) or name.startswith(tuple(keep)):
            out[name] = tensor
            continue
        scale = tensor.abs().amax(1).clamp_min(1e-12) / 127
        out[name] = (tensor / scale[:, None]).round().clamp(-127, 127).to(torch.int8)
        out[scale_name(name)] = scale
    return out


def dequantise(tensors):
    """The f32 tensors that i8 ones stand for: what the encoder computes with in f32."""
    out = {}
    for name, tensor in tensors.items():
        if tensor.dtype == torch.int8:
            out[name] = tensor.float() * tensors[scale_name(name)][:, None]
        elif not (name.endswith(".scale") and is_scale(name, tensors)):
            out[name] = tensor
    return out


def is_matrix(name, tensor):
    return tensor.dim() == 2 and (name.endswith(".weight") or name == "embed.word")


def scale_name(name):
    return f"{name.removesuffix('.weight')}.scale"


def is_scale(name, tensors):
    stem = name.removesuffix(".scale")
    weight = tensors.get(f"{stem}.weight", tensors.get(stem))
    return weight is not None and weight.dtype == torch.int8


def from_encoder(state):
    """Encoder tensors of `model.Encoder(...).state_dict()`."""
    out = {
        "embed.word": state["word.weight"],
        "embed.position": state["position.weight"],
        "embed.feature": state["feature.weight"],
    }
    for name, tensor in state.items():
        if name.startswith("norm."):
            out[f"embed.{name}"] = tensor
        elif name.startswith("layers."):
            out[name.replace("layers.", "layer.", 1).replace("_norm.", ".norm.")] = tensor
    return out


def to_encoder(tensors):
    """The state of `model.Encoder` out of a file's tensors: the inverse of `from_encoder`."""
    out = {}
    for name, tensor in tensors.items():
        if name.startswith("embed.norm."):
            out[name.removeprefix("embed.")] = tensor
        elif name.startswith("embed."):
            out[name.removeprefix("embed.") + ".weight"] = tensor
        elif name.startswith("layer."):
            out[name.replace("layer.", "layers.", 1).replace(".norm.", "_norm.")] = tensor
    return out


def from_bert(state, features):
    """Encoder tensors of a BERT checkpoint, with a feature table of that many rows of zeros.

    Token type 0 is folded into the positions.
    """
    word = state["embeddings.word_embeddings.weight"]
    out = {
        "embed.word": word,
        "embed.position": state["embeddings.position_embeddings.weight"]
        + state["embeddings.token_type_embeddings.weight"][0],
        "embed.feature": torch.zeros(features, word.shape[1]),
    }
    for kind in ("weight", "bias"):
        out[f"embed.norm.{kind}"] = state[f"embeddings.LayerNorm.{kind}"]
    i = 0
    while f"encoder.layer.{i}.output.dense.weight" in state:
        old, new = f"encoder.layer.{i}", f"layer.{i}"
        for kind in ("weight", "bias"):
            out[f"{new}.qkv.{kind}"] = torch.cat(
                [state[f"{old}.attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
            )
            out[f"{new}.out.{kind}"] = state[f"{old}.attention.output.dense.{kind}"]
            out[f"{new}.out.norm.{kind}"] = state[f"{old}.attention.output.LayerNorm.{kind}"]
            out[f"{new}.up.{kind}"] = state[f"{old}.intermediate.dense.{kind}"]
            out[f"{new}.down.{kind}"] = state[f"{old}.output.dense.{kind}"]
            out[f"{new}.down.norm.{kind}"] = state[f"{old}.output.LayerNorm.{kind}"]
        i += 1
    return out


def shapes(config):
    """Every encoder tensor's shape, by name."""
    hidden, ffn = config["hidden"], config["ffn"]
    out = {
        "embed.word": (config["vocab"], hidden),
        "embed.position": (config["positions"], hidden),
        "embed.feature": (config["features"], hidden),
        "embed.norm.weight": (hidden,),
        "embed.norm.bias": (hidden,),
    }
    sizes = ((3 * hidden, hidden), (hidden, hidden), (ffn, hidden), (hidden, ffn))
    for i in range(config["layers"]):
        for part, (rows, columns) in zip(PARTS, sizes):
            out[f"layer.{i}.{part}.weight"] = (rows, columns)
            out[f"layer.{i}.{part}.bias"] = (rows,)
        for part in ("out", "down"):
            out[f"layer.{i}.{part}.norm.weight"] = (hidden,)
            out[f"layer.{i}.{part}.norm.bias"] = (hidden,)
    return out


def check(encoder_tensors, config):
    expected = shapes(config)
    found = {name: tuple(tensor.shape) for name, tensor in encoder_tensors.items()}
    for name in expected.keys() | found.keys():
        if expected.get(name) != found.get(name):
            raise ValueError(f"{name}: expected {expected.get(name)}, found {found.get(name)}")


def save(path, tensors, metadata):
    """Writes a safetensors file: wide types first, so that every tensor is aligned."""
    ordered = sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0]))
    header, chunks, end = {"__metadata__": metadata}, [], 0
    for name, tensor in ordered:
        data = tensor.contiguous().numpy().tobytes()
        header[name] = {
            "dtype": DTYPES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [end, end + len(data)],
        }
        chunks.append(data)
        end += len(data)
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    with open(path, "wb") as file:
        file.write(len(head).to_bytes(8, "little"))
        file.write(head)
        file.writelines(chunks)


def load(path):
    """Tensors and metadata of a safetensors file that `save` wrote."""
    with open(path, "rb") as file:
        head = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata = head.pop("__metadata__", {})
    types = {name: dtype for dtype, name in DTYPES.items()}
    tensors = {}
    for name, entry in head.items():
        start, end = entry["data_offsets"]
        flat = torch.frombuffer(bytearray(data[start:end]), dtype=types[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"])
    return tensors, metadata


def config(metadata):
    """The sizes that a file's metadata states."""
    return json.loads(metadata["config"])
