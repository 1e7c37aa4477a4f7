"""Whom a name may mean: everyone known whose name or circumstances answer it, with what speaks for and against."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.model import Circumstances, Family, IdentityType, Known, Likeness, family_of
from onrecord.ports import Registry
from onrecord.stages.identify.naming import Weight, fold, generation_of, is_organ_of, is_people, weigh_name
from onrecord.stages.identify.weighing import (
    CALLED_BOTH,
    NAMED_APART,
    SAME_FAMILY_NAME,
    SAME_NAME,
    Balance,
    chance,
    log_odds,
    weigh,
)

#: Of what an index finds, looked at closely: its best.
CANDIDATES = 60
#: Spellings compared of a name that is new, and of each that is known.
_OWN, _THEIRS = 3, 4
#: An even choice between two of one name goes a little to the one in more reports, and never by this alone.
_BY_REPORTS = 0.25
_AT_MOST_BY_REPORTS = 1.0
#: What circumstances add at most where names differ: an office has holders of many names, one after another.
_AT_MOST = 1.5
#: "Junior" with one of two names, and another such word with the other.
_ONE_GENERATION, _OTHER_GENERATION = -6.5, -9.0
#: A word more makes another place of it more often than not: "North America", "South Lebanon".
_PART_OF_A_PLACE = -4.5


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
class Rival:
    """Return one whom a name may mean.

    Attributes:
        known: The member of the cluster whose name answers best.
        odds: For the two being one, as log-odds.
        because: Why, for a person to read.
        is_exact: Whether it bears exactly this full name.
        settles: Whether office and what it is of are the same.
        contradicts: Whether something speaks for two people.
    """

    known: Known
    odds: float
    because: str
    is_exact: bool
    settles: bool
    contradicts: bool

    @property
    def score(self) -> float:
        """Return the chance that the two are one."""
        return chance(self.odds)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Return how a known identity answers a name, before circumstances are looked at."""

    known: Known
    odds: float
    because: str
    is_exact: bool
    is_same_name: bool = True  # the names are equal, whole or in part


class Rivals:
    """Return who looks for rivals of many names at once: one question to the registry, not one for each name."""

    def __init__(self, registry: Registry, matcher: Callable[[], Comparer]) -> None:
        """Take who is known, and what compares names: loaded only where there is something to compare."""
        self._registry = registry
        self._matcher = matcher
        self._same_bodies: dict[tuple[str, str], bool] = {}

    def find(
        self, wanted: Sequence[Sought], found: Sequence[Iterable[Known]], *, company: bool
    ) -> list[list[Rival]]:
        """Return for each name its rivals, one of each cluster, the likeliest first.

        Args:
            wanted: Whom to look for.
            found: For each who is known and may be it.
            company: Whether to look at who else is named beside them.
        """
        answers = self._answers(wanted, found)
        clusters = {
            one.known.cluster
            for who, some in zip(wanted, answers, strict=True)
            for one in some
            if family_of(who.type) is Family.PERSON
        }
        around = self._registry.circumstances(clusters, company=company) if clusters else {}
        self._compare_bodies(wanted, answers, around)
        return [self._weighed(who, some, around) for who, some in zip(wanted, answers, strict=True)]

    def _answers(self, wanted: Sequence[Sought], found: Sequence[Iterable[Known]]) -> list[list[_Answer]]:
        answers: list[list[_Answer]] = []
        asked: list[tuple[str, str, IdentityType]] = []
        places: list[tuple[int, Known]] = []
        for at, (who, some) in enumerate(zip(wanted, found, strict=True)):
            own: list[_Answer] = []
            for known in some:
                if _is_other_thing(who.names[0], known):
                    continue
                answer = _by_name(who, known)
                if answer:
                    own.append(answer)
                if answer is None or not answer.is_exact:
                    pairs = _pairs(who, known)
                    asked += pairs
                    places += [(at, known)] * len(pairs)
            answers.append(own)
        likely = self._matcher().compare(asked) if asked else []
        for (at, known), likeness in zip(places, likely, strict=True):
            odds = log_odds(likeness.score)
            because = likeness.because
            if wanted[at].type is IdentityType.PLACE and _is_part(wanted[at].names[0], known.name):
                odds += _PART_OF_A_PLACE
            if family_of(known.type) is Family.PERSON:
                generations = generation_of(wanted[at].names[0]), generation_of(known.name)
                if generations[0] != generations[1]:
                    odds += _OTHER_GENERATION if all(generations) else _ONE_GENERATION
                    because += "; “junior” or the like stands with one"
            answers[at].append(_Answer(known, odds, because, is_exact=False, is_same_name=False))
        return answers

    def _weighed(
        self, who: Sought, answers: Iterable[_Answer], around: Mapping[str, Circumstances]
    ) -> list[Rival]:
        best: dict[str, Rival] = {}
        balances: dict[str, Balance] = {}
        for answer in sorted(answers, key=lambda one: (-one.odds, -one.known.reports, one.known.id)):
            cluster = answer.known.cluster
            if cluster in best:
                continue
            balance = None
            if cluster in around:
                balance = balances.setdefault(cluster, weigh(who.around, around[cluster], self._is_same_body))
            best[cluster] = _rival(answer, balance, apart=cluster in who.not_in)
        return sorted(best.values(), key=lambda one: (-one.odds, one.known.id))

    def _compare_bodies(
        self,
        wanted: Sequence[Sought],
        answers: Sequence[Iterable[_Answer]],
        around: Mapping[str, Circumstances],
    ) -> None:
        """Compare what the roles of all names are of with what those of their rivals are of, at once.

        Where one is the same to the letter, the others need no comparing.
        """
        asked: set[tuple[str, str]] = set()
        for who, some in zip(wanted, answers, strict=True):
            own = _bodies(who.around)
            for one in some if own else ():
                others = _bodies(around.get(one.known.cluster, _NOTHING))
                if not own & others:
                    asked |= {_pair(mine, theirs) for mine in own for theirs in others}
        asked -= self._same_bodies.keys()
        pairs = [(one, other, IdentityType.ORGANIZATION) for one, other in sorted(asked)]
        likely = self._matcher().compare(pairs, reasons=False) if pairs else []
        for (mine, theirs, _), likeness in zip(pairs, likely, strict=True):
            self._same_bodies[mine, theirs] = likeness.same

    def _is_same_body(self, one: str, other: str) -> bool:
        return self._same_bodies.get(_pair(one, other), False)


def _is_other_thing(name: str, known: Known) -> bool:
    """Return whether one is a people and the other is none, or what belongs to the other."""
    if is_people(name) != is_people(known.name):
        return True
    return any(is_organ_of(name, other) for other in (known.name, *(each.name.text for each in known.names)))


def _is_part(one: str, other: str) -> bool:
    words, others = set(fold(one).split()), set(fold(other).split())
    return words < others or others < words


_NOTHING = Circumstances()


def _bodies(around: Circumstances) -> set[str]:
    return {folded for role in around.roles if (folded := fold(role.organization))}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _by_name(who: Sought, known: Known) -> _Answer | None:
    """Return how a known identity answers by a name that is equal to the letter, None where none is."""
    borne = {fold(name): name for name in reversed(who.names)}
    first = fold(who.names[0])
    listed = {fold(name.name.text) for name in known.names if name.listed}
    if who.weight is Weight.BARE:
        bears = first in {fold(name.name.text) for name in known.names}
        return _Answer(known, SAME_FAMILY_NAME, "the same family name", is_exact=False) if bears else None
    if first == fold(known.name) or first in listed:
        return _Answer(known, SAME_NAME, "the same name", is_exact=True)
    for name in known.names:
        folded = fold(name.name.text)
        if folded in borne and _is_full_of(folded, known):
            why = f"a report calls it {who.names[0]} as well as {known.name}"
            if folded == first:
                why = f"a report calls {known.name} so as well"
            elif folded != fold(known.name):
                why = f"reports call both {name.name.text} as well"
            return _Answer(known, CALLED_BOTH, why, is_exact=False)
    return None


def _is_full_of(folded: str, known: Known) -> bool:
    """Return whether a spelling of a known identity says as much as its name, and is no short form of it."""
    whole = fold(known.name)
    if folded == whole:
        return True
    return not set(folded.split()) < set(whole.split()) and weigh_name(folded, known.type) is Weight.FULL


def _pairs(who: Sought, known: Known) -> list[tuple[str, str, IdentityType]]:
    """Return the spellings to compare; those of a bare name against what is not bare."""
    theirs = [known.name]
    seen = {fold(known.name)}
    for name in known.names:
        folded = fold(name.name.text)
        if folded not in seen and len(theirs) < _THEIRS and _is_full_of(folded, known):
            seen.add(folded)
            theirs.append(name.name.text)
    if who.weight is Weight.BARE:
        return []
    type_ = who.type if who.type is not IdentityType.UNKNOWN else known.type
    return [(one, other, type_) for one in who.names[:_OWN] for other in theirs if fold(one) != fold(other)]


def _rival(answer: _Answer, balance: Balance | None, *, apart: bool) -> Rival:
    rival = Rival(
        known=answer.known,
        odds=answer.odds,
        because=f"{answer.because} ({chance(answer.odds):.2f})",
        is_exact=answer.is_exact,
        settles=False,
        contradicts=False,
    )
    if balance is not None:
        because = f"{rival.because}; {balance.because}" if balance.because else rival.because
        rival = replace(
            rival,
            odds=rival.odds + (balance.log_odds if answer.is_same_name else min(balance.log_odds, _AT_MOST)),
            because=because,
            settles=balance.settles and not balance.contradicts,
            contradicts=balance.contradicts,
        )
    if apart:
        return replace(
            rival, odds=rival.odds + NAMED_APART, because=f"{rival.because}; one report names both, apart"
        )
    return rival


def by_reports(rival: Rival) -> float:
    """Return how much the number of its reports speaks for one of several of one name.

    It decides nothing alone: below what `identify.MARGIN` asks for.
    """
    reports = rival.known.reports
    return min(_AT_MOST_BY_REPORTS, _BY_REPORTS * reports.bit_length())
