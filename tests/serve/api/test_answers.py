"""Answers: what is asked for page by page, lines made as they are sent."""

import asyncio

import pytest
from starlette.requests import Request

from onrecord.desk.find import page_after_page
from onrecord.errors import BadRequest
from onrecord.serve.api.answers import streamed, told_text, wants_lines


def request(accept: str = "") -> Request:
    headers = [(b"accept", accept.encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": b""})


async def body(response: object) -> bytes:
    return b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]


@pytest.mark.parametrize("limit", [None, 0, 1, 249, 250, 251, 1_000])
@pytest.mark.parametrize("after", [None, "100"])
def test_pages_are_fetched_as_they_are_sent(limit: int | None, after: str | None) -> None:
    asked: list[int] = []
    noted: list[str] = []

    def fetch(cursor: str | None, most: int) -> tuple[range, str | None]:
        asked.append(most)
        start = int(cursor or 0)
        end = min(start + most, 600)
        return range(start, end), str(end) if end < 600 else None

    things = page_after_page(fetch, after=after, limit=limit)
    response = streamed(things, lambda n: {"n": n}, note=lambda: noted.append("x"))
    assert noted == ["x"]
    assert len(asked) <= 1
    lines = asyncio.run(body(response)).splitlines()
    first = int(after or 0)
    expected = range(first, 600)[: limit if limit is not None else 600]
    assert lines == [b'{"n": %d}' % n for n in expected]
    assert max(asked, default=0) <= 250


def test_question_that_cannot_be_asked_is_no_export() -> None:
    noted: list[str] = []

    def fetch(cursor: str | None, most: int) -> tuple[range, str | None]:
        raise BadRequest("is none", subject=f"{cursor} {most}")

    with pytest.raises(BadRequest):
        streamed(page_after_page(fetch), lambda n: {"n": n}, note=lambda: noted.append("x"))
    assert noted == []


def test_half_a_character_is_told_as_json_can() -> None:
    assert told_text(request(), '{"a": "\udce9é"}').body == '{"a": "\\udce9é"}'.encode()


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("application/jsonl", True),
        ("APPLICATION/X-NDJSON, */*", True),
        ("application/json", False),
        ("", False),
    ],
)
def test_lines_are_given_to_who_asks_for_them(accept: str, wanted: bool) -> None:  # noqa: FBT001 -- a table
    assert wants_lines(request(accept)) is wanted
