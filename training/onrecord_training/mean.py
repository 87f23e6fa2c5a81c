"""The mean of a finished run's weights and of those that it began with, which keeps more of what was known before
and is better than either on most development parts (Wortsman et al. 2022, robust fine-tuning):

    python -m onrecord_training.mean START runs/NAME runs/MEAN

START is a checkpoint or an exported file, as for `--start`.
"""

import argparse
import json
import shutil
from pathlib import Path

import torch

from . import export
from .model import Network
from .train import begin_with


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    net, rules = export.load(args.run)
    before = Network(len(rules))
    begin_with(before, rules, args.start)
    old, new = before.state_dict(), net.state_dict()
    mean = {k: (old[k] + v) / 2 if v.is_floating_point() else v for k, v in new.items()}
    args.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(args.run / "config.json", args.out / "config.json")
    config = json.loads((args.out / "config.json").read_text())
    config["mean of"] = [str(args.start), str(args.run)]
    (args.out / "config.json").write_text(json.dumps(config, indent=1))
    torch.save({"net": mean}, args.out / "final.pt")


if __name__ == "__main__":
    main()
