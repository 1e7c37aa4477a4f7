"""What goes wrong, as an answer."""

from http import HTTPStatus

import pytest
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from onrecord.errors import BadRequest, EvidenceBroken, NotFound, OnRecordError, StoreError
from onrecord.serve.http.faults import install_faults, problem


def _draw(_: Request, status: HTTPStatus, told: str) -> Response:
    return PlainTextResponse(f"page: {told}", status_code=status)


def _client(error: Exception) -> TestClient:
    app = FastAPI()

    def fail() -> None:
        raise error

    def number(n: int) -> int:
        return n

    for path in ("/x", "/api/v1/x"):
        app.get(path)(fail)
    app.get("/api/v1/n")(number)
    install_faults(app, _draw)
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("is not here", subject="a.txt"), 404),
        (BadRequest("is no day"), 400),
        (StoreError("is locked"), 503),
        (EvidenceBroken("was changed"), 500),
        (OnRecordError("something"), 500),
        (HTTPException(403, "editors alone"), 403),
        (HTTPException(404), 404),
        (RuntimeError("the inside"), 500),
    ],
)
def test_programs_are_told_in_problem_details_and_people_on_a_page(error: Exception, status: int) -> None:
    client = _client(error)
    answer = client.get("/api/v1/x")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    page = client.get("/x")
    assert (page.status_code, page.text[:6]) == (status, "page: ")
    assert "the inside" not in answer.text + page.text


def test_a_cause_is_for_the_log_alone() -> None:
    error = StoreError("cannot be read")
    error.__cause__ = RuntimeError("password=goat")
    assert "goat" not in _client(error).get("/api/v1/x").text


def test_a_parameter_of_the_wrong_kind_is_named() -> None:
    answer = _client(RuntimeError()).get("/api/v1/n?n=goat")
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("n: ")


def test_more_can_be_told() -> None:
    told = problem(HTTPStatus.CONFLICT, "taken", kind="/api#taken", headers={"Retry-After": "1"})
    assert b'"type": "/api#taken"' in bytes(told.body)
    assert told.headers["retry-after"] == "1"
