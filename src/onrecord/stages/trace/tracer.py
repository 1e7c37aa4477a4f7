"""One report traced against all that are known: candidates from the index, then exact passages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.ports.fingerprints import FingerprintIndex, Holders
from onrecord.stages.trace.fingerprints import Sample, sample
from onrecord.stages.trace.judging import Signs, judge, read_signs
from onrecord.stages.trace.passages import Runs, align, make_seeds
from onrecord.stages.trace.rarity import fingerprint_weights, word_weights
from onrecord.stages.trace.words import Words

#: Findings that are looked at for one report.
_MOST_FINDINGS = 800
#: But at least so many fingerprints, unless more reports hold one than any story has copies.
_ALWAYS = 4
_MOST_HOLDERS = 5_000
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
#: A story that hundreds carry has no rare fingerprint: who shares this much
#: of what is looked up is compared, so many of them.
_ALIKE = 0.5
_FEWEST_ALIKE = 3
_MOST_ALIKE = 60
#: Words in runs that are no commonplace, below which a pair is left.
_FEWEST_WORDS = 9
#: Reports traced at a time: arrays of some hundred thousand findings.
BATCH = 256
_SLOTS = 1 << 21
_SPREAD = 0x9E3779B1
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
        holders: How many reports hold the longest run, those two among them.
    """

    a: int
    b: int
    runs: Runs
    signs: Signs
    confidence: float
    holders: int


def add_words(index: FingerprintIndex, first: int, words: Sequence[Words]) -> None:
    """Make reports ones that others are found to share words with; they are numbered on from `first`."""
    kept = sample([those.hashes for those in words])
    index.add((kept.owners + first).astype(np.uint32), kept.hashes)


def find_pairs(
    index: FingerprintIndex, known: KnownWords, first: int, words: Sequence[Words], *, earlier: bool = False
) -> Iterator[Pair]:
    """Yield what reports share with those in the index, report by report, those that share the most first.

    Args:
        index: The fingerprints of the others, and perhaps their own.
        known: The words of the others.
        first: The number of the first; the rest are numbered on from there. None is looked at as its own.
        words: The words of each.
        earlier: Whether to look only at reports of lower numbers: so each pair of a corpus comes once.
    """
    kept = sample([those.hashes for those in words])
    if not len(kept.hashes):
        return
    counts = index.count(kept.hashes)
    bounds = np.searchsorted(kept.owners, np.arange(len(words) + 1))
    for owner, others in _choose(index, kept, counts, first, earlier=earlier):
        those, number = words[owner], first + owner
        mine = slice(bounds[owner], bounds[owner + 1])
        seeds = make_seeds(those)
        counting = word_weights(those, kept.hashes[mine], fingerprint_weights(counts[mine]))
        held = word_weights(those, kept.hashes[mine], counts[mine].astype(np.float64))
        for other in others.tolist():
            runs = align(known[other], those, seeds, at_least=_FEWEST_WORDS)
            if not len(runs):
                continue
            signs = read_signs(runs, counting, min(len(those), len(known[other])))
            confidence = judge(signs)
            if confidence >= FLOOR:
                yield Pair(other, number, runs, signs, confidence, _holders(held, runs))


def _holders(held: NDArray[np.float64], runs: Runs) -> int:
    """Return how many reports hold the longest run, of which each word tells how many hold it."""
    longest = int(np.argmax(runs.lengths))
    begin = int(runs.b[longest])
    ordered = np.sort(held[begin : begin + int(runs.lengths[longest])])
    # Not the middle: half of what any report says is a phrase that others use as well.
    return int(ordered[len(ordered) // 4])


def _choose(
    index: FingerprintIndex, kept: Sample, counts: NDArray[np.int64], first: int, *, earlier: bool
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield the position of each report that has any, and the numbers of the others to compare it with."""
    asked, reports = _look_up(index, kept, counts)
    owners = kept.owners[asked]
    numbers = reports.astype(np.int64)
    other = numbers < owners + first if earlier else numbers != owners + first
    asked, owners, numbers = asked[other], owners[other], numbers[other]
    looked_up = np.bincount(kept.owners[np.unique(asked)], minlength=int(kept.owners[-1]) + 1)
    # Most findings are the only one of their two reports: told by a table that may mix pairs up, never lose one.
    slots = (numbers * _SPREAD + owners) & (_SLOTS - 1)
    often = np.bincount(slots, minlength=_SLOTS)[slots] > 1
    asked, owners, numbers = asked[often], owners[often], numbers[often]
    if not len(asked):
        return
    order = np.lexsort((kept.ranks[asked], numbers, owners))
    asked, owners, numbers = asked[order], owners[order], numbers[order]
    rare = np.minimum(1.0, _RARE_IN / np.maximum(counts[asked], 1))
    same = (owners[1:] == owners[:-1]) & (numbers[1:] == numbers[:-1])
    begins = np.flatnonzero(np.append(True, ~same))
    counted = np.add.reduceat(rare, begins)
    follows = same & (np.diff(kept.ranks[asked]) == 1)
    in_a_row = np.add.reduceat(
        np.append(np.where(follows, np.minimum(rare[:-1], rare[1:]), 0.0), 0.0), begins
    )
    findings = np.diff(np.append(begins, len(asked)))
    strong = (counted >= _FEWEST) & (counted + in_a_row >= _FEWEST_IN_A_ROW)
    alike = ~strong & (findings >= np.maximum(_ALIKE * looked_up[owners[begins]], _FEWEST_ALIKE))
    chosen = np.flatnonzero(strong | alike)
    chosen = chosen[np.lexsort((-findings[chosen], -counted[chosen], owners[begins[chosen]]))]
    whose = owners[begins[chosen]]
    for owner in np.unique(whose).tolist():
        those = chosen[whose == owner]
        best = np.concatenate((those[strong[those]][:_MOST_COMPARED], those[alike[those]][:_MOST_ALIKE]))
        yield owner, numbers[begins[best]]


def _look_up(index: FingerprintIndex, kept: Sample, counts: NDArray[np.int64]) -> Holders:
    """Return who holds the rarest fingerprints of each report, as many as its share of findings allows."""
    known = np.flatnonzero(counts > 0)
    order = known[np.lexsort((counts[known], kept.owners[known]))]
    owners, often = kept.owners[order], counts[order]
    begins = np.searchsorted(owners, owners)
    total = np.cumsum(often)
    within = total - np.append(0, total)[begins] <= _MOST_FINDINGS
    always = (np.arange(len(order)) - begins < _ALWAYS) & (often <= _MOST_HOLDERS)
    wanted = np.sort(order[within | always])
    found = index.holders(kept.hashes[wanted])
    return Holders(wanted[found.asked], found.reports)
