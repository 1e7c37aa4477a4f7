"""How long the body of a request may be: it is refused before it is held in memory."""

from http import HTTPStatus

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Forms and questions have some thousand bytes; a list of addresses to add, some hundred thousand.
MOST_BYTES = 2_000_000
_TOLD = f"a request has at most {MOST_BYTES:,} bytes"


class Bodies:
    """Return an application that takes no longer requests, whether they say how long they are or not."""

    def __init__(self, app: ASGIApp, *, most_bytes: int = MOST_BYTES) -> None:
        self._app = app
        self._most = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if length and (not length.isdecimal() or int(length[:20]) > self._most):
            refusal = PlainTextResponse(_TOLD, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            await refusal(scope, receive, send)
            return
        left = self._most

        async def receive_some() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOLD)
            return message

        await self._app(scope, receive_some, send)
