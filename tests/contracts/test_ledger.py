"""The ledger on both databases: one chain, whoever writes, as whole as what it records."""

import hashlib
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from onrecord.adapters.store import SqlStore, ledger, open_store
from onrecord.errors import EvidenceBroken, StoreError
from onrecord.model import EntryKind
from onrecord.model.ledger import BEFORE_ALL, bound_facts, chain_hash, facts_of
from tests.factory import NOON, make_capture, make_reading


def keep(store: SqlStore, text: str) -> None:
    with store.writing():
        store.add(make_capture(text), make_reading(text, said=[]))


def check_chain(store: SqlStore) -> int:
    before = BEFORE_ALL
    n = 0
    for entry in store.ledger.entries():
        n += 1
        assert entry.n == n
        before = chain_hash(before, hashlib.sha256(entry.body).digest())
        assert entry.hash == before.hex()
    return n


def test_new_desk_has_one_entry_that_names_it_for_good(store: SqlStore, url: str) -> None:
    (opened,) = store.ledger.entries()
    assert (opened.n, opened.kind) == (1, EntryKind.OPENED)
    assert len(opened.subject) == 32
    with open_store(url, read_only=True) as again:
        assert again.ledger.head() == opened


def test_each_capture_is_bound_once_with_all_that_is_known_of_it(store: SqlStore) -> None:
    capture = make_capture(address="https://courier.example/a", headers=(("ETag", "1"),))
    with store.writing():
        store.add(capture, make_reading(capture=capture), at=NOON + timedelta(days=1), via={"kind": "import"})
        store.add(capture, make_reading(capture=capture))
    (entry,) = store.ledger.about(capture.sha256)
    assert facts_of(entry) == bound_facts(capture, {"kind": "import"})
    assert entry.at == NOON + timedelta(days=1)
    assert store.ledger.head() == entry


def test_entries_go_by_page_by_page_and_stay_one_chain(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_PAGE", 2)
    for n in range(5):
        keep(store, f"text {n}")
    assert check_chain(store) == 6
    assert [entry.n for entry in store.ledger.entries(after=3)] == [4, 5, 6]


def test_entry_is_taken_back_with_what_it_records(store: SqlStore) -> None:
    keep(store, "kept")

    def write_and_fail() -> None:
        with store.writing():
            store.add(make_capture("lost"), make_reading("lost", said=[]))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    keep(store, "kept too")
    assert check_chain(store) == 3


def test_nothing_is_appended_outside_of_a_transaction(store: SqlStore) -> None:
    with pytest.raises(StoreError, match="not being written"):
        store.ledger.append(EntryKind.IMPORT, "x", {}, at=NOON)


def test_writers_in_several_processes_make_one_chain(store: SqlStore, url: str) -> None:
    code = (
        "import sys\n"
        "from onrecord.adapters.store import open_store\n"
        "from tests.factory import make_capture, make_reading\n"
        "with open_store(sys.argv[1]) as store:\n"
        "    for n in range(10):\n"
        "        text = sys.argv[2] + str(n)\n"
        "        with store.writing():\n"
        "            store.add(make_capture(text), make_reading(text, said=[]))\n"
    )
    at_once = [
        subprocess.Popen([sys.executable, "-c", code, url, name], cwd=Path(__file__).parents[2])  # noqa: S603 -- our own interpreter and code
        for name in ("a", "b", "c")
    ]
    assert [process.wait(timeout=120) for process in at_once] == [0, 0, 0]
    assert check_chain(store) == 31


def test_row_that_is_no_entry_says_so(store: SqlStore) -> None:
    with store._place.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ledger SET kind = 'gossip'")
    with pytest.raises(EvidenceBroken, match="changed behind the desk's back"):
        list(store.ledger.entries())
