"""A mailbox server with a certificate of its own, and a desk's opener that knows its password."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
import trustme

from onrecord.adapters.fetch.guard import Guard
from onrecord.adapters.mail import ImapOpener
from onrecord.model import Lead
from tests.servers.imap import ImapServer, imap_server

PASSWORD = "hunter2"  # noqa: S105 -- of a server that lives as long as a test
LOOPBACK = ("127.0.0.0/8",)
MakeOpener: TypeAlias = Callable[..., ImapOpener]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def certificate(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    return context


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    return str(file)


@pytest.fixture
def server(certificate: ssl.SSLContext) -> Iterator[ImapServer]:
    with imap_server(tls=certificate) as running:
        yield running


@pytest.fixture
def make_opener(ca_file: str) -> Iterator[MakeOpener]:
    made: list[ImapOpener] = []

    def make(
        *,
        password: str | None = PASSWORD,
        allow: tuple[str, ...] = LOOPBACK,
        seconds: float = 5.0,
        ca: str | None = ca_file,
    ) -> ImapOpener:
        opener = ImapOpener(
            resolve=Guard.allowing(allow).addresses,
            password=lambda _account: password,
            timeout_seconds=seconds,
            own_networks=allow,
            ca_file=ca,
        )
        made.append(opener)
        return opener

    yield make
    for opener in made:
        opener.close()


@pytest.fixture
def inbox(server: ImapServer) -> Lead:
    address = f"imaps://desk@127.0.0.1:{server.port}/INBOX"
    return Lead(address, address)
