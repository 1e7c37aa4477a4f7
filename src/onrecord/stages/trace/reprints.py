"""The tracing itself: reports one by one into an index, then what each shares with the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from onrecord.model import Passage, Report, Reprint
from onrecord.ports.fingerprints import FingerprintIndex
from onrecord.stages.trace.direction import (
    UNTOLD,
    Direction,
    Telling,
    add_sights,
    credit_spans,
    find_direction,
    read_tellings,
)
from onrecord.stages.trace.families import drop_circles
from onrecord.stages.trace.feeds import Arrival, add_feeds
from onrecord.stages.trace.index import MemoryIndex
from onrecord.stages.trace.judging import number_stretches
from onrecord.stages.trace.passages import SHORT, Runs
from onrecord.stages.trace.sights import Sight
from onrecord.stages.trace.standing import without_standing
from onrecord.stages.trace.tracer import BATCH, Pair, add_words, find_pairs
from onrecord.stages.trace.words import Words, split_texts, words_of

#: Name and version that reprints carry; a change of any rule here changes it.
MADE_BY = "reprints 1.2"
#: From which confidence on a pair is told; chosen on the families of bench/reprints.py, both dialects.
LEAST_CONFIDENCE = 0.35
#: Characters of reports that are prepared at a time.
_LONGEST_PORTION = 1 << 20
#: Of the report that shares the larger part, how much must be shared: one sentence of a page of four columns.
LEAST_SHARE = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """Return what is kept of a report for tracing: some nine bytes a word, and no text.

    Attributes:
        name: What the user knows it by.
        words: Its running words, without credits.
        telling: What it tells of where it comes from.
    """

    name: str
    words: Words
    telling: Telling


def prepare_report(report: Report) -> Traced:
    """Return what tracing needs of a report."""
    return prepare_reports([report])[0]


def prepare_reports(reports: Sequence[Report]) -> list[Traced]:
    """Return what tracing needs of each of several reports: some hundreds at a time cost two thirds."""
    split = split_texts([report.text for report in reports])
    tellings = read_tellings(reports, split)
    return [
        Traced(report.name, words_of(report, words, without=credit_spans(telling)), telling)
        for report, words, telling in zip(reports, split, tellings, strict=True)
    ]


def trace_reports(reports: Iterable[Report], *, least_share: float = LEAST_SHARE) -> Iterator[Reprint]:
    """Yield every two of `reports` of which one carries words of the other, each pair once.

    All reports are read before the first pair comes: what many of them hold is no evidence, and which was
    first is judged family by family. Of each only its words' hashes and places are kept, not its text.

    Args:
        reports: Each is asked for once.
        least_share: Pairs are left out of which neither stands in the other by as large a share, 0 to 1.
    """
    corpus = Corpus(least_share)
    for some in _portions(reports):
        for traced in prepare_reports(some):
            corpus.add(traced)
    yield from corpus.reprints()


def _portions(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Yield reports in portions that are prepared at once: of so many, and so long, that few texts are held."""
    some: list[Report] = []
    length = 0
    for report in reports:
        some.append(report)
        length += len(report.text)
        if len(some) >= BATCH or length >= _LONGEST_PORTION:
            yield some
            some, length = [], 0
    if some:
        yield some


class _WordsOf:
    """Give the words of traced reports by number."""

    def __init__(self, traced: list[Traced]) -> None:
        self._traced = traced

    def __getitem__(self, number: int, /) -> Words:
        return self._traced[number].words


@dataclass(slots=True)
class Corpus:
    """Hold reports that are traced against each other.

    Attributes:
        least_share: Pairs in which neither shares as much are left out, 0 to 1.
        index: Where fingerprints are kept.
    """

    least_share: float = LEAST_SHARE
    index: FingerprintIndex = field(default_factory=MemoryIndex)
    _traced: list[Traced] = field(init=False, default_factory=list)
    _indexed: int = field(init=False, default=0)

    def __len__(self) -> int:
        return len(self._traced)

    def __iter__(self) -> Iterator[Traced]:
        return iter(self._traced)

    def add(self, traced: Traced) -> None:
        """Take in one report."""
        self._traced.append(traced)
        if len(self._traced) - self._indexed >= BATCH:
            self._index_all()

    def _index_all(self) -> None:
        add_words(self.index, self._indexed, [traced.words for traced in self._traced[self._indexed :]])
        self._indexed = len(self._traced)

    def trace_new(self, fresh: Sequence[Traced]) -> list[Reprint]:
        """Take in reports, and return what they share with each other and with those before, each pair for itself."""
        found = []
        for begin in range(0, len(fresh), BATCH):
            self._index_all()
            new = fresh[begin : begin + BATCH]
            self._traced += new
            pairs = self._pairs_of_new([traced.words for traced in new])
            sizes = {n: len(self._traced[n].words) for pair in pairs for n in (pair.a, pair.b)}
            for pair in without_standing(pairs, sizes):
                if self._counts(pair, self._traced[pair.b]):
                    one, other = self._traced[pair.a], self._traced[pair.b]
                    found.append(_reprint(pair, one, other, self._directed(pair, one, other)))
        return found

    def _pairs_of_new(self, words: Sequence[Words]) -> list[Pair]:
        """Index the last reports, and return what they share with each other and with those before."""
        first, self._indexed = self._indexed, len(self._traced)
        kept = add_words(self.index, first, words)
        known = _WordsOf(self._traced)
        return [*find_pairs(self.index, known, first, words, kept=kept, earlier=True)]

    def reprints(self) -> Iterator[Reprint]:
        """Yield every pair of the corpus that shares words, each once, in the order in which reports came.

        What many reports hold counts little, so all must be in first. Directions within a family do not go in
        circles.
        """
        words = _WordsOf(self._traced)
        self._index_all()
        pairs = [
            pair
            for first in range(0, len(self._traced), BATCH)
            for pair in find_pairs(
                self.index, words, first, [t.words for t in self._traced[first : first + BATCH]], earlier=True
            )
        ]
        # Who else holds a passage is seen in pairs that by themselves are no more than a guess.
        pairs = without_standing(pairs, [len(t.words) for t in self._traced])
        pairs = [pair for pair in pairs if self._counts(pair, self._traced[pair.b])]
        directions = [self._directed(p, self._traced[p.a], self._traced[p.b]) for p in pairs]
        edges = [
            ((p.b, p.a) if d.first == 0 else (p.a, p.b)) + (d.confidence,)
            for p, d in zip(pairs, directions, strict=True)
            if d.first is not None
        ]
        placed = [n for n, d in enumerate(directions) if d.first is not None]
        for number in drop_circles(edges):
            told = directions[placed[number]]
            directions[placed[number]] = Direction(
                None, 0.0, f"others of its family contradict: {told.because}"
            )
        for pair, direction in zip(pairs, directions, strict=True):
            yield _reprint(pair, self._traced[pair.a], self._traced[pair.b], direction)

    def _counts(self, pair: Pair, traced: Traced) -> bool:
        if pair.confidence < LEAST_CONFIDENCE:
            return False
        shorter = min(len(traced.words), len(self._traced[pair.a].words))
        return int(pair.runs.lengths.sum()) >= self.least_share * shorter

    def _directed(self, pair: Pair, one: Traced, other: Traced) -> Direction:
        return find_direction(one.telling, other.telling, (one.words, other.words), pair.runs)


def _reprint(pair: Pair, one: Traced, other: Traced, direction: Direction) -> Reprint:
    shown = _shown(pair.runs)
    share_a, share_b = (min(1.0, float(shown.lengths.sum()) / max(len(t.words), 1)) for t in (one, other))
    passages = tuple(
        Passage(one.words.span(a, a + n - 1), other.words.span(b, b + n - 1))
        for a, b, n in zip(shown.a.tolist(), shown.b.tolist(), shown.lengths.tolist(), strict=True)
    )
    count = len(passages)
    because = (
        f"{int(shown.lengths.sum())} words in {count} {'passage' if count == 1 else 'passages'} stand in both, "
        f"the longest of {int(shown.lengths.max(initial=0))}"
    )
    origin = None if direction.first is None else (one, other)[direction.first].name
    return Reprint(
        a=one.name,
        b=other.name,
        share_a=share_a,
        share_b=share_b,
        origin=origin,
        confidence=pair.confidence,
        passages=passages,
        because=f"{because}; {direction.because}",
        made_by=MADE_BY,
    )


def _shown(runs: Runs) -> Runs:
    """Return the runs that are evidence: long ones, and short ones of the same edited stretch."""
    stretch = number_stretches(runs)
    longest = np.zeros(int(stretch.max(initial=-1)) + 1, dtype=np.int64)
    np.maximum.at(longest, stretch, runs.lengths)
    total = np.bincount(stretch, weights=runs.lengths)
    return runs.keep((longest[stretch] > SHORT) & (total[stretch] > SHORT + 1))


class KnownReports(Protocol):
    """Give what tracing needs of reports that are in an index, by their numbers."""

    def __getitem__(self, number: int, /) -> Traced:
        """Return it of one report."""
        ...


def find_reprints(
    index: FingerprintIndex,
    known: KnownReports,
    number: int,
    *,
    stories: Callable[[Sequence[int]], Iterable[tuple[int, int]]] = lambda _: (),
    sights: Callable[[Sequence[int]], Mapping[int, Sight]] = lambda _: {},
    arrivals: Callable[[Sequence[int]], Mapping[int, Arrival]] = lambda _: {},
    least_share: float = LEAST_SHARE,
) -> list[Reprint]:
    """Return what one report shares with those in an index, each pair for itself.

    Args:
        index: The fingerprints of all.
        known: What is known of them, and of the report.
        number: Its number.
        stories: Gives pairs of reports that are known to carry one story, of those that share words with it.
        sights: Gives when reports were first seen, of those of which nothing else tells who was first.
        arrivals: Gives how reports came here, of those that share words with it and of it; nothing where no feed
            named a source of any of them.
        least_share: Pairs in which neither shares as much are left out, 0 to 1.
    """
    words = _KnownWords(known)
    pairs = [
        pair
        for pair in find_pairs(index, words, number, [words[number]])
        if pair.confidence >= LEAST_CONFIDENCE
        and int(pair.runs.lengths.sum()) >= least_share * min(len(words[pair.a]), len(words[pair.b]))
    ]
    members = {number, *(n for pair in pairs for n in (pair.a, pair.b))}
    sizes = {n: len(words[n]) for n in members}
    kept = without_standing(pairs, sizes, stories(sorted(members - {number})) if pairs else ())
    return [
        _reprint(pair, known[pair.a], known[pair.b], told)
        for pair, told in zip(kept, _directions(kept, known, sights, arrivals), strict=True)
    ]


def _directions(
    pairs: Sequence[Pair],
    known: KnownReports,
    sights: Callable[[Sequence[int]], Mapping[int, Sight]],
    arrivals: Callable[[Sequence[int]], Mapping[int, Arrival]],
) -> list[Direction]:
    """Return which was first of each pair; when they were first seen is asked for at once, and only where it counts."""
    came = arrivals(sorted({n for pair in pairs for n in (pair.a, pair.b)})) if pairs else {}
    tellings = [
        add_feeds(told, (came[pair.a], came[pair.b])) if pair.a in came and pair.b in came else told
        for pair in pairs
        for told in [(known[pair.a].telling, known[pair.b].telling)]
    ]
    found = [
        find_direction(*told, (known[pair.a].words, known[pair.b].words), pair.runs)
        for pair, told in zip(pairs, tellings, strict=True)
    ]
    untold = [n for n, told in enumerate(found) if told == UNTOLD]
    seen = sights(sorted({n for at in untold for n in (pairs[at].a, pairs[at].b)})) if untold else {}
    for at in untold:
        a, b = pairs[at].a, pairs[at].b
        if a in seen and b in seen:
            found[at] = add_sights(found[at], tellings[at], (seen[a], seen[b]))
    return found


class _KnownWords:
    """Give the words of known reports by number."""

    def __init__(self, known: KnownReports) -> None:
        self._known = known

    def __getitem__(self, number: int, /) -> Words:
        return self._known[number].words
