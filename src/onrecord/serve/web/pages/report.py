"""One report: its text with every statement marked, what became of its words, and what it looked like."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord import desk as verbs
from onrecord.desk.desk import Desk
from onrecord.errors import NotFound
from onrecord.model import THINKING, Reading, Reprint
from onrecord.ports import Carrying
from onrecord.serve.formats.citing import cite_report, cite_statement
from onrecord.serve.formats.trace_svg import describe, trace_svg
from onrecord.serve.http.site import site_of
from onrecord.serve.web.drawing import draw
from onrecord.serve.web.marking import hues_of, mark_report, number_statements, part_of

router = APIRouter()
#: A picture of ours: it holds its styles, and nothing else can be in it.
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
#: A kept page in its frame: no script, no network, nothing but its own words and styles.
_FRAME_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "sandbox; frame-ancestors 'self'"
)


@router.get("/reports/{key}")
def show_report(
    request: Request,
    key: str,
    part: Annotated[int | None, Query(ge=1, le=100_000)] = None,
    at: Annotated[int | None, Query(ge=0)] = None,
    thoughts: bool = False,  # noqa: FBT001, FBT002 -- a parameter of the address
) -> Response:
    """Return a report's page: its text with statements marked.

    Args:
        request: What was asked.
        key: The report's id, or the start of one, or its name.
        part: Which part of a long report.
        at: A place in the text, in code points, whose part is shown where no part is named.
        thoughts: Also mark reported thoughts and attitudes.
    """
    desk = site_of(request).desk
    reading = verbs.show(desk, key)
    report = reading.report
    if key != report.id:
        return RedirectResponse(f"/reports/{report.id}", status_code=302)
    numbered = number_statements(reading.statements, thoughts=thoughts)
    shown = mark_report(reading, numbered, part=part or (part_of(reading, at) if at is not None else 1))
    clusters = _clusters(desk, report.id)
    return draw(
        request,
        "report.html",
        reading=reading,
        report=report,
        shown=shown,
        numbered=numbered,
        numbers={one.id: number for number, one in number_statements(reading.statements).items()},
        hues=hues_of(reading.statements),
        clusters=clusters,
        editions=desk.store.editions.of(report.id),
        reprints=_reprints(desk, report.id),
        record=desk.store.capture(report.id),
        words={number: [span.cut(report.text) for span in one.content] for number, one in numbered.items()},
        hidden_thoughts=0 if thoughts else sum(one.act in THINKING for one in reading.statements),
        thoughts=thoughts,
        sources={
            number: " ".join(span.cut(report.text) for span in one.source) for number, one in numbered.items()
        },
        cite=cite_report(report),
        cite_statement=lambda one: cite_statement(report, one),
        at=at,
    )


@router.get("/reports/{key}/editions")
def show_editions(request: Request, key: str) -> Response:
    """Return how the text of a report changed from edition to edition."""
    desk = site_of(request).desk
    editions = verbs.list_editions(desk, key)
    changes = [
        {"before": before[0], "after": after[0], "comparison": comparison,
         "texts": (before[1].report.text, after[1].report.text),
         "statements": _statement_words(before[1]) | _statement_words(after[1])}
        for before, after, comparison in verbs.compare_editions(desk, editions)
    ]  # fmt: skip
    return draw(request, "editions.html", key=editions[-1].report, editions=editions, changes=changes)


@router.get("/reports/{key}/family")
def show_family(request: Request, key: str) -> Response:
    """Return which reports carry this one's words, and by which way they came."""
    desk = site_of(request).desk
    report = desk.store.report(desk.store.find_report(key))
    return draw(
        request,
        "family.html",
        report=report,
        reprints=_reprints(desk, report.id),
        picture=f"/reports/{report.id}/family.svg",
        described=describe(verbs.trace(desk, report.id)),
    )


@router.get("/reports/{key}/family.svg")
def draw_family(request: Request, key: str) -> Response:
    """Return the picture of a report's family."""
    return picture(trace_svg(verbs.trace(site_of(request).desk, key), is_fluid=False))


@router.get("/statements/{key}/chain.svg")
def draw_chain(request: Request, key: str) -> Response:
    """Return the picture of the way by which a statement came to us."""
    return picture(trace_svg(verbs.trace(site_of(request).desk, key), is_fluid=False))


@router.get("/reports/{key}/published")
def show_published(request: Request, key: str) -> Response:
    """Return the page with the kept capture in a frame without script and network."""
    desk = site_of(request).desk
    report = desk.store.report(desk.store.find_report(key))
    record = desk.store.capture(report.id)
    if record is None:
        raise NotFound("its capture is not kept here", subject=key)
    return draw(request, "published.html", report=report, capture=record.capture)


@router.get("/reports/{key}/frame")
def frame(request: Request, key: str) -> Response:
    """Return what a report's capture looked like; its bytes are checked before they are shown."""
    site = site_of(request)
    record = site.desk.store.capture(site.desk.store.find_report(key))
    if record is None:
        raise NotFound("its capture is not kept here", subject=key)
    body = site.desk.evidence.get(record.capture.sha256)
    media_type, shown = (
        site.draw_body(body, record.capture.media_type) if site.draw_body else ("text/plain", body)
    )
    return Response(
        shown,
        media_type=media_type,
        headers={"Content-Security-Policy": _FRAME_POLICY, "X-Frame-Options": "SAMEORIGIN"},
    )


@router.get("/reports/{key}/bytes")
def download(request: Request, key: str) -> Response:
    """Return the exact bytes of a report's capture, to be saved."""
    desk = site_of(request).desk
    record = desk.store.capture(desk.store.find_report(key))
    if record is None:
        raise NotFound("its capture is not kept here", subject=key)
    return Response(
        desk.evidence.get(record.capture.sha256),
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{record.capture.sha256}.bin"'},
    )


def picture(svg: str) -> Response:
    """Return a picture of ours as an answer."""
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": _PICTURE_POLICY})


def _clusters(desk: Desk, report: str) -> dict[str, str]:
    """Return the cluster of each identity of a report, by the identity's id."""
    return {one.identity: one.cluster for one in desk.store.mentions_in([report]) if one.cluster}


def _reprints(desk: Desk, report: str) -> list[dict[str, Any]]:
    """Return the reports that share words with one, the surest first, seen from that one."""
    pairs = desk.store.traces.of([report])
    others = desk.store.traces.reports({one.a if one.b == report else one.b for one in pairs})
    return [
        {"other": other, "pair": seen, "is_origin": seen.origin == other.id, "is_copy": seen.origin == report}
        for one in pairs
        for seen, other in _seen_from(one, report, others)
    ]


def _seen_from(pair: Reprint, report: str, others: dict[str, Carrying]) -> list[tuple[Reprint, Carrying]]:
    """Return a pair with `report` as its first, and the other one; nothing where that one is not kept."""
    if pair.b == report:
        pair = replace(pair, a=pair.b, b=pair.a, share_a=pair.share_b, share_b=pair.share_a)
    return [(pair, others[pair.b])] if pair.b in others else []


def _statement_words(reading: Reading) -> dict[str, str]:
    return {
        one.id: " […] ".join(span.cut(reading.report.text) for span in one.content)
        for one in reading.statements
    }
