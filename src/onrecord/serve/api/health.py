"""Whether the program runs, and whether it can answer."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.serve.api.answers import described, told
from onrecord.serve.api.shapes import HealthShape
from onrecord.serve.http.site import site_of

router = APIRouter(tags=["health"])
#: Who watches machines has no account.
_OPEN: dict[str, Any] = {"security": []}


@router.get("/healthz", responses=described(HealthShape), openapi_extra=_OPEN)
def healthz(request: Request) -> Response:
    """Say that the program runs; nothing is looked up."""
    return told(request, {"status": "ok"})


@router.get("/readyz", responses=described(HealthShape), openapi_extra=_OPEN)
def readyz(request: Request) -> Response:
    """Say that the desk's store answers; else the error says what is wrong."""
    list(site_of(request).desk.store.reports(limit=1))
    return told(request, {"status": "ok"})
