"""Answers that are asked for again."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from onrecord.serve.http.etags import etag_of, unless_known


def _request(known: str = "", method: str = "GET") -> Request:
    headers = [(b"if-none-match", known.encode())] if known else []
    return Request({"type": "http", "method": method, "headers": headers})


def test_an_answer_bears_its_tag() -> None:
    assert unless_known(_request(), PlainTextResponse("a")).headers["etag"] == etag_of(b"a")


def test_what_the_asker_has_is_not_sent_again() -> None:
    for known in (etag_of(b"a"), f'"x", W/{etag_of(b"a")}', "*"):
        answer = unless_known(_request(known), PlainTextResponse("a"))
        assert (answer.status_code, answer.body) == (304, b"")
        assert answer.headers["etag"] == etag_of(b"a")


def test_another_body_is_sent() -> None:
    assert unless_known(_request(etag_of(b"a")), PlainTextResponse("b")).status_code == 200


def test_failures_and_posts_have_none() -> None:
    assert "etag" not in unless_known(_request(), Response(status_code=404)).headers
    assert "etag" not in unless_known(_request(method="POST"), PlainTextResponse("a")).headers
