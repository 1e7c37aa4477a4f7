"""What goes wrong, as an answer: problem details (RFC 9457) for programs, a page for people."""

import json
import logging
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from math import ceil

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from onrecord.errors import (
    BadRequest,
    EvidenceBroken,
    NotAllowed,
    NotFound,
    OnRecordError,
    OutletRefused,
    OutletUnreachable,
    PageUnreadable,
    SignInRefused,
    StoreError,
    TryLater,
)

#: Below this, answers are for programs.
API = "/api/"
#: What is wrong, for programs: the class of our error, told where the API is explained.
_TYPES = "/api#"
_HEALTH = frozenset({"/healthz", "/readyz"})
_STATUS: dict[type[OnRecordError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    BadRequest: HTTPStatus.BAD_REQUEST,
    SignInRefused: HTTPStatus.UNAUTHORIZED,
    NotAllowed: HTTPStatus.FORBIDDEN,
    TryLater: HTTPStatus.TOO_MANY_REQUESTS,
    EvidenceBroken: HTTPStatus.INTERNAL_SERVER_ERROR,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    OutletRefused: HTTPStatus.BAD_GATEWAY,
    OutletUnreachable: HTTPStatus.BAD_GATEWAY,
    PageUnreadable: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_log = logging.getLogger("onrecord.serve")
#: Draws an error as a page: the request, the status, what to tell.
DrawFault = Callable[[Request, HTTPStatus, str], Response]


def problem(
    status: HTTPStatus,
    detail: str,
    *,
    kind: str = "about:blank",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer that tells a program what is wrong: RFC 9457, `application/problem+json`.

    Args:
        status: Of the answer.
        detail: What happened, to what, and what to do next.
        kind: What kind of problem it is, as an address; "about:blank" for what the status says already.
        headers: Of the answer.
    """
    told = {"type": kind, "title": status.phrase, "status": status.value, "detail": detail}
    return Response(
        json.dumps(told, ensure_ascii=False),
        status_code=status,
        headers=dict(headers or {}),
        media_type="application/problem+json",
    )


def is_for_programs(request: Request) -> bool:
    """Return whether the asker is a program: by the address alone, so that nobody gets the wrong kind."""
    return request.url.path.startswith(API) or request.url.path in _HEALTH


def kind_of(error: OnRecordError) -> str:
    """Return the address under which programs know a kind of error.

    >>> kind_of(NotFound("there is none"))
    '/api#not-found'
    """
    return _TYPES + re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__).casefold()


def install_faults(app: FastAPI, draw: DrawFault) -> None:
    """Make every failure of `app` an answer that says what, which and what next, and never how we are built."""

    def answer(
        request: Request,
        status: HTTPStatus,
        told: str,
        headers: Mapping[str, str] = {},
        kind: str = "about:blank",
    ) -> Response:
        if is_for_programs(request):
            return problem(status, told, kind=kind, headers=headers)
        response = draw(request, status, told)
        response.headers.update(headers)
        return response

    def own(request: Request, error: Exception) -> Response:
        if not isinstance(error, OnRecordError):  # Starlette's handlers are typed for any error
            raise error
        status = next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), None)
        if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            _log.error("%s %s: %s", request.method, request.url.path, error)
        # The cause tells of the inside: it is for the log alone.
        told = f"{error.subject}: {error.message}" if error.subject else error.message
        headers = {"Retry-After": str(ceil(error.seconds))} if isinstance(error, TryLater) else {}
        if status is HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        return answer(request, status or HTTPStatus.INTERNAL_SERVER_ERROR, told, headers, kind_of(error))

    def plain(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        status = HTTPStatus(error.status_code)
        usual = _TOLD_PROGRAMS if is_for_programs(request) else _TOLD
        told = str(error.detail) if error.detail != status.phrase else usual.get(status, status.description)
        headers = dict(error.headers or {})
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = ", ".join(_methods_at(request))
        return answer(request, status, told, headers)

    def invalid(request: Request, error: Exception) -> Response:
        if not isinstance(error, RequestValidationError):
            raise error
        told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
        return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, told, kind=_TYPES + "bad-request")

    def unforeseen(request: Request, error: Exception) -> Response:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        told = "something went wrong here; it was written to the log of the program that serves this desk"
        return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, told)

    app.add_exception_handler(OnRecordError, own)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unforeseen)


def _methods_at(request: Request) -> list[str]:
    """Return what may be asked for at an address: several routes may share it, and each knows its own alone."""
    routes = request.app.router.routes
    return [
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]


_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_TOLD_PROGRAMS = {
    HTTPStatus.NOT_FOUND: "there is nothing at this address; /api/v1/openapi.json lists what there is",
    HTTPStatus.METHOD_NOT_ALLOWED: "this address does not do that; see Allow",
}
_TOLD = {
    HTTPStatus.NOT_FOUND: "there is nothing at this address; look it up by the search above",
    HTTPStatus.METHOD_NOT_ALLOWED: "this address does not do that",
}
