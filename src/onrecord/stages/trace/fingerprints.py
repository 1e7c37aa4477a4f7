"""Fingerprints: hashes of a few words in a row, and the sample of them that an index keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.words import Hashes

#: Words in a row that make a fingerprint. On news articles three gave two and a half times as many unrelated pairs to
#: look at; five gave fewer still, at a loss of rewritten reports.
WIDTH = 4
#: Words in a row that make a seed of a passage: what is left between two changes of a rewriting.
SEED_WIDTH = 3
#: At least one of this many fingerprints in a row is kept, so that two reports that share any run of
#: WINDOW + WIDTH - 1 words share a kept one. Eight lost a fiftieth of the
#: quoted passages of the dialect `own` that six found.
WINDOW = 6

#: Words of one window.
_SPAN = WINDOW + WIDTH - 1
_BITS = 32
_LOW = (1 << _BITS) - 1

_MULTIPLIERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64
)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(32)


def hash_runs(words: Hashes, width: int = WIDTH) -> Hashes:
    """Return a hash for every `width` words in a row (up to four), in text order; none for a shorter text.

    >>> len(hash_runs(np.arange(5, dtype=np.uint32), 3))
    3
    """
    count = len(words) - width + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint32)
    wide = words.astype(np.uint64)
    mixed = wide[:count] * _MULTIPLIERS[0]
    for at in range(1, width):
        mixed ^= (mixed >> _SHIFT) + wide[at : at + count] * _MULTIPLIERS[at]
    mixed *= _MIX
    return np.asarray(mixed >> _SHIFT, dtype=np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Return the words of several reports as one row.

    Attributes:
        hashes: Those of all words.
        begins: Where the words of each report begin, and where those of the last end.
        owners: Of each word the position of its report.
    """

    hashes: Hashes
    begins: NDArray[np.int64]
    owners: NDArray[np.int64]

    def runs(self, width: int) -> tuple[Hashes, NDArray[np.bool_]]:
        """Return a hash for every `width` words in a row, and whether all of them are of one report."""
        hashes = hash_runs(self.hashes, width)
        count = len(hashes)
        return hashes, self.owners[:count] == self.owners[width - 1 :][:count]


def make_row(texts: Sequence[Hashes]) -> Row:
    """Return the hashes of the words of several reports as one row.

    >>> make_row([np.arange(2, dtype=np.uint32), np.arange(3, dtype=np.uint32)]).owners.tolist()
    [0, 0, 1, 1, 1]
    """
    begins = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in texts], out=begins[1:])
    hashes = np.concatenate(texts) if texts else np.zeros(0, dtype=np.uint32)
    return Row(hashes, begins, np.repeat(np.arange(len(texts)), np.diff(begins)))


class Sample(NamedTuple):
    """Return the kept fingerprints of several reports, by report and then ascending.

    Attributes:
        hashes: The fingerprints; each once for each report.
        owners: Which of the reports has it, by its position among them.
        ranks: The how many-th kept fingerprint it is in text order, over all reports: those of one report follow
            each other.
    """

    hashes: Hashes
    owners: NDArray[np.int64]
    ranks: NDArray[np.int64]


def sample(texts: Sequence[Hashes]) -> Sample:
    """Return of each report the smallest hash of each WINDOW runs in a row.

    Many at a time cost a fifth of what they cost one by one.

    Args:
        texts: The hashes of the words of each.

    Source:
        Schleimer, Wilkerson, Aiken 2003, "Winnowing: local algorithms for document fingerprinting".
    """
    # Texts of less than a window are filled up with their last words: their runs are what they were, and some more.
    filled = [text if len(text) >= _SPAN or len(text) < WIDTH else np.resize(text, _SPAN) for text in texts]
    sizes = np.array([len(text) for text in filled], dtype=np.int64)
    words = np.concatenate([*filled, np.zeros(_SPAN, dtype=np.uint32)])
    runs = hash_runs(words)
    # The least of two in a row, of four, of six: half the steps of looking at each window.
    of_two = np.minimum(runs[:-1], runs[1:])
    of_four = np.minimum(of_two[:-2], of_two[2:])
    least = np.minimum(of_four[:-2], of_two[4:])
    ends = np.cumsum(sizes)
    windows = np.maximum(sizes - _SPAN + 1, 0)
    owners = np.repeat(np.arange(len(texts)), windows)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(windows) - windows, windows)
    keys = (owners << _BITS) | least[np.repeat(ends - sizes, windows) + within].astype(np.int64)
    in_order = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
    once, ranks = np.unique(in_order, return_index=True)
    return Sample((once & _LOW).astype(np.uint32), once >> _BITS, ranks.astype(np.int64))
