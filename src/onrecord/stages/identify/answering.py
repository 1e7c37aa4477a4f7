"""How well a name that an editor gives answers those that are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.model import IdentityType, Known
from onrecord.stages.identify.naming import Weight, fold, is_people, weigh_name
from onrecord.stages.identify.resembling import Comparer
from onrecord.stages.identify.weighing import SAME_NAME, chance

#: A part of a name answers, but tells little of who is meant.
_PART_OF_NAME = 0.5
#: How far from where the matcher is unsure to where it takes two names for one a name must lie to answer: half way.
#: Of the pairs that the matcher was measured by, three in four between the first and this are two names; above it half.
_WAY_TO_SAME = 0.5
#: Spellings of one known identity that are compared.
_SPELLINGS = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """Return how well a name answers somebody known, 0 to 1, why, and whether it is the very name."""

    score: float
    because: str
    is_exact: bool = False


def answer_name(
    name: str, known: Sequence[Known], matcher: Callable[[], Comparer]
) -> list[tuple[Known, Answer]]:
    """Return those of the known identities whom a name may mean, in the order given.

    Args:
        name: Whole or a part.
        known: Who may be meant.
        matcher: Loads what compares names, where there is something to compare.
    """
    found: dict[str, tuple[Known, Answer]] = {}
    asked: list[tuple[str, str, IdentityType]] = []
    whose: list[Known] = []
    for one in known:
        answer = _plain(name, one)
        if answer:
            found[one.id] = (one, answer)
            continue
        if is_people(name) != is_people(one.name):
            continue  # a country is not its people, however alike their names
        spellings = list(dict.fromkeys([one.name, *(each.name.text for each in one.names)]))[:_SPELLINGS]
        full = [text for text in spellings if weigh_name(text, one.type) is not Weight.BARE] or spellings
        asked += [(name, text, one.type) for text in full]
        whose += [one] * len(full)
    if asked:
        scales = matcher()
        least = scales.unsure_from + _WAY_TO_SAME * (scales.threshold - scales.unsure_from)
        for one, likeness in zip(whose, scales.compare(asked), strict=True):
            if likeness.score < least:
                continue
            # Of a part of a name that is spelled otherwise no more is known than of one that is spelled so.
            bare = weigh_name(name, one.type) is Weight.BARE
            score = min(likeness.score, _PART_OF_NAME) if bare else likeness.score
            if one.id not in found or score > found[one.id][1].score:
                found[one.id] = (one, Answer(score, likeness.because))
    return list(found.values())


def _plain(name: str, known: Known) -> Answer | None:
    """Return how somebody answers who bears the very name, or whose name holds all its words."""
    wanted = fold(name)
    borne = {fold(known.name), *(fold(each.name.text) for each in known.names)}
    if wanted in borne:
        if weigh_name(name, known.type) is Weight.BARE:
            return Answer(_PART_OF_NAME, "the name it is called by in short")
        return Answer(chance(SAME_NAME), "the same name", is_exact=True)
    words = set(wanted.split())
    if any(words <= set(one.split()) for one in borne):
        return Answer(_PART_OF_NAME, "a part of its name")
    return None
