"""The connection goes to the checked address, and TLS is checked for the name."""

import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_network
from pathlib import Path
from shutil import which

import httpx
import pytest

from onrecord.adapters.fetch.guard import Guard
from onrecord.adapters.fetch.network import Deadline
from onrecord.adapters.fetch.transport import GuardedTransport

HERE = ip_network("127.0.0.0/8")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a key and its own certificate for news.example."""
    if which("openssl") is None:
        pytest.skip("openssl is not installed, so no certificate can be made")
    file = tmp_path_factory.mktemp("tls") / "news.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", str(file)]
    command += [
        "-out",
        str(file) + ".crt",
        "-subj",
        "/CN=news.example",
        "-addext",
        "subjectAltName=DNS:news.example",
    ]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- our own fixed arguments
    file.write_bytes(file.read_bytes() + Path(str(file) + ".crt").read_bytes())
    return file


@pytest.fixture
def secure_port(certificate: Path) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers["Host"].encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(host)))
            self.end_headers()
            self.wfile.write(host)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class names it
            """Keep the test's output clean."""

    class Server(HTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that refuses the certificate is what one test is about."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Server(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def ask(certificate: Path, name: str, port: int, guard: Guard) -> str:
    tls = ssl.create_default_context(cafile=str(certificate))
    transport = GuardedTransport(guard, Deadline(5), tls, None)
    with httpx.Client(transport=transport, trust_env=False) as client:
        return client.get(f"https://{name}:{port}/").text


def test_certificate_is_checked_for_the_name_though_the_connection_goes_to_the_address(
    certificate: Path, secure_port: int
) -> None:
    guard = Guard((HERE,), resolve=lambda _host, _port: ["127.0.0.1"])
    assert ask(certificate, "news.example", secure_port, guard) == f"news.example:{secure_port}"
    with pytest.raises(httpx.NetworkError, match="Hostname mismatch"):
        ask(certificate, "other.example", secure_port, guard)


def test_next_address_is_tried_when_the_first_does_not_answer(certificate: Path, secure_port: int) -> None:
    guard = Guard((HERE,), resolve=lambda _host, _port: ["127.9.9.9", "127.0.0.1"])
    assert ask(certificate, "news.example", secure_port, guard).startswith("news.example")


def test_name_that_changes_its_mind_is_connected_to_where_it_was_checked(
    certificate: Path, secure_port: int
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    guard = Guard((HERE,), resolve=lambda _host, _port: next(answers))
    assert ask(certificate, "news.example", secure_port, guard)
    assert next(answers) == ["10.0.0.1"], "it was asked only once"
