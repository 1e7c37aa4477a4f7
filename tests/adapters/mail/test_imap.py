import smtplib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO

import pytest

from onrecord.adapters.fetch import DeskFetcher
from onrecord.adapters.mail import ImapOpener
from onrecord.errors import (
    BadRequest,
    NotFound,
    OnRecordError,
    OutletRefused,
    OutletUnreachable,
    PageUnreadable,
)
from onrecord.model import Lead
from tests.servers.imap import ImapServer, imap_server
from tests.servers.smtp import smtp_server

MakeOpener = Callable[..., ImapOpener]
LETTER = b"Message-ID: <1@courier.example>\r\nSubject: Ferry\r\n\r\nIt sails at noon.\r\n"


def test_mail_that_was_sent_is_fetched_byte_for_byte_and_stays_unread(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener
) -> None:
    letter = EmailMessage()
    letter["From"] = "The Selm Courier <news@courier.example>"
    letter["Subject"] = "Die Fähre fährt"
    letter["Message-ID"] = "<fähre-1@courier.example>".encode("ascii", "ignore").decode()
    letter.set_content("Die Fähre nach Oskland fährt wieder.\n.\nSo sagt es das Hafenamt.\n")
    with smtp_server(server.deliver) as port, smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
        for _ in range(3):
            client.send_message(letter, "news@courier.example", ["desk@press.example"])
    opener = make_opener()
    leads = list(opener.parts(inbox))
    assert [lead.part for lead in leads] == ["7/101", "7/102", "7/103"]
    for lead, kept in zip(leads, server.mailboxes["INBOX"], strict=True):
        fetched = opener.fetch(lead, max_bytes=100_000)
        assert fetched.body == kept.raw
        assert (fetched.address, fetched.media_type) == ("mid:fhre-1@courier.example", "message/rfc822")
        assert fetched.fetched_at == kept.came
        assert not kept.seen
    assert server.connections == 1
    assert not any(command.startswith("SELECT") for command in server.commands)


def test_a_long_mailbox_is_listed_in_windows_while_messages_are_fetched(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.adapters.mail.imap._WINDOW", 10)
    server.mailboxes["Agencies"] = []
    for _ in range(25):
        server.deliver(LETTER)
    server.deliver(LETTER, "Agencies")
    opener = make_opener()
    other = Lead(inbox.address.replace("INBOX", "Agencies"), "agencies")
    (elsewhere,) = opener.parts(other)
    found = []
    for lead in opener.parts(inbox):
        found.append(lead.part)
        assert opener.fetch(elsewhere, max_bytes=1_000).body == LETTER
    assert found == [f"7/{uid}" for uid in range(101, 126)]
    assert server.connections == 1


def test_a_message_too_large_is_refused_before_it_is_sent(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener
) -> None:
    server.deliver(LETTER + b"x" * 5_000)
    opener = make_opener()
    (lead,) = opener.parts(inbox)
    with pytest.raises(BadRequest, match=r"#101: is larger than 1,000 bytes; raise max_bytes"):
        opener.fetch(lead, max_bytes=1_000)
    assert not any("BODY" in command for command in server.commands)


def test_a_message_that_was_deleted_or_a_mailbox_made_anew_is_not_found(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener
) -> None:
    server.deliver(LETTER)
    server.deliver(LETTER)
    opener = make_opener()
    first, second = opener.parts(inbox)
    del server.mailboxes["INBOX"][0]
    with pytest.raises(NotFound, match="no longer in the mailbox"):
        opener.fetch(first, max_bytes=1_000)
    server.validity = 8
    opener.close()
    with pytest.raises(NotFound, match="made anew"):
        opener.fetch(second, max_bytes=1_000)


@pytest.mark.parametrize("part", ["", "7", "7/x", "-1/2"])
def test_a_part_that_no_listing_gave_is_not_found(inbox: Lead, make_opener: MakeOpener, part: str) -> None:
    with pytest.raises(NotFound, match="names no message"):
        make_opener().fetch(Lead(inbox.address, "a", part=part), max_bytes=10)


def test_a_wrong_password_is_told_without_repeating_it(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener
) -> None:
    for password in ("swordfish", "schwertfisch-ß"):
        with pytest.raises(
            OutletRefused, match="refuses the user name or password; check mailbox_passwords"
        ) as told:
            list(make_opener(password=password).parts(inbox))
        assert told.value.__cause__ is None
        assert password not in str(told.value)
    assert not any("fish" in command or "fisch" in command for command in server.commands)


def test_names_and_passwords_beyond_ascii_sign_in(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener
) -> None:
    words = server.passwords["jörg desk"] = "pass wort-ß"
    lead = Lead(inbox.address.replace("desk@", "j%C3%B6rg%20desk@"), "inbox")
    assert list(make_opener(password=words).parts(lead)) == []


def test_an_account_without_a_password_is_told_where_to_give_it(inbox: Lead, make_opener: MakeOpener) -> None:
    with pytest.raises(BadRequest, match=r"mailbox_passwords under 'desk@127\.0\.0\.1'"):
        list(make_opener(password=None).parts(inbox))


def test_a_mailbox_that_is_not_there_is_not_found_by_any_name(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener
) -> None:
    server.mailboxes["D&AOk-p&AOo-ches"] = []
    server.deliver(LETTER, "D&AOk-p&AOo-ches")
    opener = make_opener()
    assert len(list(opener.parts(Lead(inbox.address.replace("INBOX", "D%C3%A9p%C3%AAches"), "a")))) == 1
    with pytest.raises(NotFound, match="no such mailbox"):
        list(opener.parts(Lead(inbox.address.replace("INBOX", "Nothing"), "a")))


def test_a_server_on_a_private_network_is_refused_unless_the_operator_allows_it(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener
) -> None:
    with pytest.raises(OutletRefused, match="not a public address"):
        list(make_opener(allow=()).parts(inbox))
    assert server.connections == 0


def test_a_certificate_of_another_name_or_authority_is_refused(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener
) -> None:
    with pytest.raises(OutletRefused, match=r"certificate that is not trusted .*ca_file"):
        list(make_opener(ca=None).parts(inbox))
    assert server.commands == []


def test_the_password_is_not_sent_in_the_clear_to_strangers(make_opener: MakeOpener) -> None:
    with imap_server() as running:
        address = f"imap://desk@127.0.0.1:{running.port}/INBOX"
        opener = make_opener()
        assert list(opener.parts(Lead(address, address))) == []
        opener._own_networks = ()
        opener.close()
        with pytest.raises(OutletRefused, match="offers no encryption"):
            list(opener.parts(Lead(address, address)))
        assert running.commands.count("LOGIN") == 1


def test_encryption_that_is_offered_is_started(certificate: object, make_opener: MakeOpener) -> None:
    with imap_server(starttls=certificate) as running:  # type: ignore[arg-type]  # a fixture of conftest
        running.deliver(LETTER)
        opener = make_opener()
        opener._own_networks = ()
        address = f"imap://desk@127.0.0.1:{running.port}/INBOX"
        (lead,) = opener.parts(Lead(address, address))
        assert opener.fetch(lead, max_bytes=1_000).body == LETTER
        assert running.commands.index("STARTTLS") < running.commands.index("LOGIN")


def test_what_is_slipped_in_before_encryption_is_not_believed(make_opener: MakeOpener) -> None:
    def slip(tag: str, out: BinaryIO) -> None:
        out.write(f"{tag} OK begin\r\n* CAPABILITY IMAP4rev1 X-EVIL\r\n".encode())

    def offer(tag: str, out: BinaryIO) -> None:
        out.write(f"* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK done\r\n".encode())

    with imap_server() as running:
        running.faults = {"CAPABILITY": offer, "STARTTLS": slip}
        address = f"imap://desk@127.0.0.1:{running.port}/"
        with pytest.raises(PageUnreadable, match="sends more than was asked for"):
            list(make_opener().parts(Lead(address, address)))


def _take_all(opener: ImapOpener, inbox: Lead) -> None:
    leads = list(opener.parts(inbox))
    if not leads:
        raise NotFound("nothing was listed", subject=inbox.name)
    for lead in leads:
        opener.fetch(lead, max_bytes=1_000)


def _flood(tag: str, out: BinaryIO) -> None:
    del tag
    out.writelines(b"* 1 FETCH (FLAGS (x))\r\n" * 100 for _ in range(100_000))


def _endless_line(tag: str, out: BinaryIO) -> None:
    del tag
    out.writelines(b"x" * 10_000 for _ in range(10_000))


def _huge_literal(tag: str, out: BinaryIO) -> None:
    out.write(b"* 1 FETCH (UID 101 BODY[] {9999999999}\r\nx")
    out.write(f"\r\n{tag} OK done\r\n".encode())


def _close(tag: str, out: BinaryIO) -> None:
    del tag, out
    raise ConnectionAbortedError


def _garbage(tag: str, out: BinaryIO) -> None:
    del tag
    out.write(b"\x00\xff\xfe)({}\r\n" * 10)


def _drip(tag: str, out: BinaryIO) -> None:
    del tag
    for _ in range(600):
        out.write(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize("command", ["GREETING", "CAPABILITY", "LOGIN", "EXAMINE", "FETCH", "UID FETCH"])
@pytest.mark.parametrize("fault", [_flood, _endless_line, _huge_literal, _close, _garbage])
def test_a_hostile_server_is_left_with_a_clear_error(
    server: ImapServer,
    inbox: Lead,
    make_opener: MakeOpener,
    command: str,
    fault: Callable[[str, BinaryIO], None],
) -> None:
    server.deliver(LETTER)
    server.faults[command] = fault
    opener = make_opener(seconds=2.0)
    began = time.monotonic()
    with pytest.raises((OutletUnreachable, PageUnreadable, OutletRefused, NotFound)) as told:
        _take_all(opener, inbox)
    assert time.monotonic() - began < 200
    assert "hunter2" not in str(told.value)


def test_a_server_that_drips_is_not_waited_for(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener
) -> None:
    server.faults["EXAMINE"] = _drip
    began = time.monotonic()
    with pytest.raises(OutletUnreachable, match=r"no answer within 0\.5 seconds"):
        list(make_opener(seconds=0.5).parts(inbox))
    assert time.monotonic() - began < 20


def test_a_connection_that_broke_off_is_made_again(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver(LETTER)
    opener = make_opener()
    server.faults["FETCH"] = _close
    with pytest.raises(OutletUnreachable):
        list(opener.parts(inbox))
    server.faults.clear()
    assert len(list(opener.parts(inbox))) == 1
    # A silent connection is asked first, and made anew where it no longer answers.
    monkeypatch.setattr("onrecord.adapters.mail.imap._SILENT_SECONDS", -1.0)
    server.faults["NOOP"] = _close
    assert len(list(opener.parts(inbox))) == 1
    assert server.connections == 4  # asked twice: for the mailbox, and for its messages


def test_a_fetcher_expands_a_mailbox_as_it_does_a_file(
    server: ImapServer, inbox: Lead, make_opener: MakeOpener, tmp_path: Path
) -> None:
    del tmp_path
    server.deliver(LETTER)
    fetcher = DeskFetcher(max_bytes=1_000, openers=(make_opener(),))
    (lead,) = fetcher.expand(inbox.address.removesuffix("INBOX"))
    assert lead.name == f"{inbox.address}#101"
    assert fetcher.fetch(lead).body == LETTER
    with pytest.raises(OnRecordError, match="carries a password") as told:
        list(fetcher.expand("imaps://desk:hunter2@127.0.0.1/INBOX"))
    assert "hunter2" not in str(told.value)


def test_arrival_is_the_servers_and_in_utc(server: ImapServer, inbox: Lead, make_opener: MakeOpener) -> None:
    server.deliver(b"\r\nno head\r\n")
    opener = make_opener()
    (lead,) = opener.parts(inbox)
    fetched = opener.fetch(lead, max_bytes=1_000)
    assert fetched.fetched_at == datetime(2026, 3, 5, 9, 12, tzinfo=UTC)
    assert fetched.address == f"{inbox.address};UIDVALIDITY=7/;UID=101"
