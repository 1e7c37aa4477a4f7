"""The two ways to a desk: over HTTP, or in this process. Both ask the API, so that both answer alike."""

import time
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol

import anyio.from_thread
import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord import app
from onrecord.errors import StoreError
from onrecord.model.access import Asker, Via
from onrecord.serve.application import make_application
from onrecord.serve.http.limits import no_limits
from onrecord.serve.http.site import Site

Parameters = Mapping[str, Any]
#: Inside one process addresses need a host all the same.
_HERE = "http://desk"
#: Of one request that is refused for now, and how long between them, in seconds.
_TRIES, _LONGEST_WAIT = 3, 10.0


class Way(Protocol):
    """Ask a desk's API."""

    def ask(self, method: str, path: str, parameters: Parameters, body: object | None) -> httpx.Response:
        """Return the answer to one request, read whole."""
        ...

    def close(self) -> None:
        """Let go of the desk."""
        ...


class HttpWay:
    """Ask a desk that is served somewhere.

    Args:
        address: Where, as a browser would be told.
        token: Made by `onrecord tokens add` or on the account's page; None for a desk that asks for none.
        timeout_seconds: For one answer.
    """

    def __init__(self, address: str, *, token: str | None, timeout_seconds: float) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._subject = address
        self._client = httpx.Client(base_url=address, headers=headers, timeout=timeout_seconds)

    def ask(self, method: str, path: str, parameters: Parameters, body: object | None) -> httpx.Response:
        """Return the answer to one request.

        Raises:
            StoreError: The desk does not answer.
        """
        try:
            for _ in range(_TRIES - 1):
                answer = self._client.request(method, path, params=dict(parameters), json=body)
                if answer.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                    return answer
                # Nothing was done: the desk says how long to wait, and all its pages can still be read.
                time.sleep(min(float(answer.headers.get("retry-after", "1")), _LONGEST_WAIT))
            return self._client.request(method, path, params=dict(parameters), json=body)
        except httpx.HTTPError as error:
            raise StoreError(
                "the desk does not answer; is it served there?", subject=self._subject
            ) from error

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()


class LocalWay:
    """Ask a desk whose folder lies here; whoever can read it may do everything.

    Args:
        folder: Of the desk; None for the one that commands would mean.
        timeout_seconds: For one answer.
        read_only: Whether nothing will be written: such a desk may lie on a read-only disk.
    """

    def __init__(self, folder: Path | None, *, timeout_seconds: float, read_only: bool) -> None:
        self._held = ExitStack()
        try:
            desk = self._held.enter_context(app.open_desk(folder, read_only=read_only))
            application = make_application(Site(desk, name=Path(desk.name).name))
            application.state.limits = no_limits()
            served = _As(application, Asker(desk.editor, Via.COMMAND))
            self._portal = self._held.enter_context(anyio.from_thread.start_blocking_portal())
            self._client = httpx.AsyncClient(
                transport=httpx.ASGITransport(served), base_url=_HERE, timeout=timeout_seconds
            )
            self._held.callback(self._portal.call, self._client.aclose)
        except BaseException:
            self._held.close()
            raise

    def ask(self, method: str, path: str, parameters: Parameters, body: object | None) -> httpx.Response:
        """Return the answer to one request."""
        request = partial(self._client.request, method, path, params=dict(parameters), json=body)
        return self._portal.call(request)

    def close(self) -> None:
        """Close the desk."""
        self._held.close()


class _As:
    """Return an application all of whose requests are somebody's."""

    def __init__(self, application: ASGIApp, asker: Asker) -> None:
        self._application = application
        self._asker = asker

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        # The header says to the check of forged forms that no browser sends this.
        headers = [*scope["headers"], (b"authorization", b"bearer")]
        state = {**scope.get("state", {}), "asker": self._asker}
        await self._application({**scope, "headers": headers, "state": state}, receive, send)
