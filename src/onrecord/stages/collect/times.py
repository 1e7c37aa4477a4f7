"""Times as feeds, sitemaps and links tell them, and which of them to believe."""

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from onrecord.text.dates import parse_date

#: Outlets that write their local time as UTC are ahead by as much as the earliest time zone is.
_AHEAD = timedelta(hours=14)
#: Nothing was published on the web before; a date like 1970-01-01 is an empty field.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LONGEST = 64

_ISO_HEAD = re.compile(r"\d{4}-\d{2}")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?\Z")
#: Hours and minutes without a colon, or too many digits of a second, as some programs write them.
_ODD_FRACTION = re.compile(r"(\.\d{6})\d+")
#: "/2026/03/05/", "/2026-03-05-", "/20260305/", and the month alone: "/2026/03/", "-2026-03.".
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<y>19[89]\d|20\d\d)(?P<sep>[/_-]?)(?P<m>0[1-9]|1[0-2])(?:(?P=sep)(?P<d>0[1-9]|[12]\d|3[01]))?(?!\d)"
)


def read_time(words: str | None, *, now: datetime) -> datetime | None:
    """Return the moment that a date of a feed or sitemap names, or None where there is none to believe.

    A time without a zone is taken as UTC, a day without a time as its first moment.

    Args:
        words: In the forms of RFC 822, ISO 8601, or a full date in a known language.
        now: Aware; what lies more than 14 hours after it, or before 1990, comes of a wrong clock.

    >>> now = datetime(2026, 3, 5, tzinfo=UTC)
    >>> read_time("Tue, 03 Mar 2026 10:00:00 +0100", now=now).isoformat()
    '2026-03-03T09:00:00+00:00'
    >>> read_time("2031-01-01", now=now) is None
    True
    """
    words = (words or "").strip()
    if not words or len(words) > _LONGEST:
        return None
    try:
        told = _read(words)
        return believed(told, now=now) if told else None
    except (ValueError, OverflowError, TypeError):  # TypeError: fields that email.utils cannot make a date of
        return None


def believed(told: datetime, *, now: datetime) -> datetime | None:
    """Return a moment in UTC, or None where it comes of a wrong clock.

    Raises:
        OverflowError: It lies at the ends of what a date can be.
    """
    moment = told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    return moment if _EARLIEST <= moment <= now + _AHEAD else None


def last_day(address: str) -> date | None:
    """Return the last day that a date in an address can mean, or None where it holds none.

    >>> last_day("https://news.example/2026/03/05/talks"), last_day("https://news.example/map-2026-02.xml")
    (datetime.date(2026, 3, 5), datetime.date(2026, 2, 28))
    """
    best: date | None = None
    for match in _IN_ADDRESS.finditer(address):
        year, month = int(match["y"]), int(match["m"])
        if match["d"] is None:
            if match["sep"]:
                best = best or date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            continue
        try:
            return date(year, month, int(match["d"]))
        except ValueError:  # the 30th of February
            continue
    return best


def _read(words: str) -> datetime | None:
    if _ISO_HEAD.match(words):
        try:
            return datetime.fromisoformat(_ODD_FRACTION.sub(r"\1", words))
        except ValueError:
            pass
    partial = _PARTIAL.match(words)
    if partial:  # the forms of W3C without a day
        return datetime(int(partial[1]), int(partial[2] or 1), 1, tzinfo=UTC)
    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError):
        day = parse_date(words)
        return datetime.combine(day, time(), tzinfo=UTC) if day else None
