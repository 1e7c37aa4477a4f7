"""Whom a name may mean: everyone known whose name or circumstances answer it, with what speaks for and against."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Circumstances, Family, IdentityType, Known, family_of
from onrecord.ports import Registry
from onrecord.stages.identify.naming import fold
from onrecord.stages.identify.resembling import Comparer, NameAnswer, Sought, answer_by_name
from onrecord.stages.identify.weighing import NAMED_APART, Balance, chance, weigh

#: Of what an index finds, looked at closely: its best.
CANDIDATES = 40
#: An even choice between two of one name goes a little to the one in more reports, and never by this alone.
_BY_REPORTS = 0.25
_AT_MOST_BY_REPORTS = 1.0
#: What circumstances add at most where names differ: an office has holders of many names, one after another.
_AT_MOST = 1.5


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
        answers = answer_by_name(wanted, found, self._matcher)
        clusters = {
            one.known.cluster
            for who, some in zip(wanted, answers, strict=True)
            for one in some
            if family_of(who.type) is Family.PERSON and (company or _is_told(who.around))
        }
        around = self._registry.circumstances(clusters, company=company) if clusters else {}
        self._compare_bodies(wanted, answers, around)
        return [self._weighed(who, some, around) for who, some in zip(wanted, answers, strict=True)]

    def _weighed(
        self, who: Sought, answers: Iterable[NameAnswer], around: Mapping[str, Circumstances]
    ) -> list[Rival]:
        best: dict[str, Rival] = {}
        balances: dict[str, Balance] = {}
        for answer in sorted(answers, key=lambda one: (-one.odds, -one.known.reports, one.known.id)):
            cluster = answer.known.cluster
            if cluster in best:
                continue
            balance = None
            if family_of(who.type) is Family.PERSON:
                theirs = around.get(cluster) or _days_of(answer.known)
                balance = balances.setdefault(cluster, weigh(who.around, theirs, self._is_same_body))
            best[cluster] = _rival(answer, balance, apart=cluster in who.not_in)
        return sorted(best.values(), key=lambda one: (-one.odds, one.known.id))

    def _compare_bodies(
        self,
        wanted: Sequence[Sought],
        answers: Sequence[Iterable[NameAnswer]],
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


_NOTHING = Circumstances()


def _days_of(known: Known) -> Circumstances:
    return Circumstances(first_day=known.first_day, last_day=known.last_day)


def _is_told(around: Circumstances) -> bool:
    """Return whether a report says anything of somebody that may be held against, or for, somebody known."""
    return bool(around.roles or around.gender)


def _bodies(around: Circumstances) -> set[str]:
    return {folded for role in around.roles if (folded := fold(role.organization))}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _rival(answer: NameAnswer, balance: Balance | None, *, apart: bool) -> Rival:
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
