"""Make the model smaller: `prune.py --data PREPARED --weights FILE --of FORM --form FORM --out FILE`.

Leaves out the layers without which the loss over some of train.json is least, one after the other. Keeps, in each
layer left, the heads and the inner units without which it would change most, to first order (Michel and others, "Are
sixteen heads really better than one?", 2019; Molchanov and others, "Pruning convolutional neural networks", 2017).
What comes out is the beginning of a run: `train.py --form FORM --start`. Torch.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from articles import examples
from model import FORMS, Layer, Tagger
from torch import Tensor, nn
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


def kept_layers(model: Tagger, samples: Sequence[dict[str, Tensor]], number: int) -> list[int]:
    """Return which layers are left when the model is cut down to so many; the model stays as it was."""
    layers = list(model.layers)
    kept = list(range(len(layers)))
    while len(kept) > number:
        losses = {}
        for out in kept:
            model.layers = nn.ModuleList(layers[i] for i in kept if i != out)
            with torch.inference_mode():
                losses[out] = sum(float(loss_of(model, x, 0.0, None)) for x in samples) / len(samples)
        print("loss without layer", {i: round(x, 3) for i, x in losses.items()})
        kept.remove(min(losses, key=losses.__getitem__))
    model.layers = nn.ModuleList(layers)
    return kept


def pruned(
    w: dict[str, Tensor], kept: Sequence[int], watched: Sequence[Watched], form: str
) -> dict[str, Tensor]:
    """Return the weights of the kept layers, heads and units."""
    to = FORMS[form]
    out = {name: x for name, x in w.items() if not name.startswith("layers.")}
    for i, was in enumerate(kept):
        layer, p, q = watched[was], f"layers.{was}.", f"layers.{i}."
        wide = layer.layer.form
        heads = layer.heads.topk(to.heads).indices.sort().values
        inner = layer.inner.topk(to.inner).indices.sort().values
        within = (heads[:, None] * wide.head_width + torch.arange(wide.head_width)).flatten()
        rows = torch.cat([within + k * wide.heads * wide.head_width for k in range(3)])
        out |= {f"{q}{name.removeprefix(p)}": x for name, x in w.items() if name.startswith(p)}
        for kind in ("weight", "bias"):
            out[f"{q}qkv.{kind}"] = w[f"{p}qkv.{kind}"][rows]
            out[f"{q}up.{kind}"] = w[f"{p}up.{kind}"][inner]
        out[f"{q}out.weight"] = w[f"{p}out.weight"][:, within]
        out[f"{q}down.weight"] = w[f"{p}down.weight"][:, inner]
        shares = [
            x.topk(n).values.sum() / x.sum() for x, n in ((layer.heads, to.heads), (layer.inner, to.inner))
        ]
        print(f"layer {was}: heads {heads.tolist()}, {shares[0]:.2f} of their worth; units {shares[1]:.2f}")
    return out


def main() -> None:
    """Write the weights of the smaller model."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--weights", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--of", choices=sorted(FORMS), default="minilm", help="the form of WEIGHTS")
    options.add_argument("--form", choices=sorted(FORMS), default="lean", help="the form to come to")
    options.add_argument("--batches", type=int, default=60)
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    rng = random.Random(1)
    articles = json.loads((given.data / "train.json").read_text())
    model = Tagger(given.of).eval()
    model.load_weights(given.weights)
    chosen = batches(examples(articles, rng), 16, rng)[: given.batches]
    samples = [tensors(batch, [None] * len(articles)) for batch in chosen]
    kept = kept_layers(model, samples, FORMS[given.form].layers)
    watched = [Watched(layer) for layer in model.layers]
    for sample in samples:
        model.zero_grad()
        loss_of(model, sample, 0.0, None).backward()
        for layer in watched:
            layer.weigh()
    weights = torch.load(given.weights, weights_only=True)
    torch.save(pruned(weights, kept, watched, given.form), given.out)


if __name__ == "__main__":
    main()
