"""Which report came from which, of a family: at most one origin for each, and never a circle."""

from collections import Counter
from collections.abc import Collection, Iterable

from onrecord.model import Leg, LegKind, Reprint

#: Shares within so much of each other are alike: which of two origins a copy was made from, they do not tell.
_ALIKE = 0.05


def link_reports(
    reports: Collection[str], reprints: Iterable[Reprint], credited: Collection[tuple[str, str]] = ()
) -> list[Leg]:
    """Return the legs that lead through a family, the surest first.

    Each report comes from the one that holds the most of it; of several alike, from one whose outlet it names as its
    source, else from the one that most others came from. Where nothing tells which of two was first, they are joined
    without a direction, unless others join them already. What would close a circle is left out.

    Args:
        reports: Ids of the reports to link.
        reprints: What is known of their pairs; others are left out.
        credited: Each a report and one of those whose outlet it, or the feed that led to it, names as its source.
    """
    wanted = set(reports)
    pairs = [one for one in reprints if one.a in wanted and one.b in wanted]
    copies = Counter(one.origin or "" for one in pairs)

    def strength(one: Reprint) -> tuple[int, bool, int, float, str, str]:
        share = _share_of_copy(one)
        is_credited = (_copy(one), one.origin) in credited
        return (
            -round(share / _ALIKE), not is_credited, -copies[one.origin or ""], -one.confidence, one.a, one.b,
        )  # fmt: skip

    above: dict[str, str] = {}
    joined: dict[str, str] = {}
    legs: list[Leg] = []
    for one in sorted(pairs, key=strength):
        if one.origin is None:
            continue
        copy = _copy(one)
        if copy not in above and _root(joined, copy) != _root(joined, one.origin):
            above[copy] = one.origin
            joined[_root(joined, copy)] = _root(joined, one.origin)
            legs.append(_leg(one, one.origin, LegKind.REPRINTED))
    for one in sorted(pairs, key=lambda one: (-max(one.share_a, one.share_b), -one.confidence, one.a, one.b)):
        if _root(joined, one.a) != _root(joined, one.b):
            joined[_root(joined, one.b)] = _root(joined, one.a)
            # Of which one was first only a circle speaks: it is not told.
            legs.append(_leg(one, one.a, LegKind.SHARED))
    return legs


def _copy(one: Reprint) -> str:
    return one.b if one.origin == one.a else one.a


def _share_of_copy(one: Reprint) -> float:
    return one.share_b if one.origin == one.a else one.share_a


def _leg(one: Reprint, start: str, kind: LegKind) -> Leg:
    is_turned = start == one.b
    return Leg(
        start=start,
        end=one.a if is_turned else one.b,
        kind=kind,
        share=one.share_a if is_turned else one.share_b,
        share_back=one.share_b if is_turned else one.share_a,
        confidence=one.confidence,
        because=one.because,
    )


def _root(joined: dict[str, str], one: str) -> str:
    while one in joined:
        one = joined[one]
    return one
