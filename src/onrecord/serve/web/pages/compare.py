"""Outlets side by side on one subject: how much each has, who speaks there, what it calls those that are meant."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord import desk as verbs
from onrecord.desk import find
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.serve.http.asking import Place, Question, statements_wanted
from onrecord.serve.http.site import site_of
from onrecord.serve.web.asked import (
    address_of,
    chips_of,
    clusters_of,
    in_words,
    known_names,
    question_in,
    without_empty,
)
from onrecord.serve.web.drawing import draw
from onrecord.serve.web.matching import Matcher

router = APIRouter()
_OUTLETS, _HITS, _LISTED = 6, 3, 40


@router.get("/compare")
def compare(request: Request) -> Response:
    """Return how outlets differ on what a question finds."""
    desk = site_of(request).desk
    question = question_in(request).at(Place.STATEMENTS)
    meant = _as_known(desk, question)
    if meant != question or without_empty(request) is not None:
        return RedirectResponse(address_of(meant, "/compare"), status_code=303)
    names = known_names(desk, question)
    shared = {
        "question": question,
        "in_words": in_words(question, names),
        "chips": chips_of(question, names, "/compare"),
    }
    if question.is_empty:
        outlets = find.list_outlets(desk, limit=_LISTED)
        return draw(request, "compare.html", found=None, outlets=outlets, told="", **shared)
    try:
        wanted = statements_wanted(desk, question)
        found = find.compare_outlets(desk, wanted, outlets=_OUTLETS, hits=_HITS)
    except BadRequest as error:
        told = f"{error.subject}: {error.message}" if error.subject else error.message
        return draw(request, "compare.html", 400, found=None, outlets=(), told=told, **shared)
    hits = [hit for one in found.outlets for hit in one.hits]
    return draw(
        request,
        "compare.html",
        found=found,
        outlets=(),
        told="",
        clusters=clusters_of(desk, hits),
        matcher=Matcher(wanted.words),
        has_calls=any(one.calls for one in found.outlets),
        search=address_of(question),
        searches={one.outlet: address_of(question.plus(("outlet", one.outlet))) for one in found.outlets},
        **shared,
    )


def _as_known(desk: Desk, question: Question) -> Question:
    """Return a question that means somebody known where one person alone is called as it says.

    What outlets call somebody can be told of those who are known, in all their spellings.
    """
    for name in question.of("about"):
        try:
            known = verbs.find_known(desk, name)
        except (BadRequest, NotFound):
            continue
        question = question.minus(("about", name)).plus(("said_of", known.cluster))
    return question
