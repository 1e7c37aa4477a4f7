"""Correcting by hand: a report's text beside the form of one statement, of a missing one, or of the report itself.

Everything is done by plain forms; `static/correct.js` lets words be marked where they stand, and gives every act a key.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from onrecord.desk.access.audit import note_act
from onrecord.desk.correct import (
    Corrected,
    CorrectionEntry,
    Given,
    add_statement,
    correct,
    correct_report,
    corrections_of,
    export_corrections,
    newest_of,
    note_correction,
    recent_corrections,
    undo_corrections,
)
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.model import CorrectedField, IdentityType, Reading, Statement
from onrecord.model.access import Asker
from onrecord.model.correction import OF_REPORT, OF_SPANS
from onrecord.serve.formats.citing import cite_report
from onrecord.serve.formats.corrections import changed_words, given_value, settled_object
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Editor
from onrecord.serve.web.drawing import address_query, draw
from onrecord.serve.web.marking import hues_of, mark_report, number_statements, part_of

router = APIRouter()
_PAGE = 50
#: Digits of a number that every database can hold.
_MOST_DIGITS = 15
#: Corrections that one form makes at most, and more.
_MOST_DONE = 20
#: Fields of a statement in the order of the form; of a report likewise.
_SAID = (
    CorrectedField.SPEAKER,
    CorrectedField.CONTENT,
    CorrectedField.CUE,
    CorrectedField.SOURCE,
    CorrectedField.KIND,
    CorrectedField.ACT,
    CorrectedField.ADDRESSEE,
    CorrectedField.SAID_ON,
    CorrectedField.VENUE,
)
_TOLD = (
    CorrectedField.TITLE,
    CorrectedField.OUTLET,
    CorrectedField.AUTHORS,
    CorrectedField.PUBLISHED,
    CorrectedField.LANGUAGE,
    CorrectedField.SERIES,
    CorrectedField.NUMBER,
    CorrectedField.TOPICS,
)
#: Fields that hold several values, a line each.
_LISTS = frozenset({CorrectedField.AUTHORS, CorrectedField.TOPICS})
Entries = Mapping[str, str]


async def form_of(request: Request) -> FormData:
    """Return the form that was sent."""
    return await request.form()


Sent = Annotated[FormData, Depends(form_of)]


@router.get("/reports/{key}/correct")
def show_form(
    request: Request,
    key: str,
    by: Editor,
    statement: str = "",
    *,
    missing: bool = False,
    part: Annotated[int | None, Query(ge=1, le=100_000)] = None,
    content: str = "",
    done: str = "",
) -> Response:
    """Return a report's text beside the form of one of its statements, of a missing one, or of the report itself.

    Args:
        request: What was asked.
        key: The report's id, or what else names it.
        by: Who asks.
        statement: The id of the statement to correct.
        missing: Whether a statement is to be added.
        part: Which part of a long report.
        content: What the form of a missing statement holds as its words.
        done: Numbers of corrections that were just made, with points between.
    """
    del by
    desk = site_of(request).desk
    report = desk.store.find_report(key)
    entries = {"content": content} if missing and content else None
    return _draw(request, report, statement, missing=missing, part=part, done=done, entries=entries)


@router.get("/statements/{key}/correct")
def lead_to_form(request: Request, key: str, by: Editor) -> Response:
    """Lead to the form of a statement, beside its report."""
    del by
    report, id_ = site_of(request).desk.store.find_statement(key)
    return RedirectResponse(f"/reports/{report}/correct{address_query({'statement': id_})}", 303)


@router.post("/statements/{key}/correct")
def correct_statement(request: Request, key: str, by: Editor, sent: Sent) -> Response:
    """Keep what an editor says of a statement."""
    desk = site_of(request).desk
    report, id_ = desk.store.find_statement(key)
    entries = _entries(sent)

    def keep() -> Corrected:
        reading = desk.store.reading(report)
        said = _said(reading, id_)
        given: dict[CorrectedField, Given]
        if entries.get("do") == "strike":
            given = {CorrectedField.NOT_A_STATEMENT: True}
        elif entries.get("do") == "right":
            given = {CorrectedField.RIGHT: True}
        else:
            given = _changed(reading, _SAID, statement_entries(reading, said), entries)
        return correct(desk, id_, given, by=by.name, because=entries.get("because", ""), seen=_seen(entries))

    return _kept(request, by, report, keep, "statement.correct", entries, statement=id_)


@router.post("/reports/{key}/statements")
def add_missing(request: Request, key: str, by: Editor, sent: Sent) -> Response:
    """Keep a statement that an editor found."""
    desk = site_of(request).desk
    report = desk.store.find_report(key)
    entries = _entries(sent)

    def keep() -> Corrected:
        given = _changed(desk.store.reading(report), _SAID, {}, entries)
        return add_statement(
            desk, report, given, by=by.name, because=entries.get("because", ""), seen=_seen(entries)
        )

    return _kept(request, by, report, keep, "statement.add", entries, missing=True)


@router.post("/reports/{key}/correct")
def correct_head(request: Request, key: str, by: Editor, sent: Sent) -> Response:
    """Keep what an editor says of what a report says about itself."""
    desk = site_of(request).desk
    report = desk.store.find_report(key)
    entries = _entries(sent)

    def keep() -> Corrected:
        reading = desk.store.reading(report)
        given = _changed(reading, _TOLD, report_entries(reading), entries)
        return correct_report(
            desk, report, given, by=by.name, because=entries.get("because", ""), seen=_seen(entries)
        )

    return _kept(request, by, report, keep, "report.correct", entries)


@router.post("/corrections/undo")
def undo(request: Request, by: Editor, sent: Sent) -> Response:
    """Take corrections back, and lead to where that was asked for."""
    desk = site_of(request).desk
    given = (number_of(str(one)) for one in sent.getlist("n"))
    numbers = [one for one in given if one is not None]
    if not numbers:
        raise BadRequest("names no correction; choose one of the history", subject="undo")
    with desk.store.writing():
        undone = undo_corrections(desk, numbers, by=by.name, because=str(sent.get("because", "")))
        note_correction(desk, by, "correction.undo", undone.reading.report.id, undone)
    report = undone.reading.report.id
    if sent.get("back") == "form":
        id_ = undone.statement.id if undone.statement else None
        return RedirectResponse(f"/reports/{report}/correct{address_query({'statement': id_})}", 303)
    back = f"/reports/{report}/corrections" if sent.get("back") == "report" else "/corrections"
    return RedirectResponse(back, 303)


@router.get("/reports/{key}/corrections")
def show_history(request: Request, key: str, statement: str = "") -> Response:
    """Return what was corrected and taken back in a report, or of one statement, also of one that was struck out."""
    desk = site_of(request).desk
    report = desk.store.find_report(key)
    entries = corrections_of(desk, report, statement=statement or None)
    return draw(
        request,
        "corrections.html",
        title="Corrections of this report",
        entries=[entry_values(one) for one in entries],
        report=desk.store.report(report),
        statement=statement,
        back="report",
        unfit=False,
        following="",
    )


@router.get("/corrections")
def show_recent(
    request: Request,
    before: Annotated[int | None, Query(ge=1)] = None,
    *,
    unfit: bool = False,
) -> Response:
    """Return what was corrected and taken back on the whole desk; or what is to be looked at again."""
    desk = site_of(request).desk
    entries = recent_corrections(desk, before=before, limit=_PAGE, unfit=unfit)
    is_full = len(entries) == _PAGE and not unfit
    last = entries[-1].retraction or entries[-1].correction if is_full else None
    return draw(
        request,
        "corrections.html",
        title="Corrections",
        entries=[entry_values(one) for one in entries],
        report=None,
        statement="",
        back="",
        unfit=unfit,
        following=f"/corrections{address_query({'before': last.n})}" if last else "",
    )


@router.get("/corrections.jsonl")
def export(request: Request, by: Editor) -> Response:
    """Return the corrected reports as training data: see docs/how-to/correct.md."""
    desk = site_of(request).desk
    note_act(desk, by, "corrections.export")
    return StreamingResponse(
        (to_line(settled_object(one)) for one in export_corrections(desk)),
        media_type="application/jsonl",
        headers={"Content-Disposition": 'attachment; filename="corrections.jsonl"'},
    )


def statement_entries(reading: Reading, said: Statement) -> dict[str, str]:
    """Return what the form of a statement holds before anybody writes into it."""
    names = {one.id: one.name for one in reading.identities}
    speaker = (names.get(said.speaker.id) or said.speaker.name or "") if said.speaker else ""
    return {
        "speaker": speaker,
        "content": _spans_words(said.content),
        "cue": _spans_words(said.cue),
        "source": _spans_words(said.source),
        "kind": str(said.kind),
        "act": str(said.act),
        "addressee": said.addressee.name if said.addressee else "",
        "said_on": said.said_on.isoformat() if said.said_on else "",
        "venue": said.venue or "",
    }


def report_entries(reading: Reading) -> dict[str, str]:
    """Return the same of a report."""
    told = reading.report.metadata
    return {
        "title": told.title or "",
        "outlet": told.outlet or "",
        "authors": "\n".join(told.authors),
        "published": told.published.isoformat() if told.published else "",
        "language": told.language or "",
        "series": told.series or "",
        "number": told.number or "",
        "topics": "\n".join(told.topics),
    }


def entry_values(entry: CorrectionEntry) -> dict[str, Any]:
    """Return an entry of the history as its page shows it."""
    one = entry.retraction or entry.correction
    return {
        "n": one.n,
        "by": one.by,
        "at": one.at,
        "because": one.because,
        "words": changed_words(entry.correction),
        "undoes": entry.retraction.correction if entry.retraction else None,
        "undone": None if entry.retraction else entry.correction.undone,
        "unfit": None if entry.retraction else entry.correction.unfit,
        "report": entry.correction.report,
        "statement": entry.correction.statement,
        "title": entry.title or entry.report_name,
    }


def _draw(
    request: Request,
    report_id: str,
    statement: str,
    *,
    missing: bool,
    part: int | None = None,
    done: str = "",
    entries: Entries | None = None,
    told: str = "",
) -> Response:
    """Return the page of the form, filled with what is read, or with what was sent and could not be kept."""
    desk = site_of(request).desk
    reading = desk.store.reading(report_id)
    said = _said(reading, statement) if statement else None
    numbered = number_statements(reading.statements)
    number = next((n for n, one in numbered.items() if said and one.id == said.id), 0)
    shown = {number: said} if said else numbered
    wanted = part or (part_of(reading, said.content[0].start) if said else 1)
    fresh = statement_entries(reading, said) if said else {} if missing else report_entries(reading)
    return draw(
        request,
        "correct.html",
        400 if told else 200,
        reading=reading,
        report=reading.report,
        said=said,
        number=number,
        before=numbered[number - 1].id if number > 1 else None,
        after=numbered[number + 1].id if number < len(numbered) else None,
        missing=missing,
        numbered=numbered,
        marked=mark_report(reading, shown, part=wanted),
        hues=hues_of(reading.statements),
        entries={**_blank(missing=missing), **fresh, **(entries or {})},
        people=_people(reading),
        seen=newest_of(desk, report_id),
        done=_done(desk, report_id, done),
        told=told,
        cite=cite_report(reading.report),
    )


def _kept(
    request: Request,
    by: Asker,
    report: str,
    keep: Callable[[], Corrected],
    act: str,
    entries: Entries,
    *,
    statement: str = "",
    missing: bool = False,
) -> Response:
    """Return the way to the page that tells what was kept; or the form with what was sent and why it was not."""
    desk = site_of(request).desk
    try:
        with desk.store.writing():
            done = keep()
            note_correction(desk, by, act, statement or report, done)
    except BadRequest as error:
        told = f"{error.subject}: {error.message}" if error.subject else error.message
        return _draw(request, report, statement, missing=missing, entries=entries, told=told)
    numbers = ".".join(str(one.n) for one in done.corrections)
    id_ = done.statement.id if done.statement else None
    return RedirectResponse(
        f"/reports/{report}/correct{address_query({'statement': id_, 'done': numbers})}", 303
    )


def _changed(
    reading: Reading, fields: tuple[CorrectedField, ...], before: Entries, entries: Entries
) -> dict[CorrectedField, Given]:
    """Return what a form says otherwise than it was filled with."""
    text = reading.report.text
    type_ = IdentityType(entries["type"]) if entries.get("type") in set(IdentityType) else None
    given: dict[CorrectedField, Given] = {}
    for field in fields:
        words = entries.get(field)
        if words is None or words.split() == before.get(field, "").split():
            continue
        values = words.splitlines() if field in _LISTS or field in OF_SPANS else words
        new = type_ if not any(words in {one.id, one.name} for one in reading.identities) else None
        given[field] = given_value(field, values, text, type_=new)
    if not given:
        of = "report" if set(fields) <= OF_REPORT else "statement"
        raise BadRequest(f"nothing differs from what the {of} has; change something, or go on")
    return given


def _entries(sent: FormData) -> dict[str, str]:
    """Return what a form holds; files and long names are none of ours."""
    return {
        key: value.replace("\r\n", "\n") for key, value in sent.items() if not isinstance(value, UploadFile)
    }


def _seen(entries: Entries) -> int | None:
    return number_of(entries.get("seen", ""))


def number_of(words: str) -> int | None:
    """Return the number that a form or an address gives for a correction; None where it gives none.

    >>> number_of("12"), number_of("²"), number_of("9" * 40)
    (12, None, None)
    """
    is_number = words.isascii() and words.isdecimal() and len(words) <= _MOST_DIGITS
    return int(words) if is_number else None


def _said(reading: Reading, id_: str) -> Statement:
    for one in reading.statements:
        if one.id == id_:
            return one
    raise NotFound("this report has no such statement; see the history of its corrections", subject=id_)


def _blank(*, missing: bool) -> dict[str, str]:
    """Return what a form holds where nothing is known."""
    blank = {str(field): "" for field in (*_SAID, *_TOLD)} | {"because": "", "type": "person"}
    return blank | {"kind": "direct", "act": "say"} if missing else blank


def _people(reading: Reading) -> list[dict[str, str]]:
    """Return whom a report names, to choose from: by name, by id where several bear it."""
    names = [one.name for one in reading.identities]
    return [
        {"value": one.id if names.count(one.name) > 1 else one.name, "label": f"{one.name}, {one.type}"}
        for one in reading.identities
    ]


def _done(desk: Desk, report: str, numbers: str) -> list[dict[str, Any]]:
    """Return the standing corrections of a report among those that an address names."""
    wanted = {number_of(one) for one in numbers.split(".")[:_MOST_DONE]} - {None}
    if not wanted:
        return []
    return [
        {"n": one.n, "words": changed_words(one)}
        for one in desk.store.corrections.standing(report)
        if one.n in wanted
    ]


def _spans_words(spans: Any) -> str:
    return " ".join(f"{span.start}:{span.end}" for span in spans)
