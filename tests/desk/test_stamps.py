import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.app import make_timestamper
from onrecord.desk import Desk, Finding, Gravity, stamp_head, verify
from onrecord.desk.stamps import stamped_data
from onrecord.errors import BadRequest, EvidenceBroken
from onrecord.model import EntryKind
from onrecord.settings import load_settings
from tests.authority import ABSENT, HAS_OPENSSL, Authority, running_authority
from tests.desk.packages import checker, findings, write
from tests.desk.test_keep import ADDRESS, fetched, put

pytestmark = pytest.mark.skipif(not HAS_OPENSSL, reason=ABSENT)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with running_authority(tmp_path_factory.mktemp("tsa")) as running:
        yield running


@pytest.fixture
def stamping(desk: Desk, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk with one page and an authority."""
    monkeypatch.setenv("ONRECORD_TIMESTAMP_URL", authority.url)
    monkeypatch.setenv("ONRECORD_ALLOW_NETWORKS", "127.0.0.0/8")
    put(desk, fetched())
    return replace(desk, timestamper=make_timestamper(load_settings(None), Path(), ca_file=authority.ca_file))


def told(desk: Desk) -> list[Finding]:
    return [finding for _, found in verify(desk) for finding in found]


def test_authority_signs_the_hash_of_the_head_itself(stamping: Desk) -> None:
    head = stamping.store.ledger.head()
    assert head is not None
    stamped = stamp_head(stamping)
    assert stamped.over == head
    assert stamped.stamp.imprint == head.hash == hashlib.sha256(stamped_data(stamping, head)).hexdigest()
    assert stamped.entry.kind is EntryKind.TIMESTAMP
    assert stamping.evidence.has(stamped.entry.subject)
    assert told(stamping) == []


def test_first_entry_of_a_desk_can_be_stamped(desk: Desk, stamping: Desk) -> None:
    first = next(iter(stamping.store.ledger.entries()))
    assert hashlib.sha256(stamped_data(desk, first)).hexdigest() == first.hash


def test_without_certificates_a_note_says_what_was_not_checked(stamping: Desk) -> None:
    stamp_head(stamping)
    plain = replace(stamping, timestamper=make_timestamper(load_settings(None), Path()))
    (note,) = told(plain)
    assert note.gravity is Gravity.NOTE
    assert "set timestamp_ca_file" in note.message
    (note,) = told(replace(stamping, timestamper=None))
    assert (note.gravity, "was not checked" in note.message) == (Gravity.NOTE, True)


def test_token_that_is_gone_or_was_changed_is_told(stamping: Desk, folder: Path) -> None:
    sha256 = stamp_head(stamping).entry.subject
    file = folder / "evidence" / sha256[:2] / sha256[2:]
    file.chmod(0o644)
    file.write_bytes(b"x")
    assert "the timestamp's token cannot be had" in told(stamping)[0].message
    file.unlink()
    assert "the timestamp's token cannot be had" in told(stamping)[0].message


def test_timestamp_of_another_authority_is_not_valid(stamping: Desk, tmp_path: Path) -> None:
    stamp_head(stamping)
    with running_authority(tmp_path / "other", "Other Authority") as other:
        elsewhere = make_timestamper(load_settings(None), Path(), ca_file=other.ca_file)
    (finding,) = told(replace(stamping, timestamper=elsewhere))
    assert finding.gravity is Gravity.BROKEN
    assert "its timestamp is not valid" in finding.message


def test_timestamp_that_was_cut_short_is_a_note(stamping: Desk) -> None:
    assert stamping.timestamper is not None
    head = stamping.store.ledger.head()
    assert head is not None
    stamping.evidence.put(stamping.timestamper.stamp(stamped_data(stamping, head)))
    (note,) = told(stamping)
    assert note.gravity is Gravity.NOTE
    assert "a timestamp that the ledger does not record" in note.message


def test_timestamp_goes_with_a_package_and_is_checked_there(
    stamping: Desk, authority: Authority, tmp_path: Path
) -> None:
    stamp_head(stamping)
    put(stamping, fetched(address="https://elsewhere.example/b", verb="is far"))
    assert write(stamping, tmp_path / "a.wacz", ADDRESS).timestamps == 1
    (note,) = findings(tmp_path / "a.wacz", checker(stamping, ca_file=authority.ca_file))
    assert note.gravity is Gravity.NOTE
    assert "CN=Selm Time Authority saw the ledger up to entry 2 at " in note.message
    assert "not checked" not in note.message
    (note,) = findings(tmp_path / "a.wacz", checker(stamping))
    assert "its signature was not checked: give --ca-file" in note.message
    with running_authority(tmp_path / "other", "Other Authority") as other:
        (finding,) = findings(tmp_path / "a.wacz", checker(stamping, ca_file=other.ca_file))
    assert finding.gravity is Gravity.BROKEN


def test_desk_without_an_authority_says_what_to_set(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="timestamp_url"):
        stamp_head(desk)
    with pytest.raises(BadRequest):
        stamp_head(replace(desk, timestamper=None))


def test_empty_ledger_is_not_stamped(stamping: Desk, folder: Path) -> None:

    connection = sqlite3.connect(folder / "desk.db")
    with connection:
        connection.execute("DELETE FROM ledger")
    connection.close()
    with pytest.raises(EvidenceBroken, match="empty"):
        stamp_head(stamping)
