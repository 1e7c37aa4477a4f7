"""A real IMAP server on this machine: as much of RFC 3501 as a client that only reads needs, and faults on demand."""

import base64
import re
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO, TypeAlias, cast

#: What a fault does in place of an answer; it is given the tag of the command and where answers are written.
Fault: TypeAlias = Callable[[str, BinaryIO], None]


@dataclass
class Kept:
    """A message in a mailbox."""

    uid: int
    raw: bytes
    came: datetime
    seen: bool = False


@dataclass
class ImapServer:
    """Return a running server.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        passwords: By user.
        mailboxes: By name as the protocol writes it.
        validity: The UIDVALIDITY of every mailbox.
        commands: What was asked, in order, without passwords.
        faults: What to do in place of an answer, by command.
        connections: How many were made.
        starttls: The certificate to start encryption with, or None where it is not offered.
    """

    port: int = 0
    passwords: dict[str, str] = field(default_factory=lambda: {"desk": "hunter2"})
    mailboxes: dict[str, list[Kept]] = field(default_factory=lambda: {"INBOX": []})
    validity: int = 7
    commands: list[str] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)
    connections: int = 0
    starttls: ssl.SSLContext | None = None

    def deliver(self, raw: bytes, mailbox: str = "INBOX") -> int:
        """Return the UID that a new message was given."""
        kept = self.mailboxes[mailbox]
        uid = kept[-1].uid + 1 if kept else 101
        kept.append(Kept(uid, raw, datetime(2026, 3, 5, 9, 12, len(kept) % 60, tzinfo=UTC)))
        return uid


@contextmanager
def imap_server(
    *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None
) -> Iterator[ImapServer]:
    """Return a server that runs until the end of the block."""
    running = ImapServer(starttls=starttls)

    class Handler(socketserver.StreamRequestHandler):
        timeout = 10
        disable_nagle_algorithm = True

        def setup(self) -> None:
            if tls is not None:
                self.request = tls.wrap_socket(self.request, server_side=True)
            super().setup()

        def handle(self) -> None:
            running.connections += 1
            try:
                _Talk(self, running).run()
            except (OSError, ValueError):
                return  # the client has gone, or a fault has closed the connection

        def finish(self) -> None:
            try:
                super().finish()
            except OSError:
                return
            finally:
                self.request.close()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        allow_reuse_address = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Keep the test's output clean: a client may refuse our certificate."""

    with Server(("127.0.0.1", 0), Handler) as server:
        running.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()


class _Talk:
    """One client's conversation."""

    def __init__(self, handler: socketserver.StreamRequestHandler, server: ImapServer) -> None:
        self.handler, self.server = handler, server
        self.kept: list[Kept] | None = None
        self.read_only = True
        self.signed_in = False

    def say(self, line: str) -> None:
        self.handler.wfile.write(line.encode() + b"\r\n")

    def run(self) -> None:
        if not self.fault("GREETING", "*"):
            self.say("* OK [CAPABILITY IMAP4rev1] ready")
        while raw := self.handler.rfile.readline(70_000):
            tag, command, rest = [*raw.decode("utf-8").strip().split(" ", 2), ""][:3]
            command = command.upper()
            if command == "UID":
                verb, _, rest = rest.partition(" ")
                command = f"UID {verb.upper()}"
            self.server.commands.append(f"{command} {'' if command == 'LOGIN' else rest}".strip())
            if self.fault(command, tag):
                continue
            if command == "LOGOUT":
                self.say("* BYE")
                self.say(f"{tag} OK bye")
                return
            self.answer(tag, command, rest)

    def fault(self, command: str, tag: str) -> bool:
        fault = self.server.faults.get(command)
        if fault is not None:
            fault(tag, cast("BinaryIO", self.handler.wfile))
        return fault is not None

    def answer(self, tag: str, command: str, rest: str) -> None:
        if command == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN" + (" STARTTLS" if self.server.starttls else ""))
        elif command == "STARTTLS" and self.server.starttls:
            self.say(f"{tag} OK begin")
            self.handler.request = self.server.starttls.wrap_socket(self.handler.request, server_side=True)
            self.server.starttls = None
            self.handler.setup()
            return
        elif command == "LOGIN":
            user, password = (part.strip('"') for part in rest.split(" ", 1))
            self.signed_in = self.server.passwords.get(user) == password
            if not self.signed_in:
                self.say(f"{tag} NO {password} is wrong")
                return
        elif command == "AUTHENTICATE":
            self.say("+ ")
            _, user, password = base64.b64decode(self.handler.rfile.readline()).decode("utf-8").split("\0")
            self.signed_in = self.server.passwords.get(user) == password
            if not self.signed_in:
                self.say(f"{tag} NO wrong")
                return
        elif not self.signed_in:
            self.say(f"{tag} BAD sign in first")
            return
        elif command in {"SELECT", "EXAMINE"}:
            name = rest.strip('"')
            if name not in self.server.mailboxes:
                self.say(f"{tag} NO no such mailbox")
                return
            self.kept, self.read_only = self.server.mailboxes[name], command == "EXAMINE"
            self.say(f"* {len(self.kept)} EXISTS")
            self.say(f"* OK [UIDVALIDITY {self.server.validity}] valid")
        elif command in {"FETCH", "UID FETCH"} and self.kept is not None:
            self.fetch(rest, by_uid=command == "UID FETCH")
        self.say(f"{tag} OK done")

    def fetch(self, rest: str, *, by_uid: bool) -> None:
        which, _, items = rest.partition(" ")
        first, _, last = which.partition(":")
        for number, message in enumerate(list(self.kept or ()), start=1):
            if not int(first) <= (message.uid if by_uid else number) <= int(last or first):
                continue
            facts = f"UID {message.uid}"
            if "RFC822.SIZE" in items:
                facts += f" RFC822.SIZE {len(message.raw)}"
            if "INTERNALDATE" in items:
                facts += f' INTERNALDATE "{message.came:%d-%b-%Y %H:%M:%S} +0000"'
            body = re.search(r"BODY(\.PEEK)?\[\]", items)
            if body is None:
                self.say(f"* {number} FETCH ({facts})")
                continue
            message.seen = message.seen or not (body[1] or self.read_only)
            self.handler.wfile.write(
                f"* {number} FETCH ({facts} BODY[] {{{len(message.raw)}}}\r\n".encode()
                + message.raw
                + b")\r\n"
            )
