"""Finding statements and reports: by words and filters, page by page, with what the matches have in common."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.desk import find
from onrecord.desk.access import note_act
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest
from onrecord.ports import Carried, Facets, Order, ReportPage, StatementPage
from onrecord.serve.http.asking import Place, Question, question_from, reports_wanted, statements_wanted
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Editor
from onrecord.serve.web.asked import (
    address_of,
    chips_of,
    clusters_of,
    facets_of,
    in_words,
    known_names,
    question_in,
    tabs_of,
    value_words,
    without_empty,
)
from onrecord.serve.web.drawing import draw
from onrecord.serve.web.matching import Matcher

router = APIRouter()
_PAGE = 25
_FACET = 8
#: Counting those of one takes a good part of a second.
_ORIGINS_OF = 20


@dataclass(frozen=True, slots=True)
class _Found:
    """Return what is shown of a search: a page of results, and what all matches have in common."""

    page: StatementPage | ReportPage
    facets: Facets
    matcher: Matcher


@router.get("/search")
def search(request: Request) -> Response:
    """Return what fits a question; one that cannot be asked is shown with what is wrong with it."""
    question = question_in(request)
    after = request.query_params.get("after") or None
    short = without_empty(request)
    if short is not None:
        return RedirectResponse(short, status_code=303)
    desk = site_of(request).desk
    try:
        found = _find(desk, question, after)
    except BadRequest as error:
        told = f"{error.subject}: {error.message}" if error.subject else error.message
        return draw(request, "search.html", 400, told=told, found=None, **_shared(desk, question))
    clusters = clusters_of(desk, found.page.hits) if isinstance(found.page, StatementPage) else {}
    following = found.page.following
    return draw(
        request,
        "search.html",
        told="",
        found=found,
        clusters=clusters,
        facets=facets_of(found.facets, question),
        is_first=after is None,
        following=_with(address_of(question), "after", following) if following else None,
        **_shared(desk, question),
    )


@router.post("/search/origins")
def count_origins(request: Request, by: Editor, query: Annotated[str, Form()] = "") -> Response:
    """Count the independent origins of the newest statements that a search finds, so that it can ask for them."""
    desk = site_of(request).desk
    question = question_from(query)
    wanted = statements_wanted(desk, question)
    find.count_origins(desk, wanted, limit=_ORIGINS_OF)
    with desk.store.writing():
        note_act(desk, by, "origins.count", facts={"query": question.address})
    return RedirectResponse(address_of(question), status_code=303)


def _find(desk: Desk, question: Question, after: str | None) -> _Found:
    if question.place is Place.REPORTS:
        reports = reports_wanted(question)
        page = find.find_reports(desk, reports, order=question.order, after=after, limit=_PAGE)
        return _Found(page, find.report_facets(desk, reports, limit=_FACET), Matcher(reports.words))
    wanted = statements_wanted(desk, question)
    hits = find.find_statements(desk, wanted, order=question.order, after=after, limit=_PAGE)
    return _Found(hits, find.statement_facets(desk, wanted, limit=_FACET), Matcher(wanted.words))


def _shared(desk: Desk, question: Question) -> dict[str, Any]:
    """Return what the page shows of a question, whether anything is found or not."""
    names = known_names(desk, question)
    return {
        "question": question,
        "is_reports": question.place is Place.REPORTS,
        "chips": chips_of(question, names),
        "in_words": in_words(question, names),
        "tabs": tabs_of(question),
        "orders": [
            (str(order), address_of(_ordered(question, order)), order is question.order) for order in Order
        ],
        "value_words": value_words,
        "carried": list(Carried),
        "fields": _help(question.place),
        "origins_of": _ORIGINS_OF,
        "here": address_of(question),
        "elsewhere": {
            path: address_of(question, path)
            for path in ("/search.csv", "/search.jsonl", "/search.atom", "/timeline", "/compare")
        },
        "clear": address_of(Question(question.place, question.words)),
    }


def _help(place: Place) -> list[tuple[str, str]]:
    """Return the fields that can be asked for, each with what it asks for."""
    fields = find.REPORT_FIELDS if place is Place.REPORTS else find.STATEMENT_FIELDS
    return [(name, find.FIELDS[name]) for name in fields]


def _ordered(question: Question, order: Order) -> Question:
    return Question(question.place, question.words, question.filters, order)


def _with(address: str, name: str, value: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode({name: value})}"
