"""What a search finds, for other programs: CSV, lines of JSON, an Atom feed."""

from collections.abc import Iterator
from hashlib import sha256

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from onrecord.desk import find
from onrecord.desk.access import note_act
from onrecord.desk.desk import Desk
from onrecord.ports import Order, ReportFound, StatementHit
from onrecord.serve.formats.atom import Entry, atom
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.objects import statement_object
from onrecord.serve.formats.report_sheet import found_object, report_sheet_head, report_sheet_line
from onrecord.serve.formats.sheet import sheet_head, sheet_line
from onrecord.serve.formats.visible import joined, shorten
from onrecord.serve.http.asking import Place, Question, reports_wanted, statements_wanted
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import asker_of
from onrecord.serve.web.asked import (
    address_of,
    in_words,
    known_names,
    question_in,
)

router = APIRouter()
#: Of one export; who needs more asks by stretches of time.
MOST_LINES = 100_000
_FEED = 50
_TITLE_CHARS = 140


@router.get("/search.csv")
def export_csv(request: Request) -> Response:
    """Return what is found as a sheet, its cells harmless in every program that opens sheets."""
    question = question_in(request)
    desk = site_of(request).desk
    lines = (
        _lines(report_sheet_head(), map(report_sheet_line, _reports(desk, question)))
        if question.place is Place.REPORTS
        else _lines(sheet_head(), map(sheet_line, _statements(desk, question)))
    )
    return _export(request, question, lines, "csv", "text/csv; charset=utf-8")


@router.get("/search.jsonl")
def export_jsonl(request: Request) -> Response:
    """Return what is found as lines of JSON: statements in the interchange format."""
    question = question_in(request)
    desk = site_of(request).desk
    lines = (
        (to_line(found_object(one)) for one in _reports(desk, question))
        if question.place is Place.REPORTS
        else _statement_lines(desk, question)
    )
    return _export(request, question, lines, "jsonl", "application/jsonl")


@router.get("/search.atom")
def follow(request: Request) -> Response:
    """Return the newest of what is found as a feed."""
    question = question_in(request)
    site = site_of(request)
    title = in_words(question, known_names(site.desk, question))
    return feed(request, question, title, address_of(question), address_of(question, "/search.atom"))


def feed(request: Request, question: Question, title: str, page: str, own: str) -> Response:
    """Return a question's newest answers as a feed.

    Args:
        request: What was asked.
        question: What is looked for.
        title: What the feed is called.
        page: The address of the page that shows the same, without the host.
        own: The feed's own address, without the host.
    """
    site = site_of(request)
    base = str(request.base_url).rstrip("/")
    entries = (
        _report_entries(site.desk, question, base)
        if question.place is Place.REPORTS
        else _statement_entries(site.desk, question, base)
    )
    body = atom(
        entries,
        id_=f"urn:onrecord:search:{sha256(question.address.encode()).hexdigest()}",
        title=title,
        link=base + page,
        self_link=base + own,
        author=site.name or "OnRecord",
        now=site.desk.clock.now(),
    )
    return Response(body, media_type="application/atom+xml")


def _export(
    request: Request, question: Question, lines: Iterator[str], form: str, media_type: str
) -> Response:
    # The first line is made before the answer begins: what cannot be asked is told as an error, and not written down.
    first = next(lines, "")
    desk = site_of(request).desk
    with desk.store.writing():
        note_act(
            desk,
            asker_of(request),
            f"{question.place}.export",
            facts={"form": form, "query": question.address},
        )
    name = f"{question.place}-{desk.clock.now():%Y-%m-%d}.{form}"
    return StreamingResponse(
        _after(first, lines),
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _after(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _lines(head: str, lines: Iterator[str]) -> Iterator[str]:
    first = next(lines, "")
    yield head + first
    yield from lines


def _statements(desk: Desk, question: Question) -> Iterator[StatementHit]:
    return find.all_statements(desk, statements_wanted(desk, question), limit=MOST_LINES)


def _reports(desk: Desk, question: Question) -> Iterator[ReportFound]:
    return find.all_reports(desk, reports_wanted(question), limit=MOST_LINES)


def _statement_lines(desk: Desk, question: Question) -> Iterator[str]:
    digest_of: tuple[str, str] = ("", "")
    for hit in _statements(desk, question):
        report = hit.statement.report
        if report != digest_of[0]:
            # Statements of one report come one after the other.
            digest_of = (report, desk.store.report(report).text_sha256)
        yield to_line(
            statement_object(
                hit.statement, report_name=hit.report_name, capture=hit.capture, text_sha256=digest_of[1]
            )
        )


def _statement_entries(desk: Desk, question: Question, base: str) -> list[Entry]:
    hits = find.find_statements(desk, statements_wanted(desk, question), order=Order.NEWEST, limit=_FEED).hits
    kept = desk.store.traces.reports({hit.statement.report for hit in hits})
    return [
        Entry(
            id=f"urn:onrecord:statement:{hit.statement.id}",
            title=f"{_speaker(hit)}: {shorten(joined(hit.words), _TITLE_CHARS)}",
            updated=kept[hit.statement.report].seen_at,
            link=f"{base}/statements/{hit.statement.id}",
            published=hit.statement.said_on or hit.published,
            authors=(_speaker(hit),),
            source=hit.outlet,
            words=f"“{joined(hit.words)}” — {_where(hit)}",
        )
        for hit in hits
        if hit.statement.report in kept
    ]


def _report_entries(desk: Desk, question: Question, base: str) -> list[Entry]:
    found = find.find_reports(desk, reports_wanted(question), order=Order.NEWEST, limit=_FEED).hits
    kept = desk.store.traces.reports({one.hit.line.id for one in found})
    return [
        Entry(
            id=f"urn:onrecord:report:{one.hit.line.id}",
            title=one.hit.line.title or one.hit.line.name,
            updated=kept[one.hit.line.id].seen_at,
            link=f"{base}/reports/{one.hit.line.id}",
            published=one.hit.line.published,
            authors=(one.hit.line.outlet,) if one.hit.line.outlet else (),
            source=one.hit.line.outlet,
            words=one.hit.excerpt,
        )
        for one in found
        if one.hit.line.id in kept
    ]


def _speaker(hit: StatementHit) -> str:
    name = hit.statement.speaker.name if hit.statement.speaker else None
    return name or " ".join(hit.source) or "somebody not named"


def _where(hit: StatementHit) -> str:
    parts = (hit.outlet, hit.title or hit.report_name, hit.published and hit.published.isoformat())
    return ", ".join(part for part in parts if part)
