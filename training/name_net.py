"""The net behind the vectors of name tokens: as it is learned, in fractions, and as it is used, in whole numbers."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import embedding, normalize, pad, relu

from onrecord.stages.identify.likeness.letters import ALPHABET, LETTERS

#: How many letters the first layer sees at once.
SEEN = 5
#: The greatest value at a place, and of a sum over places, in whole numbers: those of vectors.py.
TOP, TOP_SUM = 127, 255
#: What the vector's numbers are multiplied by before they are rounded.
FINE = 2000.0


def rounded(x: Tensor) -> Tensor:
    """Return whole numbers through which the gradient passes as if they were not rounded."""
    return x + (x.round() - x).detach()


def whole(weights: Tensor, along: int) -> tuple[Tensor, Tensor]:
    """Return weights as whole numbers from -127 to 127, and what each channel of them is to be multiplied by."""
    others = tuple(i for i in range(weights.dim()) if i != along)
    scale = weights.detach().abs().amax(dim=others, keepdim=True) / TOP + 1e-9
    return rounded(weights / scale).clamp(-TOP, TOP), scale.view(-1)


class Net(nn.Module):
    """Letters to vectors: windows of five letters, windows of three of those, the greatest and the sum of each.

    Until `to_whole` it computes in fractions; after it, as vectors.py does.
    """

    def __init__(self, *, letter: int = 32, first: int = 96, second: int = 96, width: int = 64) -> None:
        super().__init__()
        self.letter = nn.Embedding(LETTERS, letter, padding_idx=0)
        nn.init.normal_(self.letter.weight, 0, 0.5)
        nn.init.zeros_(self.letter.weight[0])
        self.first = nn.Linear(SEEN * letter, first)
        self.second = nn.Linear(3 * first, second)
        self.last = nn.Linear(2 * second, width)
        self.drop = nn.Dropout(0.1)
        self.step: tuple[float, float] | None = None

    def _table(self) -> Tensor:
        """Return what each letter at each of the five places adds to the first layer."""
        places = self.first.weight.view(-1, SEEN, self.letter.embedding_dim)
        return torch.einsum("le,coe->olc", self.letter.weight, places)

    def _first(self, seen: Tensor) -> Tensor:
        if self.step is None:
            return self.drop(relu(self.first(self.letter(seen).flatten(1))))
        table, scale = whole(self._table(), 2)
        sums = torch.stack([embedding(seen[:, o], table[o]) for o in range(SEEN)]).sum(0)
        return rounded(sums * (scale / self.step[0]) + self.first.bias / self.step[0]).clamp(0, TOP)

    def _second(self, three: Tensor) -> Tensor:
        if self.step is None:
            return relu(self.second(three))
        weights, scale = whole(self.second.weight, 0)
        sums = three @ weights.T * (scale * self.step[0] / self.step[1])
        return rounded(sums + self.second.bias / self.step[1]).clamp(0, TOP)

    def _places(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the values of both layers at each place with a letter or edge, and each place's token."""
        on = (x != 0).flatten().nonzero()[:, 0]
        rows = on // x.shape[1]
        first = self._first(pad(x, (SEEN // 2, SEEN // 2)).unfold(1, SEEN, 1).flatten(0, 1)[on])
        same = (rows[1:] == rows[:-1])[:, None]
        none = first.new_zeros(1, first.shape[1])
        three = torch.cat(
            [torch.cat([none, first[:-1] * same]), first, torch.cat([first[1:] * same, none])], 1
        )
        return first, self._second(three), rows

    def forward(self, x: Tensor) -> Tensor:
        """Return the vectors of tokens given as rows of numbers."""
        _, second, rows = self._places(x)
        size = (len(x), second.shape[1])
        share = 0.5 / (x != 0).sum(1, keepdim=True).sqrt()
        summed = second.new_zeros(size).index_add(0, rows, second) * share
        greatest = second.new_zeros(size).scatter_reduce(0, rows[:, None].expand_as(second), second, "amax")
        if self.step is None:
            return normalize(self.last(self.drop(torch.cat([greatest, summed], 1))), dim=1)
        weights, scale = whole(self.last.weight, 0)
        both = self.drop(torch.cat([greatest, rounded(summed).clamp(max=TOP_SUM)], 1))
        return normalize(both @ weights.T * (scale * self.step[1]) + self.last.bias, dim=1)

    @torch.no_grad()
    def to_whole(self, sample: Tensor) -> None:
        """Compute in whole numbers from now on; what the largest values of a layer stand for is seen in a sample."""
        training = self.training
        self.eval()
        first, second, _ = self._places(sample)
        self.step = (
            float(first[first > 0].quantile(0.999)) / TOP,
            float(second[second > 0].quantile(0.9995)) / TOP,
        )
        self.train(training)

    @torch.no_grad()
    def encode(self, numbers: NDArray[np.uint8], lot: int = 4096) -> NDArray[np.float32]:
        """Return vectors of many tokens, given as rows of numbers, as they are in use: nothing dropped."""
        training = self.training
        self.eval()
        rows = torch.from_numpy(numbers)
        out = torch.cat([self(trim(rows[s : s + lot])) for s in range(0, len(rows), lot)])
        self.train(training)
        return np.asarray(out.numpy(), np.float32)

    @torch.no_grad()
    def export(self, path: Path, version: str, digests: dict[str, str]) -> None:
        """Write the net as vectors.py reads it.

        Raises:
            ValueError: It does not compute in whole numbers yet.
        """
        if self.step is None:
            raise ValueError("call to_whole before: what is written is whole numbers")
        one, two = self.step
        table, table_scale = whole(self._table(), 2)
        second, second_scale = whole(self.second.weight, 0)
        last, last_scale = whole(self.last.weight, 0)
        width = self.first.out_features
        middle = torch.cat([second[:, k * width : (k + 1) * width].T for k in range(3)], 1)
        arrays = {
            "scale": table_scale / one,
            "shift": self.first.bias / one,
            "middle_scale": second_scale * one / two,
            "middle_shift": self.second.bias / two,
            "last_scale": last_scale * two * FINE,
            "last_shift": self.last.bias * FINE,
        }
        np.savez_compressed(
            path,
            alphabet=np.array(ALPHABET),
            version=np.array(version),
            digests=np.array([f"{name} sha256:{digest}" for name, digest in sorted(digests.items())]),
            letters=table.numpy().astype(np.int8),
            middle=middle.numpy().astype(np.int8),
            last=last.T.numpy().astype(np.int8),
            **{name: array.numpy().astype(np.float32) for name, array in arrays.items()},
        )


def trim(numbers: Tensor) -> Tensor:
    """Return rows of numbers without the columns that are empty in all."""
    return numbers[:, : int((numbers != 0).sum(1).max())].long()
