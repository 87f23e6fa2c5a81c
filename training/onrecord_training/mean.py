"""The mean of a finished run's weights and of those that it began with, which keeps more of what was known before
and is better than either on most development parts (Wortsman et al. 2022, robust fine-tuning):

    python -m onrecord_training.mean START runs/NAME runs/MEAN --share 0.5

START is a checkpoint or an exported file, as for `--start`; the share is the finished run's.
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
    parser.add_argument("--share", type=float, default=0.5, help="of the finished run")
    args = parser.parse_args()
    net, rules = export.load(args.run)
    before = Network(len(rules))
    begin_with(before, rules, args.start)
    old, new = before.state_dict(), net.state_dict()
    share = args.share
    mean = {k: old[k].lerp(v, share) if v.is_floating_point() else v for k, v in new.items()}
    args.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(args.run / "config.json", args.out / "config.json")
    config = json.loads((args.out / "config.json").read_text())
    config["mean of"] = [str(args.start), str(args.run), share]
    (args.out / "config.json").write_text(json.dumps(config, indent=1))
    torch.save({"net": mean}, args.out / "final.pt")


if __name__ == "__main__":
    main()
