"""Which of those known by reports, or by other lists, an entry of a list is."""

from collections.abc import Callable, Sequence
from datetime import datetime

from onrecord.model import Circumstances, Known, KnownFrom, Verdict, family_of
from onrecord.ports import NewJudgement, Registry
from onrecord.stages.identify.blocking import sought_keys
from onrecord.stages.identify.identify import QUESTIONS, judgement_of, pick
from onrecord.stages.identify.matching import draw_shapes
from onrecord.stages.identify.naming import Weight, fold, weigh_name
from onrecord.stages.identify.resembling import Comparer, Sought
from onrecord.stages.identify.rivals import CANDIDATES, Rival, Rivals


def match_known_names(
    known: Sequence[Known], registry: Registry, matcher: Callable[[], Comparer], *, now: datetime
) -> list[NewJudgement]:
    """Return what is to be judged of known identities and those that bear their names, or names like them.

    All names that a list gives an entry are its own, so each that is borne is
    that one, unless circumstances speak against it or another entry bears it too.

    Args:
        known: The entries, with their names.
        registry: Who is known.
        matcher: Loads what compares names, where there is something to compare.
        now: When this is judged.
    """
    names = [_names(one) for one in known]
    around = registry.circumstances({one.cluster for one in known})
    wanted = [
        Sought(
            tuple(some) or (one.name,), one.type, _weight(one, some), around.get(one.cluster, Circumstances())
        )
        for one, some in zip(known, names, strict=True)
    ]
    found = _found(known, names, registry)
    ranked = Rivals(registry, matcher).find(wanted, found, company=False)
    judged: dict[tuple[str, str], NewJudgement] = {}
    for one, who, some, rivals in zip(known, wanted, found, ranked, strict=True):
        for rival, verdict in _verdicts(who, some, rivals, matcher):
            said = judgement_of(one.id, rival, verdict, now)
            judged.setdefault((said.a, said.b), said)
    return list(judged.values())


def _names(known: Known) -> list[str]:
    """Return the names of an entry that say enough, its own first."""
    every = [known.name, *(name.name.text for name in known.names if name.listed)]
    full = {fold(name): name for name in reversed(every) if weigh_name(name, known.type) is Weight.FULL}
    return list(full.values())[::-1]


def _weight(known: Known, names: Sequence[str]) -> Weight:
    return Weight.FULL if names else weigh_name(known.name, known.type)


def _found(known: Sequence[Known], names: Sequence[Sequence[str]], registry: Registry) -> list[list[Known]]:
    """Return for each entry those of other clusters that bear one of its names, and those found by parts of them.

    Of other entries of lists only those of equal names: that a list, or two, name people like each other is no news.
    """
    asked = [(name, one.type) for one, some in zip(known, names, strict=True) for name in some]
    bearing = iter(registry.bearing(asked))
    sought = [(sought_keys(*one), shape) for one, shape in zip(asked, draw_shapes(asked), strict=True)]
    near = iter(registry.candidates(sought, limit=CANDIDATES))
    borne = [[id_ for _ in some for id_ in next(bearing)] for some in names]
    alike = [[id_ for _ in some for id_ in next(near)] for some in names]
    there = registry.get({id_ for some in (*borne, *alike) for id_ in some})
    found = []
    for one, exact, like in zip(known, borne, alike, strict=True):
        ids = dict.fromkeys([*exact, *(id_ for id_ in like if there[id_].origin is not KnownFrom.LIST)])
        others = [there[id_] for id_ in ids if there[id_].cluster != one.cluster]
        found.append([other for other in others if family_of(other.type) is family_of(one.type)])
    return found


def _verdicts(
    who: Sought,
    found: Sequence[Known],
    rivals: Sequence[Rival],
    matcher: Callable[[], Comparer],
) -> list[tuple[Rival, Verdict]]:
    borne = {fold(name) for name in who.names}
    exact = [one for one in rivals if fold(one.known.name) in borne and who.weight is Weight.FULL]
    taken = {
        fold(name.name.text)
        for one in found
        if one.origin is KnownFrom.LIST
        for name in one.names
        if name.listed
    }
    verdicts = []
    for rival in exact:
        is_one = rival.odds >= 0 and fold(rival.known.name) not in taken
        verdicts.append((rival, Verdict.SAME if is_one else Verdict.UNSURE))
    if any(verdict is Verdict.SAME for _, verdict in verdicts):
        return verdicts
    others = [one for one in rivals if one not in exact]
    best, asked = pick(others, matcher, may_join=who.weight is Weight.FULL and not exact)
    if best:
        verdicts.append((best, Verdict.SAME))
    return [*verdicts, *((one, Verdict.UNSURE) for one in asked[:QUESTIONS])]
