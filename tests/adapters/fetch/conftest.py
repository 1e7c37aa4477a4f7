"""A real web server on this machine, whose pages each test says."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias

import pytest

from onrecord.adapters.fetch import WebLimits
from onrecord.adapters.fetch.web import WebFetcher

Page: TypeAlias = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Return a running site: its address, its pages by path, and the requests it saw."""

    root: str
    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    seen: list[dict[str, str]] = field(default_factory=list)

    def give(self, path: str, body: bytes, *, status: int = 200, **headers: str) -> str:
        """Return the address of a page that answers `body`; header names with `_` for `-`."""

        def page(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.pages[path] = page
        return self.root + path


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            running.seen.append({"path": self.path, **dict(self.headers.items())})
            page = running.pages.get(self.path)
            if page is None:
                self.send_error(404)
            else:
                page(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class names it
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        port = server.server_address[1]
        running = Site(f"http://127.0.0.1:{port}", port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        server.shutdown()
        thread.join()


@pytest.fixture
def web() -> WebFetcher:
    limits = WebLimits(
        timeout_seconds=5.0, user_agent="OnRecord/test (+desk@example.org)", allow_networks=("127.0.0.0/8",)
    )
    return WebFetcher(limits)
