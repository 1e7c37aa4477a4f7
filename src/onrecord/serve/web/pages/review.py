"""Questions of who is one with whom: asked one at a time, answered by a key or a button, and taken back."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord import desk as verbs
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest
from onrecord.model import Judgement, Known, Verdict
from onrecord.ports import Question, StatementHit, StatementsWanted
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Editor, Who
from onrecord.serve.web.drawing import draw
from onrecord.serve.web.pages.who import SCRIPTS, clusters_of, judged

router = APIRouter()
#: Questions looked at ahead: more than anybody answers at a sitting.
_AHEAD = 200
#: Statements of each side, and of those that name it.
_SIDE = 3
#: Entries of the history in which one's own of today are counted.
_COUNTED = 500


@dataclass(frozen=True, slots=True)
class Side:
    """Return one of the two who are asked about.

    Attributes:
        known: The known identity.
        one: All that are one with it, together.
        said: Their newest statements.
        said_of: The newest that name them.
    """

    known: Known
    one: verbs.Somebody
    said: tuple[StatementHit, ...]
    said_of: tuple[StatementHit, ...]


@router.get("/review")
def review(
    request: Request, by: Who, at: Annotated[int, Query(ge=0, le=_AHEAD - 1)] = 0, done: int | None = None
) -> Response:
    """Return the question whose answer settles most, with what is known of both sides.

    Args:
        request: What was asked.
        by: Who asks.
        at: How many questions are left for later.
        done: The number of the judgement that was made or taken back just now.
    """
    desk = site_of(request).desk
    questions = desk.store.judgements.questions(limit=_AHEAD + 1)
    asked = questions[at] if at < len(questions) else None
    sides = _sides(desk, asked) if asked else ()
    hits = [hit for side in sides for hit in (*side.said, *side.said_of)]
    return draw(
        request,
        "review.html",
        question=asked,
        sides=sides,
        clusters=clusters_of(desk, hits),
        at=at,
        left=min(len(questions), _AHEAD),
        is_more=len(questions) > _AHEAD,
        settled=_settled_today(desk, by.name) if by.name else 0,
        next_ones=_next_ones(desk, questions[at + 1 : at + 6]),
        done=judged(desk, done),
        scripts=SCRIPTS,
    )


@router.post("/judgements")
def judge(
    request: Request,
    by: Editor,
    a: Annotated[str, Form(max_length=200)],
    b: Annotated[str, Form(max_length=200)],
    verdict: Annotated[Verdict, Form()],
    because: Annotated[str, Form(max_length=500)] = "",
    score: Annotated[float | None, Form(ge=0, le=1)] = None,
    back: Annotated[str, Form(max_length=500)] = "/review",
) -> Response:
    """Keep an editor's word, and go back to where it was given."""
    way = _checked_way(back)
    told = verbs.judge_as(site_of(request).desk, by, a, b, verdict, because=because, score=score)
    return _back(way, told.judgement.n)


@router.post("/judgements/undo")
def undo(
    request: Request,
    by: Editor,
    n: Annotated[int | None, Form()] = None,
    back: Annotated[str, Form(max_length=500)] = "/review",
) -> Response:
    """Take back a judgement, the last of one's own where none is named, and go back to where that was asked."""
    way = _checked_way(back)
    told = verbs.undo_as(site_of(request).desk, by, n)
    return _back(way, told.judgement.n)


def _checked_way(back: str) -> str:
    """Return an address of ours to go back to.

    Raises:
        BadRequest: It is none.
    """
    path = back.partition("?")[0]
    if not path.startswith("/") or path.startswith("//") or "\\" in path or ":" in path:
        raise BadRequest("leads away from this desk; go back by yourself", subject=back)
    return back


def _back(way: str, n: int) -> Response:
    """Return the way back to a page of ours, which then tells what was done."""
    path, _, query = way.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("done=")]
    return RedirectResponse(f"{path}?{'&'.join([*kept, f'done={n}'])}", status_code=303)


def _sides(desk: Desk, asked: Question) -> tuple[Side, ...]:
    known = desk.store.registry.get((asked.judgement.a, asked.judgement.b))
    return tuple(_side(desk, known[id_]) for id_ in (asked.judgement.a, asked.judgement.b))


def _side(desk: Desk, known: Known) -> Side:
    one = verbs.tell_of(desk, known.id)
    ids = frozenset(one.members)
    find = desk.store.finding.statements
    return Side(
        known,
        one,
        find(StatementsWanted(said_by=ids), limit=_SIDE).hits,
        find(StatementsWanted(said_of=ids), limit=_SIDE).hits,
    )


def _next_ones(desk: Desk, questions: list[Question]) -> list[tuple[str, str, int]]:
    """Return the questions after this one: the names of both, and what an answer settles."""
    known = desk.store.registry.get(id_ for one in questions for id_ in (one.judgement.a, one.judgement.b))
    return [(known[one.judgement.a].name, known[one.judgement.b].name, one.settles) for one in questions]


def _settled_today(desk: Desk, name: str) -> int:
    """Return how many of somebody's judgements of this day stand, among the newest of all."""
    today = desk.clock.now().date()
    return sum(
        isinstance(one, Judgement) and one.undone is None and one.by == name and one.at.date() == today
        for one in desk.store.judgements.history(limit=_COUNTED)
    )
