"""Today: what came in, from whom, and what waits to be decided."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import BadRequest
from onrecord.model.access import Role
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import asker_of
from onrecord.serve.web.drawing import address_query, day_words, draw

router = APIRouter()
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """Return a stretch of time: from `since` on, before `until`.

    Attributes:
        key: As addresses ask for it; "" for today.
        name: In words.
        since: Its beginning, aware.
        until: Its end, aware.
    """

    key: str
    name: str
    since: datetime
    until: datetime


@router.get("/")
def today(request: Request, period: str = "", day: str = "") -> Response:
    """Return what came in over a period; of a desk that holds nothing, what to do first."""
    if (not day and "day" in request.query_params) or (not period and "period" in request.query_params):
        return RedirectResponse("/" + address_query({"period": period, "day": day}), status_code=303)
    desk = site_of(request).desk
    now = desk.clock.now()
    asked = period_of(period, day, now)
    found = desk.store.finding.today(asked.since, asked.until)
    if not found.reports and next(desk.store.reports(limit=1), None) is None:
        # Where it lies on the machine is for those alone who look after it.
        folder = desk.name if asker_of(request).may(Role.ADMINISTRATOR) else site_of(request).name
        return draw(request, "first.html", folder=folder)
    lines = desk.store.traces.reports(found.newest)
    pairs = desk.store.traces.of(found.newest)
    return draw(
        request,
        "today.html",
        period=asked,
        periods=[(period_of(key, "", now), key == asked.key) for key in ("", "24h", "7d")],
        found=found,
        newest=[lines[id_] for id_ in found.newest if id_ in lines],
        copied={one.b if one.origin == one.a else one.a for one in pairs if one.origin},
    )


def period_of(period: str, day: str, now: datetime) -> Period:
    """Return the period that an address asks for; a day comes before everything else. Days are those of UTC.

    Args:
        period: "" for today, "24h", or "7d".
        day: A day, or "".
        now: The time, aware.

    Raises:
        BadRequest: There is no such period, or day.
    """
    midnight = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    if day:
        try:
            start = datetime.combine(date.fromisoformat(day), time(), UTC)
            return Period(day, day_words(start), start, start + timedelta(days=1))
        except (ValueError, OverflowError) as error:
            raise BadRequest("is no day; give one as 2021-05-28", subject=day) from error
    # What comes in while the page is made still belongs to it.
    end = now + timedelta(minutes=1)
    if not period:
        return Period("", "Today", midnight, end)
    spans = {"24h": ("24 hours", timedelta(hours=24)), "7d": ("7 days", _WEEK)}
    if period not in spans:
        raise BadRequest("is no period; give 24h or 7d, or a day", subject=period)
    name, span = spans[period]
    return Period(period, name, now - span, end)
