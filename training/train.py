"""Train the model: `train.py --data PREPARED --base FOLDER --out FOLDER [--epochs N] [--soft FILE]`.

It learns the roles and the pointers from train.json, names and acts where articles have them (`--also` reads more
articles, such as names.json), and with `--soft` what a teacher said of the same articles (`teach.py`).
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

import numpy as np
import torch
from articles import IGNORED, LABELS, NO_SOURCE, POINTERS, Article, Example, examples
from model import FORMS, HEAD_NAMES, Tagger
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (its usual name)

POINTER_WEIGHT = 0.3  # the first try's
NAME_WEIGHT = 0.3
ACT_WEIGHT = 0.1
READING_WEIGHT = 3.0  # of the mean square between a teacher's reading of a piece and the model's
POINTS_FROM = 0.3  # how likely a piece has a role before the teacher's pointer from it counts
HALF = 0.5  # of a pointer's shares must fall into the window
CHECKPOINT_SECONDS = 600
LOGGED_STEPS = 20

Soft = dict[str, NDArray[Any]]
"""What a teacher said of one article: arrays by piece, see teach.py."""


def batches(windows: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Return batches of windows of like length, in random order."""
    windows = sorted(windows, key=lambda x: len(x["ids"]) + rng.random() * 24)
    out = [windows[i : i + size] for i in range(0, len(windows), size)]
    rng.shuffle(out)
    return out


def tensors(batch: list[Example], soft: list[Soft | None]) -> dict[str, Tensor]:
    """Return a batch, padded to its longest window, with what the teacher said of its articles, if it did."""
    n = max(len(x["ids"]) for x in batch)
    pad = {"ids": 0, "shapes": 0, "quotation": 0}
    names = ("ids", "shapes", "quotation", *LABELS, *POINTERS)
    out = {k: torch.tensor([x[k] + [pad.get(k, IGNORED)] * (n - len(x[k])) for x in batch]) for k in names}
    if any(soft):
        out["soft_roles"] = torch.zeros(len(batch), n, 7)
        out |= {f"soft_{name}": torch.zeros(len(batch), n, n) for name in POINTERS}
        for b, x in enumerate(batch):
            said = soft[x["article"][0]]
            if said is not None:
                _fill(out, b, x["numbers"], said)
    return out


def _fill(out: dict[str, Tensor], b: int, numbers: list[int], said: Soft) -> None:
    """Write what the teacher said of one window into row `b`."""
    rows = np.array([i for i, number in enumerate(numbers) if number >= 0])
    at = np.array(numbers)[rows]
    roles = said["roles"][at].astype(np.float32)
    out["soft_roles"][b, rows] = torch.from_numpy(roles)
    column_of = {number: i for i, number in enumerate(numbers) if number >= 0} | {NO_SOURCE: 0}
    takes_part = roles[:, 0] < 1 - POINTS_FROM
    for name in POINTERS:
        for row, targets, shares in zip(
            rows[takes_part],
            said[f"{name}_at"][at][takes_part],
            said[f"{name}_share"][at][takes_part].astype(np.float32),
            strict=True,
        ):
            inside = [
                (column_of[int(t)], s) for t, s in zip(targets, shares, strict=True) if int(t) in column_of
            ]
            whole = sum(s for _, s in inside)
            if whole > HALF:
                for column, share in inside:
                    out[f"soft_{name}"][b, row, column] = float(share / whole)


def loss_of(model: Tagger, batch: dict[str, Tensor], soft_weight: float, like: Tagger | None) -> Tensor:
    """Return the loss of a batch: roles, both pointers at their weight, names and acts at theirs.

    Args:
        model: What learns.
        batch: See `tensors`.
        soft_weight: Of what a teacher said, against the labels.
        like: A teacher whose reading of each piece, beside what it says, the model comes to share.
    """
    given = batch["ids"], batch["shapes"], batch["quotation"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        read = model.read(*given)
        roles, to_cue, to_source, names, acts = model.said(read, batch["ids"])
    if like is not None:
        apart = _say(like, batch, read)

    def hard(scores: Tensor, target: Tensor) -> Tensor:
        if not bool((target != IGNORED).any()):
            return scores.sum() * 0.0
        return F.cross_entropy(scores.float().flatten(0, 1), target.flatten(), ignore_index=IGNORED)

    def soft(scores: Tensor, shares: Tensor) -> Tensor:
        told = shares.sum(-1) > 0
        if not bool(told.any()):
            return scores.sum() * 0.0
        log = F.log_softmax(scores[told].float(), -1)
        return -(shares[told] * log.clamp(min=-1e4)).sum(-1).mean()

    loss = hard(roles, batch["labels"]) + NAME_WEIGHT * hard(names, batch["names"])
    loss = loss + POINTER_WEIGHT * (hard(to_cue, batch["to_cue"]) + hard(to_source, batch["to_source"]))
    loss = loss + ACT_WEIGHT * hard(acts, batch["acts"])
    if "soft_roles" in batch:
        pointers = soft(to_cue, batch["soft_to_cue"]) + soft(to_source, batch["soft_to_source"])
        said = soft(roles, batch["soft_roles"]) + POINTER_WEIGHT * pointers
        loss = (1 - soft_weight) * loss + soft_weight * said
    return loss if like is None else loss + READING_WEIGHT * apart


def _say(like: Tagger, batch: dict[str, Tensor], read: Tensor) -> Tensor:
    """Let a teacher say what it sees in a batch; return how far from its reading of the pieces `read` is."""
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        theirs = like.read(batch["ids"], batch["shapes"], batch["quotation"])
        said = like.said(theirs, batch["ids"])
    there = batch["ids"] != 0
    for name, scores in zip(("roles", *POINTERS), said, strict=False):
        batch[f"soft_{name}"] = scores.float().softmax(-1) * there[..., None]
    # a pointer from a piece without a role means nothing
    for name in POINTERS:
        batch[f"soft_{name}"] *= (batch["soft_roles"][..., :1] < 1 - POINTS_FROM).float()
    return F.mse_loss(read.float()[there], theirs.float()[there].clone())


def load_soft(path: Path | None, articles: list[Article]) -> list[Soft | None]:
    """Return what the teacher said of each article, None for those that it was not asked about."""
    if path is None:
        return [None] * len(articles)
    kept = np.load(path)
    names = ("roles", *(f"{p}_{x}" for p in POINTERS for x in ("at", "share")))
    asked = {key.split("|")[0] for key in kept.files}
    return [{n: kept[f"{a['doc']}|{n}"] for n in names} if a["doc"] in asked else None for a in articles]


def groups(model: Tagger, encoder: float, heads: float, decay: float) -> list[dict[str, Any]]:
    """Return the parameters in groups, lower layers with lower rates."""
    by: dict[tuple[float, float], list[Tensor]] = {}
    depth = len(model.layers)
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith((*HEAD_NAMES, "shapes", "quotation")):
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
        self.articles = [
            a for name in ("train.json", *given.also) for a in json.loads((given.data / name).read_text())
        ]
        self.soft = load_soft(given.soft, self.articles)
        self.like: Tagger | None = None
        if given.like:
            self.like = Tagger().eval()
            self.like.load_weights(given.like)
        self.model = Tagger(given.form)
        if given.start:
            self.model.load_weights(given.start)
        else:
            self.model.load_base(given.base / "model.safetensors")
        for name, p in self.model.named_parameters():
            low = [f"layers.{i}." for i in range(given.frozen)] + (["words."] if given.frozen else [])
            p.requires_grad_(not name.startswith(tuple(low)) if low else True)
        if given.eight_bit:
            self.model.learn_for_eight_bits()
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
        loss = loss_of(self.model, tensors(batch, self.soft), self.given.soft_weight, self.like)
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
    options.add_argument("--form", choices=sorted(FORMS), default="minilm", help="which encoder BASE holds")
    options.add_argument("--start", type=Path, help="weights to start from instead of BASE's")
    options.add_argument("--frozen", type=int, default=0, help="layers from below, with the words, that stay")
    options.add_argument("--also", nargs="*", default=[], help="more files of articles in PREPARED")
    options.add_argument("--soft", type=Path, help="what a teacher said (teach.py)")
    options.add_argument(
        "--like", type=Path, help="minilm weights whose reading of each piece is learned, too"
    )
    options.add_argument("--soft-weight", type=float, default=0.5, help="of the teacher, against the labels")
    options.add_argument(
        "--eight-bit", action="store_true", help="round in training as the exported model will"
    )
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
