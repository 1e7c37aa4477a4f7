"""One report traced against all that are known: candidates from the index, then exact passages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from onrecord.ports.fingerprints import FingerprintIndex
from onrecord.stages.trace.fingerprints import hash_runs, sample
from onrecord.stages.trace.judging import Signs, judge, read_signs
from onrecord.stages.trace.passages import Runs, align, make_seeds
from onrecord.stages.trace.rarity import fingerprint_weights, word_weights
from onrecord.stages.trace.words import Words

#: A fingerprint that more reports hold finds none: it is a refrain of the trade.
_MOST_HOLDERS = 200
#: What the fingerprints that two reports share must count before they are compared: two rare ones nearly.
_FEWEST = 1.9
#: Reports compared with one report, those that share the most first: a story carried by more outlets is a family
#: all the same, since its members find each other.
_MOST_COMPARED = 400
#: Words in runs that are no commonplace, below which a pair is left.
_FEWEST_WORDS = 9
#: Below this, a pair is not even a guess.
FLOOR = 0.05


class KnownWords(Protocol):
    """Give the words of reports that were traced before, by their numbers."""

    def __getitem__(self, number: int, /) -> Words:
        """Return the words of one report."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Return two reports that share words.

    Attributes:
        a: Number of the one.
        b: Number of the other.
        runs: What they share.
        signs: How much that tells.
        confidence: That it was carried, 0 to 1.
    """

    a: int
    b: int
    runs: Runs
    signs: Signs
    confidence: float


def add_words(index: FingerprintIndex, number: int, words: Words) -> None:
    """Make a report one that others are found to share words with."""
    index.add(number, sample(hash_runs(words.hashes)))


def find_pairs(
    index: FingerprintIndex, known: KnownWords, number: int, words: Words, *, earlier: bool = False
) -> Iterator[Pair]:
    """Yield what a report shares with those in the index, in no particular order.

    Args:
        index: The fingerprints of the others, and perhaps its own.
        known: The words of the others.
        number: Its own number, which is not looked at.
        words: Its words.
        earlier: Whether to look only at reports of lower numbers: so each pair of a corpus comes once.
    """
    sampled = sample(hash_runs(words.hashes))
    if not len(sampled):
        return
    shared = index.shared(sampled, most=_MOST_HOLDERS)
    weights = fingerprint_weights(shared.counts)
    reports, asked = shared.reports, shared.asked
    other = reports < number if earlier else reports != number
    if not other.any():
        return
    found, back = np.unique(reports[other], return_inverse=True)
    counted = np.bincount(back, weights=weights[asked[other]])
    compared = np.flatnonzero(counted >= _FEWEST)
    if not len(compared):
        return
    compared = compared[np.argsort(-counted[compared], kind="stable")[:_MOST_COMPARED]]
    seeds = make_seeds(words)
    counts_for = word_weights(words, sampled, weights)
    for report in found[compared].tolist():
        those = known[report]
        runs = align(those, words, seeds, at_least=_FEWEST_WORDS)
        if not len(runs):
            continue
        mirrored = runs.turned()
        signs = read_signs(mirrored, counts_for, min(len(words), len(those)))
        confidence = judge(signs)
        if confidence >= FLOOR:
            yield Pair(number, report, mirrored, signs, confidence)
