"""Reports: finding them, one by one, their editions, their reprints, their bytes; and adding addresses."""

import re
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from onrecord import desk as verbs
from onrecord.desk import Added, Kept, NewEdition, Seen, find
from onrecord.desk.access import note_act
from onrecord.errors import BadRequest, NotFound, OnRecordError
from onrecord.ports import ReportFound
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
    AddedShape,
    AddIn,
    EditionShape,
    Page,
    ReportLineShape,
    ReportShape,
    ReprintShape,
    TraceShape,
)
from onrecord.serve.formats.changes import edition_object
from onrecord.serve.formats.objects import report_object
from onrecord.serve.formats.report_sheet import found_object
from onrecord.serve.formats.reprints import reprint_object
from onrecord.serve.formats.trace_object import trace_object
from onrecord.serve.http.asking import Place, reports_wanted
from onrecord.serve.http.etags import unless_kept
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Editor, Reader

router = APIRouter(tags=["reports"])
_WEB = ("http://", "https://")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}", re.ASCII)


@router.get(
    "/reports",
    responses=described(Page[ReportLineShape], lines=True),
    openapi_extra=asked_with(Place.REPORTS),
)
def find_reports(request: Request, by: Reader, after: AFTER = None, limit: LIMIT = 50) -> Response:
    """Find reports by words and filters, as the search page does; streamed as for statements."""
    desk = site_of(request).desk
    question = question_in(request, Place.REPORTS)
    wanted = reports_wanted(question)
    if wants_lines(request):
        asked = limit if "limit" in request.query_params else None
        note = partial(note_export, desk, by, "reports", question.address)
        every = find.all_reports(desk, wanted, order=question.order, after=after, limit=asked)
        return streamed(every, found_report, note=note)
    page = find.find_reports(desk, wanted, order=question.order, after=after, limit=limit)
    return told(
        request,
        {
            "items": [found_report(one) for one in page.hits],
            "next": page.following,
            "total": total_object(page.total),
            "ranked": page.ranked,
        },
    )


@router.get("/reports/{key}", responses=described(ReportShape))
def get_report(
    request: Request, key: str, edition: Annotated[int | None, Query(ge=1, le=1_000_000)] = None
) -> Response:
    """Return one report with everything found in it, by its id, the start of one, or its name.

    A name or an address that holds a "/" is looked up first (`/resolve`).
    """
    reading = verbs.show(site_of(request).desk, key, edition=edition)
    id_ = reading.report.id
    return told(request, report_object(reading) | {"id": id_, "address": f"/reports/{id_}"})


@router.get("/reports/{key}/text", response_class=PlainTextResponse, responses=described(None))
def get_text(request: Request, key: str) -> Response:
    """Return the canonical text that all spans index, in code points."""
    desk = site_of(request).desk
    report = desk.store.report(desk.store.find_report(key))

    def make() -> Response:
        return Response(report.text.encode("utf-8", "surrogatepass"), media_type="text/plain; charset=utf-8")

    return unless_kept(request, report.text_sha256, make)


@router.get("/reports/{key}/bytes", response_class=Response, responses=described(None))
def get_bytes(request: Request, key: str) -> Response:
    """Return the exact bytes that were fetched, checked against their hash; to be saved, not shown."""
    desk = site_of(request).desk
    record = desk.store.capture(desk.store.find_report(key))
    if record is None:
        raise NotFound("its capture is not kept here", subject=key)
    sha256 = record.capture.sha256
    # Said by whoever sent it: only what is a type may stand in a header of ours.
    kind = record.capture.media_type
    type_ = kind if _MEDIA_TYPE.fullmatch(kind) else "application/octet-stream"

    def make() -> Response:
        return Response(
            desk.evidence.get(sha256),
            media_type="application/octet-stream",
            headers={
                "Content-Disposition": f'attachment; filename="{sha256}.bin"',
                "X-Capture-Type": type_,
            },
        )

    return unless_kept(request, sha256, make)


@router.get("/reports/{key}/editions", responses=described(list[EditionShape]))
def get_editions(request: Request, key: str) -> Response:
    """Return the editions of a report, first seen first."""
    return told(request, [edition_object(one) for one in verbs.list_editions(site_of(request).desk, key)])


@router.get("/reports/{key}/reprints", responses=described(list[ReprintShape]))
def get_reprints(request: Request, key: str) -> Response:
    """Return the reports that carry the same words, in pairs with this one, the surest first."""
    desk = site_of(request).desk
    return told(request, [reprint_object(one) for one in desk.store.traces.of([desk.store.find_report(key)])])


@router.get("/reports/{key}/trace", responses=described(TraceShape))
def get_trace(request: Request, key: str) -> Response:
    """Return the way by which a report's words came to us."""
    desk = site_of(request).desk
    return told_text(request, trace_object(verbs.trace(desk, desk.store.find_report(key))))


@router.post("/reports", responses=described(list[AddedShape]))
def add_reports(request: Request, asked: AddIn, by: Editor) -> Response:
    """Fetch addresses of the web, keep their bytes and read them; what fails is told, and the rest goes on."""
    desk = site_of(request).desk
    wrong = [one for one in asked.addresses if not one.startswith(_WEB)]
    if wrong:
        raise BadRequest(
            "is no address of the web; files are added on the desk's own machine", subject=wrong[0]
        )
    leads = verbs.plan_leads(desk.fetcher, asked.addresses)
    found = [_became(name, outcome) for name, outcome in verbs.add(desk, leads)]
    with desk.store.writing():
        reports = [str(one["report"]) for one in found if one["outcome"] == "added"]
        note_act(desk, by, "report.add", facts={"addresses": asked.addresses, "reports": reports})
    return told(request, found)


def found_report(found: ReportFound) -> dict[str, Any]:
    """Return a found report as an object, with the passage that matches."""
    return found_object(found) | {
        "excerpt": found.hit.excerpt,
        "matches": [list(match) for match in found.hit.matches],
        "address": f"/reports/{found.hit.line.id}",
    }


def _became(name: str, outcome: Kept | OnRecordError) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "report": None, "statements": None, "problem": None}
    if isinstance(outcome, OnRecordError):
        return told | {"outcome": "failed", "problem": str(outcome.message)}
    if isinstance(outcome, (Added, NewEdition)):
        return told | {"outcome": "added", "report": outcome.report, "statements": outcome.statements}
    return told | {
        "outcome": "already here",
        "report": outcome.report if isinstance(outcome, Seen) else outcome.capture,
    }
