"""Make the model slim: `prune.py --data PREPARED --weights FILE --out FILE`.

Keeps, in each layer, the heads and the inner units without which the loss over some of train.json would change most,
to first order (Michel and others, "Are sixteen heads really better than one?", 2019; Molchanov and others, "Pruning
convolutional neural networks", 2017). What comes out is the beginning of a run: `train.py --form slim --start`. Torch.
"""

import argparse
import json
import random
from pathlib import Path

import torch
from articles import examples
from model import FORMS, Layer, Tagger
from torch import Tensor
from train import batches, loss_of, tensors


class Watched:
    """A layer whose heads and inner units are weighed while it works."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.heads = torch.zeros(layer.form.heads)
        self.inner = torch.zeros(layer.form.inner)
        self.seen: list[Tensor] = []
        self.attended, self.units = layer.attended, layer.units
        layer.attended = lambda x, mask: self.keep(self.attended(x, mask))  # type: ignore[method-assign]
        layer.units = lambda x: self.keep(self.units(x))  # type: ignore[method-assign]

    def keep(self, x: Tensor) -> Tensor:
        """Note what passes, so that its gradient can be asked for."""
        x.retain_grad()
        self.seen.append(x)
        return x

    def weigh(self) -> None:
        """Add how much the loss would change without each head and unit, by its value times its gradient."""
        heads, inner = (x.float() * x.grad.float() for x in self.seen if x.grad is not None)
        self.heads += heads.sum((2, 3)).abs().sum(0)
        self.inner += inner.sum(1).abs().sum(0)
        self.seen.clear()


def slim(w: dict[str, Tensor], watched: list[Watched], form: str) -> dict[str, Tensor]:
    """Return the weights of the kept heads and units."""
    to = FORMS[form]
    out = dict(w)
    for i, layer in enumerate(watched):
        p, wide = f"layers.{i}.", layer.layer.form
        heads = layer.heads.topk(to.heads).indices.sort().values
        inner = layer.inner.topk(to.inner).indices.sort().values
        within = (heads[:, None] * wide.head_width + torch.arange(wide.head_width)).flatten()
        rows = torch.cat([within + k * wide.heads * wide.head_width for k in range(3)])
        for kind in ("weight", "bias"):
            out[f"{p}qkv.{kind}"] = w[f"{p}qkv.{kind}"][rows]
            out[f"{p}up.{kind}"] = w[f"{p}up.{kind}"][inner]
        out[f"{p}out.weight"] = w[f"{p}out.weight"][:, within]
        out[f"{p}down.weight"] = w[f"{p}down.weight"][:, inner]
        shares = [
            x.topk(n).values.sum() / x.sum() for x, n in ((layer.heads, to.heads), (layer.inner, to.inner))
        ]
        print(f"layer {i}: heads {heads.tolist()}, {shares[0]:.2f} of their worth; units {shares[1]:.2f}")
    return out


def main() -> None:
    """Write the slim weights."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--weights", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--of", choices=sorted(FORMS), default="minilm", help="the form of WEIGHTS")
    options.add_argument("--form", choices=sorted(FORMS), default="slim", help="the form to come to")
    options.add_argument("--batches", type=int, default=60)
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    rng = random.Random(1)
    articles = json.loads((given.data / "train.json").read_text())
    model = Tagger(given.of).eval()
    model.load_weights(given.weights)
    watched = [Watched(layer) for layer in model.layers]
    for batch in batches(examples(articles, rng), 16, rng)[: given.batches]:
        model.zero_grad()
        loss_of(model, tensors(batch, [None] * len(articles)), 0.0, None).backward()
        for layer in watched:
            layer.weigh()
    torch.save(slim(torch.load(given.weights, weights_only=True), watched, given.form), given.out)


if __name__ == "__main__":
    main()
