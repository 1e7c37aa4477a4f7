"""How likely two statements are one, and how their words stand to each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from onrecord.model import Act, Relation
from onrecord.stages.trace.variants.alignment import Weights, same_words
from onrecord.stages.trace.variants.said import Said

#: What the likeness is made of, and the weights of a logistic model over it, fitted by `bench/variants.py --fit`: how
#: much of the shorter one is covered, the same where that is much, its words in whatever order, the same by one
#: speaker, who speaks, how far the days are apart, and what is there for nothing.
FEATURES = ("cover", "much", "bag", "own bag", "same", "other", "near", "far", "nothing")
_WEIGHTS = (2.78, 1.79, 3.60, 5.22, 0.62, -0.57, 2.55, -0.65, -7.11)
#: Weight of shared words at which there is no more to be gained by more of them.
_MUCH = 6.0
#: Weight of a statement that is short enough to be told in other words: about fifty words.
_SHORT_WEIGHT = 30.0
#: Days between two that are one occasion in two reports, and those after which it is another.
_NEAR_DAYS, _FAR_DAYS = 3, 30
#: Shares of weight: so much of the shorter one is all of it; so much of the longer makes both the same.
_ALL = 0.75
#: Less than this of the shorter one in the same words: it is worded otherwise.
_FEW = 0.5
#: A stretch of the longer one in which the words of the shorter are looked for, in lengths of that one, and more words.
_WINDOW, _WINDOW_MORE = 1.6, 12


class SpeakerTie(Enum):
    """Return whether two statements are said by the same."""

    SAME = "the same speaker"
    OTHER = "another speaker"
    OPEN = "no speaker to compare"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Return what two statements have in common.

    Attributes:
        share: How much of the weight of the one's words stands in the other in the same order, 0 to 1.
        other_share: The same of the other's.
        held: The weight of the words that both have so.
        bag: How much of the shorter one stands in a stretch of the longer, in whatever order, 0 to 1.
        bag_held: The weight of that.
        speaker: Whether they are said by the same.
        days: Days between them, None where one has none.
    """

    share: float
    other_share: float
    held: float
    bag: float
    bag_held: float
    speaker: SpeakerTie
    days: int | None


def weigh_pair(
    one: Said, other: Said, pairs: Sequence[tuple[int, int]], weights: Weights, other_weights: Weights
) -> Evidence:
    """Return what two statements have in common; what editors inserted is not said, and does not count.

    Args:
        one: The one.
        other: The other.
        pairs: Which word is which (`align_words`).
        weights: How much each word of the one counts.
        other_weights: Of the other.
    """
    own = np.array([not word.is_inserted for word in one.words])
    others = np.array([not word.is_inserted for word in other.words])
    here, there = np.array([i for i, _ in pairs], dtype=int), np.array([j for _, j in pairs], dtype=int)
    share = float((weights * own)[here].sum() / max((weights * own).sum(), 1e-6))
    other_share = float((other_weights * others)[there].sum() / max((other_weights * others).sum(), 1e-6))
    held = float(np.minimum(weights[here], other_weights[there]).sum())
    bag, bag_held = _bag(one, other, weights, other_weights)
    return Evidence(
        share, other_share, held, bag, bag_held, speaker_tie(one, other), _days_between(one, other)
    )


def speaker_tie(one: Said, other: Said) -> SpeakerTie:
    """Return whether two statements are said by the same: by their clusters, else by the words of their names."""
    if one.speaker and other.speaker and one.speaker == other.speaker:
        return SpeakerTie.SAME
    first, second = set(one.name.split()), set(other.name.split())
    if not first or not second:
        return SpeakerTie.OPEN
    if first <= second or second <= first:
        return SpeakerTie.SAME if not (one.speaker and other.speaker) else SpeakerTie.OPEN
    return SpeakerTie.OTHER


def score(evidence: Evidence) -> float:
    """Return how likely it is that they are one, 0 to 1.

    >>> far = Evidence(0.1, 0.1, 0.5, 0.1, 0.5, SpeakerTie.OTHER, 90)
    >>> near = Evidence(1.0, 0.3, 8.0, 1.0, 8.0, SpeakerTie.SAME, 0)
    >>> score(far) < 0.01, score(near) > 0.99
    (True, True)
    """
    sum_ = sum(weight * value for weight, value in zip(_WEIGHTS, [*features(evidence), 1.0], strict=True))
    return 1 / (1 + math.exp(-sum_))


def features(evidence: Evidence) -> list[float]:
    """Return what the likeness is made of, as `FEATURES` names it, but for the last."""
    cover = max(evidence.share, evidence.other_share)
    # In a long statement every other one about the matter finds its words somewhere.
    is_short = min(1.0, _SHORT_WEIGHT * evidence.bag / max(evidence.bag_held, 1e-6))
    bag = evidence.bag * min(evidence.bag_held, _MUCH) / _MUCH * is_short
    is_same, days = evidence.speaker is SpeakerTie.SAME, evidence.days
    return [
        cover,
        cover * min(evidence.held, _MUCH) / _MUCH,
        bag,
        bag * is_same,
        float(is_same),
        float(evidence.speaker is SpeakerTie.OTHER),
        float(days is not None and days <= _NEAR_DAYS),
        float(days is not None and days > _FAR_DAYS),
    ]


def relation_of(evidence: Evidence) -> Relation:
    """Return how the words of the one stand to those of the other."""
    share, other_share = evidence.share, evidence.other_share
    if max(share, other_share) < _FEW:
        return Relation.OTHERWISE if min(share, other_share) < _FEW / 2 else Relation.OVERLAP
    if min(share, other_share) >= _ALL:
        return Relation.SAME
    if max(share, other_share) < _ALL:
        return Relation.OVERLAP
    return Relation.PART if share < other_share else Relation.WHOLE


def are_question_and_answer(one: Said, other: Said) -> bool:
    """Return whether one asks and the other does not: an answer repeats the words of its question."""
    return (one.statement.act is Act.ASK) != (other.statement.act is Act.ASK)


def reason(evidence: Evidence, relation: Relation) -> str:
    """Return why they are taken for one, for a person to read."""
    much = round(100 * max(evidence.share, evidence.other_share))
    told = {
        Relation.OTHERWISE: f"{round(100 * evidence.bag)}% of the shorter one's words, by weight, stand in the other",
    }.get(relation, f"{much}% of the shorter one, by weight, stands in the other in the same order")
    days = (
        "a day is not known"
        if evidence.days is None
        else "the same day"
        if evidence.days == 0
        else f"{evidence.days} day{'s' if evidence.days > 1 else ''} apart"
    )
    return f"{told}; {evidence.speaker.value}; {days}"


def _days_between(one: Said, other: Said) -> int | None:
    """Return the days between two; None where that does not tell: what was published later may have been said then."""
    if one.day is None or other.day is None:
        return None
    days = abs((one.day - other.day).days)
    return days if one.is_dated == other.is_dated or days <= _NEAR_DAYS else None


def _bag(one: Said, other: Said, weights: Weights, other_weights: Weights) -> tuple[float, float]:
    """Return how much of the shorter one stands in some stretch of the longer, as a share and as weight."""
    if not one.words or not other.words:
        return 0.0, 0.0
    if weights.sum() > other_weights.sum():
        one, other, weights, other_weights = other, one, other_weights, weights
    same = same_words(one.words, other.words, weights, other_weights)
    length, step = int(len(one.words) * _WINDOW) + _WINDOW_MORE, max(1, len(one.words) // 4)
    starts = range(0, max(1, len(other.words) - length + step), step)
    held = max(float(same[:, start : start + length].max(axis=1).sum()) for start in starts)
    return held / float(weights.sum()), held
