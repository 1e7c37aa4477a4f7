"""Names of those who are known, while one types: a help for fields that work without it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.desk import find
from onrecord.serve.http.site import site_of

router = APIRouter()
_MOST_CHARS = 60
_MOST = 8


@router.get("/suggest")
def suggest(request: Request, start: str = "") -> Response:
    """Return those known by a name in which a word begins so, the most talkative first."""
    start = start.strip()[:_MOST_CHARS]
    found = find.names_like(site_of(request).desk, start, limit=_MOST) if start else ()
    return JSONResponse(
        [
            {"id": one.cluster, "name": one.name, "type": str(one.type), "statements": one.statements}
            for one in found
        ]
    )
