"""Which of two reports had shared words first: what they credit, and when they say they were published."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from onrecord.model import Report, Span
from onrecord.stages.trace.credits import Credit, CreditKind, find_credits, is_outlet_name, own_keys
from onrecord.stages.trace.moments import Moment, find_moment, is_before
from onrecord.stages.trace.passages import Runs
from onrecord.stages.trace.words import Words

#: How sure each kind of evidence makes, with nothing against it. Set by judgement and checked by
#: bench/reprints.py, which prints how often each was right.
_NAMED = 0.97  # one credits the other's outlet
_CREDITED = {CreditKind.LINE: 0.9, CreditKind.SIGN: 0.85, CreditKind.REPORTS: 0.85, CreditKind.PASSAGE: 0.75}
_TIMED = 0.85  # both give day and time
_DATED = 0.8  # both give a day only
#: What two that agree leave of each other's doubt.
_AGREEING = 0.5
#: Words between a passage and its attribution, at most.
_BESIDE = 12
#: Shared words on either side within which a credit counts as shared itself.
_WITHIN = 2


@dataclass(frozen=True, slots=True)
class Telling:
    """Return what a report tells of where it comes from.

    Attributes:
        own: By what names its outlet is known, folded.
        credits: Whom it credits.
        moment: When it was published, as far as it tells.
    """

    own: frozenset[str]
    credits: tuple[Credit, ...]
    moment: Moment | None


class Direction(NamedTuple):
    """Return which of two reports was first.

    Attributes:
        first: 0 for the one, 1 for the other, None where nothing tells or evidence contradicts.
        confidence: 0 to 1; 0 for None.
        because: Why, in words.
    """

    first: int | None
    confidence: float
    because: str


def read_telling(report: Report) -> Telling:
    """Return what a report tells of where it comes from."""
    return Telling(own_keys(report), find_credits(report), find_moment(report))


def credit_spans(telling: Telling) -> tuple[Span, ...]:
    """Return the credits of the whole report that take up words: those are nobody's story, and not compared."""
    spans = sorted(c.span for c in telling.credits if c.span and c.kind in {CreditKind.LINE, CreditKind.SIGN})
    return tuple(s for i, s in enumerate(spans) if i == 0 or s.start >= spans[i - 1].end)


def find_direction(one: Telling, other: Telling, words: tuple[Words, Words], runs: Runs) -> Direction:
    """Return which of two reports had the words that they share first.

    Args:
        one: What the one tells.
        other: What the other tells.
        words: The words of the two.
        runs: What they share, the one as `a`.
    """
    votes = [
        vote
        for vote in (
            _by_names(one, other, words, runs),
            _by_credits(one, other, words, runs),
            _by_times(one, other),
        )
        if vote.first is not None
    ]
    if not votes:
        return Direction(None, 0.0, "nothing tells which was first")
    best = max(votes, key=lambda vote: vote.confidence)
    against = [vote for vote in votes if vote.first != best.first]
    if against and best.confidence < _NAMED:
        return Direction(None, 0.0, "contradictory: " + "; but ".join(v.because for v in (best, *against)))
    confidence = best.confidence
    for vote in votes:
        if vote is not best and vote.first == best.first:
            confidence = 1 - (1 - confidence) * _AGREEING
    return Direction(best.first, confidence, "; ".join(v.because for v in votes if v.first == best.first))


def _by_names(one: Telling, other: Telling, words: tuple[Words, Words], runs: Runs) -> Direction:
    """Decide by who credits whose outlet."""
    mine = [c for c in _own_credits(one, words[0], runs.a, runs.lengths) if c.key in other.own - one.own]
    theirs = [c for c in _own_credits(other, words[1], runs.b, runs.lengths) if c.key in one.own - other.own]
    if bool(mine) == bool(theirs):
        return Direction(None, 0.0, "")
    name = (mine or theirs)[0].name
    return Direction(1 if mine else 0, _NAMED, f"the other credits {name}, which this is from")


def _by_credits(one: Telling, other: Telling, words: tuple[Words, Words], runs: Runs) -> Direction:
    """Decide by which alone credits somebody: its words come from elsewhere."""
    foreign = (
        _foreign(one, other, words[0], runs.a, runs.lengths),
        _foreign(other, one, words[1], runs.b, runs.lengths),
    )
    strengths = [max((_CREDITED[c.kind] for c in credits), default=0.0) for credits in foreign]
    if strengths[0] == strengths[1]:
        return Direction(None, 0.0, "")
    copy = int(strengths[1] > strengths[0])
    if min(strengths) >= _CREDITED[CreditKind.SIGN]:
        return Direction(None, 0.0, "")
    best = max(foreign[copy], key=lambda c: _CREDITED[c.kind])
    return Direction(1 - copy, max(strengths) - min(strengths) / 2, f"only the other credits {best.name}")


def _foreign(
    telling: Telling, other: Telling, words: Words, at: np.ndarray, lengths: np.ndarray
) -> list[Credit]:
    """Return the credits that a report alone has, not to itself, and of passages only those beside shared words."""
    shared = {(c.key, c.kind) for c in other.credits}
    # An agency signs its own reports; who credits the agency in a line of its own carries them.
    signed = {c.key for c in telling.credits if c.kind is CreditKind.SIGN}
    credited = {c.key for c in other.credits if c.kind is CreditKind.LINE}
    return [
        c
        for c in _own_credits(telling, words, at, lengths)
        if (c.key, c.kind) not in shared
        and c.key not in telling.own
        and not (c.kind is CreditKind.SIGN and c.key in signed & credited)
        and (c.kind in {CreditKind.LINE, CreditKind.SIGN} or is_outlet_name(c.name))
    ]


def _own_credits(telling: Telling, words: Words, at: np.ndarray, lengths: np.ndarray) -> list[Credit]:
    """Return the credits that do not stand within shared words; those of a passage only beside some."""
    kept = []
    for credit in telling.credits:
        if credit.span is None:
            kept.append(credit)
            continue
        word = int(np.searchsorted(words.starts, credit.span.start))
        within = (at + _WITHIN <= word) & (word < at + lengths - _WITHIN)
        if within.any():
            continue
        if credit.kind in {CreditKind.PASSAGE, CreditKind.REPORTS}:
            size = len(credit.name.split())
            before = at - (word + size)
            after = word - (at + lengths)
            beside = ((before >= -_WITHIN) & (before <= _BESIDE)) | ((after >= -_WITHIN) & (after <= _BESIDE))
            if not beside.any():
                continue
        kept.append(credit)
    return kept


def _by_times(one: Telling, other: Telling) -> Direction:
    """Decide by when the two say that they were published."""
    if one.moment is None or other.moment is None:
        return Direction(None, 0.0, "")
    before = is_before(one.moment, other.moment)
    if before is None:
        return Direction(None, 0.0, "")
    first, last = (one.moment, other.moment) if before else (other.moment, one.moment)
    timed = first.clock is not None and last.clock is not None
    return Direction(
        0 if before else 1,
        _TIMED if timed else _DATED,
        f"published {_shown(first)}, the other {_shown(last)}",
    )


def _shown(moment: Moment) -> str:
    return f"{moment.day}" + (f" {moment.clock:%H:%M}" if moment.clock else "")
