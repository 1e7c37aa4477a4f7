"""Who asks: by the session that a cookie names, or by a token; and what an address asks of them.

An endpoint says `by: Annotated[Asker, Depends(require(Role.EDITOR))]`, or `by: Who` where anybody may ask. The verbs
of the desk check again, where it matters.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk.access import demand, find_session, find_token
from onrecord.desk.access.sessions import SignedIn
from onrecord.errors import NotAllowed, SignInRefused
from onrecord.model.access import Asker, Role, Scope, Via
from onrecord.serve.http.site import site_of

#: A browser takes a cookie of the first name from this very host alone, and by https alone.
_SECURE_COOKIE = "__Host-onrecord"
_COOKIE = "onrecord_session"
_BEARER = "bearer"


def asker_of(request: Request) -> Asker:
    """Return who asks; nobody in particular where there is neither session nor token.

    Raises:
        SignInRefused: A token was shown that is not good: who shows one means it.
    """
    known: Asker | None = getattr(request.state, "asker", None)
    if known is not None:
        return known
    desk = site_of(request).desk
    address = address_of(request)
    token = bearer_of(request)
    found: Asker | None
    if token is not None:
        found = find_token(desk, token, address=address)
        if found is None:
            raise SignInRefused("this token is not good, or no longer; make another")
    else:
        key = session_key(request)
        found = find_session(desk, key, address=address) if key else None
    asker = found or Asker("", Via.BROWSER, address=address)
    request.state.asker = asker
    return asker


#: Who asks, whoever it is.
Who = Annotated[Asker, Depends(asker_of)]


def require(role: Role) -> Callable[[Asker], Awaitable[Asker]]:
    """Return a dependency that gives who asks, where they may do what needs `role`.

    It raises SignInRefused where nobody is signed in, NotAllowed where they may not, or where their token has not
    the scope.
    """

    # Not in a thread, as nothing is waited for: a request would stand in line for one once more.
    async def required(asker: Who) -> Asker:
        demand(asker, role)
        return asker

    return required


def require_scope(scope: Scope) -> Callable[[Asker], Awaitable[Asker]]:
    """Return the same by the scope that a token needs; without a token the role that goes with it."""
    return require(scope.role)


async def require_session(asker: Who) -> Asker:
    """Return who asks, where they have signed in themselves.

    Raises:
        SignInRefused: Nobody is signed in.
        NotAllowed: They use a token.
    """
    if asker.session is None:
        if asker.is_known:
            raise NotAllowed("a token does not do that; sign in with a browser", subject=asker.name)
        raise SignInRefused("sign in first")
    return asker


#: Who asks, and is at least that.
Reader = Annotated[Asker, Depends(require(Role.READER))]
Editor = Annotated[Asker, Depends(require(Role.EDITOR))]
Administrator = Annotated[Asker, Depends(require(Role.ADMINISTRATOR))]


def address_of(request: Request) -> str:
    """Return where a request comes from: what the server says, which heeds the proxies that it was told to trust."""
    return request.client.host if request.client else ""


def bearer_of(request: Request) -> str | None:
    """Return the token that a request shows, None where it shows none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == _BEARER else None


def session_key(request: Request) -> str:
    """Return the key of a session that a browser sends, whether it holds or not; "" where it sends none."""
    return request.cookies.get(_cookie_name(request), "")


def keep_session(request: Request, response: Response, signed_in: SignedIn) -> None:
    """Let the browser keep the key of a new session, where no script and no other site can read it."""
    longest = site_of(request).desk.access.session_longest
    response.set_cookie(
        _cookie_name(request),
        signed_in.key,
        max_age=int(longest.total_seconds()),
        path="/",
        secure=site_of(request).is_https,
        httponly=True,
        samesite="lax",
    )


def drop_session(request: Request, response: Response) -> None:
    """Let the browser forget the key of its session."""
    response.delete_cookie(
        _cookie_name(request), path="/", secure=site_of(request).is_https, httponly=True, samesite="lax"
    )


def _cookie_name(request: Request) -> str:
    return _SECURE_COOKIE if site_of(request).is_https else _COOKIE
