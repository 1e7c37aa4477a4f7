"""Whose words an outlet carries, and who carries its."""

from collections.abc import Collection
from dataclasses import dataclass

from onrecord.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Between:
    """Return what went between one outlet and another.

    Attributes:
        outlet: The other; None for reports of no known outlet.
        taken: How many reports carry words of the other's.
        given: How many of the other's carry this one's.
        shared: In how many pairs nothing tells who was first.
        examples: Some pairs: the ids of this outlet's report and of the other's, the surest first.
    """

    outlet: str | None
    taken: int
    given: int
    shared: int
    examples: tuple[tuple[str, str], ...]


#: Pairs shown of each other outlet.
_EXAMPLES = 3


def reprints_between(desk: Desk, outlet: str, report_ids: Collection[str]) -> list[Between]:
    """Return what went between reports of an outlet and those of others, most pairs first.

    Args:
        desk: The desk.
        outlet: The outlet's name.
        report_ids: Of reports of this outlet.
    """
    own = frozenset(report_ids)
    pairs = [one for one in desk.store.traces.of(own) if (one.a in own) != (one.b in own)]
    others = desk.store.traces.reports({one.b if one.a in own else one.a for one in pairs})
    counts: dict[str | None, list[int]] = {}
    examples: dict[str | None, list[tuple[str, str]]] = {}
    for one in pairs:
        here, there = (one.a, one.b) if one.a in own else (one.b, one.a)
        if there not in others or others[there].outlet == outlet:
            continue
        other = others[there].outlet
        count = counts.setdefault(other, [0, 0, 0])
        count[0 if one.origin == there else 1 if one.origin == here else 2] += 1
        shown = examples.setdefault(other, [])
        if len(shown) < _EXAMPLES:
            shown.append((here, there))
    found = [
        Between(other, taken, given, shared, tuple(examples[other]))
        for other, (taken, given, shared) in counts.items()
    ]
    return sorted(found, key=lambda one: (-(one.taken + one.given + one.shared), one.outlet or ""))
