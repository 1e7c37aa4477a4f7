"""The API explained: its addresses, what each is asked with, how its errors are called."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.serve.formats.api_listing import list_api, notes_of
from onrecord.serve.web.drawing import draw

router = APIRouter()
#: What programs find as the type of a problem, and what it means to them.
PROBLEMS = (
    ("bad-request", 400, "The question or the change cannot be asked so; the detail says what to change."),
    ("sign-in-refused", 401, "There is no token, or it is not good any longer."),
    ("not-allowed", 403, "The account, or the scopes of its token, do not reach so far."),
    ("not-found", 404, "There is no such thing; or the start of an id fits several."),
    ("page-unreadable", 422, "An address to be added holds nothing that can be read."),
    ("try-later", 429, "Asked too often; wait as many seconds as Retry-After says."),
    ("evidence-broken", 500, "Kept bytes are not what they were: run onrecord verify."),
    ("outlet-refused", 502, "An address to be added is refused, there or by our own guard."),
    ("outlet-unreachable", 502, "An address to be added does not answer; ask again later."),
    ("store-error", 503, "The desk's database cannot be used now."),
)


@router.get("/api")
def show_api(request: Request) -> Response:
    """Return the page on which programs' addresses are explained."""
    listing = list_api(request.app.state.describe())
    return draw(request, "api.html", listing=listing, notes_of=notes_of, problems=PROBLEMS)
