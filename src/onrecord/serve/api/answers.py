"""Answers: JSON with an entity tag, lines of JSON that are streamed, and how both are described."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from onrecord.desk.access import note_act
from onrecord.desk.desk import Desk
from onrecord.model.access import Asker
from onrecord.ports import Count, Total
from onrecord.serve.api.shapes import Problem
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.http.etags import unless_known

_Hit = TypeVar("_Hit")
LINES = "application/jsonl"
#: Lines that are made, and sent, together.
_BATCH = 250


def told(request: Request, thing: object, status: int = 200) -> Response:
    """Return a thing as JSON, or "not modified" where the asker has it."""
    return told_text(request, json.dumps(thing, ensure_ascii=False), status)


def told_text(request: Request, text: str, status: int = 200) -> Response:
    """Return JSON that is written already."""
    return unless_known(request, Response(_bytes(text), status_code=status, media_type="application/json"))


def wants_lines(request: Request) -> bool:
    """Return whether the asker would rather have lines of JSON, by the Accept header."""
    accepted = request.headers.get("accept", "").casefold()
    return LINES in accepted or "application/x-ndjson" in accepted


def streamed(
    things: Iterable[_Hit], draw: Callable[[_Hit], Mapping[str, Any]], *, note: Callable[[], object]
) -> Response:
    """Return things as lines of JSON, as they come.

    Args:
        things: Best made page by page (`desk.find.page_after_page`).
        draw: Returns one thing as an object.
        note: Writes down that this was exported.
    """
    parts = _parts(things, draw)
    # Made before the answer begins: what cannot be asked is told as a problem, and not written down.
    first = next(parts, b"")
    note()
    return StreamingResponse(chain([first], parts), media_type=LINES)


def note_export(desk: Desk, by: Asker, what: str, query: str) -> None:
    """Write down that somebody exported what a question finds."""
    note_act(desk, by, f"{what}.export", facts={"form": "jsonl", "query": query})


def total_object(total: Total) -> dict[str, Any]:
    """Return a total as an object."""
    return {"count": total.count, "exact": total.is_exact}


def counts(some: Iterable[Count]) -> list[dict[str, Any]]:
    """Return counts as objects."""
    return [{"key": one.key, "name": one.name, "count": one.count} for one in some]


def described(model: Any, *, lines: bool = False, code: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return how an address's answers are described: what it gives, and the problems that it may tell of.

    Args:
        model: The shape of what it gives.
        lines: Whether it also gives lines of JSON.
        code: The status of what it gives.
    """
    usual = {400: "The question cannot be asked so.", 401: "Nobody is signed in, or the token is not good.",
             403: "Whoever asks may not do that.", 404: "There is no such thing.",
             422: "A parameter is of the wrong kind.", 429: "Asked too often; see Retry-After.",
             500: "Kept evidence and index do not agree, or something unforeseen.",
             503: "The desk's store cannot be used now."}  # fmt: skip
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: dict[int | str, dict[str, Any]] = {
        status: {"description": usual[status], "content": problem} for status in usual
    }
    found[code] = {"model": model, "description": "What was asked for."}
    if lines:
        found[code]["content"] = {LINES: {"schema": {"type": "string"}}}
    if code == 200:  # noqa: PLR2004 -- HTTP's own number
        found[304] = {"description": "The asker has it already (If-None-Match)."}
    return found


def _parts(things: Iterable[_Hit], draw: Callable[[_Hit], Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield lines in parts: a part is handed from thread to thread, which takes longer than a line."""
    left = iter(things)
    while lines := [to_line(draw(one)) for one in islice(left, _BATCH)]:
        yield _bytes("".join(lines))


def _bytes(text: str) -> bytes:
    """Return JSON as bytes; half a surrogate pair, which a broken file may hold, as the escape that JSON has for it."""
    return text.encode("utf-8", "backslashreplace")


__all__ = [
    "LINES",
    "Problem",
    "counts",
    "described",
    "note_export",
    "streamed",
    "told",
    "told_text",
    "total_object",
    "wants_lines",
]
