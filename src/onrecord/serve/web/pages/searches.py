"""Searches that are kept: one's own, and those that everybody may read."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.desk import find
from onrecord.desk.desk import Desk
from onrecord.desk.saved import (
    get_saved,
    list_public,
    list_saved,
    publish_search,
    remove_search,
    rename_search,
    save_search,
)
from onrecord.errors import BadRequest, NotFound
from onrecord.model import SavedSearch
from onrecord.serve.http.asking import Place, Question, question_from, reports_wanted, statements_wanted
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Administrator, Reader, Who
from onrecord.serve.web.asked import (
    address_of,
    clusters_of,
    in_words,
    known_names,
    value_words,
)
from onrecord.serve.web.drawing import address_query, draw
from onrecord.serve.web.matching import Matcher
from onrecord.serve.web.pages.exports import feed

router = APIRouter()
#: Collections are read by whoever may, signed in or not.
collections = APIRouter()
_PAGE = 25
_Text = Annotated[str, Form()]


@router.get("/searches")
def show_searches(request: Request, by: Reader) -> Response:
    """Return the searches that whoever asks has kept, and those that everybody may read."""
    desk = site_of(request).desk
    own = list_saved(desk, by=by)
    ids = {one.id for one in own}
    others = [one for one in list_public(desk) if one.id not in ids]
    return draw(
        request,
        "searches.html",
        own=_lines(desk, own),
        others=_lines(desk, others),
        is_served_public=site_of(request).is_public,
    )


@router.post("/searches")
def keep_search(request: Request, by: Reader, name: _Text = "", query: _Text = "") -> Response:
    """Keep a search under a name."""
    question_from(query)
    save_search(site_of(request).desk, name, query, by=by)
    return _back()


@router.post("/searches/{id_}/name")
def name_search(request: Request, id_: str, by: Reader, name: _Text = "") -> Response:
    """Give a search another name."""
    rename_search(site_of(request).desk, id_, name, by=by)
    return _back()


@router.post("/searches/{id_}/remove")
def forget_search(request: Request, id_: str, by: Reader) -> Response:
    """Forget a search."""
    remove_search(site_of(request).desk, id_, by=by)
    return _back()


@router.post("/searches/{id_}/public")
def open_search(request: Request, id_: str, by: Administrator, public: _Text = "") -> Response:
    """Let everybody read what a search finds, or nobody else any more."""
    publish_search(site_of(request).desk, id_, is_public=public == "yes", by=by)
    return _back()


@collections.get("/collections")
def show_collections(request: Request) -> Response:
    """Return the collections that everybody may read."""
    desk = site_of(request).desk
    return draw(request, "collections.html", found=_lines(desk, list_public(desk)))


@collections.get("/collections/{id_}")
def show_collection(request: Request, id_: str, by: Who, after: str = "") -> Response:
    """Return what a public search finds now: the words, who said them, and where they stand."""
    desk = site_of(request).desk
    search = _public(desk, id_, by)
    question = question_from(search.query)
    here = f"/collections/{id_}"
    values: dict[str, Any]
    if question.place is Place.REPORTS:
        reports = reports_wanted(question)
        found = find.find_reports(desk, reports, order=question.order, after=after or None, limit=_PAGE)
        values = {"page": found, "matcher": Matcher(reports.words), "clusters": {}}
    else:
        wanted = statements_wanted(desk, question)
        page = find.find_statements(desk, wanted, order=question.order, after=after or None, limit=_PAGE)
        clusters = clusters_of(desk, page.hits) if by.is_known else {}
        values = {"page": page, "matcher": Matcher(wanted.words), "clusters": clusters}
    following = values["page"].following
    return draw(
        request,
        "collection.html",
        search=search,
        question=question,
        is_reports=question.place is Place.REPORTS,
        in_words=in_words(question, known_names(desk, question)),
        here=here,
        is_first=not after,
        following=f"{here}{address_query({'after': following})}" if following else None,
        value_words=value_words,
        **values,
    )


@collections.get("/collections/{id_}/feed")
def follow_collection(request: Request, id_: str, by: Who) -> Response:
    """Return the newest of a collection as a feed."""
    search = _public(site_of(request).desk, id_, by)
    here = f"/collections/{id_}"
    return feed(request, question_from(search.query), search.name, here, f"{here}/feed")


def _public(desk: Desk, id_: str, by: Any) -> SavedSearch:
    search = get_saved(desk, id_, by=by)
    if not search.is_public:
        raise NotFound("there is no collection with this id", subject=id_)
    return search


def _lines(desk: Desk, searches: Sequence[SavedSearch]) -> list[dict[str, Any]]:
    """Return kept searches as lists show them; one that an older program has kept may no longer be asked."""
    asked: dict[str, Question] = {}
    told: dict[str, str] = {}
    for one in searches:
        try:
            asked[one.id] = question_from(one.query)
        except BadRequest as error:
            told[one.id] = error.message
    names = known_names(desk, *asked.values())
    return [
        {
            "search": one,
            "address": address_of(asked[one.id]) if one.id in asked else "",
            "feed": address_of(asked[one.id], "/search.atom") if one.id in asked else "",
            "words": in_words(asked[one.id], names) if one.id in asked else told[one.id],
        }
        for one in searches
    ]


def _back() -> Response:
    return RedirectResponse("/searches", status_code=303)
