"""Which of two reports had shared words first: what they credit, when they were published, and when first seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Report, Span
from onrecord.stages.trace.credits import Credit, CreditKind, find_credits, is_outlet_name, own_keys
from onrecord.stages.trace.moments import Moment, find_moment, is_before
from onrecord.stages.trace.passages import Runs
from onrecord.stages.trace.sights import Sight, first_by_sight
from onrecord.stages.trace.words import Words

#: How sure each kind of evidence makes, with nothing against it. Set by judgement: their order
#: decides; bench/reprints.py prints how often directions are right in families with credits, with times, with neither.
_NAMED = 0.97  # one credits the other's outlet
_NAMED_BY_FEED = 0.95  # the feed that led to the one names the other's outlet
_CREDITED = {
    CreditKind.LINE: 0.9,
    CreditKind.SIGN: 0.85,
    CreditKind.REPORTS: 0.85,
    CreditKind.FEED: 0.85,
    CreditKind.PASSAGE: 0.6,
}
_TIMED = 0.85  # both give day and time
_DATED = 0.8  # both give a day only
#: By how much surer evidence must be than what speaks against it.
_OUTWEIGHS = 0.1
#: What two that agree leave of each other's doubt.
_AGREEING = 0.5
#: Up to which share in each other two reports are not one text, so that an attribution inside is of the passage.
_PASSAGES_ONLY = 0.5
#: With less of it shared than this part of what of the other is, a report is the longer of the two.
_LONGER = 0.8
#: A report that is another's whole text credits it in its first words, or in its last.
_LEAD_WORDS = 80
_LAST_WORDS = 40
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


_NOTHING = Direction(None, 0.0, "")
#: Of two that tell nothing of who was first.
UNTOLD = Direction(None, 0.0, "nothing tells which was first")


def read_tellings(reports: Sequence[Report], words: Sequence[Words]) -> list[Telling]:
    """Return what each of several reports tells of where it comes from.

    Args:
        reports: The reports.
        words: All words of each (`split_texts`).
    """
    credited = find_credits(reports, words)
    return [
        Telling(own_keys(report), found, find_moment(report))
        for report, found in zip(reports, credited, strict=True)
    ]


def credit_spans(telling: Telling) -> tuple[Span, ...]:
    """Return the credits of the whole report that take up words: those are nobody's story, and not compared."""
    spans = sorted(c.span for c in telling.credits if c.span and c.kind in {CreditKind.LINE, CreditKind.SIGN})
    return tuple(s for i, s in enumerate(spans) if i == 0 or s.start >= spans[i - 1].end)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Return one of two reports that share words.

    Attributes:
        telling: What it tells.
        words: Its words.
        at: At which word each run begins that it shares.
        lengths: How many words each has.
    """

    telling: Telling
    words: Words
    at: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @property
    def share(self) -> float:
        """Return how much of its words is shared, 0 to 1."""
        return float(self.lengths.sum()) / max(len(self.words), 1)


def find_direction(one: Telling, other: Telling, words: tuple[Words, Words], runs: Runs) -> Direction:
    """Return which of two reports had the words that they share first.

    Args:
        one: What the one tells.
        other: What the other tells.
        words: The words of the two.
        runs: What they share, the one as `a`.
    """
    sides = (Side(one, words[0], runs.a, runs.lengths), Side(other, words[1], runs.b, runs.lengths))
    kept = (_credits_beside(*sides), _credits_beside(*reversed(sides)))
    told = (_by_names(sides, kept), _by_credits(sides, kept), _by_times(one, other))
    votes = [vote for vote in told if vote.first is not None]
    if not votes:
        return UNTOLD
    best = max(votes, key=lambda vote: vote.confidence)
    against = [vote for vote in votes if vote.first != best.first]
    if any(best.confidence - vote.confidence < _OUTWEIGHS for vote in against):
        return Direction(None, 0.0, "contradictory: " + "; but ".join(v.because for v in (best, *against)))
    confidence = best.confidence
    for vote in votes:
        if vote is not best and vote.first == best.first:
            confidence = 1 - (1 - confidence) * _AGREEING
    return Direction(best.first, confidence, "; ".join(v.because for v in votes if v.first == best.first))


def _by_names(sides: tuple[Side, Side], kept: tuple[list[Credit], list[Credit]]) -> Direction:
    """Decide by who credits whose outlet."""
    owns = (sides[0].telling.own, sides[1].telling.own)
    naming = [[c for c in kept[n] if c.key in owns[1 - n] - owns[n]] for n in (0, 1)]
    if bool(naming[0]) == bool(naming[1]):
        return _NOTHING
    copy = int(bool(naming[1]))
    best = min(naming[copy], key=lambda c: c.kind is CreditKind.FEED)
    if best.kind is CreditKind.FEED:
        because = f"the feed that led to the other names {best.name}, where this is from, as its source"
        return Direction(1 - copy, _NAMED_BY_FEED, because)
    return Direction(1 - copy, _NAMED, f"the other credits {best.name}, where this is from")


def _by_credits(sides: tuple[Side, Side], kept: tuple[list[Credit], list[Credit]]) -> Direction:
    """Decide by which alone credits somebody: its words come from elsewhere."""
    foreign = [_foreign(kept[n], sides[n].telling, sides[1 - n].telling) for n in (0, 1)]
    strengths = [max((_CREDITED[c.kind] for c in those), default=0.0) for those in foreign]
    copy = int(strengths[1] > strengths[0])
    # Two that credit different sources are both copies of something.
    if strengths[0] == strengths[1] or min(strengths) >= _CREDITED[CreditKind.SIGN]:
        return _NOTHING
    best = max(foreign[copy], key=lambda c: _CREDITED[c.kind])
    if best.kind is CreditKind.FEED:
        because = (
            f"the feed that led to the other names {best.name} as its source, and nothing names one of this"
        )
    else:
        because = f"only the other credits {best.name}"
    return Direction(1 - copy, max(strengths) - min(strengths) / 2, because)


def _foreign(kept: list[Credit], telling: Telling, other: Telling) -> list[Credit]:
    """Return those of a report's credits that the other does not have, and that are not to itself."""
    shared = {(c.key, _said(c.kind)) for c in other.credits}
    # An agency signs its own reports; who credits the agency in a line carries them.
    credited = {c.key for c in other.credits if _said(c.kind) is CreditKind.LINE}
    whole = {CreditKind.LINE, CreditKind.SIGN, CreditKind.FEED}
    return [
        c
        for c in kept
        if (c.key, _said(c.kind)) not in shared
        and c.key not in telling.own
        # That is told by the name already.
        and not (c.kind is CreditKind.FEED and c.key in other.own)
        and not (c.kind is CreditKind.SIGN and c.key in credited)
        and (c.kind in whole or is_outlet_name(c.name))
    ]


def _said(kind: CreditKind) -> CreditKind:
    """Return the kind of credit in a report that says as much: a feed's source is that of all of it, as a line is."""
    return CreditKind.LINE if kind is CreditKind.FEED else kind


def _credits_beside(side: Side, other: Side) -> list[Credit]:
    """Return a report's credits that bear on what it shares.

    A credit within shared words is the other's as well. An attribution in the text is of the words beside it,
    and tells only where the two are different texts around a passage, or where it stands in the first or last words.
    """
    kept = []
    apart = max(side.share, other.share) < _PASSAGES_ONLY
    for credit in side.telling.credits:
        if credit.kind is CreditKind.FEED and apart and credit.key not in other.telling.own:
            continue  # of the whole report, and a passage may have come from anywhere
        if credit.span is None:
            kept.append(credit)
            continue
        if credit.kind is CreditKind.SIGN and apart:
            continue  # the same
        word = int(np.searchsorted(side.words.starts, credit.span.start))
        within = (side.at + _WITHIN <= word) & (word < side.at + side.lengths - _WITHIN)
        if within.any():
            continue
        if credit.kind in {CreditKind.PASSAGE, CreditKind.REPORTS}:
            leading = word <= _LEAD_WORDS or word >= len(side.words) - _LAST_WORDS
            # What is cut from a report is in it alone, and its attributions with it.
            longer = side.share < _LONGER * other.share
            if not apart and (credit.kind is CreditKind.PASSAGE or not leading or longer):
                continue
            before = side.at - (word + len(credit.name.split()))
            after = word - (side.at + side.lengths)
            beside = ((before >= -_WITHIN) & (before <= _BESIDE)) | ((after >= -_WITHIN) & (after <= _BESIDE))
            if not beside.any():
                continue
        kept.append(credit)
    return kept


def add_sights(told: Direction, tellings: tuple[Telling, Telling], sights: tuple[Sight, Sight]) -> Direction:
    """Return which of two reports was first, by when they were first seen where nothing else tells.

    Args:
        told: What they tell themselves (`find_direction`); kept where it tells anything, a contradiction too.
        tellings: What each tells.
        sights: When each was first seen.
    """
    if told != UNTOLD:
        return told
    found = first_by_sight((tellings[0].moment, tellings[1].moment), sights)
    return Direction(*found) if found else told


def _by_times(one: Telling, other: Telling) -> Direction:
    """Decide by when the two say that they were published."""
    if one.moment is None or other.moment is None:
        return _NOTHING
    before = is_before(one.moment, other.moment)
    if before is None:
        return _NOTHING
    first, last = (one.moment, other.moment) if before else (other.moment, one.moment)
    timed = first.clock is not None and last.clock is not None
    return Direction(
        0 if before else 1,
        _TIMED if timed else _DATED,
        f"published {_shown(first)}, the other {_shown(last)}",
    )


def _shown(moment: Moment) -> str:
    return f"{moment.day}" + (f" {moment.clock:%H:%M}" if moment.clock else "")
