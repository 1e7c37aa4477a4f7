"""How much was said over time: by and of somebody, or of what a question finds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord import desk as verbs
from onrecord.desk import find
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Known
from onrecord.ports import KnownLine, Step, Timeline
from onrecord.serve.formats.timeline_svg import describe_timeline, end_of, name_of, timeline_svg
from onrecord.serve.http.asking import Question, statements_wanted
from onrecord.serve.http.site import site_of
from onrecord.serve.web.asked import (
    address_of,
    chips_of,
    in_words,
    known_names,
    question_in,
    without_empty,
)
from onrecord.serve.web.drawing import address_query, draw
from onrecord.serve.web.pages.report import picture

router = APIRouter()
#: A shorter period is shown by shorter stretches, where nothing else is asked for.
_DAYS, _WEEKS = 62, 400
#: Of those who may be meant by a name.
_CHOICES = 12
#: Of the table: more than a year of days is asked for by its period.
_ROWS = 400


@dataclass(frozen=True, slots=True)
class _Asked:
    """Return what a timeline is asked of.

    Attributes:
        question: What is counted, where nobody in particular is asked for.
        who: Who is asked for, as typed; "" for nobody in particular.
        known: Who that is; None where nobody, or more than one, is known by that.
        step: How long each stretch is.
        has_step: Whether the address says so.
    """

    question: Question
    who: str
    known: Known | None
    step: Step
    has_step: bool

    def address(self, path: str, **changed: str) -> str:
        """Return the address of the same on one of our pages, some of it changed."""
        values: dict[str, Any] = {}
        for name, value in self.question.pairs:
            values.setdefault(name, []).append(value)
        values["who"] = self.known.cluster if self.known else self.who
        values["step"] = str(self.step) if self.has_step else None
        return path + address_query(values, **changed)


@router.get("/timeline")
def show_timeline(request: Request) -> Response:
    """Return how much was said over time, as a picture and as a table."""
    short = without_empty(request)
    if short is not None:
        return RedirectResponse(short, status_code=303)
    desk = site_of(request).desk
    try:
        asked, told = _asked(request, desk), ""
        timeline = _timeline(desk, asked)
    except BadRequest as error:
        asked, told = _Asked(Question(), "", None, Step.MONTH, has_step=False), _told(error)
        timeline = Timeline(Step.MONTH, (), 0, is_all=True)
    choices: tuple[KnownLine, ...] = ()
    if asked.who and asked.known is None:
        choices = _choices(desk, asked.who)
        told = "Several are called that. Who is meant?" if choices else "Nobody is known by that name."
    names = known_names(desk, asked.question)
    return draw(
        request,
        "timeline.html",
        400 if told and not asked.who else 200,
        question=asked.question,
        known=asked.known,
        who=asked.who,
        told=told,
        choices=choices,
        chosen=str(asked.step) if asked.has_step else "",
        in_words=asked.known.name if asked.known else asked.who or in_words(asked.question, names),
        chips=[] if asked.who else chips_of(asked.question, names, "/timeline"),
        timeline=timeline,
        described=describe_timeline(timeline),
        steps=[(step, asked.address("/timeline", step=str(step)), step is asked.step) for step in Step],
        picture=asked.address("/timeline.svg", step=str(asked.step)),
        narrow=asked.address("/timeline.svg", step=str(asked.step), narrow="yes"),
        rows=[
            {"name": name_of(one.start, timeline.step), "stretch": one, **_links(asked, one.start)}
            for one in timeline.stretches[: -_ROWS - 1 : -1]
        ],
        left_out=max(0, len(timeline.stretches) - _ROWS),
        search=address_of(asked.question),
    )


@router.get("/timeline.svg")
def draw_timeline(request: Request, narrow: str = "") -> Response:
    """Return the picture of the same."""
    desk = site_of(request).desk
    return picture(timeline_svg(_timeline(desk, _asked(request, desk)), is_narrow=bool(narrow)))


def _asked(request: Request, desk: Desk) -> _Asked:
    question = question_in(request)
    who = request.query_params.get("who", "").strip()
    step = request.query_params.get("step", "")
    if step and step not in set(Step):
        raise BadRequest(f"is none of {', '.join(Step)}", subject=step)
    return _Asked(
        question,
        who,
        _known(desk, who) if who else None,
        Step(step) if step else _usual_step(desk, question),
        bool(step),
    )


def _known(desk: Desk, who: str) -> Known | None:
    try:
        return verbs.find_known(desk, who)
    except (BadRequest, NotFound):
        return None


def _choices(desk: Desk, who: str) -> tuple[KnownLine, ...]:
    try:
        return find.list_known(desk, part=who, limit=_CHOICES).lines
    except BadRequest:
        return ()


def _usual_step(desk: Desk, question: Question) -> Step:
    wanted = statements_wanted(desk, question)
    if not wanted.since or not wanted.until:
        return Step.MONTH
    days = (wanted.until - wanted.since).days
    return Step.DAY if days <= _DAYS else Step.WEEK if days <= _WEEKS else Step.MONTH


def _timeline(desk: Desk, asked: _Asked) -> Timeline:
    wanted = statements_wanted(desk, asked.question)
    if asked.known is not None:
        return find.timeline(desk, [asked.known.id], step=asked.step, since=wanted.since, until=wanted.until)
    if asked.who:
        return Timeline(asked.step, (), 0, is_all=True)
    return find.timeline_of(desk, wanted, step=asked.step)


def _links(asked: _Asked, start: date) -> dict[str, str]:
    """Return the searches for what was said, and said of somebody, in one stretch."""
    days = (("since", start.isoformat()), ("until", end_of(start, asked.step).isoformat()))
    if asked.known is None:
        return {"said": address_of(asked.question.plus(*days)), "said_of": ""}
    known = asked.known.cluster
    return {
        "said": address_of(Question().plus(("said_by", known), *days)),
        "said_of": address_of(Question().plus(("said_of", known), *days)),
    }


def _told(error: BadRequest) -> str:
    return f"{error.subject}: {error.message}" if error.subject else error.message
