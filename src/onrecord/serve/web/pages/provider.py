"""Signing in with an OpenID provider, and joining one's account to it.

What the browser must bring back (state, nonce, verifier) it keeps in a cookie of ten minutes, which no script reads.
"""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from http import HTTPStatus

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.desk import access
from onrecord.errors import NotFound, SignInRefused
from onrecord.ports import Provider
from onrecord.serve.http.forms import local_address
from onrecord.serve.http.limits import limit_sign_in
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Who, address_of, keep_session, require_session
from onrecord.serve.web.drawing import draw
from onrecord.serve.web.pages.sign_in import draw_sign_in

router = APIRouter(dependencies=[Depends(limit_sign_in)])
_SECURE_COOKIE = "__Host-onrecord_provider"
_COOKIE = "onrecord_provider"
_SECONDS = 600
_KEYS = ("state", "nonce", "verifier", "next", "join")
#: A verifier has 43 to 128 characters (RFC 7636).
_BYTES = 48


@router.get("/sign-in/provider")
def begin(request: Request) -> Response:
    """Return the way to the provider, to sign in."""
    wanted = local_address(request.query_params.get("next", ""))
    address, kept = _begun(request, wanted=wanted, join="")
    return _keep(request, RedirectResponse(address, HTTPStatus.SEE_OTHER), kept)


@router.post("/account/join", dependencies=[Depends(require_session)])
def join(request: Request, by: Who) -> Response:
    """Return the way to the provider, to join one's account with what it calls one.

    It is a link to follow: browsers send no form on to another site.
    """
    own = by.account.id if by.account else ""
    address, kept = _begun(request, wanted="/account?done=joined", join=own)
    page = draw(request, "join.html", provider=_provider(request).name, provider_address=address)
    page.headers["Cache-Control"] = "no-store"
    return _keep(request, page, kept)


@router.post("/account/part", dependencies=[Depends(require_session)])
def part(request: Request, by: Who) -> Response:
    """Return the page of one's account, which is signed in to with its password alone from now on."""
    access.unlink_account(site_of(request).desk, by=by)
    return RedirectResponse("/account?done=parted", HTTPStatus.SEE_OTHER)


@router.get("/sign-in/provider/back")
def come_back(request: Request, by: Who, code: str = "", state: str = "", iss: str = "") -> Response:
    """Return the way on with a new session, for whom the provider vouches; or the page to sign in on."""
    kept = _kept(request)
    try:
        response = _taken(request, by, kept, code=code, state=state, iss=iss)
    except SignInRefused as error:
        told = f"{error.subject}: {error.message}" if error.subject else error.message
        response = draw_sign_in(request, local_address(kept.get("next", "")), wrong=told)
    response.delete_cookie(
        _cookie_name(request), path="/", secure=site_of(request).is_https, httponly=True, samesite="lax"
    )
    return response


def _taken(request: Request, by: Who, kept: dict[str, str], *, code: str, state: str, iss: str) -> Response:
    site = site_of(request)
    provider = _provider(request)
    begun = kept.get("state", "")
    if not begun or not secrets.compare_digest(begun.encode(), state.encode("utf-8", "replace")):
        raise SignInRefused("this was not begun here, or too long ago; begin again")
    if not code:
        raise SignInRefused("the other side did not let you in; begin again, or sign in with a password")
    if iss and iss != provider.issuer:
        raise SignInRefused("another provider answered than was asked; begin again")
    voucher = provider.finish(code=code, nonce=kept["nonce"], verifier=kept["verifier"])
    wanted = local_address(kept["next"])
    if kept["join"]:
        if by.account is None or by.account.id != kept["join"]:
            raise SignInRefused("you were signed out meanwhile; sign in and begin again")
        access.link_account(site.desk, voucher, by=by)
        return RedirectResponse(wanted, HTTPStatus.SEE_OTHER)
    agent = request.headers.get("user-agent", "")
    signed_in = access.sign_in_vouched(
        site.desk, voucher, site.voucher_rules, address=address_of(request), agent=agent
    )
    response = RedirectResponse(wanted, HTTPStatus.SEE_OTHER)
    keep_session(request, response, signed_in)
    return response


def _begun(request: Request, *, wanted: str, join: str) -> tuple[str, dict[str, str]]:
    """Return the provider's address to go to, and what the browser must bring back."""
    state, nonce, verifier = (secrets.token_urlsafe(_BYTES) for _ in range(3))
    address = _provider(request).begin(state=state, nonce=nonce, verifier=verifier)
    return address, dict(zip(_KEYS, (state, nonce, verifier, wanted, join), strict=True))


def _keep(request: Request, response: Response, kept: dict[str, str]) -> Response:
    response.set_cookie(
        _cookie_name(request),
        urlsafe_b64encode(json.dumps(kept).encode()).decode(),
        max_age=_SECONDS,
        path="/",
        secure=site_of(request).is_https,
        httponly=True,
        samesite="lax",
    )
    return response


def _kept(request: Request) -> dict[str, str]:
    """Return what the browser was given when it was sent, empty where it brings nothing that fits."""
    try:
        kept = json.loads(urlsafe_b64decode(request.cookies.get(_cookie_name(request), "")))
    except (ValueError, RecursionError):
        return {}
    is_ours = isinstance(kept, dict) and set(kept) == set(_KEYS)
    return kept if is_ours and all(isinstance(value, str) for value in kept.values()) else {}


def _provider(request: Request) -> Provider:
    provider = site_of(request).provider
    if provider is None:
        raise NotFound("this desk knows no provider to sign in with; sign in with a password")
    return provider


def _cookie_name(request: Request) -> str:
    return _SECURE_COOKIE if site_of(request).is_https else _COOKIE
