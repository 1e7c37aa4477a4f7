"""When to look again: how often a source is visited, when a failed try is made good, when an article is read again."""

from collections.abc import Sequence
from datetime import timedelta

#: A source that had something new is visited sooner, one that had nothing later. Faster in than out: an outlet
#: that begins to publish is noticed after a few visits, one that falls silent overnight is not forgotten by morning.
_SOONER = 0.5
_LATER = 1.4
#: A try that failed is made again after so many times as long as the one before.
_GROWTH = 2.0


def plan_visit(
    last_seconds: float | None,
    *,
    new_leads: int,
    shortest_seconds: float,
    longest_seconds: float,
    told: timedelta | None = None,
) -> float:
    """Return how many seconds from now to visit a source again.

    Args:
        last_seconds: What was planned the last time; None for a first visit.
        new_leads: How many leads it had that were not known.
        shortest_seconds: The least that may come out.
        longest_seconds: The most.
        told: How long the source says it stays as it is (a feed's `ttl`): not visited sooner, unless
            that is longer than `longest_seconds`.

    >>> plan_visit(1200, new_leads=3, shortest_seconds=300, longest_seconds=7200)
    600.0
    >>> plan_visit(1200, new_leads=0, shortest_seconds=300, longest_seconds=7200)
    1680.0
    >>> plan_visit(600, new_leads=9, shortest_seconds=300, longest_seconds=7200, told=timedelta(hours=1))
    3600.0
    """
    change = _SOONER if new_leads else _LATER
    wanted = 2 * shortest_seconds if last_seconds is None else last_seconds * change
    if told is not None:
        wanted = max(wanted, told.total_seconds())
    return float(min(max(wanted, shortest_seconds), longest_seconds))


def plan_retry(tries: int, *, first_seconds: float, longest_seconds: float, chance: float) -> float:
    """Return how many seconds from now to try again what has failed.

    Args:
        tries: How many tries have failed, this one included.
        first_seconds: About how long after the first.
        longest_seconds: The most that may come out, before chance.
        chance: Between 0 and 1, at random: what failed together is not tried again together.

    >>> [plan_retry(n, first_seconds=60, longest_seconds=3600, chance=0.5) for n in (1, 2, 3, 9)]
    [60.0, 120.0, 240.0, 3600.0]
    """
    # 64 doublings are more than any clock counts, and as many as a float takes without complaint.
    wanted = min(first_seconds * _GROWTH ** min(tries - 1, 64), longest_seconds)
    return wanted * (0.5 + chance)


def plan_recheck(rechecks: int, hours: Sequence[float]) -> timedelta | None:
    """Return how long from now to look at a captured article again; None for never.

    Args:
        rechecks: How often it was looked at again already.
        hours: The distances, each from the last look.

    >>> plan_recheck(0, (1, 6)), plan_recheck(2, (1, 6))
    (datetime.timedelta(seconds=3600), None)
    """
    return timedelta(hours=hours[rechecks]) if rechecks < len(hours) else None
