"""Vectors of name tokens: a dot product says whether two spellings, in whatever scripts, may be one name.

A small net, learned from tokens of names written in two scripts (`training/name_vectors.py`), reads the letters
of a token: one layer sees five letters at a time, the next three of those places, and what stands out anywhere,
and what there is of everything, become one vector. All its arithmetic is in whole numbers small enough to be
exact, so a token has the same vector in any batch, on any machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.identify.likeness.letters import ALPHABET, NOTHING, number, spell

#: Where the net lies in `onrecord/data`.
MODEL = ("models", "names", "vectors.npz")
#: Tokens read at once: what they need together stays in a processor's cache.
LOT = 64
#: The largest value of a place in a layer: whole numbers from 0.
_TOP = 127.0
#: The largest of a sum over places.
_TOP_SUM = 255.0
#: What stands before the first letter of all and after the last.
_MARGIN = np.full(2, NOTHING, np.uint8)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """A net that gives name tokens vectors of unit length.

    Attributes:
        version: Name and version of what was learned.
        letters: For each of five places around a letter, what each letter adds to the first layer.
        scale: From the sums of the first layer to its values.
        shift: What is added to those before they are rounded.
        middle: From the values at a place to what they add to the second layer before, at and after it.
        middle_scale: From the sums of the second layer to its values.
        middle_shift: What is added to those before they are rounded.
        last: From the greatest values, then the summed, to the vector.
        last_scale: From those sums to the vector's numbers.
        last_shift: What is added to those before they are rounded.
    """

    version: str
    letters: NDArray[np.int16]
    scale: Floats
    shift: Floats
    middle: Floats
    middle_scale: Floats
    middle_shift: Floats
    last: Floats
    last_scale: Floats
    last_shift: Floats

    @classmethod
    def load(cls) -> "TokenVectors":
        """Return the net that the package brings, read once.

        Raises:
            RuntimeError: It was trained on another alphabet: a defect of ours.
        """
        return _shipped()

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return len(self.last_scale)

    def of(self, tokens: Sequence[str]) -> Floats:
        """Return the vectors of tokens, one a row, each of unit length.

        The dot product of two rows is the likeness of two tokens, from -1 to 1. A token in which no letter is known
        has a vector of zeros, so it is like nothing. Only the first 24 letters of a token count.

        Args:
            tokens: Single words of names as they are written, in any case, with or without marks.

        Returns:
            An array of shape (tokens, width), the same for a token whatever stands beside it.
        """
        out = np.zeros((len(tokens), self.width), np.float32)
        spelled = [spell(token) for token in tokens]
        known = [i for i, letters in enumerate(spelled) if letters.strip("\0")]
        # Tokens of like length stand together only by chance: nothing is padded, so it does not matter.
        for start in range(0, len(known), LOT):
            lot = known[start : start + LOT]
            out[lot] = self._read([spelled[i] for i in lot])
        return out

    def _read(self, spelled: list[str]) -> Floats:
        """Return the vectors of spelled tokens that have letters."""
        # Two empty places between tokens, so that no window of five sees another token.
        row = number("".join(f"\x01{letters}\x02\x03\x03" for letters in spelled))
        lengths = np.fromiter((len(letters) + 2 for letters in spelled), np.intp, len(spelled))
        starts = np.zeros(len(spelled), np.intp)
        np.cumsum(lengths[:-1] + 2, out=starts[1:])
        empty = np.concatenate((starts + lengths, starts + lengths + 1))

        around = np.concatenate((_MARGIN, row, _MARGIN))
        sums = self.letters[0].take(around[: len(row)], axis=0)
        for place in range(1, len(self.letters)):
            sums += self.letters[place].take(around[place : place + len(row)], axis=0)
        first = _values(sums, self.scale, self.shift, _TOP)
        first[empty] = 0

        width = len(self.middle_scale)
        parts = first @ self.middle
        second = parts[:, width : 2 * width].copy()
        second[1:] += parts[:-1, :width]
        second[:-1] += parts[1:, 2 * width :]
        second = _values(second, self.middle_scale, self.middle_shift, _TOP)
        second[empty] = 0

        greatest = np.maximum.reduceat(second, starts, axis=0)
        share = (0.5 / np.sqrt(lengths)).astype(np.float32)[:, None]
        summed = np.add.reduceat(second, starts, axis=0)
        summed *= share
        np.minimum(np.rint(summed, out=summed), _TOP_SUM, out=summed)
        out = np.concatenate((greatest, summed), axis=1) @ self.last
        rounded = np.rint(out * self.last_scale + self.last_shift).astype(np.float64)
        size = np.sqrt(np.einsum("ij,ij->i", rounded, rounded))
        return np.asarray(rounded / np.maximum(size, 1.0)[:, None], np.float32)


def _values(sums: NDArray[np.int16] | Floats, scale: Floats, shift: Floats, top: float) -> Floats:
    """Return sums as the whole numbers of a layer, from 0 to `top`."""
    values: Floats = sums * scale
    values += shift
    np.rint(values, out=values)
    np.maximum(values, 0.0, out=values)
    return np.minimum(values, top, out=values)


@cache
def _shipped() -> TokenVectors:
    with files("onrecord").joinpath("data", *MODEL).open("rb") as stream:
        return read_net(stream)


def read_net(stream: IO[bytes]) -> TokenVectors:
    """Return a net from what training wrote.

    Raises:
        RuntimeError: It was trained on another alphabet.
    """
    with np.load(stream, allow_pickle=False) as arrays:
        if str(arrays["alphabet"]) != ALPHABET:
            raise RuntimeError(
                "the token vectors were trained on another alphabet; train them again (training/name_vectors.py)"
            )
        return TokenVectors(
            version=str(arrays["version"]),
            letters=arrays["letters"].astype(np.int16),
            middle=arrays["middle"].astype(np.float32),
            last=arrays["last"].astype(np.float32),
            **{
                name: arrays[name]
                for name in ("scale", "shift", "middle_scale", "middle_shift", "last_scale", "last_shift")
            },
        )
