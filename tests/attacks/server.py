"""A site on this machine that answers with exactly the bytes an attack needs, whatever HTTP says of them."""

import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

#: Write an answer; the deadline is when to give up.
Answer: TypeAlias = Callable[[socket.socket, float], None]

#: No answer goes on for longer, however long the other side listens.
_SECONDS = 20.0
_HEAD_BYTES = 65_536


@dataclass
class RawSite:
    """Return a running site: its address, what it answers by path, and the paths it was asked for."""

    root: str
    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def give(self, path: str, *parts: bytes, again: bytes = b"", pause: float = 0.0) -> str:
        """Return the address of an answer: `parts` as they are, then `again` for as long as anyone reads."""

        def answer(peer: socket.socket, deadline: float) -> None:
            for part in parts:
                peer.sendall(part)
            while again and time.monotonic() < deadline:
                peer.sendall(again)
                time.sleep(pause)

        self.answers[path] = answer
        return self.root + path


def _missing(peer: socket.socket, deadline: float) -> None:
    del deadline
    peer.sendall(http(b"nothing here", status=b"404 Not Found"))


@contextmanager
def raw_site() -> Iterator[RawSite]:
    """Return a site on a free port of 127.0.0.1, stopped at the end of the block."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            head = b""
            while b"\r\n\r\n" not in head and len(head) < _HEAD_BYTES:
                more = self.request.recv(4096)
                if not more:
                    return
                head += more
            path = head.split(b" ", 2)[1].decode("latin-1")
            site.asked.append(path)
            answer = site.answers.get(path, _missing)
            try:
                answer(self.request, time.monotonic() + _SECONDS)
            except OSError:
                return  # the fetcher has gone, as it should from most of these

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        port = server.server_address[1]
        site = RawSite(f"http://127.0.0.1:{port}", port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site
        server.shutdown()
        thread.join()


def http(
    body: bytes,
    *headers: bytes,
    status: bytes = b"200 OK",
    kind: bytes = b"text/html",
    length: int | None = None,
) -> bytes:
    """Return a whole answer; `length` is what it says of its body, when that is not the truth."""
    said = len(body) if length is None else length
    lines = [
        b"HTTP/1.1 " + status,
        b"Content-Type: " + kind,
        b"Content-Length: %d" % said,
        b"Connection: close",
        *headers,
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def redirect(target: bytes) -> bytes:
    """Return an answer that sends the reader on to `target`."""
    return http(b"", b"Location: " + target, status=b"302 Found")
