"""Whether a form was sent from a page of ours, by the one it was made for.

`check_forgery` is a dependency of the whole application, so that no address is forgotten: whatever may change
something needs the form's token, as a hidden field or a header, and must not come from another site. A request with a
token of the API needs neither: no other site can make a browser send one.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import NotAllowed
from onrecord.serve.http.faults import is_for_programs
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import bearer_of, session_key

#: The hidden field of every form, and the header for scripts.
FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
#: The same as for a session's key, for those who have none: whoever signs in, or sets a first password.
_SECURE_COOKIE = "__Host-onrecord_form"
_COOKIE = "onrecord_form"
_REFUSED = "this form is too old, or was not made here; open its page again and repeat what you did"


async def check_forgery(request: Request) -> None:
    """Do nothing where a request is one that a page of ours has made, or changes nothing.

    Raises:
        NotAllowed: It comes from elsewhere, or without the token of the one it was made for.
    """
    if request.method in _SAFE or bearer_of(request) is not None:
        return
    if is_for_programs(request) and not session_key(request):
        return  # nobody is signed in, in whose name it could be forged: the address itself refuses it
    if not _is_from_here(request):
        raise NotAllowed("this was sent from another site; do it here")
    key = _key_of(request)
    given = request.headers.get(HEADER) or await _field(request)
    if not key or not given or not hmac.compare_digest(_token(key).encode(), given.encode()):
        raise NotAllowed(_REFUSED)


def form_token(request: Request) -> str:
    """Return the token for the forms of the page that is being made.

    For whoever has no session, `keep_form_key` must then be given the response.
    """
    key = _key_of(request)
    if not key:
        key = secrets.token_urlsafe(32)
        request.state.form_key = key
    return _token(key)


def keep_form_key(request: Request, response: Response) -> None:
    """Let the browser keep what the token was made from, where it had nothing to make it from before."""
    key: str | None = getattr(request.state, "form_key", None)
    if key is not None:
        is_https = site_of(request).is_https
        response.set_cookie(
            _form_cookie(request), key, path="/", secure=is_https, httponly=True, samesite="lax"
        )


def _token(key: str) -> str:
    made = hmac.new(key.encode("utf-8", "surrogateescape"), b"forms of this session", sha256)
    return urlsafe_b64encode(made.digest()).decode().rstrip("=")


def _key_of(request: Request) -> str:
    made: str | None = getattr(request.state, "form_key", None)
    return session_key(request) or request.cookies.get(_form_cookie(request), "") or made or ""


def _form_cookie(request: Request) -> str:
    return _SECURE_COOKIE if site_of(request).is_https else _COOKIE


def _is_from_here(request: Request) -> bool:
    """Return whether the browser says that a page of ours sent this; those that say nothing need the token anyway."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return origin != "null" and urlsplit(origin).netloc == request.headers.get("host", "")


async def _field(request: Request) -> str:
    """Return the token that a form holds, "" where it holds none."""
    if not request.headers.get("content-type", "").casefold().startswith(_FORMS):
        return ""
    form = await request.form()
    value = form.get(FIELD)
    return "" if value is None or isinstance(value, UploadFile) else value
