"""A removal on both databases: nothing derived stays, the tombstone does."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from onrecord.adapters.store import SqlStore
from onrecord.errors import NotFound
from onrecord.model import EntryKind
from onrecord.model.ledger import facts_of
from onrecord.ports import StatementQuery
from tests.factory import NOON, make_capture, make_reading

PRIVATE = "Ada Lindqvist told Xanthippe: “The quibblesome harbour is mine.”"
OTHER = "Ada Lindqvist said: “The harbour is open.”"


def keep(
    store: SqlStore, text: str, name: str, *, address: str = "file:///a.txt", place: str | None = None
) -> str:
    capture = make_capture(text, address=address)
    words = text.partition("“")[2].partition("”")[0]
    said = [("Ada Lindqvist", words), *([("Xanthippe", "quibblesome")] if "quibblesome" in text else [])]
    with store.writing():
        store.add(capture, make_reading(text, capture=capture, name=name, said=said), place=place)
    return capture.id


def take(store: SqlStore, id_: str) -> tuple[str, ...]:
    with store.writing():
        return store.remove(id_, by="M. Kern", reason="order 5", at=NOON + timedelta(days=2)).shared_with


def test_nothing_that_was_made_of_it_is_found_any_longer_and_the_rest_is(store: SqlStore) -> None:
    secret, other = keep(store, PRIVATE, "secret.txt"), keep(store, OTHER, "other.txt")
    assert take(store, secret) == ()
    assert store.counts() == {"captures": 1, "reports": 1, "identities": 1, "statements": 1}
    assert store.search_reports("quibblesome") == []
    assert store.statements(StatementQuery(by="Xanthippe", all_editions=True)) == []
    assert len(store.statements(StatementQuery(by="Lindqvist"))) == 1
    assert store.capture(secret) is None
    assert store.capture(other) is not None
    with pytest.raises(NotFound):
        store.reading(secret)
    with store._place.engine.connect() as connection:
        keys = set(connection.scalars(sa.text("SELECT key FROM name_keys")))
        words = set(connection.scalars(sa.text("SELECT word FROM name_words")))
    assert " xanthippe " not in keys
    assert " ada lindqvist " in keys, "another report's speaker keeps the name"
    assert "xanthippe" not in words


def test_tombstone_says_what_when_who_and_why_and_no_more(store: SqlStore) -> None:
    secret = keep(store, PRIVATE, "secret.txt")
    take(store, secret)
    head = store.ledger.head()
    assert head is not None
    assert head.kind is EntryKind.REMOVAL
    capture = make_capture(PRIVATE, address="file:///a.txt")
    assert facts_of(head) == {
        "id": secret,
        "sha256": capture.sha256,
        "size": capture.size,
        "by": "M. Kern",
        "reason": "order 5",
    }
    assert [entry.kind for entry in store.ledger.about(capture.sha256)] == [
        EntryKind.CAPTURE,
        EntryKind.REMOVAL,
    ]


def test_others_with_the_very_same_bytes_are_named(store: SqlStore) -> None:
    one = keep(store, PRIVATE, "https://a.example/", address="https://a.example/")
    keep(store, PRIVATE, "https://b.example/", address="https://b.example/")
    assert take(store, one) == ("https://b.example/",)


def test_edition_before_becomes_the_latest_when_the_latest_is_removed(store: SqlStore) -> None:
    one = keep(store, OTHER, "a", place="p")
    two = keep(store, PRIVATE, "a", place="p")
    assert store.find_report("a") == two
    take(store, two)
    assert store.find_report("a") == one
    assert store.counts()["reports"] == 1


def test_what_is_not_here_cannot_be_removed(store: SqlStore) -> None:
    with pytest.raises(NotFound):
        take(store, "0" * 24)


def test_no_word_of_it_lingers_in_the_files_of_the_database(store: SqlStore, tmp_path: Path) -> None:
    if store._place.dialect != "sqlite":
        pytest.skip("PostgreSQL overwrites its pages by its own vacuum")
    for n in range(50):
        keep(store, f"{OTHER} {n}", f"{n}.txt")
    secret = keep(store, PRIVATE * 50, "secret.txt")
    keep(store, f"{OTHER} after", "after.txt")
    take(store, secret)
    store.wipe()
    for file in tmp_path.glob("desk.db*"):
        body = file.read_bytes().lower()
        assert b"quibblesome" not in body, file.name
        assert b"xanthippe" not in body, file.name
    assert len(store.search_reports("harbour", limit=100)) == 51
