import sqlite3
from pathlib import Path

import pytest

from onrecord.adapters.store import open_store
from onrecord.adapters.store.faults import as_store_errors
from onrecord.errors import BadRequest, StoreError
from tests.factory import make_capture, make_reading


def test_a_full_disk_is_told_apart_and_loses_nothing(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}", create=True) as store:
        with store.writing():
            store.add(make_capture(), make_reading())
        before = store.counts()
        big = "word " * 200_000

        def fill() -> None:
            with store.writing():
                writer = store._turn.connection
                assert writer is not None
                pages = writer.exec_driver_sql("PRAGMA page_count").scalar_one()
                writer.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
                store.add(make_capture(big), make_reading(big, said=[]))

        with pytest.raises(StoreError, match="disk is full") as caught:
            fill()
        assert caught.value.subject == str(tmp_path / "desk.db")
        assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
        assert "\n" not in str(caught.value)
        assert store.counts() == before


def test_after_a_full_disk_nothing_more_goes_into_the_same_transaction(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}", create=True) as store:
        big = "word " * 400_000

        def go_on_regardless() -> None:
            with store.writing():
                store.add(make_capture("first"), make_reading("first", said=[]))
                writer = store._turn.connection
                assert writer is not None
                pages = writer.exec_driver_sql("PRAGMA page_count").scalar_one()
                writer.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
                with pytest.raises(StoreError, match="disk is full"):
                    store.add(make_capture(big), make_reading(big, said=[]))
                writer.exec_driver_sql("PRAGMA max_page_count = 1000000")
                store.add(make_capture("second"), make_reading("second", said=[]))

        try:
            go_on_regardless()
        except StoreError as error:
            # SQLite ended the whole transaction: then nothing of it is there.
            assert "nothing of it was kept" in str(error)  # noqa: PT017 - both outcomes are right
            assert store.counts()["reports"] == 0
        else:
            # Only the part was taken back: then the others are there, whole.
            assert {line.name for line in store.reports()} == {"harbour.txt"}
            assert store.counts()["reports"] == 2
        store.search_reports("word OR first OR second")


def test_a_password_never_shows(tmp_path: Path) -> None:
    secret = "s3cr3t-w0rd"  # noqa: S105 - of nobody
    for url in (
        f"postgresql://ada:{secret}@127.0.0.1:1/desk",
        f"postgresql://ada@127.0.0.1:1/desk?password={secret}",
        f"postgresql://ada:{secret}@127.0.0.1:1/desk?sslmode=no-such-mode",
        f"postgresql://ada:{secret}@[::bad/desk",
        f"postgresql://ada:{secret}@host:port/desk",
        f"mysql://ada:{secret}@host/desk",
    ):
        with pytest.raises((StoreError, BadRequest)) as caught:
            open_store(url)
        shown = str(caught.value) + repr(caught.value.__cause__) + repr(caught.value)
        assert secret not in shown
        assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_server_that_does_not_answer_is_named_with_the_cure() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_store("postgresql://ada@127.0.0.1:1/desk")
    assert caught.value.subject == "postgresql://ada@127.0.0.1:1/desk"
    assert caught.value.__cause__ is not None


def test_our_own_errors_pass_unchanged() -> None:
    with pytest.raises(BadRequest, match="as it was"), as_store_errors("desk.db"):
        raise BadRequest("as it was")
