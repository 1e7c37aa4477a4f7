"""One report traced against all that are known: candidates from the index, then exact passages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.ports.fingerprints import FingerprintIndex, Holders
from onrecord.stages.trace.fingerprints import Sample, make_row, sample
from onrecord.stages.trace.judging import Pairs, Signs, judge, read_signs
from onrecord.stages.trace.passages import Runs, Seeds, align_pairs
from onrecord.stages.trace.rarity import fingerprint_weights, nearest_fingerprints
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
#: Bits of a number that several are put into to be sorted at once.
_LONGEST_KEY = 63
#: Words of reports that are aligned at a time.
_MOST_WORDS = 1 << 19
#: Reports traced at a time: arrays of some hundred thousand findings.
BATCH = 256
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


def add_words(index: FingerprintIndex, first: int, words: Sequence[Words]) -> Sample:
    """Make reports ones that others are found to share words with; they are numbered on from `first`.

    Returns:
        Their fingerprints.
    """
    kept = sample([those.hashes for those in words])
    index.add((kept.owners + first).astype(np.uint32), kept.hashes)
    return kept


def find_pairs(
    index: FingerprintIndex,
    known: KnownWords,
    first: int,
    words: Sequence[Words],
    *,
    kept: Sample | None = None,
    earlier: bool = False,
) -> Iterator[Pair]:
    """Yield what reports share with those in the index, report by report, those that share the most first.

    Args:
        index: The fingerprints of the others, and perhaps their own.
        known: The words of the others.
        first: The number of the first; the rest are numbered on from there. None is looked at as its own.
        words: The words of each.
        kept: Their fingerprints, where these were made before.
        earlier: Whether to look only at reports of lower numbers: so each pair of a corpus comes once.
    """
    kept = sample([those.hashes for those in words]) if kept is None else kept
    if not len(kept.hashes):
        return
    counts = index.count(kept.hashes)
    owners, others = _choose(index, kept, counts, first, earlier=earlier)
    if not len(owners):
        return
    row = make_row([those.hashes for those in words])
    seeds, near = Seeds(row), nearest_fingerprints(row, kept)
    counted = np.append(0.0, np.cumsum(fingerprint_weights(counts)[near]))
    for those in _portions(known, others, np.diff(row.begins)[owners]):
        whose, numbers = owners[those], others[those].tolist()
        texts = [known[number] for number in numbers]
        runs, pairs = align_pairs(texts, seeds, whose, at_least=_FEWEST_WORDS)
        if not len(runs):
            continue
        bounds = np.flatnonzero(np.diff(pairs, prepend=-1))
        held = pairs[bounds]
        shorter = np.minimum([len(texts[n]) for n in held.tolist()], np.diff(row.begins)[whose[held]])
        at_b = runs.b + row.begins[whose[pairs]]
        of = np.repeat(np.arange(len(held)), np.diff(np.append(bounds, len(runs))))
        signs = read_signs(runs, counted[at_b + runs.lengths] - counted[at_b], Pairs(of, shorter))
        ends = np.append(bounds[1:], len(runs)).tolist()
        for pair, begin, end, told in zip(held.tolist(), bounds.tolist(), ends, signs, strict=True):
            confidence = judge(told)
            if confidence >= FLOOR:
                longest = begin + int(np.argmax(runs.lengths[begin:end]))
                words_of_it = slice(int(at_b[longest]), int(at_b[longest] + runs.lengths[longest]))
                yield Pair(
                    numbers[pair],
                    first + int(whose[pair]),
                    runs.keep(slice(begin, end)),
                    told,
                    confidence,
                    _holders(counts[near[words_of_it]]),
                )


def _portions(known: KnownWords, others: NDArray[np.int64], sizes: NDArray[np.int64]) -> Iterator[slice]:
    """Yield pairs in portions of so many words that they fit into memory."""
    begin, words = 0, 0
    for at, (other, size) in enumerate(zip(others.tolist(), sizes.tolist(), strict=True)):
        words += len(known[other]) + size
        if words > _MOST_WORDS and at > begin:
            yield slice(begin, at)
            begin, words = at, len(known[other]) + size
    yield slice(begin, len(others))


def _holders(held: NDArray[np.int64]) -> int:
    """Return how many reports hold a run, of which each word tells how many hold it."""
    # Not the middle: half of what any report says is a phrase that others use as well.
    return int(np.sort(held)[len(held) // 4])


def _choose(
    index: FingerprintIndex, kept: Sample, counts: NDArray[np.int64], first: int, *, earlier: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs to compare: the positions of reports, in order, and the numbers of the others."""
    asked, numbers = _look_up(index, kept, counts)
    owners = kept.owners[asked]
    other = numbers < owners + first if earlier else numbers != owners + first
    asked, owners, numbers = asked[other], owners[other], numbers[other]
    sought = np.zeros(len(kept.owners), dtype=bool)
    sought[asked] = True
    looked_up = np.bincount(kept.owners[sought], minlength=int(kept.owners[-1]) + 1)
    order = _in_order(owners, numbers, kept.ranks[asked])
    asked, owners, numbers = asked[order], owners[order], numbers[order].astype(np.int64)
    # Most findings are the only one of their two reports.
    same = (owners[1:] == owners[:-1]) & (numbers[1:] == numbers[:-1])
    several = np.append(False, same) | np.append(same, False)[: len(asked)]
    asked, owners, numbers = asked[several], owners[several], numbers[several]
    if not len(asked):
        return owners, numbers
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
    best = np.where(strong[chosen], _MOST_COMPARED, _MOST_ALIKE) > _ranks(whose * 2 + ~strong[chosen])
    chosen, whose = chosen[best], whose[best]
    # Those that share rare words come first.
    chosen = chosen[np.argsort(whose * 2 + ~strong[chosen], kind="stable")]
    return owners[begins[chosen]], numbers[begins[chosen]]


def _in_order(*keys: NDArray[np.integer[Any]]) -> NDArray[np.intp]:
    """Return the order by the first key, then by the second, then by the third; none is negative."""
    sizes = [int(key.max(initial=0)).bit_length() for key in keys]
    if sum(sizes) > _LONGEST_KEY:
        return np.lexsort(keys[::-1])
    whole = np.zeros(len(keys[0]), dtype=np.int64)
    for key, size in zip(keys, sizes, strict=True):
        whole = (whole << size) | key
    return np.argsort(whole)


def _ranks(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each the number of its group that come before it."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = np.arange(len(groups)) - np.searchsorted(ordered, ordered)
    return ranks


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
