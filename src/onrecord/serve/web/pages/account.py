"""One's own account: the password, where one is signed in, and tokens for programs."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.desk import access
from onrecord.errors import BadRequest, SignInRefused
from onrecord.model.access import Scope
from onrecord.serve.http.forms import check_same
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Reader, drop_session, keep_session, require_session
from onrecord.serve.web.drawing import draw

#: A token changes nothing here: whoever got hold of one must not end sessions, or make more tokens.
router = APIRouter(dependencies=[Depends(require_session)])
_Text = Annotated[str, Form()]
_MOST_DAYS = 3_650
#: What was done, as the address of the page says it, and what the page says.
_DONE = {
    "password": "The password is set, and every other session has ended.",
    "session": "That session has ended.",
    "joined": "You may sign in here with the other side from now on.",
    "parted": "You sign in with your password alone from now on.",
    "revoked": "That token is no longer good.",
}


@router.get("/account")
def show_account(request: Request, by: Reader, done: str = "") -> Response:
    """Return the page of one's own account."""
    return _page(request, by, done=_DONE.get(done, ""))


@router.post("/account/password")
def change_password(
    request: Request, by: Reader, old: _Text = "", password: _Text = "", again: _Text = ""
) -> Response:
    """Return the page with a new session, the password changed; or with what is wrong."""
    try:
        check_same(password, again)
        signed_in = access.change_password(
            site_of(request).desk, old, password, by=by, agent=request.headers.get("user-agent", "")
        )
    except (BadRequest, SignInRefused) as error:
        return _page(request, by, wrong=error.message, status=HTTPStatus.BAD_REQUEST)
    response = RedirectResponse("/account?done=password", HTTPStatus.SEE_OTHER)
    keep_session(request, response, signed_in)
    return response


@router.post("/account/sessions/end-all")
def end_all_sessions(request: Request, by: Reader) -> Response:
    """Return the page to sign in on, every session ended."""
    access.sign_out_everywhere(site_of(request).desk, by=by)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    drop_session(request, response)
    return response


@router.post("/account/sessions/{id_}/end")
def end_session(request: Request, by: Reader, id_: str) -> Response:
    """Return the page, one session ended."""
    access.end_session(site_of(request).desk, id_, by=by)
    return RedirectResponse("/account?done=session", HTTPStatus.SEE_OTHER)


@router.post("/account/tokens")
def add_token(
    request: Request,
    by: Reader,
    name: _Text = "",
    scope: Annotated[list[Scope] | None, Form()] = None,
    days: _Text = "90",
) -> Response:
    """Return the page that shows a new token, once."""
    try:
        made = access.add_token(site_of(request).desk, name, scope or (), by=by, lasts=_lasts(days))
    except BadRequest as error:
        return _page(request, by, wrong=error.message, status=HTTPStatus.BAD_REQUEST)
    response = draw(request, "token.html", made=made)
    response.headers["Cache-Control"] = "no-store"
    return response


@router.post("/account/tokens/{id_}/revoke")
def revoke_token(request: Request, by: Reader, id_: str) -> Response:
    """Return the page, one token no longer good."""
    access.revoke_token(site_of(request).desk, id_, by=by)
    return RedirectResponse("/account?done=revoked", HTTPStatus.SEE_OTHER)


def _lasts(days: str) -> timedelta | None:
    """Return how long a token lasts, None for as long as it is not revoked.

    Raises:
        BadRequest: That is no number of days.
    """
    if not days:
        return None
    if not (days.isascii() and days.isdecimal() and int(days[:5]) <= _MOST_DAYS):
        raise BadRequest(f"a token lasts 1 to {_MOST_DAYS:,} days; leave it empty for no end")
    return timedelta(days=int(days))


def _page(
    request: Request, by: Reader, *, done: str = "", wrong: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Response:
    desk, provider = site_of(request).desk, site_of(request).provider
    return draw(
        request,
        "account.html",
        status,
        account=by.account,
        provider=provider.name if provider else None,
        here=by.session,
        sessions=access.list_sessions(desk, by=by),
        tokens=access.list_tokens(desk, by=by),
        scopes=[scope for scope in Scope if by.account and by.account.role.includes(scope.role)],
        now=desk.clock.now(),
        least=access.SHORTEST,
        done=done,
        wrong=wrong,
    )
