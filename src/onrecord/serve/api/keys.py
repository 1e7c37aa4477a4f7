"""What a key means: ids, starts of ids, names and addresses, which may hold what no path can."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk.card import show_identity
from onrecord.serve.api.answers import described, told
from onrecord.serve.api.shapes import ResolvedShape
from onrecord.serve.http.site import site_of

router = APIRouter(tags=["keys"])


class Kind(StrEnum):
    """Return what is looked for."""

    REPORT = "report"
    STATEMENT = "statement"
    IDENTITY = "identity"


@router.get("/resolve", responses=described(ResolvedShape))
def resolve(
    request: Request,
    key: Annotated[
        str, Query(min_length=1, max_length=2_000, description="An id, its start, a name, an address.")
    ],
    kind: Kind = Kind.REPORT,
) -> Response:
    """Return the id that a key stands for: a report's name or address, part of an id, the name of somebody known."""
    desk = site_of(request).desk
    if kind is Kind.REPORT:
        id_ = desk.store.find_report(key)
    elif kind is Kind.STATEMENT:
        _, id_ = desk.store.find_statement(key)
    else:
        id_ = show_identity(desk, key).card.id
    return told(request, {"kind": str(kind), "id": id_})
