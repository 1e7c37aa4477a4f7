"""Outlets: all whose reports are kept, and one of them whole."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord import desk as verbs
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Outlet
from onrecord.ports import Count, ReportsWanted, StatementsWanted
from onrecord.serve.http.site import site_of
from onrecord.serve.web.drawing import draw
from onrecord.serve.web.pages.who import lens_start
from onrecord.text.fold import fold

router = APIRouter()
_REPORTS = 20
#: Newest reports of an outlet whose reprints are looked up.
_TRACED = 200
#: Outlets of a list: a desk plans for a thousand.
_OUTLETS = 2_000
_TABS = ("reports", "speakers", "naming", "reprints", "about")


@router.get("/outlets")
def list_outlets(request: Request, part: str = "") -> Response:
    """Return the outlets of the reports that are kept, and those that are watched.

    Args:
        request: What was asked.
        part: Letters of a name; empty for all.
    """
    desk = site_of(request).desk
    counts = {one.name: one.count for one in desk.store.finding.outlets(limit=_OUTLETS)}
    book = {outlet.name: outlet for outlet in desk.outlets.known()}
    watched = {outlet.name for outlet in desk.outlets.own()}
    names = {*counts, *watched}
    wanted = fold(part)
    lines = sorted(
        (
            (name, counts.get(name, 0), book.get(name), name in watched)
            for name in names
            if wanted in fold(name)
        ),
        key=lambda line: (-line[1], fold(line[0])),
    )
    return draw(request, "outlets.html", lines=lines, part=part, all_of_them=len(names))


@router.get("/outlets/{name:path}")
def show_outlet(
    request: Request,
    name: str,
    tab: str = "reports",
    after: str | None = None,
    who: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Return one outlet.

    Args:
        request: What was asked.
        name: Its name.
        tab: Which side of it.
        after: The cursor of a later page of reports.
        who: Whose names by this outlet are asked for.
    """
    if tab not in _TABS:
        raise NotFound(f"an outlet's page has no such side; there are {', '.join(_TABS)}", subject=tab)
    desk = site_of(request).desk
    counted = next((one for one in desk.store.finding.outlets(limit=_OUTLETS) if one.name == name), None)
    try:
        known: Outlet | None = desk.outlets.get(name)
    except NotFound:
        if counted is None:
            raise
        known = None
    is_watched = known is not None and known.name in {outlet.name for outlet in desk.outlets.own()}
    values: dict[str, Any] = {}
    if tab == "reports":
        values = {"page": _reports(desk, name, after), "after": after}
    elif tab == "speakers":
        values = {"facets": desk.store.finding.facets(StatementsWanted(outlets=(name,)), limit=30)}
    elif tab == "naming":
        values = _naming(desk, name, who)
    elif tab == "reprints":
        values = _reprints(desk, name)
    else:
        values = {"looked": desk.store.queue.looked(known.name if known else name)}
    return draw(
        request,
        f"outlet_{tab}.html",
        tab=tab,
        name=name,
        count=counted or Count(name, name, 0),
        outlet=known,
        is_watched=is_watched,
        **values,
    )


def _reports(desk: Desk, name: str, after: str | None) -> Any:
    return desk.store.finding.reports(ReportsWanted(outlets=(name,)), after=after, limit=_REPORTS)


def _naming(desk: Desk, name: str, who: str) -> dict[str, Any]:
    """Return what an outlet calls somebody, or whom it writes of most."""
    if not who.strip():
        facets = desk.store.finding.facets(StatementsWanted(outlets=(name,)), limit=24)
        return {"who": "", "lens": None, "told": "", "offered": facets.speakers}
    try:
        one = verbs.tell_of(desk, who)
    except (NotFound, BadRequest):
        since = None
    else:
        since = lens_start(one)
    try:
        found = verbs.lens(desk, who, outlet=name, since=since, examples=3)
    except (NotFound, BadRequest) as error:
        return {"who": who, "lens": None, "told": error.message, "offered": ()}
    # An outlet is looked for by a part of its name: others may have it in theirs.
    own = [one for one in found.namings if one.outlet == name]
    told = "" if own else "no report of this outlet that is kept names them"
    return {"who": who, "lens": found, "namings": own, "told": told, "since": since, "offered": ()}


def _reprints(desk: Desk, name: str) -> dict[str, Any]:
    page = desk.store.finding.reports(ReportsWanted(outlets=(name,)), limit=_TRACED)
    own = {one.hit.line.id for one in page.hits if one.hit.line.outlet == name}
    between = verbs.reprints_between(desk, name, own)
    titles = desk.store.traces.reports({id_ for one in between for pair in one.examples for id_ in pair})
    return {"between": between, "titles": titles, "looked_at": len(own), "is_all": page.following is None}
