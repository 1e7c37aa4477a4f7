"""Deciding for every named identity of a report which known one it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from onrecord.model import (
    Circumstances,
    Filing,
    Identity,
    IdentityType,
    Known,
    KnownFrom,
    Reading,
    ToldRole,
    Verdict,
    family_of,
)
from onrecord.ports import NewJudgement, NewKnown, Registry
from onrecord.stages.identify.blocking import MADE_BY as KEYED_BY
from onrecord.stages.identify.blocking import sought_keys, stored_keys
from onrecord.stages.identify.context import describe, find_country
from onrecord.stages.identify.matching import draw_shapes
from onrecord.stages.identify.naming import Weight, fold, full_spellings, known_id, weigh_name
from onrecord.stages.identify.resembling import Comparer, Sought
from onrecord.stages.identify.rivals import CANDIDATES, Rival, Rivals, by_reports

MADE_BY = "identity 1.0"
#: How much likelier, in log-odds, the best of several must be than the next (82 against 18): else nobody can tell.
MARGIN = 1.5
#: A machine joins two names from this chance on, where the matcher asks for less: its threshold is set to find the
#: most pairs, and a wrong join does more harm in a desk than a question.
JOINS_FROM = 0.9
#: Below this chance nothing is asked, where the matcher would: a queue of questions is read by people.
_ASKS_FROM = 0.6
#: Questions asked about one name at most.
QUESTIONS = 3
#: Two of one name of whom this chance is left are still asked about.
_WORTH_ASKING = 0.01
#: What a name of unknown kind may be.
_FAMILIES = (IdentityType.PERSON, IdentityType.ORGANIZATION, IdentityType.PLACE)


@dataclass(frozen=True, slots=True)
class Identified:
    """Return who the named identities of a report are.

    Attributes:
        filings: To whom each belongs, in text order.
        known: Who is to be known from now on.
        judgements: What is to be judged of them.
        roles: What the report calls its identities beside their names, by their ids.
    """

    filings: tuple[Filing, ...]
    known: tuple[NewKnown, ...]
    judgements: tuple[NewJudgement, ...]
    roles: dict[str, tuple[ToldRole, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _Case:
    """Return one identity of a report, while it is decided."""

    identity: Identity
    weight: Weight
    names: tuple[str, ...]
    type: IdentityType
    around: Circumstances
    own: str  # the id under which reports mean it that mean nobody else by its name
    bearing: list[Known] = field(default_factory=list)
    candidates: list[Known] = field(default_factory=list)
    company: frozenset[str] = frozenset()

    def sought(self, not_in: frozenset[str] = frozenset()) -> Sought:
        around = replace(self.around, company=self.company)
        return Sought(self.names, self.type, self.weight, around, not_in)


def identify_names(
    reading: Reading, registry: Registry, matcher: Callable[[], Comparer], *, now: datetime
) -> Identified:
    """Return for every named identity of a report which known one it is, and who is new.

    Nothing is merged: a name that is new is known from now on, and that it is
    one with another is a judgement, with a score and a reason, that a person
    may overrule. A family name alone never joins anybody, but for an office that
    settles who is meant.

    Args:
        reading: The report; none of it is filed.
        registry: Who is known.
        matcher: Loads what compares names, where there is something to compare.
        now: When this is decided.
    """
    around = describe(reading)
    work = _Work(registry, Rivals(registry, matcher), matcher, now)
    cases = _cases(reading, around, registry)
    there = _look_up(cases, registry)
    cases = work.keep_those_told_apart(cases, there)
    _find_like(cases, registry)
    clusters = {
        fold(known.name): known.cluster for case in cases for known in case.bearing if _is_named(case, known)
    }
    for case in cases:
        case.company = frozenset(clusters[name] for name in case.around.company if name in clusters)
    work.decide_exact([case for case in cases if case.weight is not Weight.BARE])
    work.decide_new()
    work.decide_bare([case for case in cases if case.weight is Weight.BARE])
    order = {identity.id: at for at, identity in enumerate(reading.identities)}
    filed = {one.identity for one in work.filings}
    return Identified(
        filings=tuple(sorted(work.filings, key=lambda one: order[one.identity])),
        known=tuple(work.known.values()),
        judgements=tuple(work.judgements.values()),
        roles={id_: some.roles for id_, some in around.items() if some.roles and id_ in filed},
    )


class _Work:
    """Return the decisions about one report, as they grow."""

    def __init__(
        self, registry: Registry, rivals: Rivals, matcher: Callable[[], Comparer], now: datetime
    ) -> None:
        self.filings: list[Filing] = []
        self.known: dict[str, NewKnown] = {}
        self.judgements: dict[tuple[str, str], NewJudgement] = {}
        self._registry = registry
        self._rivals = rivals
        self._matcher = matcher
        self._now = now
        self._new: list[_Case] = []
        self._clusters: dict[str, str] = {}
        self._there: frozenset[str] = frozenset()

    def keep_those_told_apart(self, cases: Iterable[_Case], there: Mapping[str, Known]) -> list[_Case]:
        """File what has a known identity of its own from before, and return the others."""
        self._there = frozenset(there)
        left = []
        for case in cases:
            own = there.get(case.identity.id)
            if own is not None and own.origin is KnownFrom.APART:
                self._file(case, own.id, 1.0, "told apart from others of its name before")
            else:
                left.append(case)
        return left

    def decide_exact(self, cases: Sequence[_Case]) -> None:
        """File what bears exactly the full name of somebody known, where circumstances do not speak against it."""
        borne = [case for case in cases if any(_is_named(case, known) for known in case.bearing)]
        self._new = [case for case in cases if case not in borne]
        exact = [[known for known in case.bearing if _is_named(case, known)] for case in borne]
        first = self._rivals.find([case.sought() for case in borne], exact, company=False)
        again = [at for at, rivals in enumerate(first) if len(rivals) > 1 or (rivals and rivals[0].odds < 0)]
        if again:
            closer = self._rivals.find(
                [borne[at].sought() for at in again], [exact[at] for at in again], company=True
            )
            for at, rivals in zip(again, closer, strict=True):
                first[at] = rivals
        for case, rivals in zip(borne, first, strict=True):
            self._decide_among(case, rivals)

    def _decide_among(self, case: _Case, rivals: list[Rival]) -> None:
        ranked = sorted(rivals, key=lambda one: (-one.odds - by_reports(one), one.known.id))
        best = ranked[0]
        lead = (
            best.odds + by_reports(best) - (ranked[1].odds + by_reports(ranked[1])) if ranked[1:] else MARGIN
        )
        if best.odds >= 0 and lead >= MARGIN:
            self._file(case, best.known.id, best.score, best.because)
            self._clusters[case.identity.id] = best.known.cluster
            return
        near = [one for one in ranked if best.odds - one.odds < MARGIN]
        if best.odds >= 0 and all(one.known.origin is not KnownFrom.APART for one in near):
            # Nothing has told these apart yet, as where two lists name one person: reports mean the one whom all
            # reports mean by this name, and which list entry that is, somebody tells.
            self._add(
                case,
                case.own,
                KnownFrom.REPORTS,
                "the same name; who of several of that name it is, is asked",
            )
            if case.own in self._there:
                return
        else:
            self._add(case, case.identity.id, KnownFrom.APART, "told apart from others of its name")
        self._ask(self.filings[-1].known, ranked)

    def decide_new(self) -> None:
        """Make known what nobody known is called, and judge whether it is somebody under another name."""
        cases, taken = [], set()
        for case in self._new:
            if case.weight is Weight.GENERIC and case.own == case.identity.id:
                self._add(
                    case, case.own, KnownFrom.APART, "a name that every country has; the report says of none"
                )
            else:
                self._add(case, case.own, KnownFrom.REPORTS, "the first report to give this name")
            if case.own not in taken:
                taken.add(case.own)
                cases.append(case)
        if not cases:
            return
        apart = frozenset(self._clusters.values())
        found = [
            case.bearing if case.weight is Weight.GENERIC else _each([*case.bearing, *case.candidates])
            for case in cases
        ]
        wanted = [case.sought(apart) for case in cases]
        ranked = self._rivals.find(wanted, found, company=False)
        low = self._matcher().unsure_from if any(ranked) else 1.0
        again = [at for at, rivals in enumerate(ranked) if sum(one.score >= low for one in rivals) > 1]
        if again:
            closer = self._rivals.find(
                [wanted[at] for at in again],
                [[one.known for one in ranked[at] if one.score >= low / 2] for at in again],
                company=True,
            )
            for at, rivals in zip(again, closer, strict=True):
                ranked[at] = rivals
        for case, rivals in zip(cases, ranked, strict=True):
            self.judge(self.filings_of(case), rivals, may_join=case.weight is Weight.FULL)

    def filings_of(self, case: _Case) -> str:
        """Return the id that a case was filed under."""
        return next(one.known for one in self.filings if one.identity == case.identity.id)

    def judge(self, id_: str, rivals: Sequence[Rival], *, may_join: bool) -> None:
        """Judge a new one the same as its likeliest rival, where no other is nearly as likely; ask about the others."""
        best, asked = pick([one for one in rivals if one.known.id != id_], self._matcher, may_join=may_join)
        if best:
            self.say(id_, best, Verdict.SAME)
        self._ask(id_, asked)

    def decide_bare(self, cases: Sequence[_Case]) -> None:
        """Make known apart what has no more than a family name, and join it only where an office settles who it is."""
        if not cases:
            return
        ranked = self._rivals.find(
            [case.sought() for case in cases],
            [
                [
                    known
                    for known in case.bearing
                    if known.origin is not KnownFrom.APART or " " in fold(known.name)
                ]
                for case in cases
            ],
            company=True,
        )
        for case, rivals in zip(cases, ranked, strict=True):
            self._add(case, case.identity.id, KnownFrom.APART, "no more than a family name")
            settled = [one for one in rivals if one.settles]
            if len(settled) == 1:
                self.say(case.identity.id, settled[0], Verdict.SAME)
                continue
            self._ask(case.identity.id, [one for one in settled or rivals if not one.contradicts])

    def _file(self, case: _Case, known: str, score: float, because: str) -> None:
        self.filings.append(Filing(case.identity.id, known, round(score, 4), because, MADE_BY))

    def _add(self, case: _Case, id_: str, origin: KnownFrom, because: str) -> None:
        keys = self._keys(case)
        shape = draw_shapes([(case.names[0], case.type)])[0] if keys else b""
        new = NewKnown(id_, case.identity.name, case.type, origin, keys=keys, shape=shape, keyed_by=KEYED_BY)
        self.known.setdefault(id_, new)
        self._file(case, id_, 1.0, because)

    def _keys(self, case: _Case) -> tuple[int, ...]:
        """Return by what it is found under other spellings: nothing for what says too little of who bears it."""
        if case.weight is not Weight.FULL:
            return ()
        stored = [stored_keys(name, case.type) for name in case.names]
        return tuple(sorted({key for some in stored for key in some}))

    def _ask(self, id_: str, rivals: Iterable[Rival]) -> None:
        for rival in [one for one in rivals if one.score >= _WORTH_ASKING][:QUESTIONS]:
            self.say(id_, rival, Verdict.UNSURE)

    def say(self, id_: str, rival: Rival, verdict: Verdict) -> None:
        """Judge two."""
        if id_ != rival.known.id:
            said = judgement_of(id_, rival, verdict, self._now)
            self.judgements.setdefault((said.a, said.b), said)


def pick(
    rivals: Sequence[Rival], matcher: Callable[[], Comparer], *, may_join: bool
) -> tuple[Rival | None, list[Rival]]:
    """Return the one rival that somebody surely is, None where nobody can tell, and those to ask about.

    Args:
        rivals: The likeliest first.
        matcher: Has the thresholds.
        may_join: Whether a name like this may join anybody.
    """
    if not rivals:
        return None, []
    scales = matcher()
    joins = max(scales.threshold, JOINS_FROM)
    likely = [one for one in rivals if one.score >= max(scales.unsure_from, _ASKS_FROM)]
    if not likely or not may_join or likely[0].score < joins:
        return None, likely
    rival = likely[1] if likely[1:] else None
    if rival and rival.score >= joins and likely[0].odds - rival.odds < MARGIN:
        return None, likely
    return likely[0], likely[1:]


def judgement_of(id_: str, rival: Rival, verdict: Verdict, now: datetime) -> NewJudgement:
    """Return the judgement of a machine on a known identity and its rival."""
    a, b = sorted((id_, rival.known.id))
    return NewJudgement(
        a=a,
        b=b,
        verdict=verdict,
        by=MADE_BY,
        is_person=False,
        at=now,
        because=rival.because,
        score=round(rival.score, 4),
    )


def _cases(reading: Reading, around: dict[str, Circumstances], registry: Registry) -> list[_Case]:
    """Return what is to be decided: names with a letter in them, of unknown kind what the desk takes them for."""
    types = _types(
        [one for one in reading.identities if one.named and one.type is IdentityType.UNKNOWN], registry
    )
    cases = []
    for identity in reading.identities:
        type_ = types.get(identity.id, identity.type)
        weight = weigh_name(identity.name, type_)
        if not identity.named or weight is Weight.NOTHING:
            continue
        names = tuple(full_spellings(identity)) if weight is not Weight.BARE else (identity.name,)
        cases.append(
            _Case(
                identity, weight, names, type_, around[identity.id], _own_id(reading, identity, type_, weight)
            )
        )
    return cases


def _own_id(reading: Reading, identity: Identity, type_: IdentityType, weight: Weight) -> str:
    """Return the id of the known one whom a report means by a name, unless something speaks against it.

    A name that every country has is one country's, or one outlet's that does not say which.
    """
    family = family_of(type_)
    if weight is Weight.BARE:
        return identity.id
    if weight is Weight.GENERIC:
        where = find_country(reading.report, identity) or fold(reading.report.metadata.outlet or "")
        return known_id(family, identity.name, where) if where else identity.id
    return known_id(family, identity.name)


def _types(unknown: Sequence[Identity], registry: Registry) -> dict[str, IdentityType]:
    """Return the kind of names of unknown kind that are known as names of one kind alone."""
    asked = [(identity.name, type_) for identity in unknown for type_ in _FAMILIES]
    found = registry.bearing(asked) if asked else []
    types = {}
    for at, identity in enumerate(unknown):
        borne = [type_ for type_, some in zip(_FAMILIES, found[3 * at : 3 * at + 3], strict=True) if some]
        if len(borne) == 1 and weigh_name(identity.name, borne[0]) is Weight.FULL:
            types[identity.id] = borne[0]
    return types


def _look_up(cases: Sequence[_Case], registry: Registry) -> dict[str, Known]:
    """Find who bears the names of all cases; return who is known under an id of theirs, whether or not it does."""
    asked = [(name, case.type) for case in cases for name in case.names]
    found = iter(registry.bearing(asked))
    bearing = [[id_ for _ in case.names for id_ in next(found)] for case in cases]
    own = {id_ for case in cases for id_ in (case.own, case.identity.id)}
    known = registry.get({*own, *(id_ for some in bearing for id_ in some)})
    for case, some in zip(cases, bearing, strict=True):
        own_first = [known[case.own]] if case.own in known else []
        case.bearing = _each([*own_first, *(known[id_] for id_ in some)])
        if case.weight is Weight.GENERIC:
            # Of the same name in other countries none is it; without a country it may be any.
            case.bearing = own_first or case.bearing
    return {id_: known[id_] for id_ in own if id_ in known}


def _find_like(cases: Iterable[_Case], registry: Registry) -> None:
    """Find for full names that nobody bears who is known by names like them."""
    new = [
        case
        for case in cases
        if case.weight is Weight.FULL
        and case.type is not IdentityType.UNKNOWN
        and not any(_is_named(case, one) for one in case.bearing)
    ]
    if not new:
        return
    shapes = draw_shapes([(case.names[0], case.type) for case in new])
    sought = [sought_keys(case.names[0], case.type) for case in new]
    ids = registry.candidates(list(zip(sought, shapes, strict=True)), limit=CANDIDATES)
    known = registry.get({id_ for some in ids for id_ in some})
    for case, some in zip(new, ids, strict=True):
        case.candidates = [known[id_] for id_ in some if family_of(known[id_].type) is family_of(case.type)]


def _is_named(case: _Case, known: Known) -> bool:
    """Return whether somebody known bears exactly the full name of a case."""
    if case.weight is Weight.GENERIC:
        return known.id == case.own
    if case.weight is Weight.BARE:
        return False
    first = fold(case.names[0])
    return first == fold(known.name) or any(
        name.listed and fold(name.name.text) == first for name in known.names
    )


def _each(known: Iterable[Known]) -> list[Known]:
    return list({one.id: one for one in known}.values())
