"""Signing in and out, and setting a password by a one-time link."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.desk import access
from onrecord.errors import BadRequest, NotFound, SignInRefused
from onrecord.serve.http.csrf import form_token, keep_form_key
from onrecord.serve.http.forms import check_same, local_address
from onrecord.serve.http.limits import limit_sign_in
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Who, address_of, drop_session, keep_session
from onrecord.serve.web.drawing import draw

router = APIRouter()
_Text = Annotated[str, Form()]
_LIMITED = [Depends(limit_sign_in)]


@router.get("/sign-in")
def show_sign_in(request: Request, by: Who, next_: str = "") -> Response:
    """Return the page to sign in on; who has signed in goes on."""
    wanted = local_address(request.query_params.get("next", next_))
    if by.account is not None:
        return RedirectResponse(wanted, HTTPStatus.SEE_OTHER)
    return draw_sign_in(request, wanted)


@router.post("/sign-in", dependencies=_LIMITED)
def sign_in(
    request: Request, name: _Text = "", password: _Text = "", next_: Annotated[str, Form(alias="next")] = ""
) -> Response:
    """Return the way on with a new session, or the page again with what is wrong."""
    wanted = local_address(next_)
    try:
        signed_in = access.sign_in(
            site_of(request).desk, name, password, address=address_of(request), agent=_agent(request)
        )
    except SignInRefused as error:
        return draw_sign_in(request, wanted, name=name, wrong=error.message)
    return _on_with(request, signed_in, wanted)


@router.post("/sign-out")
def sign_out(request: Request, by: Who) -> Response:
    """Return the page to sign in on, the session ended."""
    access.sign_out(site_of(request).desk, by=by)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    drop_session(request, response)
    return response


@router.get("/link/{key}", dependencies=_LIMITED)
def show_link(request: Request, key: str) -> Response:
    """Return the page to set a password on; the link stays good until it is set."""
    try:
        link = access.open_link(site_of(request).desk, key)
    except NotFound as error:
        return draw(
            request, "fault.html", HTTPStatus.NOT_FOUND, status=HTTPStatus.NOT_FOUND, told=error.message
        )
    return _link_page(request, key, link.account.name)


@router.post("/link/{key}", dependencies=_LIMITED)
def set_password(request: Request, key: str, password: _Text = "", again: _Text = "") -> Response:
    """Return the way in with a new session, the password set; or the page again with what is wrong."""
    desk = site_of(request).desk
    name = access.open_link(desk, key).account.name
    try:
        check_same(password, again)
        signed_in = access.set_password_by_link(
            desk, key, password, address=address_of(request), agent=_agent(request)
        )
    except BadRequest as error:
        return _link_page(request, key, name, wrong=error.message)
    return _on_with(request, signed_in, "/")


def draw_sign_in(request: Request, wanted: str, *, name: str = "", wrong: str = "") -> Response:
    """Return the page to sign in on.

    Args:
        request: What was asked.
        wanted: Where to go on to, an address of this site.
        name: What was typed as a name.
        wrong: What is wrong; "" where nothing is.
    """
    provider = site_of(request).provider
    status = HTTPStatus.UNAUTHORIZED if wrong else HTTPStatus.OK
    response = draw(
        request,
        "sign_in.html",
        status,
        next=wanted,
        name=name,
        wrong=wrong,
        provider=provider.name if provider else None,
        token=form_token(request),
    )
    keep_form_key(request, response)
    return response


def _link_page(request: Request, key: str, name: str, *, wrong: str = "") -> Response:
    response = draw(
        request,
        "link.html",
        HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK,
        name=name,
        wrong=wrong,
        least=access.SHORTEST,
        token=form_token(request),
        action=f"/link/{key}",
    )
    keep_form_key(request, response)
    # The key stands in the address: nobody keeps the page, and no other page is told where one came from.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _on_with(request: Request, signed_in: access.SignedIn, wanted: str) -> Response:
    response = RedirectResponse(wanted, HTTPStatus.SEE_OTHER)
    keep_session(request, response, signed_in)
    return response


def _agent(request: Request) -> str:
    return request.headers.get("user-agent", "")
