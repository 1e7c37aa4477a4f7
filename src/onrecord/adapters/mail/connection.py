"""The bytes between us and an IMAP server: how much it sends, how long it takes, and what it says in the clear."""

import imaplib
import socket
import ssl
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

#: What an answer may come to beside the message that was asked for.
OVERHEAD_BYTES = 1_000_000
_LONGEST_LINE = 100_000
_CHUNK_BYTES = 1 << 16


class TooMuch(Exception):
    """The server sends more than was asked for."""


class Connection(imaplib.IMAP4):
    """Return imaplib's client over a connection that is made elsewhere, and that ends in time and in size."""

    def __init__(self, sock: socket.socket, host: str, *, seconds: float) -> None:
        self._given = sock
        self._buffer = bytearray()
        self.allow(seconds, OVERHEAD_BYTES)
        super().__init__(host)

    def allow(self, seconds: float, size: int) -> None:
        """Set how long the next command may take, and how much may be received for it."""
        self._end = time.monotonic() + seconds
        self._left = size
        # What nobody asked for is kept there for ever.
        self.untagged_responses: dict[str, list[bytes | tuple[bytes, bytes]]] = {}

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Take the connection that was made."""
        del timeout
        self.host, self.port, self.sock = host, port, self._given

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes."""
        if size > self._left + len(self._buffer):
            raise TooMuch
        while len(self._buffer) < size:
            self._receive()
        out = bytes(self._buffer[:size])
        del self._buffer[:size]
        return out

    def readline(self) -> bytes:
        """Return the next line, with its end."""
        looked = 0
        while (end := self._buffer.find(b"\n", looked)) < 0:
            looked = len(self._buffer)
            if looked > _LONGEST_LINE:
                raise TooMuch
            self._receive()
        return self.read(end + 1)

    def send(self, data: "ReadableBuffer") -> None:
        """Send a command."""
        self.sock.settimeout(self._wait())
        self.sock.sendall(data)

    def shutdown(self) -> None:
        """Close the connection."""
        self.sock.close()

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Encrypt the connection from here on."""
        if self._buffer:
            # What was slipped in before encryption must not count as said under it.
            raise TooMuch
        self.sock.settimeout(self._wait())
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def _receive(self) -> None:
        self.sock.settimeout(self._wait())
        chunk = self.sock.recv(_CHUNK_BYTES)
        if not chunk:
            raise ConnectionResetError("the server closed the connection")
        self._left -= len(chunk)
        if self._left < 0:
            raise TooMuch
        self._buffer += chunk

    def _wait(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time is up")
        return left
