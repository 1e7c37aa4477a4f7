"""Fingerprints: hashes of a few words in a row, and the sample of them that an index keeps."""

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.words import Hashes

#: Words in a row that make a fingerprint. Three stand in too many reports that have nothing else in common
#: (twice as many pairs to look at), five are broken too often where every third word is changed.
WIDTH = 4
#: Words in a row that make a seed of a passage: what is left between two changes of a rewriting.
SEED_WIDTH = 3
#: At least one of this many fingerprints in a row is kept, so that two reports that share any run of
#: WINDOW + WIDTH - 1 words share a kept one. Eight lose a fiftieth of the quoted passages that six find.
WINDOW = 6

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


def sample(runs: Hashes) -> Hashes:
    """Return the smallest hash of each WINDOW in a row, each once, in ascending order.

    Source:
        Schleimer, Wilkerson, Aiken 2003, "Winnowing: local algorithms for document fingerprinting".
    """
    if len(runs) <= WINDOW:
        return runs.min(keepdims=True) if len(runs) else runs
    # The least of two in a row, of four, of six: half the steps of looking at each window.
    of_two = np.minimum(runs[:-1], runs[1:])
    of_four = np.minimum(of_two[:-2], of_two[2:])
    least = np.minimum(of_four[:-2], of_two[4:])
    changed = np.append(True, least[1:] != least[:-1])
    return np.unique(least[changed])


def sampled_places(runs: Hashes, sampled: Hashes) -> NDArray[np.intp]:
    """Return at which runs the `sampled` hashes (ascending) stand, in text order."""
    at = np.searchsorted(sampled, runs)
    return np.flatnonzero(sampled[np.minimum(at, len(sampled) - 1)] == runs) if len(sampled) else at[:0]
