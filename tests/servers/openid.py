"""OpenID providers on this machine: a real one, in a process of its own; and one that says whatever it is told to."""

import hmac
import json
import socket
import subprocess
import sys
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

_WAIT_SECONDS = 60


@contextmanager
def running_provider(*people: dict[str, Any]) -> Iterator[str]:
    """Run a provider that knows these people, by their claims; return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    claims = [part for one in people for part in ("--user-claims", json.dumps(one))]
    command = [
        sys.executable,
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "--require-nonce",
        "true",
        *claims,
    ]
    program = subprocess.Popen(  # noqa: S603 -- a provider that the tests depend on
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, program)
        yield address
    finally:
        program.terminate()
        program.wait(timeout=_WAIT_SECONDS)


def allow(address: str, subject: str) -> str:
    """Return where the provider sends a browser back to, whose person signs in there as `subject`."""
    answer = httpx.post(address, data={"sub": subject}, trust_env=False)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def refuse(address: str) -> str:
    """Return the same for a person who does not sign in there."""
    answer = httpx.post(address, data={"action": "deny"}, trust_env=False)
    return answer.headers["location"]


def _wait_for(address: str, program: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < until:
        assert program.poll() is None, "the provider ended by itself"
        try:
            if httpx.get(f"{address}/jwks", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the provider did not start in time")


@dataclass
class Told:
    """Return a provider that says what it is told to.

    Attributes:
        address: Its address.
        key: What it signs with.
        claims: What its ID tokens say, besides issuer, audience and nonce.
        answers: What lies at a path, where it is not what belongs there: a status and a body.
        asked: What it was asked for tokens, the form and the credentials.
    """

    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1", "use": "sig"}))
    claims: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[tuple[dict[str, str], str]] = field(default_factory=list)
    nonce: str = ""
    token: str = ""

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize?tenant=7",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }

    def id_token(self) -> str:
        now = int(time.time())
        said = {
            "iss": self.address,
            "aud": "desk",
            "sub": "77",
            "exp": now + 300,
            "iat": now,
            "nonce": self.nonce,
        }
        claims = {key: value for key, value in (said | self.claims).items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def forged_with_public_key(self) -> str:
        """Return an ID token signed with what everybody knows, as if it were a shared secret."""
        now = int(time.time())
        said = {
            "iss": self.address,
            "aud": "desk",
            "sub": "1",
            "exp": now + 300,
            "iat": now,
            "nonce": self.nonce,
        }
        head = {"alg": "HS256", "kid": self.key.kid}
        signed = ".".join(_letters(json.dumps(part).encode()) for part in (head, said))
        made = hmac.new(self.key.as_pem(private=False), signed.encode(), sha256)
        return f"{signed}.{_letters(made.digest())}"


def _letters(body: bytes) -> str:
    return urlsafe_b64encode(body).decode().rstrip("=")


@contextmanager
def told_provider() -> Iterator[Told]:
    """Run a provider that says what it is told to, on a thread of its own."""
    told = Told()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            form = {key: one[0] for key, one in parse_qs(self.rfile.read(length).decode()).items()}
            told.asked.append((form, self.headers.get("authorization", "")))
            self._answer()

        def _answer(self) -> None:
            path = urlsplit(self.path).path
            status, body = told.answers.get(path) or (200, self._usual(path))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status in {301, 302, 307}:
                self.send_header("Location", f"{told.address}/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def _usual(self, path: str) -> bytes:
            if path == "/keys":
                return json.dumps(KeySet([told.key]).as_dict(private=False)).encode()
            if path == "/token":
                token = told.token or told.id_token()
                return json.dumps({"access_token": "x", "token_type": "Bearer", "id_token": token}).encode()
            return json.dumps(told.description()).encode()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join(timeout=_WAIT_SECONDS)
        server.server_close()
