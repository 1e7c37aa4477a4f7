"""Average runs that began from one another: `average.py --weights FILE FILE … --out FILE`.

The mean of weights of runs that share their beginning is often better than each of them (Wortsman and others,
"Model soups", 2022). Heads that a file lacks are taken from the others.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the mean."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--weights", type=Path, nargs="+", required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    runs = [torch.load(path, weights_only=True) for path in given.weights]
    mean = {}
    for name in {name for run in runs for name in run}:
        having = [run[name] for run in runs if name in run]
        mean[name] = torch.stack(having).mean(0)
    torch.save(mean, given.out)


if __name__ == "__main__":
    main()
