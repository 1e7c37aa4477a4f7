"""Searches that somebody keeps."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk.saved import list_saved, remove_search, save_search
from onrecord.errors import NotAllowed
from onrecord.model import SavedSearch
from onrecord.model.access import Asker, Scope, Via
from onrecord.serve.api.answers import described, told
from onrecord.serve.api.shapes import SavedShape
from onrecord.serve.http.asking import question_from
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Reader

router = APIRouter(tags=["searches"])


class SavedIn(BaseModel):
    """Return a search to be kept: what its address says after the question mark."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=100)
    query: str = Field(max_length=4_000)


@router.get("/searches", responses=described(list[SavedShape]))
def list_searches(request: Request, by: Reader) -> Response:
    """Return one's own saved searches."""
    return told(request, [_object(one) for one in list_saved(site_of(request).desk, by=by)])


@router.post("/searches", responses=described(SavedShape, code=201), status_code=201)
def save(request: Request, asked: SavedIn, by: Reader) -> Response:
    """Keep a search; a token needs the scope edit."""
    _demand_writing(by)
    query = question_from(asked.query).address
    return told(request, _object(save_search(site_of(request).desk, asked.name, query, by=by)), 201)


@router.delete("/searches/{key}", responses=described(None, code=204), status_code=204)
def remove(request: Request, key: str, by: Reader) -> Response:
    """Forget a search of one's own."""
    _demand_writing(by)
    remove_search(site_of(request).desk, key, by=by)
    return Response(status_code=204)


def _demand_writing(by: Asker) -> None:
    """Check that a token may change something; who signed in may keep searches of their own.

    Raises:
        NotAllowed: It may only read.
    """
    if by.via is Via.TOKEN and (by.scopes is None or Scope.EDIT not in by.scopes):
        raise NotAllowed(
            "this token may only read; make one with the scope edit, or keep searches on their page",
            subject=by.name,
        )


def _object(search: SavedSearch) -> dict[str, object]:
    return {
        "id": search.id,
        "name": search.name,
        "query": search.query,
        "is_public": search.is_public,
        "made_at": search.made_at.isoformat(),
    }
