"""Watching a mailbox and a folder: letters sent by SMTP, fetched by IMAP, each captured once."""

import json
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path

import pytest
import trustme

from onrecord.app import init_desk, open_desk, open_watch
from onrecord.desk import Event, Failed
from tests.servers.imap import imap_server
from tests.servers.smtp import smtp_server

LETTER = "“The ferry sails at noon,” said Ada Lindqvist, the mayor of Selm, on letter {n}.\n"


def watch_once(desk: Path, *, again: bool) -> list[Event]:
    events: list[Event] = []
    with open_watch(desk, events.append) as watching:
        watching.run(once=True, at_once=again)
    return events


def titles(desk: Path) -> list[str | None]:
    with open_desk(desk, read_only=True) as opened:
        return sorted((line.title for line in opened.store.reports()), key=str)


def send(port: int, n: int) -> None:
    letter = EmailMessage()
    letter["From"] = "The Selm Courier <news@courier.example>"
    letter["Subject"] = f"Ferries {n}"
    letter["Date"] = "Thu, 05 Mar 2026 09:12:00 +0000"
    letter["Message-ID"] = f"<{n}@courier.example>"
    letter.set_content(LETTER.format(n=n))
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
        client.send_message(letter, "news@courier.example", ["desk@press.example"])


def test_letters_of_a_mailbox_are_captured_once_and_stay_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(certificate)
    desk = init_desk(tmp_path / "desk")
    with imap_server(tls=certificate) as mailbox, smtp_server(mailbox.deliver) as port:
        for name, value in {
            "TAGGER": "rules",
            "ALLOW_NETWORKS": "127.0.0.0/8",
            "CA_FILE": str(tmp_path / "ca.pem"),
            "WATCH_MAILBOXES": f"imaps://desk@127.0.0.1:{mailbox.port}/INBOX",
            "MAILBOX_PASSWORDS": json.dumps({"desk@127.0.0.1": "hunter2"}),
            "HOST_DELAY_SECONDS": "0.01",
        }.items():
            monkeypatch.setenv(f"ONRECORD_{name}", value)
        send(port, 1)
        send(port, 2)
        first = watch_once(desk, again=False)
        assert [event for event in first if isinstance(event, Failed)] == []
        assert titles(desk) == ["Ferries 1", "Ferries 2"]
        send(port, 3)
        watch_once(desk, again=True)
        assert titles(desk) == ["Ferries 1", "Ferries 2", "Ferries 3"]
        bodies = [command for command in mailbox.commands if "BODY" in command]
        assert len(bodies) == 3, "each letter was asked for once"
        assert not any(kept.seen for kept in mailbox.mailboxes["INBOX"])


def test_files_put_into_a_watched_folder_are_captured_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = init_desk(tmp_path / "desk")
    inbox = tmp_path / "in"
    inbox.mkdir()
    monkeypatch.setenv("ONRECORD_TAGGER", "rules")
    monkeypatch.setenv("ONRECORD_WATCH_FOLDERS", str(inbox))
    (inbox / "a.txt").write_text("Quays\n\n" + LETTER.format(n=1), encoding="utf-8")
    mbox = "".join(
        f"From news@courier.example Thu Mar  5 09:12:00 2026\nSubject: Letter {n}\n\n{LETTER.format(n=n)}\n"
        for n in (2, 3)
    )
    (inbox / "letters.mbox").write_text(mbox, encoding="utf-8")
    watch_once(desk, again=False)
    assert titles(desk) == ["Letter 2", "Letter 3", "Quays"]
    (inbox / "b.txt").write_text("Piers\n\n" + LETTER.format(n=4), encoding="utf-8")
    watch_once(desk, again=True)
    assert titles(desk) == ["Letter 2", "Letter 3", "Piers", "Quays"]
