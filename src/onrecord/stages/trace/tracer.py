"""One report traced against all that are known: candidates from the index, then exact passages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.ports.fingerprints import FingerprintIndex
from onrecord.stages.trace.fingerprints import hash_runs, sample, sampled_places
from onrecord.stages.trace.judging import Signs, judge, read_signs
from onrecord.stages.trace.passages import Runs, align, make_seeds
from onrecord.stages.trace.rarity import fingerprint_weights, word_weights
from onrecord.stages.trace.words import Words

#: Findings that are looked at for one report.
_MOST_FINDINGS = 1_500
#: Reports that may hold a fingerprint before it counts for less when reports are chosen to be compared.
_RARE_IN = 3
#: What the fingerprints that two reports share must count before they are compared: two rare ones nearly,
_FEWEST = 1.9
#: and as much with those counted twice that follow each other in the report: three rare ones, or two in a row.
#: Both together leave out half of the pairs that have nothing in common, and one quoted passage of a hundred.
_FEWEST_IN_A_ROW = 2.8
#: Reports compared with one report, those that share the most first: a story carried by more outlets is a family
#: all the same, since its members find each other.
_MOST_COMPARED = 400
#: A story that hundreds carry has no rare fingerprint: who shares this much of what is looked up is compared, a few of them.
_ALIKE = 0.5
_FEWEST_ALIKE = 3
_MOST_ALIKE = 12
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
        a: Number of the one that was known before.
        b: Number of the one that is traced.
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
    """Yield what a report shares with those in the index, those that share the most first.

    Args:
        index: The fingerprints of the others, and perhaps its own.
        known: The words of the others.
        number: Its own number, which is not looked at.
        words: Its words.
        earlier: Whether to look only at reports of lower numbers: so each pair of a corpus comes once.
    """
    runs_of = hash_runs(words.hashes)
    sampled = sample(runs_of)
    if not len(sampled):
        return
    places = np.searchsorted(sampled, runs_of[sampled_places(runs_of, sampled)])
    ranks = np.zeros(len(sampled), dtype=np.int64)
    ranks[places] = np.arange(len(places))
    shared = index.shared(sampled, most=_MOST_FINDINGS)
    weights = fingerprint_weights(shared.counts)
    reports, asked = shared.reports, shared.asked
    other = reports < number if earlier else reports != number
    if not other.any():
        return
    rare = np.minimum(1.0, _RARE_IN / np.maximum(shared.counts, 1))
    compared = _choose(reports[other], ranks[asked[other]], rare[asked[other]], len(np.unique(asked)))
    if not len(compared):
        return
    seeds = make_seeds(words)
    counts_for = word_weights(words, sampled, weights)
    for report in compared.tolist():
        those = known[report]
        runs = align(those, words, seeds, at_least=_FEWEST_WORDS)
        if not len(runs):
            continue
        signs = read_signs(runs, counts_for, min(len(words), len(those)))
        confidence = judge(signs)
        if confidence >= FLOOR:
            yield Pair(report, number, runs, signs, confidence)


def _choose(
    reports: NDArray[np.uint32], ranks: NDArray[np.int64], weights: NDArray[np.float64], looked_up: int
) -> NDArray[np.int64]:
    """Return the reports that share enough fingerprints to be compared, those that share the most first.

    Args:
        reports: Who holds a fingerprint, for each finding.
        ranks: Which of the report's fingerprints it is, in text order.
        weights: How much it counts.
        looked_up: How many of the report's fingerprints were looked up and found.
    """
    keys = reports.astype(np.int64) * (1 << 32) + ranks
    order = np.argsort(keys)
    keys, weights = keys[order], weights[order]
    numbers = keys >> 32
    first = np.flatnonzero(np.diff(numbers, prepend=-1))
    counted = np.add.reduceat(weights, first)
    follows = np.append(np.diff(keys) == 1, False)
    in_a_row = np.add.reduceat(
        np.where(follows, np.minimum(weights, np.append(weights[1:], 0.0)), 0.0), first
    )
    rare = (counted >= _FEWEST) & (counted + in_a_row >= _FEWEST_IN_A_ROW)
    best = np.flatnonzero(rare)
    best = best[np.argsort(-counted[best], kind="stable")[:_MOST_COMPARED]]
    findings = np.diff(np.append(first, len(keys)))
    alike = np.flatnonzero((findings >= max(_ALIKE * looked_up, _FEWEST_ALIKE)) & ~rare)
    alike = alike[np.argsort(-findings[alike], kind="stable")[:_MOST_ALIKE]]
    return np.asarray(numbers[first[np.concatenate((best, alike))]])
