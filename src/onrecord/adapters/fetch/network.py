"""The network below httpx: only checked addresses, and never past the deadline."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from onrecord.adapters.fetch.guard import Guard

#: No single wait is longer, however much time the whole fetch has.
CONNECT_SECONDS = 10.0


class Deadline:
    """Return the moment at which a fetch, with all its redirects, must be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def extend(self, seconds: float) -> None:
        """Let it be over so much later: the time spent waiting for a host's turn is not the host's."""
        self._end += seconds

    def left(self) -> float:
        """Return the seconds left.

        Raises:
            httpcore.ReadTimeout: None are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left

    def cap(self, timeout: float | None) -> float:
        """Return the shorter of `timeout` and the seconds left."""
        return self.left() if timeout is None else min(timeout, self.left())


class TimedStream(httpcore.NetworkStream):
    """Return a connection that a slow sender cannot hold past the deadline, however little it sends."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes, b"" at the end."""
        return self._stream.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send `buffer`."""
        self._stream.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the connection under TLS, checked for `server_hostname`: the name, not the address."""
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cap(timeout))
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks about the socket."""
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Return a network that connects to addresses the guard has checked, and to no other."""

    def __init__(self, guard: Guard | None, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first checked address of `host` that answers."""
        allowed: tuple[str, ...] = (host,)
        if self._guard is not None:
            allowed = self._guard.addresses(host, port, timeout_seconds=self._deadline.cap(CONNECT_SECONDS))
        refusal: Exception | None = None
        for address in allowed:
            try:
                stream = self._plain.connect_tcp(
                    address, port, self._deadline.cap(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refusal = error
            else:
                return TimedStream(stream, self._deadline)
        raise refusal or httpcore.ConnectError("no address")
