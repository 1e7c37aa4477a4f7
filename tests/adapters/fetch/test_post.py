import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from onrecord.adapters.fetch import WebLimits
from onrecord.adapters.fetch.post import post
from onrecord.errors import BadRequest, OutletRefused, OutletUnreachable

LIMITS = WebLimits(timeout_seconds=3, allow_networks=("127.0.0.0/8",))


@pytest.fixture
def service() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            status, body = {
                "/echo": (200, asked + b" as " + str(self.headers["Content-Type"]).encode()),
                "/large": (200, b"x" * 5000),
                "/moved": (302, b""),
            }.get(self.path, (403, b""))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/echo")
            self.send_header("Content-Length", str(len(body) + (self.path == "/short")))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class names it
            """Keep the test's output clean."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def send(address: str) -> bytes:
    return post(LIMITS, address, b"question", media_type="text/x", max_bytes=1000)


def test_answer_comes_back_to_the_byte(service: str) -> None:
    assert send(f"{service}/echo") == b"question as text/x"


@pytest.mark.parametrize(
    ("path", "error"), [("/large", BadRequest), ("/moved", OutletRefused), ("/secret", OutletRefused)]
)
def test_more_than_asked_for_a_redirect_and_a_refusal_end_it(
    service: str, path: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        send(service + path)


def test_nobody_there_is_unreachable() -> None:
    with pytest.raises(OutletUnreachable):
        send("http://127.0.0.1:1/")


def test_only_web_addresses_and_readable_certificates_are_used() -> None:
    with pytest.raises(BadRequest):
        send("file:///etc/passwd")
    with pytest.raises(BadRequest, match="ca_file"):
        post(WebLimits(ca_file="/nowhere.pem"), "https://a.example/", b"", media_type="a/b", max_bytes=1)
