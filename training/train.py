"""Train the model: `train.py --data PREPARED --base FOLDER --out FOLDER [--epochs N] [--seconds N]`.

Writes FOLDER/last.pt every ten minutes and after each epoch (a run started again resumes from it), and
FOLDER/weights.pt (the moving average of the weights) at the end.
"""

import argparse
import copy
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import torch
from model import Tagger
from pieces import pack
from prepare import NO_SOURCE
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (its usual name)

CLS, SEP = 101, 102
IGNORED = -100
POINTER_WEIGHT = 0.3  # the first try's
CHECKPOINT_SECONDS = 600
LOGGED_STEPS = 20

Example = dict[str, list[int]]


def examples(articles: list[dict[str, Any]], rng: random.Random | None) -> list[Example]:
    """Return the windows of all articles; with `rng`, cut where it says."""
    out = []
    for article in articles:
        lengths = [len(p) for p in article["ids"]]
        first_at = [0]
        for n in lengths:
            first_at.append(first_at[-1] + n)
        windows = pack(lengths, first_room=rng.randrange(64, 256) if rng else 0, context=0)
        for w in windows:
            x: Example = {"ids": [CLS], "shapes": [0], "quotation": [0], "labels": [IGNORED]}
            x |= {"to_cue": [IGNORED], "to_source": [IGNORED]}
            where: dict[int, int] = {NO_SOURCE: 0}
            for p in range(w.first, w.last + 1):
                for i in range(lengths[p]):
                    where[first_at[p] + i] = len(x["ids"]) + i
                x["ids"] += [*article["ids"][p], SEP]
                x["labels"] += [*article["labels"][p], IGNORED]
                for name in ("shapes", "quotation"):
                    x[name] += [*article[name][p], 0]
                for name in ("to_cue", "to_source"):
                    x[name] += [*article[name][p], IGNORED]
            for name in ("to_cue", "to_source"):
                x[name] = [where.get(t, IGNORED) for t in x[name]]
            # a source outside the window is not "nobody": its number is not in `where`
            out.append(x)
    return out


def batches(windows: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Return batches of windows of like length, in random order."""
    windows = sorted(windows, key=lambda x: len(x["ids"]) + rng.random() * 24)
    out = [windows[i : i + size] for i in range(0, len(windows), size)]
    rng.shuffle(out)
    return out


def tensors(batch: list[Example]) -> dict[str, Tensor]:
    """Return a batch, padded to its longest window."""
    n = max(len(x["ids"]) for x in batch)
    pad = {"ids": 0, "shapes": 0, "quotation": 0}
    return {
        k: torch.tensor([x[k] + [pad.get(k, IGNORED)] * (n - len(x[k])) for x in batch]) for k in batch[0]
    }


def loss_of(model: Tagger, batch: dict[str, Tensor]) -> Tensor:
    """Return the loss of a batch: roles, and both pointers at their weight."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        roles, to_cue, to_source = model(batch["ids"], batch["shapes"], batch["quotation"])

    def entropy(scores: Tensor, target: Tensor) -> Tensor:
        return F.cross_entropy(scores.float().flatten(0, 1), target.flatten(), ignore_index=IGNORED)

    pointers = entropy(to_cue, batch["to_cue"]) + entropy(to_source, batch["to_source"])
    return entropy(roles, batch["labels"]) + POINTER_WEIGHT * pointers


def groups(model: Tagger, encoder: float, heads: float, decay: float) -> list[dict[str, Any]]:
    """Return the parameters in groups, lower layers with lower rates."""
    by: dict[tuple[float, float], list[Tensor]] = {}
    depth = len(model.layers)
    for name, p in model.named_parameters():
        if name.startswith(("roles", "pointers", "shapes", "quotation")):
            rate = heads
        else:
            level = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
            rate = encoder * decay ** (depth - level)
        by.setdefault((rate, 0.0 if p.ndim == 1 else 0.01), []).append(p)
    return [{"params": ps, "lr": rate, "weight_decay": wd} for (rate, wd), ps in by.items()]


def one_cycle(progress: float, rise: float = 0.08) -> float:
    """Return the share of the peak rate at a point of the run, 0 to 1: up in a line, down by a cosine.

    >>> [round(one_cycle(x), 2) for x in (0.04, 0.08, 0.54, 1.0)]
    [0.5, 1.0, 0.5, 0.0]
    """
    if progress < rise:
        return progress / rise
    return 0.5 + 0.5 * math.cos(math.pi * (progress - rise) / (1 - rise))


class Run:
    """A model in training: the weights, their moving average, and where in the data it stands."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.articles = json.loads((given.data / "train.json").read_text())
        self.model = Tagger()
        self.model.load_base(given.base / "model.safetensors")
        parameters = groups(self.model, given.rate, given.head_rate, given.layer_decay)
        self.peaks = [g["lr"] for g in parameters]
        self.optimizer = torch.optim.AdamW(parameters, fused=True)
        self.average = copy.deepcopy(self.model)
        self.total = given.epochs * len(self.epoch(0))
        self.step, self.spent, self.last = 0, 0.0, given.out / "last.pt"
        if self.last.exists():
            self.load()
        self.started = self.saved = time.time()

    def epoch(self, number: int) -> list[list[Example]]:
        """Return an epoch's batches: the same whenever and however often it is asked for."""
        rng = random.Random(f"{self.given.seed}/{number}")
        return batches(examples(self.articles, rng), self.given.batch, rng)

    def load(self) -> None:
        """Go on where the checkpoint stands."""
        kept = torch.load(self.last, weights_only=True)
        self.model.load_state_dict(kept["model"])
        self.average.load_state_dict(kept["average"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.step, self.spent = kept["step"], kept["spent"]

    def save(self) -> None:
        """Write a checkpoint; an old one stands until the new one is whole."""
        kept = {"model": self.model.state_dict(), "average": self.average.state_dict(), "step": self.step}
        kept |= {"optimizer": self.optimizer.state_dict(), "spent": self.seconds()}
        part = self.last.with_suffix(".part")
        torch.save(kept, part)
        part.replace(self.last)
        self.saved = time.time()

    def seconds(self) -> float:
        """Return the seconds spent on this run, those before a resumption included."""
        return self.spent + time.time() - self.started

    def progress(self) -> float:
        """Return how far the run is, by the clock where a time is given, else by steps: 1 is the end."""
        return self.seconds() / self.given.seconds if self.given.seconds else self.step / self.total

    def learn(self, batch: list[Example]) -> float:
        """Take one step; return the loss."""
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * one_cycle(self.progress())
        loss = loss_of(self.model, tensors(batch))
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        with torch.no_grad():
            rate = min(self.given.ema, (1 + self.step) / (10 + self.step))  # young averages forget faster
            torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - rate)
        return loss.item()

    def run(self) -> None:
        """Train to the end."""
        self.model.train()
        done, losses = 0, []
        for number in range(self.given.epochs):
            for batch in self.epoch(number):
                done += 1
                if done <= self.step:
                    continue  # before the point where this run resumes
                if self.progress() >= 1:
                    return
                losses.append(self.learn(batch))
                if len(losses) == LOGGED_STEPS:
                    mean = sum(losses) / LOGGED_STEPS
                    print(
                        f"epoch {number} step {self.step} of {self.progress():.3f} loss {mean:.4f}",
                        flush=True,
                    )
                    losses = []
                if time.time() - self.saved > CHECKPOINT_SECONDS:
                    self.save()
            self.save()


def main() -> None:
    """Train, and write the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--base", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument(
        "--seconds", type=float, default=0, help="end after so long: the rate follows the clock"
    )
    options.add_argument("--rate", type=float, default=1.5e-4, help="peak, of the encoder's top layer")
    options.add_argument("--head-rate", type=float, default=5e-4)
    options.add_argument("--layer-decay", type=float, default=0.95)
    options.add_argument("--batch", type=int, default=16)
    options.add_argument("--ema", type=float, default=0.995)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    run = Run(given)
    run.run()
    torch.save(run.average.state_dict(), given.out / "weights.pt")
    torch.save(run.model.state_dict(), given.out / "weights-last.pt")
    print(f"{run.step} steps, {run.seconds():.0f} seconds")


if __name__ == "__main__":
    main()
