"""Statements: finding them, one by one, and what proves them."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord import desk as verbs
from onrecord.desk import find
from onrecord.model import Report, Statement
from onrecord.ports import StatementHit, StatementQuery
from onrecord.serve.api.answers import (
    described,
    note_export,
    streamed,
    told,
    told_text,
    total_object,
    wants_lines,
)
from onrecord.serve.api.parameters import AFTER, LIMIT, asked_with, question_in
from onrecord.serve.api.shapes import (
    EvidenceShape,
    OriginsShape,
    Page,
    StatementShape,
    TraceShape,
    VariantsShape,
)
from onrecord.serve.formats.citing import cite_statement
from onrecord.serve.formats.objects import statement_object
from onrecord.serve.formats.origins import origins_object
from onrecord.serve.formats.trace_object import trace_object
from onrecord.serve.formats.variants import variants_object
from onrecord.serve.http.asking import Place, statements_wanted
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Reader

router = APIRouter(tags=["statements"])


@router.get(
    "/statements",
    responses=described(Page[StatementShape], lines=True),
    openapi_extra=asked_with(Place.STATEMENTS),
)
def find_statements(request: Request, by: Reader, after: AFTER = None, limit: LIMIT = 50) -> Response:
    """Find statements by words and filters, as the search page does.

    With `Accept: application/jsonl` all that is found is streamed, a statement a line; up to `limit` where it is given.
    """
    desk = site_of(request).desk
    question = question_in(request, Place.STATEMENTS)
    wanted = statements_wanted(desk, question)
    if wants_lines(request):
        asked = limit if "limit" in request.query_params else None
        note = partial(note_export, desk, by, "statements", question.address)
        every = find.all_statements(desk, wanted, order=question.order, after=after, limit=asked)
        return streamed(every, hit_object, note=note)
    page = find.find_statements(desk, wanted, order=question.order, after=after, limit=limit)
    return told(
        request,
        {
            "items": [hit_object(hit) for hit in page.hits],
            "next": page.following,
            "total": total_object(page.total),
            "ranked": page.ranked,
            "uncounted": page.uncounted,
        },
    )


@router.get("/statements/{key}", responses=described(StatementShape))
def get_statement(request: Request, key: str) -> Response:
    """Return one statement, by its id or the start of one."""
    found = verbs.show_evidence(site_of(request).desk, key)
    return told(request, _object(found.report, found.statement))


@router.get("/statements/{key}/evidence", responses=described(EvidenceShape))
def get_evidence(request: Request, key: str) -> Response:
    """Return what proves that a statement's words stand where the desk says, checked anew against the kept bytes."""
    found = verbs.show_evidence(site_of(request).desk, key)
    report = found.report
    return told(
        request,
        {
            "statement": found.statement.id,
            "report": report.id,
            "words": list(found.words),
            "spans": [[span.start, span.end] for span in found.statement.content],
            "passage": found.passage.cut(report.text),
            "passage_span": [found.passage.start, found.passage.end],
            "text_sha256": report.text_sha256,
            "capture": f"sha256:{report.capture}",
            "fetched_at": found.capture.fetched_at.isoformat(),
            "address": found.capture.address,
            "verified": True,  # what does not hold is an error
            "findings": list(found.checked),
            "citation": cite_statement(report, found.statement),
        },
    )


@router.get("/statements/{key}/variants", responses=described(VariantsShape))
def get_variants(request: Request, key: str, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Response:
    """Return where else a statement stands, word by word."""
    return told_text(request, variants_object(verbs.variants(site_of(request).desk, key, limit=limit)))


@router.get("/statements/{key}/origins", responses=described(OriginsShape))
def get_origins(request: Request, key: str) -> Response:
    """Return how many independent origins a statement has, and why."""
    desk = site_of(request).desk
    _, id_ = desk.store.find_statement(key)
    found = verbs.origins(desk, [id_], StatementQuery(limit=200))
    return told_text(request, origins_object(found))


@router.get("/statements/{key}/trace", responses=described(TraceShape))
def get_trace(request: Request, key: str) -> Response:
    """Return the way by which a statement came to us."""
    desk = site_of(request).desk
    report, id_ = desk.store.find_statement(key)
    found = verbs.trace_statement(desk, desk.store.reading(report), id_)
    return told_text(request, trace_object(found))


def hit_object(hit: StatementHit) -> dict[str, Any]:
    """Return a found statement as an object: the interchange line, its words, and where it stands."""
    line = statement_object(hit.statement, report_name=hit.report_name, capture=hit.capture, text_sha256="")
    del line["text_sha256"]  # lists do not read the texts
    return line | {
        "words": list(hit.words),
        "because": hit.statement.because,
        "report_id": hit.statement.report,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": hit.published.isoformat() if hit.published else None,
        "address": f"/statements/{hit.statement.id}",
    }


def _object(report: Report, statement: Statement) -> dict[str, Any]:
    head = report.metadata
    line = statement_object(
        statement, report_name=report.name, capture=report.capture, text_sha256=report.text_sha256
    )
    return line | {
        "words": [span.cut(report.text) for span in statement.content],
        "because": statement.because,
        "report_id": report.id,
        "title": head.title,
        "outlet": head.outlet,
        "published": head.published.isoformat() if head.published else None,
        "address": f"/statements/{statement.id}",
    }
