"""httpx over the guarded network: httpx has no public way to say where connections go, httpcore has."""

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import cast

import httpcore
import httpx

from onrecord.adapters.fetch.guard import Guard
from onrecord.adapters.fetch.network import Deadline, GuardedBackend


class GuardedTransport(httpx.BaseTransport):
    """Return a transport whose every connection is checked by `guard` and ends by `deadline`.

    Args:
        guard: Which addresses may be connected to.
        deadline: When all must be over.
        tls: The certificates to trust.
        proxy: An HTTP proxy to go through, or None. The proxy itself is not
            checked (the operator named it), and it resolves the names.
    """

    def __init__(self, guard: Guard, deadline: Deadline, tls: ssl.SSLContext, proxy: str | None) -> None:
        if proxy:
            self._pool: httpcore.ConnectionPool = httpcore.HTTPProxy(
                proxy_url=proxy, ssl_context=tls, network_backend=GuardedBackend(None, deadline)
            )
        else:
            self._pool = httpcore.ConnectionPool(
                ssl_context=tls, network_backend=GuardedBackend(guard, deadline)
            )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer, its body still to be read."""
        url = request.url
        with _as_httpx(request):
            answer = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                    ),
                    headers=request.headers.raw,
                    content=cast("Iterable[bytes]", request.stream),
                    extensions=request.extensions,
                )
            )
        body = _Body(answer, request)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=body, extensions=answer.extensions
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response, request: httpx.Request) -> None:
        self._answer = answer
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx(self._request):
            yield from self._answer.iter_stream()

    def close(self) -> None:
        with _as_httpx(self._request):
            self._answer.close()


@contextmanager
def _as_httpx(request: httpx.Request) -> Iterator[None]:
    """Turn httpcore's errors into httpx's, as httpx does with its own transports."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.TimeoutException(str(error), request=request) from error
    except (httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol) as error:
        raise httpx.ProtocolError(str(error), request=request) from error
    except httpcore.NetworkError as error:
        raise httpx.NetworkError(str(error), request=request) from error
