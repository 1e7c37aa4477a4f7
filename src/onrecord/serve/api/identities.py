"""Who is known: finding them by any spelling, one by one, and what is judged of them."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord import desk as verbs
from onrecord.desk import find
from onrecord.desk.card import show_identity
from onrecord.model import IdentityType, Verdict
from onrecord.serve.api.answers import described, told, told_text
from onrecord.serve.api.parameters import AFTER, BECAUSE, LIMIT, NUMBER
from onrecord.serve.api.shapes import (
    IdentityShape,
    JudgedShape,
    JudgementIn,
    KnownShape,
    LensShape,
    Page,
    PersonShape,
    QuestionShape,
)
from onrecord.serve.formats.identity_card import identity_object
from onrecord.serve.formats.judgements import judged_object, question_object, remembered_object
from onrecord.serve.formats.namings import lens_object
from onrecord.serve.formats.people import people_object
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Editor

router = APIRouter(tags=["identities"])
_NAME = Query(min_length=1, max_length=300)


@router.get("/identities", responses=described(Page[KnownShape]))
def list_identities(
    request: Request,
    type_: Annotated[list[IdentityType] | None, Query(alias="type", max_length=6)] = None,
    part: Annotated[str | None, Query(max_length=300, description="Words of a name.")] = None,
    after: AFTER = None,
    limit: LIMIT = 50,
) -> Response:
    """List those who are known, the most talkative first."""
    page = find.list_known(site_of(request).desk, types=type_ or (), part=part, after=after, limit=limit)
    items = [
        {
            "id": one.cluster,
            "name": one.name,
            "type": str(one.type),
            "statements": one.statements,
            "reports": one.reports,
            "members": one.members,
        }
        for one in page.lines
    ]
    return told(request, {"items": items, "next": page.following, "total": None})


@router.get("/who", responses=described(list[PersonShape]))
def who(
    request: Request,
    name: Annotated[str, _NAME],
    people: Annotated[int, Query(ge=1, le=50)] = 10,
    statements: Annotated[int, Query(ge=1, le=50)] = 5,
) -> Response:
    """Return everyone whom a name may mean, in any script, best first, with scores and reasons."""
    found = verbs.who(site_of(request).desk, name, people=people, statements=statements)
    return told_text(request, people_object(found))


@router.get("/identities/{key}", responses=described(IdentityShape))
def get_identity(request: Request, key: str) -> Response:
    """Return everything that is known of whom an id, the start of one, or a name that one alone bears, means."""
    return told(request, identity_object(show_identity(site_of(request).desk, key)))


@router.get("/lens", responses=described(LensShape))
def lens(request: Request, name: Annotated[str, _NAME]) -> Response:
    """Return what each outlet calls somebody, and how often."""
    return told_text(request, lens_object(verbs.lens(site_of(request).desk, name)))


@router.get("/review", responses=described(list[QuestionShape]))
def review(request: Request, limit: Annotated[int, Query(ge=1, le=200)] = 20) -> Response:
    """Return the pairs that nobody is sure of, those first whose answer settles most."""
    return told(request, [question_object(one) for one in verbs.review(site_of(request).desk, limit=limit)])


@router.get("/judgements", responses=described(list[dict[str, object]]))
def judgements(
    request: Request,
    identity: Annotated[str | None, Query(min_length=1, max_length=300)] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Response:
    """Return what was judged, of one identity or of all, newest first."""
    found = verbs.history(site_of(request).desk, identity, limit=limit)
    return told(request, [remembered_object(one) for one in found])


@router.post("/judgements", responses=described(JudgedShape, code=201), status_code=201)
def judge(request: Request, asked: JudgementIn, by: Editor) -> Response:
    """Record that two known identities are the same, different, or that it is not sure."""
    desk = site_of(request).desk
    judged = verbs.judge_as(desk, by, asked.a, asked.b, Verdict(asked.verdict), because=asked.because)
    return told(request, judged_object(judged), 201)


@router.delete("/judgements/{number}", responses=described(JudgedShape))
def undo(request: Request, number: NUMBER, by: Editor, because: BECAUSE = "") -> Response:
    """Take a judgement back; everything is as it would be without it, and the history shows both."""
    return told(request, judged_object(verbs.undo_as(site_of(request).desk, by, number, because=because)))
