"""Counts over many statements: what came in, what they have in common, over time, who speaks of whom, who differs."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord import desk as verbs
from onrecord.desk import find
from onrecord.ports import Count, Network, OutletView, Step, Timeline
from onrecord.serve.api.answers import counts, described, told, total_object
from onrecord.serve.api.parameters import DAY, LIMIT, asked_with, question_in, read_day
from onrecord.serve.api.shapes import (
    ComparisonShape,
    CountShape,
    FacetsShape,
    NetworkShape,
    TimelineShape,
    TodayShape,
)
from onrecord.serve.api.statements import hit_object
from onrecord.serve.http.asking import Place, statements_wanted
from onrecord.serve.http.site import site_of

router = APIRouter(tags=["overviews"])
_STATEMENTS = asked_with(Place.STATEMENTS, ordered=False)
_PARTS = ("speakers", "outlets", "kinds", "acts", "types", "languages", "months")


@router.get("/today", responses=described(TodayShape))
def today(request: Request, day: DAY = None, days: Annotated[int, Query(ge=1, le=366)] = 1) -> Response:
    """Return what came in on a day, today where none is named, and on the days before it."""
    desk = site_of(request).desk
    last = read_day(day) if day else desk.clock.now().date()
    until = datetime.combine(min(last, date.max - timedelta(days=1)) + timedelta(days=1), time(), UTC)
    since = until - timedelta(days=min(days, until.date().toordinal() - 1))
    found = desk.store.finding.today(since, until)
    return told(
        request,
        {
            "since": since.isoformat(),
            "until": until.isoformat(),
            "reports": found.reports,
            "is_all": found.is_all,
            "statements": found.statements,
            "outlets": counts(found.outlets),
            "topics": counts(found.topics),
            "languages": counts(found.languages),
            "speakers": counts(found.speakers),
            "copied": found.copied,
            "changed": found.changed,
            "questions": total_object(found.questions),
            "newest": list(found.newest),
        },
    )


@router.get("/facets", responses=described(FacetsShape), openapi_extra=_STATEMENTS)
def facets(request: Request, limit: Annotated[int, Query(ge=1, le=100)] = 10) -> Response:
    """Return what found statements have in common."""
    question = question_in(request, Place.STATEMENTS)
    desk = site_of(request).desk
    found = find.statement_facets(desk, statements_wanted(desk, question), limit=limit)
    parts: dict[str, tuple[Count, ...]] = {part: getattr(found, part) for part in _PARTS}
    return told(
        request,
        {"counted": found.counted, "is_all": found.is_all}
        | {name: counts(part) for name, part in parts.items()},
    )


@router.get("/timeline", responses=described(TimelineShape), openapi_extra=_STATEMENTS)
def timeline(
    request: Request,
    step: Step = Step.MONTH,
    who: Annotated[str | None, Query(min_length=1, max_length=300)] = None,
) -> Response:
    """Return how much was said over time: by and of one identity (`who`), or of what a question finds."""
    desk = site_of(request).desk
    question = question_in(request, Place.STATEMENTS)
    wanted = statements_wanted(desk, question)
    if who is None:
        return told(request, _timeline(find.timeline_of(desk, wanted, step=step)))
    ids = verbs.members_of(desk, who)
    found = find.timeline(desk, ids, step=step, since=wanted.since, until=wanted.until)
    return told(request, _timeline(found))


@router.get("/network", responses=described(NetworkShape), openapi_extra=_STATEMENTS)
def network(
    request: Request,
    nodes: Annotated[int, Query(ge=2, le=2_000)] = 200,
    who: Annotated[str | None, Query(min_length=1, max_length=300)] = None,
) -> Response:
    """Return who speaks most about whom: in all, around one identity (`who`), or in what a question finds."""
    desk = site_of(request).desk
    question = question_in(request, Place.STATEMENTS)
    wanted = statements_wanted(desk, question)
    days = {"since", "until"}
    if who is None and (question.words or any(name not in days for name, _ in question.filters)):
        return told(request, _network(find.network_of(desk, wanted, nodes=nodes)))
    around = verbs.members_of(desk, who) if who is not None else ()
    found = find.network(desk, since=wanted.since, until=wanted.until, around=around, nodes=nodes)
    return told(request, _network(found))


@router.get("/compare", responses=described(ComparisonShape), openapi_extra=_STATEMENTS)
def compare(request: Request, outlets: Annotated[int, Query(ge=1, le=12)] = 6) -> Response:
    """Return how the outlets with most statements on a subject differ."""
    question = question_in(request, Place.STATEMENTS)
    desk = site_of(request).desk
    found = find.compare_outlets(desk, statements_wanted(desk, question), outlets=outlets)
    views = [_view(one) for one in found.outlets]
    return told(request, {"outlets": views, "counted": found.counted, "is_all": found.is_all})


@router.get("/outlets", responses=described(list[CountShape]))
def outlets(request: Request, limit: LIMIT = 500) -> Response:
    """Return the outlets of the reports kept, with how many of each."""
    return told(request, counts(find.list_outlets(site_of(request).desk, limit=limit)))


def _timeline(found: Timeline) -> dict[str, Any]:
    return {
        "step": str(found.step),
        "stretches": [
            {"start": one.start.isoformat(), "said": one.said, "said_of": one.said_of}
            for one in found.stretches
        ],
        "counted": found.counted,
        "is_all": found.is_all,
    }


def _network(found: Network) -> dict[str, Any]:
    return {
        "nodes": [
            {
                "id": one.cluster,
                "name": one.name,
                "type": str(one.type),
                "said": one.said,
                "said_of": one.said_of,
            }
            for one in found.nodes
        ],
        "edges": [{"by": one.by, "of": one.of, "count": one.count} for one in found.edges],
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat() if found.until else None,
        "counted": found.counted,
        "is_all": found.is_all,
    }


def _view(view: OutletView) -> dict[str, Any]:
    return {
        "outlet": view.outlet,
        "reports": view.reports,
        "statements": view.statements,
        "speakers": counts(view.speakers),
        "calls": counts(view.calls),
        "hits": [hit_object(hit) for hit in view.hits],
    }
