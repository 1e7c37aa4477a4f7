"""Desks that cannot be written: read-only, on a full disk, newer than the program, damaged, busy."""

import ctypes
import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serve.conftest import DISPATCH, PROGRAM, Ended, Run

_PR_CAPBSET_DROP = 24
#: What lets root write where permissions forbid it: CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER.
_POWERS_OVER_FILES = (1, 2, 3)


def without_powers() -> None:
    """Give up root's powers over files, in the child before the program starts."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for power in _POWERS_OVER_FILES:
            if libc.prctl(_PR_CAPBSET_DROP, power, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "capabilities cannot be dropped")


def small_files() -> None:
    """Let no file grow past 50 KB, in the child before the program starts."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))


def call(folder: Path, *words: object, first: Callable[[], None] | None = None) -> Ended:
    done = subprocess.run(  # noqa: S603 -- our own program
        [*PROGRAM, *map(str, words)],
        capture_output=True,
        check=False,
        timeout=120,
        cwd=folder,
        preexec_fn=first,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def check_one_line(ended: Ended, code: int, *words: str) -> None:
    assert ended.code == code, ended
    assert ended.err.count("\n") == 1, ended.err
    assert "Traceback" not in ended.err
    for word in ("onrecord: ", "; ", *words):
        assert word in ended.err


def check_nothing_lost(folder: Path, reports: int) -> None:
    assert call(folder, "verify").code == 0
    assert f"{reports} report" in call(folder, "reports").out


@pytest.fixture
def read_only(desk: Path) -> Iterator[Path]:
    (desk / "b.txt").write_text(DISPATCH.replace("June", "July"), encoding="utf-8")
    below = [desk, *desk.rglob("*")]
    for path in below:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield desk
    for path in below:
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_read_only_desk_can_be_searched_and_verified(read_only: Path) -> None:
    for words in (
        ("search", "harbour"),
        ("statements", "--by", "okoro"),
        ("show", "a.txt"),
        ("reports",),
        ("verify",),
    ):
        ended = call(read_only, *words, first=without_powers)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out


def test_read_only_desk_refuses_additions_in_one_line(read_only: Path) -> None:
    check_one_line(call(read_only, "add", "b.txt", first=without_powers), 8, "read-only", str(read_only))
    check_nothing_lost(read_only, 1)


def test_new_desk_where_nothing_may_be_written_is_refused_in_one_line(read_only: Path) -> None:
    check_one_line(
        call(read_only, "init", "new", first=without_powers), 8, "new: cannot be written", "permissions"
    )


def test_report_that_may_not_be_read_is_told_in_one_line(desk: Path) -> None:
    (desk / "secret.txt").write_text(DISPATCH, encoding="utf-8")
    (desk / "secret.txt").chmod(0)
    check_one_line(call(desk, "read", "secret.txt", first=without_powers), 3, "secret.txt: may not be read")


def test_folder_that_may_not_be_listed_is_told_and_the_rest_is_read(desk: Path) -> None:
    (desk / "reports" / "closed").mkdir(parents=True)
    (desk / "reports" / "open.txt").write_text(DISPATCH, encoding="utf-8")
    (desk / "reports" / "closed").chmod(0)
    ended = call(desk, "read", "reports", first=without_powers)
    check_one_line(ended, 1, "reports/closed: may not be read; check its permissions")
    assert "Ada Lindqvist" in ended.out
    (desk / "reports" / "closed").chmod(0o755)


def test_disk_that_is_full_for_the_evidence_keeps_nothing_of_the_report(desk: Path) -> None:
    (desk / "long.txt").write_text(DISPATCH * 300, encoding="utf-8")
    ended = call(desk, "add", "long.txt", first=small_files)
    check_one_line(ended, 8, str(desk))
    assert [path for path in (desk / "evidence").rglob("*") if path.name.startswith(".")] == []
    check_nothing_lost(desk, 1)
    assert call(desk, "add", "long.txt").code == 0
    check_nothing_lost(desk, 2)


def test_disk_that_is_full_for_the_database_keeps_the_evidence_for_the_next_time(desk: Path) -> None:
    # 40 KB of text fit as evidence, and not in the database with their index and statements.
    (desk / "long.txt").write_text((DISPATCH * 300)[:40_000], encoding="utf-8")
    ended = call(desk, "add", "long.txt", first=small_files)
    check_one_line(ended, 8, "desk.db")
    check_nothing_lost(desk, 1)
    assert call(desk, "add", "long.txt").code == 0
    check_nothing_lost(desk, 2)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a disk of 2 MB of its own, where this machine lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a small disk")
    options = ["-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run([mount, *options], check=False, capture_output=True).returncode:  # noqa: S603 -- fixed arguments
        pytest.skip("this machine does not let us mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607 -- fixed arguments


def test_small_disk_that_fills_up_stops_the_run_and_keeps_what_was_added(
    small_disk: Path, place: Path
) -> None:
    for number in range(60):
        (place / f"r{number}.txt").write_text(f"Report {number}\n\n" + DISPATCH * 100, encoding="utf-8")
    assert call(place, "init", small_disk).code == 0
    ended = call(place, "add", "--desk", small_disk, ".")
    check_one_line(ended, 8, "full")
    added = ended.out.count("added ")
    assert 0 < added < 60
    verified = call(place, "verify", "--desk", small_disk)
    assert verified.code == 0, verified
    assert f", {added} report" in verified.out  # one, or several


def test_desk_of_a_newer_version_is_left_alone(desk: Path) -> None:
    connection = sqlite3.connect(desk / "desk.db")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = (desk / "desk.db").read_bytes()
    for words in (("search", "harbour"), ("add", "a.txt"), ("verify",)):
        check_one_line(call(desk, *words), 8, "desk.db", "newer")
    assert (desk / "desk.db").read_bytes() == before


def test_file_that_is_no_database_is_told_from_one(desk: Path) -> None:
    (desk / "desk.db").write_bytes(b"not a database " * 1000)
    check_one_line(call(desk, "reports"), 8, "desk.db: is not a desk's database")


def test_database_that_was_cut_short_is_told_in_one_line(desk: Path) -> None:
    os.truncate(desk / "desk.db", 20_000)
    for path in desk.glob("desk.db-*"):
        path.unlink()
    ended = call(desk, "verify")
    assert ended.code in {7, 8}
    assert "Traceback" not in ended.err
    assert "desk.db" in ended.err


def test_database_that_is_gone_is_told_in_one_line(desk: Path) -> None:
    (desk / "desk.db").unlink()
    check_one_line(call(desk, "reports"), 8, "desk.db")


def test_settings_that_are_wrong_are_told_in_one_line(run: Run, desk: Path) -> None:
    (desk / "onrecord.toml").write_text("max_bytes = 'many'\n", encoding="utf-8")
    check_one_line(run("reports"), 2, "onrecord.toml: max_bytes is wrong")
    (desk / "onrecord.toml").write_text("max_bytes = \n", encoding="utf-8")
    check_one_line(run("read", "a.txt"), 2, "onrecord.toml: is not TOML; mend it")
