"""The encoder beside onnxruntime's int8, on one thread, in one run.

    cargo build --release --manifest-path bench/Cargo.toml
    pip install numpy torch onnx onnxruntime
    python bench/beside_onnx.py WEIGHTS.safetensors

Both get the same windows of the same text. The ONNX model is made here from the same weights file, in
the operators onnxruntime is fastest with (fused attention, skip-normalisation and GELU), then
quantised by its own dynamic quantiser (i8 weights with a scale a column). First the outputs are
checked: f32 against f32, and either int8 against f32. Then rounds alternate between the engines in
shuffled order; times are processor time, a rate is the best of its rounds, and a ratio is taken within
each round.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "training"))

from onrecord_training import weights  # noqa: E402

LENGTHS = (32, 128, 256)
MICROSOFT = "com.microsoft"


def graph(tensors, config):
    """An ONNX model over one window: ids [1, n] to vectors [1, n, hidden]."""
    t = {name: tensor.float().numpy() for name, tensor in tensors.items()}
    nodes, initial = [], []

    def constant(name, array):
        initial.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(op, inputs, name, domain="", **attributes):
        nodes.append(helper.make_node(op, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def norm(name, x, y, out):
        weight, bias = (constant(f"{name}.{k}", t[f"{name}.{k}"]) for k in ("weight", "bias"))
        return node(
            "SkipLayerNormalization", [x, y, weight, bias], out, MICROSOFT, epsilon=1e-12
        )

    def product(name, x):
        return node(
            "MatMul", [x, constant(f"{name}.weight", t[f"{name}.weight"].T)], f"{name}.product"
        )

    def bias(name):
        return constant(f"{name}.bias", t[f"{name}.bias"])

    word = node("Gather", [constant("embed.word", t["embed.word"]), "ids"], "words")
    length = node("Shape", ["ids"], "length", start=1, end=2)
    zero = constant("zero", np.array([0]))
    table = constant("embed.position", t["embed.position"][None])
    one = constant("one", np.array([1]))
    place = node("Slice", [table, zero, length, one], "places")
    x = norm("embed.norm", word, place, "layer.0.in")
    for i in range(config["layers"]):
        layer = f"layer.{i}"
        qkv = constant(f"{layer}.qkv.weight", t[f"{layer}.qkv.weight"].T)
        attended = node(
            "Attention",
            [x, qkv, bias(f"{layer}.qkv")],
            f"{layer}.attended",
            MICROSOFT,
            num_heads=config["heads"],
        )
        out = node("Add", [product(f"{layer}.out", attended), bias(f"{layer}.out")], f"{layer}.o")
        x = norm(f"{layer}.out.norm", out, x, f"{layer}.middle")
        up = [product(f"{layer}.up", x), bias(f"{layer}.up")]
        up = node("BiasGelu", up, f"{layer}.gelu", MICROSOFT)
        down = node("Add", [product(f"{layer}.down", up), bias(f"{layer}.down")], f"{layer}.d")
        x = norm(f"{layer}.down.norm", down, x, f"layer.{i + 1}.in")
    hidden = config["hidden"]
    model = helper.make_graph(
        nodes,
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, [1, "n", hidden])],
        initial,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(model, opset_imports=opsets, ir_version=8)


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"]
    )


class Onnx:
    def __init__(self, path):
        self.session = session(path)

    def show(self, ids):
        return self.session.run(None, {"ids": np.array([ids], np.int64)})[0][0]

    def time(self, ids, repeats):
        feed = {"ids": np.array([ids], np.int64)}
        start = time.thread_time()
        for _ in range(repeats):
            self.session.run(None, feed)
        return time.thread_time() - start


class Ours:
    def __init__(self, process, arithmetic, hidden):
        self.process, self.arithmetic, self.hidden = process, arithmetic, hidden

    def ask(self, *words):
        self.process.stdin.write((" ".join(map(str, words)) + "\n").encode())
        self.process.stdin.flush()

    def window(self, length):
        self.ask("window", length)
        return [int(i) for i in self.process.stdout.readline().split()]

    def show(self, ids):
        self.ask("show", self.arithmetic, *ids)
        data = self.process.stdout.read(len(ids) * self.hidden * 4)
        return np.frombuffer(data, "<f4").reshape(len(ids), self.hidden)

    def time(self, ids, repeats):
        self.ask("time", self.arithmetic, repeats, *ids)
        return float(self.process.stdout.readline())


def cosines(a, b):
    return (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)


def check(engines, windows):
    """Shows how the outputs agree, and stops if an f32 engine is off or an int8 one is far off."""
    oracle = engines["onnxruntime f32"]
    print("agreement with onnxruntime f32 over all windows")
    print(f"{'':20}{'max abs':>10}{'cosine mean':>13}{'min':>9}")
    for name, engine in engines.items():
        if engine is oracle:
            continue
        pairs = [(engine.show(ids), oracle.show(ids)) for ids in windows.values()]
        apart = max(np.abs(a - b).max() for a, b in pairs)
        cosine = np.concatenate([cosines(a, b) for a, b in pairs])
        print(f"{name:20}{apart:>10.2g}{cosine.mean():>13.5f}{cosine.min():>9.4f}")
        limit = 1 - 1e-5 if name.endswith("f32") else 0.8
        if not cosine.min() > limit:
            sys.exit(f"{name}: outputs are wrong; nothing is timed")


def measure(engines, windows, rounds):
    print("\npieces a second on one thread (best round; ratio to onnxruntime int8: median, range)")
    print(f"{'':20}" + "".join(f"{length:>26}" for length in windows))
    rates = {name: {length: [] for length in windows} for name in engines}
    order = [(name, length) for name in engines for length in windows]
    for _ in range(rounds):
        random.shuffle(order)
        for name, length in order:
            repeats = max(1, 2048 // length)
            seconds = engines[name].time(windows[length], repeats)
            rates[name][length].append(repeats * length / seconds)
    for name in engines:
        cells = []
        for length in windows:
            own, other = rates[name][length], rates["onnxruntime int8"][length]
            ratios = [a / b for a, b in zip(own, other)]
            cells.append(
                f"{max(own):>9.0f} {statistics.median(ratios):.2f}"
                f" ({min(ratios):.2f}-{max(ratios):.2f})"
            )
        print(f"{name:20}" + "".join(f"{cell:>26}" for cell in cells), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument(
        "--bench", type=Path, default=HERE / "target/release/encoder-bench", help="our program"
    )
    args = parser.parse_args()
    random.seed(1)
    tensors, metadata = weights.load(args.weights)
    config = weights.config(metadata)
    tensors = weights.dequantise(tensors)
    with tempfile.TemporaryDirectory() as folder:
        f32, int8 = Path(folder, "f32.onnx"), Path(folder, "int8.onnx")
        onnx.save(graph(tensors, config), f32)
        quantize_dynamic(
            f32,
            int8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
        onnx_engines = {"onnxruntime int8": Onnx(int8), "onnxruntime f32": Onnx(f32)}
    process = subprocess.Popen(
        [args.bench, "serve", args.weights], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        ours = {f"ours {a}": Ours(process, a, config["hidden"]) for a in ("int8", "f32")}
        windows = {length: ours["ours int8"].window(length) for length in LENGTHS}
        engines = {**ours, **onnx_engines}
        check(engines, windows)
        measure(engines, windows, args.rounds)
        process.stdin.close()


if __name__ == "__main__":
    main()
