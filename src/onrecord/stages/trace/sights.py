"""Which of two reports was first, by when a desk first saw them: the weakest evidence, and often none."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from onrecord.stages.trace.moments import Moment

#: How sure a report makes that was seen before the other was published, by what that one says.
SEEN_BEFORE = 0.75
#: How sure it makes that the other was seen so much later.
SEEN_FIRST = 0.5
#: Clocks that do not name their zones are at most so far ahead of UTC, or behind it.
_AHEAD, _BEHIND = timedelta(hours=14), timedelta(hours=12)
#: What was seen within so long of another may have been there before it: sources are looked at as often, or oftener.
_BETWEEN_LOOKS = timedelta(days=1)
#: Of two of one day that were seen while they were new: longer than the longest pause between two looks, six hours.
_WITHIN_A_DAY = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Sight:
    """Return when a desk first saw a report.

    Attributes:
        at: When: aware, UTC.
        is_watched: Whether it was fetched where it is published. What is added from a file was published any time
            before.
    """

    at: datetime
    is_watched: bool


def first_by_sight(
    moments: tuple[Moment | None, Moment | None], sights: tuple[Sight, Sight]
) -> tuple[int, float, str] | None:
    """Return which of two reports was first (0 or 1), how sure that is, and why in words; None where it tells nothing.

    A report that was seen before the other says that it was published was there first. Else both must have been
    fetched where they were published, far apart, and the later not long after its day: an archive that is added
    late was no later for that.

    Args:
        moments: When each says that it was published, as far as it tells.
        sights: When each was first seen.
    """
    before = [_is_seen_before(sights[n], moments[1 - n], sights[1 - n]) for n in (0, 1)]
    if all(before):
        return None
    if any(before):
        first = before.index(True)
        told = moments[1 - first]
        return (
            first,
            SEEN_BEFORE,
            f"seen {_shown(sights[first])}, before the other was published ({_day(told)})",
        )
    first = int(sights[1].at < sights[0].at)
    if not _tells(moments[first], moments[1 - first], sights[first], sights[1 - first]):
        return None
    return (
        first,
        SEEN_FIRST,
        f"nothing else tells, but it was first seen {_shown(sights[first])}, the other {_shown(sights[1 - first])}",
    )


def _is_seen_before(seen: Sight, other: Moment | None, other_seen: Sight) -> bool:
    """Return whether a report was seen before the other can have been published, as that one says."""
    if other is None:
        return False
    earliest = _utc(other, other.clock or time(), _AHEAD)
    # One that is dated after it was seen itself is dated wrongly, or by a change.
    return seen.at < earliest <= other_seen.at


def _tells(first: Moment | None, last: Moment | None, first_seen: Sight, last_seen: Sight) -> bool:
    """Return whether two are seen so far apart, and so soon, that the order tells."""
    apart = last_seen.at - first_seen.at
    if not (first_seen.is_watched and last_seen.is_watched):
        return False
    if last is None:
        return apart >= _BETWEEN_LOOKS
    if last_seen.at < _utc(last, last.clock or time(), _AHEAD):
        return False  # dated wrongly, or by a change
    if last_seen.at - _utc(last, last.clock or time.max, -_BEHIND) > _BETWEEN_LOOKS:
        return False  # found late
    if first is not None and first.day == last.day:
        return apart >= _WITHIN_A_DAY
    return first is None and apart >= _BETWEEN_LOOKS


def _utc(moment: Moment, clock: time, ahead: timedelta) -> datetime:
    """Return a moment in UTC, of a zone so far ahead where it names none."""
    offset = moment.offset if moment.clock is not None and moment.offset is not None else ahead
    return datetime.combine(moment.day, clock, UTC) - offset


def _shown(sight: Sight) -> str:
    return f"{sight.at:%Y-%m-%d %H:%M} UTC"


def _day(moment: Moment | None) -> str:
    return f"{moment.day}" + (f" {moment.clock:%H:%M}" if moment.clock else "") if moment else ""
