import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from onrecord.adapters.store import open_store
from onrecord.errors import BadRequest, StoreError
from tests.factory import make_capture, make_reading


def make_desk(path: Path) -> str:
    url = f"sqlite:///{path}"
    with open_store(url, create=True) as store, store.writing():
        store.add(make_capture(), make_reading())
    return url


@pytest.mark.parametrize("name", ["desk.db", "a b?mode=memory&x=%41#é.db", "%2e%2e", "'quoted'.db"])
def test_a_path_may_hold_any_characters(tmp_path: Path, name: str) -> None:
    with open_store(make_desk(tmp_path / name)) as store:
        assert store.counts()["reports"] == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_path_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_desk(Path("desk.db"))
    assert (tmp_path / "desk.db").exists()


def test_a_missing_desk_is_not_made_by_opening_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    for read_only in (False, True):
        with pytest.raises(StoreError, match="onrecord init") as caught:
            open_store(f"sqlite:///{path}", read_only=read_only)
        assert caught.value.subject == str(path)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder does not exist"):
        open_store(f"sqlite:///{tmp_path / 'gone' / 'desk.db'}", create=True)


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"This is no database, but a long enough text. " * 100)
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(StoreError, match="not a desk's database") as caught:
            open_store(f"sqlite:///{path}", create=create)
        assert isinstance(caught.value.__cause__, sqlite3.DatabaseError)
    assert path.read_bytes() == before


def test_a_path_that_the_system_refuses_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="check the path"):
        open_store(f"sqlite:///{tmp_path / ('x' * 5_000)}")


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is not a file"):
        open_store(f"sqlite:///{tmp_path}")


def test_an_empty_file_is_no_desk_yet(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.touch()
    with pytest.raises(StoreError, match="no desk here"):
        open_store(f"sqlite:///{path}")
    open_store(f"sqlite:///{path}", create=True).close()


def test_a_damaged_desk_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    url = make_desk(path)
    body = bytearray(path.read_bytes())
    body[4096:] = b"\xa5" * (len(body) - 4096)
    path.write_bytes(body)

    def use() -> None:
        with open_store(url) as store:
            store.counts()

    with pytest.raises(StoreError, match="damaged"):
        use()


@pytest.mark.parametrize("url", ["", "desk.db", "mysql://host/desk", "sqlite://", "http://desk.example/"])
def test_other_addresses_are_refused_with_the_forms_we_know(url: str) -> None:
    with pytest.raises(BadRequest, match="sqlite:///PATH or postgresql://"):
        open_store(url)


def test_a_desk_in_a_folder_that_cannot_be_written_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_desk(tmp_path / "desk.db")
    # What a read-only disk answers; the permissions that a folder has do not bind root.
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    with open_store(url, read_only=True) as store:
        assert store.counts()["reports"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["desk.db"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to become somebody who may not write"
)
def test_a_desk_that_belongs_to_somebody_else_can_be_read_but_not_written() -> None:
    code = (
        "import os, sys\n"
        "from onrecord.adapters.store import open_store\n"
        "from onrecord.errors import StoreError\n"
        "from tests.factory import make_capture, make_reading\n"
        "with open_store(sys.argv[1], create=True) as store, store.writing():\n"
        "    store.add(make_capture(), make_reading())\n"
        "os.setuid(65534)\n"
        "with open_store(sys.argv[1], read_only=True) as store: print(store.counts()['reports'])\n"
        "try:\n"
        "    with open_store(sys.argv[1]) as store, store.writing():\n"
        "        store.add(make_capture('x'), make_reading('x', said=[]))\n"
        "except StoreError as error: print(error)\n"
    )
    # Not below pytest's own folder, which is closed to everybody else.
    with tempfile.TemporaryDirectory(prefix="onrecord-test-") as folder:
        Path(folder).chmod(0o755)
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", code, f"sqlite:///{folder}/desk.db"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
            cwd=Path(__file__).parents[3],
        )
        counted, refused = done.stdout.splitlines()
        assert counted == "1"
        assert refused.startswith(f"{folder}/desk.db: ")
        assert "writable" in refused


def test_without_its_driver_postgres_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'onrecord\[postgres\]'") as caught:
        open_store("postgresql://ada@localhost/desk")
    assert isinstance(caught.value.__cause__, ModuleNotFoundError)


def test_what_is_committed_is_on_disk_and_readers_never_wait(tmp_path: Path) -> None:
    url = make_desk(tmp_path / "desk.db")
    with open_store(url) as store, store._place.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
