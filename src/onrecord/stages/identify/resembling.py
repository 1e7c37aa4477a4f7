"""How the names of those who are known answer a name, before what surrounds them is looked at."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.model import Circumstances, Family, IdentityType, Known, Likeness, family_of
from onrecord.stages.identify.naming import (
    Weight,
    fold,
    generation_of,
    is_organ_of,
    is_people,
    says_enough,
    weigh_name,
    words_of_name,
)
from onrecord.stages.identify.weighing import CALLED_BOTH, SAME_FAMILY_NAME, SAME_NAME, log_odds

#: Spellings compared of a name that is new, and of each that is known.
_OWN, _THEIRS = 2, 3
#: Answers to one name whose reason is told: saying why takes as long as comparing.
_TOLD = 4
#: A name that one report gives beside another, of one word that is no abbreviation: taken for a name more often
#: wrongly.
_CALLED_BOTH_IN_A_WORD = 1.0
#: "Junior" with one of two names, and another such word with the other.
_ONE_GENERATION, _OTHER_GENERATION = -6.5, -9.0
#: A word more makes another place of it more often than not: "North America", "South Lebanon".
_PART_OF_A_PLACE = -6.0
#: A person's given, middle or family name that only one of two names has: lists leave such out, reports mean somebody
#: by it.
_WORD_MORE_OF_A_PERSON = -4.0
#: The only word of a body's name among several of another's: "Harbour", "Harbour Holding".
_ONLY_WORD_OF_A_BODY = -2.5


class Comparer(Protocol):
    """Compare names; `stages.identify.likeness.NameMatcher` is one."""

    @property
    def threshold(self) -> float:
        """Return the score from which two names are the same."""
        ...

    @property
    def unsure_from(self) -> float:
        """Return the score below which two names are different."""
        ...

    def compare(
        self, pairs: Sequence[tuple[str, str, IdentityType]], *, reasons: bool = True
    ) -> list[Likeness]:
        """Return how likely each pair of names is one, in the order given."""
        ...


@dataclass(frozen=True, slots=True)
class Sought:
    """Return whom somebody is looked for.

    Attributes:
        names: Full spellings, the fullest first; of a bare name that name alone.
        type: What it is.
        weight: How much the first of its names says.
        around: Its circumstances, the company as ids of clusters.
        not_in: Clusters that the same report, or list, names apart from it.
    """

    names: tuple[str, ...]
    type: IdentityType
    weight: Weight
    around: Circumstances
    not_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """Return how the names of a known identity answer a name.

    Attributes:
        known: Whose they are.
        odds: For the two being one, as log-odds.
        because: Why, for a person to read.
        is_exact: Whether it bears exactly this full name.
        is_same_name: Whether the names are equal, whole or in part; else they are only like each other.
    """

    known: Known
    odds: float
    because: str
    is_exact: bool
    is_same_name: bool = True


def answer_by_name(
    wanted: Sequence[Sought], found: Sequence[Iterable[Known]], matcher: Callable[[], Comparer]
) -> list[list[NameAnswer]]:
    """Return for each name how those who may be meant answer it; who does not is left out.

    Args:
        wanted: The names.
        found: For each who may be meant.
        matcher: Loads what compares names, where there is something to compare.
    """
    answers: list[list[NameAnswer]] = []
    pairs: list[tuple[str, str, IdentityType]] = []
    places: list[tuple[int, Known]] = []
    for at, (who, some) in enumerate(zip(wanted, found, strict=True)):
        own: list[NameAnswer] = []
        for known in some:
            if _is_other_thing(who.names[0], known):
                continue
            answer = _by_equal_name(who, known)
            if answer:
                own.append(answer)
            if answer is None or not answer.is_exact:
                mine = _pairs(who, known)
                pairs += mine
                places += [(at, known)] * len(mine)
        answers.append(own)
    if pairs:
        for at, some_more in _by_like_names(pairs, places, matcher()).items():
            answers[at] += some_more
    return answers


def _by_like_names(
    pairs: Sequence[tuple[str, str, IdentityType]], places: Sequence[tuple[int, Known]], matcher: Comparer
) -> dict[int, list[NameAnswer]]:
    """Return the answers of names that are like each other, the likeliest of each name with a reason."""
    likely = matcher.compare(pairs, reasons=False)
    ranked: dict[int, list[tuple[float, int]]] = {}
    for number, ((one, other, _), (at, known), likeness) in enumerate(
        zip(pairs, places, likely, strict=True)
    ):
        if likeness.score >= matcher.unsure_from:
            odds = log_odds(likeness.score) + _lessened(one, other, known)
            ranked.setdefault(at, []).append((odds, number))
    told = [
        number
        for some in ranked.values()
        for _, number in sorted(some, key=lambda one: (-one[0], one[1]))[:_TOLD]
    ]
    whys = {
        number: likeness.because
        for number, likeness in zip(
            told, matcher.compare([pairs[n] for n in told]) if told else (), strict=True
        )
    }
    return {
        at: [
            NameAnswer(
                known=places[number][1],
                odds=odds,
                because=whys.get(number, f"{pairs[number][0]} is like {pairs[number][1]}"),
                is_exact=False,
                is_same_name=False,
            )
            for odds, number in some
        ]
        for at, some in ranked.items()
    }


def _lessened(one: str, other: str, known: Known) -> float:
    """Return what two names that are like each other lose, in log-odds, by a word that only one of them has."""
    family = family_of(known.type)
    if family is Family.PLACE:
        words, others = set(fold(one).split()), set(fold(other).split())
        return _PART_OF_A_PLACE if words < others or others < words else 0.0
    if family is Family.PERSON:
        lost = 0.0
        generations = {generation_of(one), generation_of(other)}
        if len(generations) > 1:
            lost += _ONE_GENERATION if "" in generations else _OTHER_GENERATION
        return lost + (_WORD_MORE_OF_A_PERSON if words_of_name(one) != words_of_name(other) else 0.0)
    counts = {words_of_name(one), words_of_name(other)}
    return _ONLY_WORD_OF_A_BODY if len(counts) > 1 and 1 in counts and not _is_short_for(one, other) else 0.0


def _is_short_for(one: str, other: str) -> bool:
    """Return whether one of two names is put together of the first letters of the other's words, in their order."""
    short, words = sorted((fold(one).split(), fold(other).split()), key=len)
    initials = iter(word[0] for word in words)
    return len(short) == 1 and short[0][:1] == words[0][:1] and all(char in initials for char in short[0])


def _by_equal_name(who: Sought, known: Known) -> NameAnswer | None:
    """Return how a known identity answers by a name that is equal to the letter, None where none is."""
    borne = {fold(name): name for name in reversed(who.names)}
    first = fold(who.names[0])
    listed = {fold(name.name.text) for name in known.names if name.listed}
    if who.weight is Weight.BARE:
        bears = first in {fold(name.name.text) for name in known.names}
        return NameAnswer(known, SAME_FAMILY_NAME, "the same family name", is_exact=False) if bears else None
    if first == fold(known.name) or first in listed:
        return NameAnswer(known, SAME_NAME, "the same name", is_exact=True)
    for name in known.names:
        folded = fold(name.name.text)
        if folded in borne and _is_full_of(folded, known):
            why = f"a report calls it {who.names[0]} as well as {known.name}"
            if folded == first:
                why = f"a report calls {known.name} so as well"
            elif folded != fold(known.name):
                why = f"reports call both {name.name.text} as well"
            odds = CALLED_BOTH if says_enough(borne[folded], known.type) else _CALLED_BOTH_IN_A_WORD
            return NameAnswer(known, odds, why, is_exact=False)
    return None


def _pairs(who: Sought, known: Known) -> list[tuple[str, str, IdentityType]]:
    """Return the spellings to compare; none of a bare name, which is like too many."""
    if who.weight is Weight.BARE:
        return []
    theirs = [known.name]
    seen = {fold(known.name)}
    for name in known.names:
        folded = fold(name.name.text)
        if len(theirs) < _THEIRS and folded not in seen and _is_full_of(folded, known):
            seen.add(folded)
            if says_enough(name.name.text, known.type):
                theirs.append(name.name.text)
    own = [who.names[0], *(name for name in who.names[1:] if says_enough(name, known.type))]
    type_ = who.type if who.type is not IdentityType.UNKNOWN else known.type
    return [(one, other, type_) for one in own[:_OWN] for other in theirs if fold(one) != fold(other)]


def _is_full_of(folded: str, known: Known) -> bool:
    """Return whether a spelling of a known identity says as much as its name, and is no short form of it."""
    whole = fold(known.name)
    if folded == whole:
        return True
    return not set(folded.split()) < set(whole.split()) and weigh_name(folded, known.type) is Weight.FULL


def _is_other_thing(name: str, known: Known) -> bool:
    """Return whether one is a people and the other is none, or what belongs to the other."""
    if is_people(name) != is_people(known.name):
        return True
    return any(is_organ_of(name, other) for other in (known.name, *(each.name.text for each in known.names)))
