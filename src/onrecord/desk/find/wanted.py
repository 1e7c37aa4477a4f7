"""What the fields of a query mean: the statements or reports that are wanted."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from onrecord.desk.desk import Desk
from onrecord.desk.find.language import Query, check_fields
from onrecord.errors import BadRequest
from onrecord.model import SAYING, Act, IdentityType, StatementKind
from onrecord.ports import Carried, ReportsWanted, StatementsWanted

STATEMENT_FIELDS = (
    "speaker", "about", "outlet", "since", "until", "date", "kind", "act", "language", "type", "topic", "series",
    "venue", "origins", "report", "editions",
)  # fmt: skip
REPORT_FIELDS = (
    "outlet", "since", "until", "date", "language", "topic", "series", "number", "carried", "editions",
)  # fmt: skip
#: What may be said to be unwanted.
_EXCLUDED = ("speaker", "about", "outlet", "kind", "act")

#: Ids of known identities: what `model.content_id` makes.
_ID = re.compile(r"[0-9a-f]{24}")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AT_LEAST = re.compile(r"(?:>=|≥)?\s*(\d{1,3})|>\s*(\d{1,3})")
_YEAR_DAYS, _MONTH_DAYS = 366, 31

_Word = TypeVar("_Word", bound=StrEnum)


def statements_wanted(desk: Desk, query: Query) -> StatementsWanted:
    """Return which statements a query asks for.

    Raises:
        BadRequest: A field is none of statements', or its value is none of its own; the message lists what is.
        NotFound: There is no such report.
    """
    check_fields(query, STATEMENT_FIELDS, "statements")
    _check_not(query)
    since, until = _period(query)
    by, said_by = _people(query.values("speaker"))
    about, said_of = _people(query.values("about"))
    report = _one(query, "report")
    return StatementsWanted(
        words=query.words or None,
        by=by,
        not_by=query.values("speaker", is_not=True),
        about=about,
        not_about=query.values("about", is_not=True),
        said_by=said_by,
        said_of=said_of,
        outlets=query.values("outlet"),
        not_outlets=query.values("outlet", is_not=True),
        since=since,
        until=until,
        kinds=_chosen(query, "kind", StatementKind, frozenset(StatementKind)),
        acts=_acts(query),
        languages=frozenset(
            code.casefold() for value in query.values("language") for code in value.split(",")
        ),
        types=frozenset(_words(query.values("type"), "type", IdentityType)),
        topics=query.values("topic"),
        series=_one(query, "series"),
        venue=_one(query, "venue"),
        origins=_origins(query),
        report=None if report is None else desk.store.find_report(report),
        all_editions=_all_editions(query),
    )


def reports_wanted(query: Query) -> ReportsWanted:
    """Return which reports a query asks for.

    Raises:
        BadRequest: As `statements_wanted`.
    """
    check_fields(query, REPORT_FIELDS, "reports")
    _check_not(query)
    since, until = _period(query)
    return ReportsWanted(
        words=query.words or None,
        outlets=query.values("outlet"),
        not_outlets=query.values("outlet", is_not=True),
        since=since,
        until=until,
        languages=frozenset(
            code.casefold() for value in query.values("language") for code in value.split(",")
        ),
        topics=query.values("topic"),
        series=_one(query, "series"),
        number=_one(query, "number"),
        carried=frozenset(_words(query.values("carried"), "carried", Carried)),
        all_editions=_all_editions(query),
    )


def days_of(value: str) -> tuple[date, date]:
    """Return the first and the last day of a day, a month or a year.

    Raises:
        BadRequest: It is none of these.

    >>> [day.isoformat() for day in days_of("2024-02")]
    ['2024-02-01', '2024-02-29']
    """
    wrong = BadRequest("is no day; write it as 2024-03-05, a month as 2024-03, a year as 2024", subject=value)
    found = _DAY.fullmatch(value)
    if not found:
        raise wrong
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise wrong from error
    if day:
        return first, first
    return first, _last(
        first, _MONTH_DAYS if month else _YEAR_DAYS, lambda one: (one.year, month and one.month)
    )


def _last(first: date, most: int, part: Callable[[date], object]) -> date:
    """Return the last day that is of the same part of time as the first."""
    left = min(most, (date.max - first).days)
    return next(
        day
        for days in range(left, -1, -1)
        for day in [first + timedelta(days=days)]
        if part(day) == part(first)
    )


def _period(query: Query) -> tuple[date | None, date | None]:
    """Return from when to when, where everything given must hold."""
    firsts = [days_of(value)[0] for field in ("since", "date") for value in query.values(field)]
    lasts = [days_of(value)[1] for field in ("until", "date") for value in query.values(field)]
    since, until = max(firsts, default=None), min(lasts, default=None)
    if since and until and since > until:
        raise BadRequest(f"since ({since}) lies after until ({until}); swap them")
    return since, until


def _people(values: Iterable[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return parts of names, and ids."""
    told = tuple(values)
    ids = frozenset(value for value in told if _ID.fullmatch(value))
    names = tuple(value for value in told if value not in ids)
    if ids and names:
        raise BadRequest("give either names or ids; both must hold of one statement", subject=names[0])
    return names, ids


def _chosen(query: Query, field: str, words: type[_Word], every: frozenset[_Word]) -> frozenset[_Word]:
    """Return which words of a list a field leaves; none where it leaves all."""
    wanted = frozenset(_words(query.values(field), field, words))
    unwanted = frozenset(_words(query.values(field, is_not=True), field, words))
    if not unwanted:
        return wanted
    left = (wanted or every) - unwanted
    if not left:
        raise BadRequest("leaves nothing to look for; take one of its values out", subject=field)
    return left


def _acts(query: Query) -> frozenset[Act]:
    if "any" in query.values("act"):
        return frozenset(Act) - frozenset(_words(query.values("act", is_not=True), "act", Act))
    return _chosen(query, "act", Act, SAYING)


def _words(values: Iterable[str], field: str, words: type[_Word]) -> list[_Word]:
    """Return the words of a list that values give, several in one apart by commas."""
    found = []
    for value in values:
        for part in value.split(","):
            try:
                found.append(words(part.strip().casefold().replace("-", "_").replace(" ", "_")))
            except ValueError as error:
                raise BadRequest(
                    f"is no {field}; there are: {', '.join(words)}", subject=part.strip() or value
                ) from error
    return found


def _origins(query: Query) -> int:
    most = 0
    for value in query.values("origins"):
        found = _AT_LEAST.fullmatch(value.strip())
        if not found:
            raise BadRequest("is no number of origins; write it as origins:>=2", subject=value)
        most = max(most, int(found[1]) if found[1] else int(found[2]) + 1)
    return most


def _one(query: Query, field: str) -> str | None:
    values = query.values(field)
    if len(values) > 1:
        raise BadRequest("is given several times, and one thing cannot be both; leave one", subject=field)
    return values[0] if values else None


def _all_editions(query: Query) -> bool:
    value = _one(query, "editions")
    if value is None:
        return False
    if value.casefold() not in {"all", "latest"}:
        raise BadRequest("is neither all nor latest", subject=value)
    return value.casefold() == "all"


def _check_not(query: Query) -> None:
    for term in query.terms:
        if term.is_not and term.field not in _EXCLUDED:
            raise BadRequest(
                f"{term.field} cannot be excluded; {', '.join(_EXCLUDED)} and words can", subject=term.field
            )
