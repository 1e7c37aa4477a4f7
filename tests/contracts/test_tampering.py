"""Each way of tampering with a real desk, on both databases, and the words in which `verify` tells of it."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from onrecord.adapters.store import SqlStore
from onrecord.adapters.store.ledger import SqlLedger
from onrecord.adapters.store.removal import delete_capture
from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk, Gravity, add, plan_leads, plan_removal, remove, stamp_head, verify
from onrecord.desk.keep import keep
from onrecord.model import EntryKind, FeedCredit
from onrecord.model.ledger import BEFORE_ALL, bound_facts, chain_hash
from tests.authority import ABSENT, HAS_OPENSSL, running_authority
from tests.factory import NOON, make_capture

REPORT = (
    "Harbour talks, day {n}\n\nMayor Ada Lindqvist said: “On day {n} the harbour belongs to everybody.”\n"
)
REPORTS = 4


@dataclass
class Kept:
    """Return a desk with four captures (ledger: 1 opened, 2 to 5 captures), its folder and its database."""

    desk: Desk
    folder: Path
    head: str

    @property
    def store(self) -> SqlStore:
        assert isinstance(self.desk.store, SqlStore)
        return self.desk.store

    def sql(self, line: str, **values: object) -> None:
        with self.store._place.engine.begin() as connection:
            connection.execute(sa.text(line), values)

    def file(self, n: int) -> Path:
        """Return the evidence file of the capture that entry `n` tells of."""
        entry = next(self.desk.store.ledger.entries(after=n - 1))
        return self.folder / "evidence" / entry.subject[:2] / entry.subject[2:]

    def chain_anew(self, start: int) -> None:
        """Make every hash from entry `start` on fit again, as who can write the database can."""
        before = BEFORE_ALL
        for entry in list(self.desk.store.ledger.entries()):
            due = chain_hash(before, hashlib.sha256(entry.body).digest())
            if entry.n >= start:
                self.sql("UPDATE ledger SET hash = :hash WHERE n = :n", hash=due, n=entry.n)
                before = due
            else:
                before = bytes.fromhex(entry.hash)


@pytest.fixture
def kept(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    for name in [name for name in os.environ if name.startswith("ONRECORD_") and "TEST" not in name]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ONRECORD_STORE_URL", url)
    monkeypatch.setenv("ONRECORD_TAGGER", "rules")
    monkeypatch.setenv("ONRECORD_ALLOW_NETWORKS", "127.0.0.0/8")
    folder = init_desk(tmp_path / "desk")
    reports = tmp_path / "reports"
    reports.mkdir()
    for n in range(1, REPORTS + 1):
        (reports / f"{n}.txt").write_text(REPORT.format(n=n), encoding="utf-8")
    with open_desk(folder) as desk:
        assert all(
            not isinstance(result, Exception)
            for _, result in add(desk, plan_leads(desk.fetcher, [str(reports)]))
        )
        head = desk.store.ledger.head()
        assert head is not None
        assert head.n == REPORTS + 1
        yield Kept(desk, folder, head.hash)


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE feed_credits SET credit_name = 'Orva Mail'",
        "UPDATE feed_credits SET credit_feed = 'https://elsewhere.example/'",
        "DELETE FROM feed_credits",
        "INSERT INTO feed_credits (capture_n, credit_feed, credit_seen_at) VALUES (1, 'f', '2026-03-01 00:00:00')",
    ],
)
def test_what_a_feed_said_of_a_source_is_bound_by_the_ledger(kept: Kept, line: str) -> None:
    body = REPORT.format(n=9).encode()
    capture = make_capture(body, address="https://courier.example/9")
    credit = FeedCredit("Coast News", "https://coast.example/", "https://links.example/rss", NOON)
    keep(kept.desk, capture, body, name="9", credit=credit)
    assert broken(kept) == ""
    kept.sql(line)
    assert "what a feed said of its source was edited, put in or taken out since" in broken(kept)


def broken(kept: Kept, *, head: str | None = None) -> str:
    return "\n".join(
        f"{finding.subject}: {finding.message}"
        for _, findings in verify(kept.desk, head=head)
        for finding in findings
        if finding.gravity is Gravity.BROKEN
    )


def forget(kept: Kept, n: int) -> None:
    """Delete the row of the capture that entry `n` tells of with all that was made of it, but not its entry."""
    sha = next(kept.desk.store.ledger.entries(after=n - 1)).subject
    with kept.store.writing():
        connection = kept.store._session.writer()
        row = connection.execute(
            sa.text("SELECT n FROM captures WHERE sha256 = :sha"), {"sha": sha}
        ).scalar_one()
        delete_capture(connection, kept.store._words, row)


def change_byte(kept: Kept) -> None:
    file = kept.file(3)
    body = bytearray(file.read_bytes())
    body[5] ^= 1
    file.chmod(0o644)
    file.write_bytes(body)


def lose_bytes(kept: Kept) -> None:
    kept.file(3).unlink()


def lose_row(kept: Kept) -> None:
    forget(kept, 3)


def lose_row_and_bytes(kept: Kept) -> None:
    file = kept.file(3)
    forget(kept, 3)
    file.unlink()


def swap_entries(kept: Kept) -> None:
    three, four = list(kept.desk.store.ledger.entries(after=2))[:2]
    put = "UPDATE ledger SET subject = :subject, entry = :body WHERE n = :n"
    kept.sql(put, subject=four.subject, body=four.body, n=3)
    kept.sql(put, subject=three.subject, body=three.body, n=4)


def swap_entries_and_chain_anew(kept: Kept) -> None:
    swap_entries(kept)
    kept.chain_anew(3)


def edit_entry(kept: Kept) -> None:
    three = next(kept.desk.store.ledger.entries(after=2))
    kept.sql("UPDATE ledger SET entry = :body WHERE n = 3", body=three.body.replace(b'"size":', b'"size":1'))


def edit_entry_column(kept: Kept) -> None:
    kept.sql("UPDATE ledger SET subject = :other WHERE n = 3", other="0" * 64)


def delete_entry(kept: Kept) -> None:
    kept.sql("DELETE FROM ledger WHERE n = 3")


def edit_address(kept: Kept) -> None:
    kept.sql("UPDATE captures SET address = 'https://elsewhere.example/' WHERE n = 2")


def edit_time(kept: Kept) -> None:
    kept.sql("UPDATE captures SET fetched_at = '2020-01-01 00:00:00' WHERE n = 2")


def edit_headers(kept: Kept) -> None:
    kept.sql("""UPDATE captures SET headers = '[["ETag","1"]]' WHERE n = 2""")


def add_exchange(kept: Kept) -> None:
    one = '[["GET","https://a.example/","2026-03-01T00:00:00.000000Z",200,"HTTP/1.1","OK",[],[],null]]'
    kept.sql("INSERT INTO capture_exchanges (capture_n, exchanges) VALUES (2, :one)", one=one)


def insert_entry(kept: Kept) -> None:
    capture = make_capture("a page that nobody ever fetched")
    assert isinstance(kept.desk.store.ledger, SqlLedger)
    with kept.desk.store.writing():
        kept.desk.store.ledger.append(
            EntryKind.CAPTURE, capture.sha256, bound_facts(capture), at=capture.fetched_at
        )


def insert_row(kept: Kept) -> None:
    body = b"a page that nobody ever fetched"
    sha = kept.desk.evidence.put(body)
    kept.sql(
        "INSERT INTO captures (id, sha256, size, address, fetched_at, media_type, headers)"
        " VALUES (:id, :sha, 31, 'https://a.example/', '2026-03-01 00:00:00', 'text/plain', '[]')",
        id="0" * 24,
        sha=sha,
    )


def empty_ledger(kept: Kept) -> None:
    kept.sql("DELETE FROM ledger")


def forge_removal(kept: Kept) -> None:
    """Write a removal that took nothing out."""
    three = next(kept.desk.store.ledger.entries(after=2))
    record = next(r for r in kept.desk.store.captures() if r.capture.sha256 == three.subject)
    facts = {"id": record.capture.id, "sha256": three.subject, "size": 1, "by": "x", "reason": "y"}
    with kept.desk.store.writing():
        kept.desk.store.ledger.append(EntryKind.REMOVAL, three.subject, facts, at=three.at)


#: What is done, and words that `verify` must say of it.
TAMPERINGS: list[tuple[Callable[[Kept], None], tuple[str, ...]]] = [
    (change_byte, ("its bytes were changed in the evidence",)),
    (lose_bytes, ("its bytes are gone from the evidence",)),
    (
        lose_row,
        ("entry 3 of the ledger", "is not in the index, and no removal is recorded", "still in the evidence"),
    ),
    (lose_row_and_bytes, ("is not in the index, and no removal is recorded; its bytes are gone too",)),
    (swap_entries, ("says that it is entry 4", "does not follow from the entry before it")),
    (swap_entries_and_chain_anew, ("says that it is entry 4: entries were reordered or moved",)),
    (edit_entry, ("entry 3 of the ledger: it does not follow from the entry before it",)),
    (edit_entry_column, ("its columns are not what its own text says",)),
    (delete_entry, ("entry 3 is missing before it", "the ledger has no entry for its capture")),
    (edit_address, ("its row in the index was edited: its address, type, headers or exchanges",)),
    (edit_time, ("its row in the index was edited: the time of its fetch is 2020-01-01T00:00:00.000000Z",)),
    (edit_headers, ("its row in the index was edited: its address, type, headers or exchanges",)),
    (add_exchange, ("its row in the index was edited: its address, type, headers or exchanges",)),
    (insert_entry, ("entry 6 of the ledger: tells of a capture", "is not in the index")),
    (insert_row, ("the ledger has no entry for its capture", "behind the desk's back")),
    (empty_ledger, ("it is empty, and even a new desk's has one entry",)),
    (forge_removal, ("entry 6 of the ledger: records a removal, and the capture is in the index",)),
]


def test_desk_that_nobody_touched_is_whole(kept: Kept) -> None:
    assert broken(kept, head=kept.head) == ""


@pytest.mark.parametrize(("tamper", "words"), TAMPERINGS, ids=lambda value: getattr(value, "__name__", ""))
def test_tampering_is_found_and_told(
    kept: Kept, tamper: Callable[[Kept], None], words: tuple[str, ...]
) -> None:
    tamper(kept)
    told = broken(kept)
    for phrase in words:
        assert phrase in told


def cut_tail(kept: Kept) -> None:
    file = kept.file(5)
    forget(kept, 5)
    kept.sql("DELETE FROM ledger WHERE n >= 5")
    file.unlink()


def write_anew(kept: Kept) -> None:
    """Take a capture out and write the whole ledger anew without it: all of it fits."""
    file = kept.file(5)
    forget(kept, 5)
    kept.sql("DELETE FROM ledger WHERE n >= 5")
    file.unlink()
    insert = kept.folder / "new.txt"
    insert.write_text(REPORT.format(n=9), encoding="utf-8")
    list(add(kept.desk, plan_leads(kept.desk.fetcher, [str(insert)])))


@pytest.mark.parametrize("tamper", [cut_tail, write_anew])
def test_end_cut_off_or_written_anew_is_found_by_a_head_that_was_written_down(
    kept: Kept, tamper: Callable[[Kept], None]
) -> None:
    tamper(kept)
    assert broken(kept) == "", "by itself it is a whole, shorter desk"
    assert "no entry has the hash that you wrote down" in broken(kept, head=kept.head)
    assert "its end was cut off, or it was written anew" in broken(kept, head=kept.head[:16])


@pytest.mark.skipif(not HAS_OPENSSL, reason=ABSENT)
@pytest.mark.parametrize("tamper", [cut_tail, write_anew])
def test_end_cut_off_or_written_anew_is_found_by_a_timestamp(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tamper: Callable[[Kept], None]
) -> None:
    with running_authority(tmp_path / "tsa") as authority:
        monkeypatch.setenv("ONRECORD_TIMESTAMP_URL", authority.url)
        monkeypatch.setenv("ONRECORD_TIMESTAMP_CA_FILE", str(authority.ca_file))
        with open_desk(kept.folder) as desk:
            stamped = stamp_head(desk)
            assert stamped.stamp.imprint == kept.head
            assert stamped.stamp.is_checked
            assert "Selm Time Authority" in stamped.stamp.authority
    with open_desk(kept.folder) as desk:
        stamped_desk = Kept(desk, kept.folder, kept.head)
        assert broken(stamped_desk) == ""
        tamper(stamped_desk)
        told = broken(stamped_desk)
    assert "is for a head that the ledger does not hold: its end was cut off, or it was written anew" in told


@pytest.mark.skipif(not HAS_OPENSSL, reason=ABSENT)
def test_chain_written_anew_under_a_timestamp_that_stays_is_found(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_authority(tmp_path / "tsa") as authority:
        monkeypatch.setenv("ONRECORD_TIMESTAMP_URL", authority.url)
        with open_desk(kept.folder) as desk:
            stamp_head(desk)
            changed = Kept(desk, kept.folder, kept.head)
            edit_entry(changed)
            changed.chain_anew(3)
            assert "the authority signed another hash than entry 5 has now" in broken(changed)


def test_recorded_removal_is_accepted(kept: Kept) -> None:
    taken = plan_removal(kept.desk, "2.txt")
    remove(kept.desk, taken, by="M. Kern", reason="court order 5 of 2026")
    assert broken(kept, head=kept.head) == ""
    head = kept.desk.store.ledger.head()
    assert head is not None
    assert head.kind is EntryKind.REMOVAL
    assert b"court order 5 of 2026" in head.body
