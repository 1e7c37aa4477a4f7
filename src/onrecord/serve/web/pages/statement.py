"""One statement: its words in their place, the same elsewhere, how many origins it has, how it came to us."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord import desk as verbs
from onrecord.desk import Carried, Origins
from onrecord.desk.desk import Desk
from onrecord.errors import NotFound
from onrecord.model import (
    Join,
    Node,
    NodeKind,
    Origin,
    Piece,
    PieceKind,
    Reading,
    Span,
    Statement,
    VariantChange,
)
from onrecord.ports import StatementHit, StatementQuery
from onrecord.serve.formats.citing import cite_hit
from onrecord.serve.formats.origins import count_line
from onrecord.serve.formats.trace_svg import describe
from onrecord.serve.http.site import site_of
from onrecord.serve.web.drawing import draw

router = APIRouter()


@router.get("/statements/{key}")
def show_statement(request: Request, key: str) -> Response:
    """Return a statement's page: this address stays what it is as long as its report is kept."""
    desk = site_of(request).desk
    report_id, statement_id = desk.store.find_statement(key)
    if key != statement_id:
        return RedirectResponse(f"/statements/{statement_id}", status_code=302)
    reading = desk.store.reading(report_id)
    hit = _hit(reading, statement_id)
    return draw(
        request,
        "statement.html",
        tab="statement",
        hit=hit,
        cite=cite_hit(hit),
        clusters=_clusters(desk, report_id),
        passage=passage_of(reading, hit.statement),
        text_sha256=reading.report.text_sha256,
        nested=[one for one in reading.statements if one.nested_in == statement_id],
        within=hit.statement.nested_in,
        described=describe(verbs.trace_statement(desk, reading, statement_id)),
    )


@router.get("/statements/{key}/variants")
def show_variants(request: Request, key: str) -> Response:
    """Return where else a statement stands, word by word."""
    desk = site_of(request).desk
    found = verbs.variants(desk, key)
    return draw(
        request,
        "variants.html",
        tab="variants",
        hit=found.hit,
        cite=cite_hit(found.hit),
        clusters=_clusters(
            desk, found.hit.statement.report, *(one.hit.statement.report for one in found.carried)
        ),
        carried=[_carried(found.hit, one) for one in found.carried],
    )


@router.get("/statements/{key}/origins")
def show_origins(request: Request, key: str) -> Response:
    """Return how many independent origins a statement has, the trees that show why, and what was said of it later."""
    desk = site_of(request).desk
    _, id_ = desk.store.find_statement(key)
    found = verbs.origins(desk, [id_], StatementQuery(limit=200))
    return draw(
        request,
        "origins.html",
        tab="origins",
        hit=found.asked[0],
        cite=cite_hit(found.asked[0]),
        clusters=_clusters(desk, found.asked[0].statement.report),
        **origins_values(found),
    )


def origins_values(found: Origins) -> dict[str, Any]:
    """Return what `origins_tree.html` draws."""
    numbers = {origin.id: number for number, origin in enumerate(found.corroboration.origins, start=1)}
    return {
        "count_line": count_line(found.corroboration),
        "reports": found.corroboration.reports,
        "is_cut": found.is_cut,
        "origins": [_tree(origin, found) for origin in found.corroboration.origins],
        "doubts": [
            {"origins": sorted(numbers[one] for one in doubt.origins), "because": doubt.because,
             "words": [found.words[one] for one in doubt.evidence]}
            for doubt in found.corroboration.doubts
        ],
        "denials": [
            {"denial": one, "words": [found.words[each] for each in one.evidence],
             "report": found.titles.get(one.report) or found.names.get(one.report, one.report)}
            for one in found.denials
        ],
    }  # fmt: skip


def passage_of(reading: Reading, statement: Statement) -> list[dict[str, str]]:
    """Return the text around a statement in pieces, each with what it is to it: said, source, cue or nothing."""
    text = reading.report.text
    passage = verbs.passage_around(text, Span(statement.content[0].start, statement.content[-1].end))
    start, end = passage.start, passage.end
    roles = sorted(
        (span.start, span.end, role)
        for role, spans in (("said", statement.content), ("source", statement.source), ("cue", statement.cue))
        for span in spans
        if span.start < end and span.end > start
    )
    cuts = sorted({start, end, *(min(max(at, start), end) for one in roles for at in one[:2])})
    pieces = []
    for left, right in pairwise(cuts):
        role = next((role for one, other, role in roles if one <= left < other), "")
        pieces.append({"text": text[left:right], "role": role})
    return pieces


def _hit(reading: Reading, statement_id: str) -> StatementHit:
    statement = next((one for one in reading.statements if one.id == statement_id), None)
    if statement is None:
        raise NotFound("there is no such statement in its report any more", subject=statement_id)
    return verbs.hits_of(reading, [statement])[0]


def _clusters(desk: Desk, *reports: str) -> dict[str, str]:
    return {one.identity: one.cluster for one in desk.store.mentions_in(set(reports)) if one.cluster}


def _carried(own: StatementHit, carried: Carried) -> dict[str, Any]:
    variant = carried.variant
    return {
        "hit": carried.hit,
        "likeness": variant.likeness,
        "because": variant.because,
        "relation": str(variant.relation),
        "changes": [_change(change, own, carried.hit) for change in variant.changes],
        "pieces": list(_pieces(own, carried)),
    }


def _change(change: VariantChange, own: StatementHit, other: StatementHit) -> str:
    if change is VariantChange.REATTRIBUTED:
        return f"{change}: {_named(own)} → {_named(other)}"
    if change is VariantChange.REDATED:
        return f"{change}: {own.statement.said_on or 'no day'} → {other.statement.said_on or 'no day'}"
    return str(change)


def _named(hit: StatementHit) -> str:
    return (hit.statement.speaker.name if hit.statement.speaker else None) or "not named"


def _pieces(own: StatementHit, carried: Carried) -> Iterator[dict[str, str]]:
    """Yield the pieces of a variant as they are shown: the other's words, or its own where they were left out."""
    for kind, run in groupby(carried.variant.pieces, key=lambda piece: (piece.kind, piece.b is None)):
        pieces = list(run)
        here, there = _joined(own, pieces, of_other=False), _joined(carried.hit, pieces, of_other=True)
        if kind[0] is PieceKind.LEFT_OUT:
            yield {"kind": "left-out", "text": here, "title": "left out"}
        elif kind[0] in {PieceKind.RENAMED, PieceKind.REWORDED}:
            yield {"kind": str(kind[0]), "text": there, "title": f"there: {there}; here: {here}"}
        elif kind[0] is PieceKind.SAME:
            yield {"kind": "same", "text": there, "title": ""}
        else:
            yield {"kind": "inserted" if there else "left-out", "text": there or here, "title": str(kind[0])}


def _joined(hit: StatementHit, pieces: list[Piece], *, of_other: bool) -> str:
    spans: list[Span] = [span for piece in pieces if (span := piece.b if of_other else piece.a) is not None]
    return " ".join(verbs.cut_from(hit, span) for span in spans)


def _tree(origin: Origin, found: Origins) -> dict[str, Any]:
    """Return an origin's first node with those that hang on it, each below the one it depends on."""
    drawn: dict[str, dict[str, Any]] = {}
    for node in origin.nodes:
        drawn[node.id] = _node(node, found)
        if node.parent in drawn:
            drawn[node.parent]["children"].append(drawn[node.id])
    return drawn[origin.id]


def _node(node: Node, found: Origins) -> dict[str, Any]:
    return {
        "node": node,
        "name": found.titles.get(node.report or "") or node.name,
        "is_report": node.kind is NodeKind.REPORT,
        "because": _reason(node.join) if node.join else "",
        "words": [found.words[one] for one in node.join.evidence[:1]] if node.join else [],
        "children": [],
    }


def _reason(join: Join) -> str:
    order = "; which was first is not known" if join.evidence and not join.is_directed else ""
    return f"{join.kind}: {join.because}{order} ({round(join.confidence * 100)} % sure)"
