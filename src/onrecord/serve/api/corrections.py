"""Corrections: a person's word on what a machine read, its history, its taking back, and all of it for training."""

from collections.abc import Iterable
from functools import partial
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from onrecord.desk import find
from onrecord.desk.access import note_act
from onrecord.desk.correct import (
    Corrected,
    CorrectionEntry,
    Given,
    add_statement,
    correct,
    correct_report,
    corrections_of,
    export_corrections,
    note_correction,
    recent_corrections,
    undo_corrections,
)
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest
from onrecord.model import CorrectedField, IdentityType, Span, Whom
from onrecord.model.access import Asker
from onrecord.model.correction import OF_SPANS
from onrecord.serve.api.answers import (
    LINES,
    described,
    note_export,
    streamed,
    told,
    wants_lines,
)
from onrecord.serve.api.corrections_in import CorrectionIn, ValueIn, WhomIn
from onrecord.serve.api.parameters import BECAUSE, LIMIT, NUMBER
from onrecord.serve.api.shapes import CorrectedShape, CorrectionShape, Page
from onrecord.serve.formats.corrections import (
    corrected_object,
    correction_entry_object,
    given_spans,
    given_value,
    settled_object,
)
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Editor, Reader

router = APIRouter(tags=["corrections"])
_BEFORE = Query(
    ge=1, le=1_000_000_000_000, description="The `next` of the page before: only what has a lower number."
)


@router.get("/corrections", responses=described(Page[CorrectionShape], lines=True))
def list_corrections(
    request: Request,
    by: Reader,
    report: Annotated[str | None, Query(min_length=1, max_length=2_000)] = None,
    statement: Annotated[str | None, Query(min_length=4, max_length=200)] = None,
    *,
    unfit: Annotated[bool, Query(description="Only what does not fit a newer reading.")] = False,
    after: Annotated[int | None, _BEFORE] = None,
    limit: LIMIT = 50,
) -> Response:
    """List what was corrected and taken back, newest first: of a report, of one of its statements, or of all.

    Of a statement that was struck out, give its report too.
    """
    desk = site_of(request).desk
    if statement and not report:
        report, statement = desk.store.find_statement(statement)

    def fetch(cursor: str | None, most: int) -> tuple[list[CorrectionEntry], str | None]:
        before = int(cursor) if cursor else None
        found = _entries(desk, report, statement, before=before, limit=most + 1, unfit=unfit)
        return found[:most], str(_number(found[most - 1])) if len(found) > most else None

    first = str(after) if after else None
    if wants_lines(request):
        asked = limit if "limit" in request.query_params else None
        note = partial(note_export, desk, by, "corrections", request.url.query)
        every = find.page_after_page(fetch, after=first, limit=asked)
        return streamed(every, correction_entry_object, note=note)
    found, following = fetch(first, limit)
    return told(
        request,
        {"items": [correction_entry_object(one) for one in found], "next": following, "total": None},
    )


@router.get(
    "/corrections/export",
    response_class=StreamingResponse,
    responses={
        **described(None),
        200: {"description": "Lines of JSON.", "content": {LINES: {"schema": {"type": "string"}}}},
    },
)
def export(request: Request, by: Editor) -> Response:
    """Return every corrected report whole, a line of JSON each, as a model is trained on it."""
    desk = site_of(request).desk
    note = partial(note_act, desk, by, "corrections.export", facts={"form": "jsonl"})
    return streamed(export_corrections(desk), settled_object, note=note)


@router.post("/corrections", responses=described(CorrectedShape, code=201), status_code=201)
def make(request: Request, asked: CorrectionIn, by: Editor) -> Response:
    """Record what is right about a statement or a report, or a statement that was missed; nothing is overwritten."""
    desk = site_of(request).desk
    with desk.store.writing():
        done, act, subject = _corrected(desk, asked, by)
        note_correction(desk, by, act, subject, done)
    return told(request, corrected_object(done), 201)


@router.delete("/corrections/{number:int}", responses=described(CorrectedShape))
def undo(request: Request, number: NUMBER, by: Editor, because: BECAUSE = "") -> Response:
    """Take a correction back: the report is as if it had never been made, and the history shows both."""
    desk = site_of(request).desk
    with desk.store.writing():
        done = undo_corrections(desk, [number], by=by.name, because=because)
        note_correction(desk, by, "correction.undo", done.reading.report.id, done)
    return told(request, corrected_object(done))


def _entries(
    desk: Desk, report: str | None, statement: str | None, *, before: int | None, limit: int, unfit: bool
) -> list[CorrectionEntry]:
    found: Iterable[CorrectionEntry]
    if report is None and not unfit:
        return recent_corrections(desk, before=before, limit=limit)
    if report is None:
        found = recent_corrections(desk, limit=None, unfit=True)
    else:
        found = corrections_of(desk, report, statement=statement)
    kept = (
        one
        for one in found
        if (before is None or _number(one) < before)
        and (not unfit or (one.retraction is None and one.correction.undone is None and one.correction.unfit))
    )
    return list(islice(kept, limit))


def _number(entry: CorrectionEntry) -> int:
    return (entry.retraction or entry.correction).n


def _corrected(desk: Desk, asked: CorrectionIn, by: Asker) -> tuple[Corrected, str, str]:
    """Return what came of a correction, what that act is called, and what it was done to.

    Raises:
        BadRequest: It names neither a statement nor a report, or both; or as of the verbs.
        NotFound: There is none.
    """
    if (asked.statement is None) == (asked.report is None) or (asked.missing and asked.statement):
        raise BadRequest("names a statement, or a report; a missing statement has no id yet", subject="it")
    if asked.statement is not None:
        report, subject = desk.store.find_statement(asked.statement)
        verb, act = correct, "statement.correct"
    else:
        report = subject = desk.store.find_report(asked.report or "")
        verb, act = (add_statement, "statement.add") if asked.missing else (correct_report, "report.correct")
    text = desk.store.report(report).text
    given = {
        CorrectedField(name): _given(CorrectedField(name), value, text)
        for name, value in asked.values.items()
    }
    return verb(desk, subject, given, by=by.name, because=asked.because, seen=asked.seen), act, subject


def _given(field: CorrectedField, value: ValueIn, text: str) -> Given:
    if isinstance(value, bool):
        return value
    if isinstance(value, WhomIn):
        return Whom(value.name, IdentityType(value.type))
    if value is None:
        return given_value(field, [], text)
    if isinstance(value, str):
        return given_value(field, value, text)
    if field in OF_SPANS:
        return [
            span
            for one in value
            for span in (given_spans(one, text, of=str(field)) if isinstance(one, str) else [Span(*one)])
        ]
    words = [one for one in value if isinstance(one, str)]
    if len(words) != len(value):
        raise BadRequest("has spans, and is no stretch of the text", subject=str(field))
    return given_value(field, words, text)
