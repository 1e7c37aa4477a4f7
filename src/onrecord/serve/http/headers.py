"""Headers of every answer: nothing from elsewhere, no framing, no guessing of types; and how long it took."""

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Styles and scripts are files of our own; pages hold none in line. Forms go to ourselves alone.
POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self' data:; frame-src 'self'; connect-src 'self'"
)
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Whoever may see a page may see it; nobody in between keeps it.
    "Cache-Control": "private, no-cache",
}
_YEAR = 31_536_000


class Headers:
    """Return an application whose answers bear the headers that keep a browser from doing what no page asked for.

    An answer that sets one of them itself keeps its own.
    """

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self._app = app
        self._headers = dict(_ALWAYS)
        if is_https:
            self._headers["Strict-Transport-Security"] = f"max-age={_YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        is_head = scope["method"] == "HEAD"
        if is_head:  # answered as a GET whose body is kept back
            scope = {**scope, "method": "GET"}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers["Server-Timing"] = f"app;dur={(time.perf_counter() - begun) * 1000:.1f}"
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app(scope, receive, send_with_headers)
