"""All addresses of the API, and its description."""

from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from onrecord.model.access import Scope
from onrecord.serve.api import (
    corrections,
    health,
    identities,
    keys,
    overviews,
    reports,
    searches,
    statements,
)
from onrecord.serve.api.answers import told
from onrecord.serve.api.shapes import Problem
from onrecord.serve.http.limits import limit_api, limit_api_address
from onrecord.serve.http.who import require_scope

PREFIX = "/api/v1"
_ABOUT = """\
Who said what, where it was published, and how you know: the verbs of one OnRecord desk.

Sign in with a token: `Authorization: Bearer onr_…` (`onrecord tokens add`, or your account's page). It needs the scope
`read`; what changes something needs `edit` besides. Lists give `next`, the cursor of the page behind: give it back as
`after`. With `Accept: application/jsonl` they are streamed whole. Errors are problem details (RFC 9457). Whole answers
bear an entity tag. Fields are added, never renamed or dropped.
"""


def make_router() -> APIRouter:
    """Return the router of the whole API, its description, and of health and readiness beside it."""
    router = APIRouter(prefix=PREFIX, dependencies=[Depends(limit_api_address)])
    guarded = [Depends(require_scope(Scope.READ)), Depends(limit_api)]
    for part in (statements, reports, identities, corrections, overviews, searches, keys):
        router.include_router(part.router, dependencies=guarded)
    router.add_api_route("/openapi.json", _description, include_in_schema=False)
    whole = APIRouter()
    whole.include_router(router)
    whole.include_router(health.router)
    return whole


def _description(request: Request) -> Response:
    return told(request, describe(request.app))


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the description of the API, OpenAPI 3.1: also of what lies beside it, health and readiness."""
    if app.openapi_schema is None:
        made = get_openapi(
            title="OnRecord",
            version=app.version,
            openapi_version="3.1.0",
            description=_ABOUT,
            routes=app.routes,
        )
        parts = made.setdefault("components", {})
        parts.setdefault("schemas", {}).setdefault("Problem", Problem.model_json_schema())
        parts["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            # On a desk that is served by https its name begins with "__Host-".
            "session": {"type": "apiKey", "in": "cookie", "name": "onrecord_session"},
        }
        made["security"] = [{"token": []}, {"session": []}]
        app.openapi_schema = made
    return app.openapi_schema


__all__ = ["PREFIX", "describe", "make_router"]
