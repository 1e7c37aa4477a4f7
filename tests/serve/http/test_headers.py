"""Headers of every answer."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from onrecord.serve.http.headers import Headers


def _client(*, is_https: bool) -> TestClient:
    def plain(_: Request) -> Response:
        return PlainTextResponse("a goat", headers={"Cache-Control": "no-store"})

    app = Starlette(routes=[Route("/", plain, methods=["GET"])])
    app.add_middleware(Headers, is_https=is_https)
    return TestClient(app)


@pytest.mark.parametrize("path", ["/", "/nothing"])
def test_every_answer_forbids_framing_guessing_and_what_is_not_ours(path: str) -> None:
    headers = _client(is_https=False).get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["server-timing"].startswith("app;dur=")
    assert "unsafe" not in headers["content-security-policy"]


def test_an_answers_own_header_stays() -> None:
    assert _client(is_https=False).get("/").headers["cache-control"] == "no-store"


def test_https_alone_is_asked_for_where_it_is_there() -> None:
    assert "strict-transport-security" in _client(is_https=True).get("/").headers
    assert "strict-transport-security" not in _client(is_https=False).get("/").headers


def test_head_is_get_without_a_body() -> None:
    answer = _client(is_https=False).head("/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == "6"
