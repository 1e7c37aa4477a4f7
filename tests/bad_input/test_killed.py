"""An `add` that is killed, and two that run at once."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.app import open_desk
from tests.serve.conftest import DISPATCH, PROGRAM, Run

REPORTS = 25


@pytest.fixture
def reports(place: Path) -> Path:
    below = place / "reports"
    below.mkdir()
    for number in range(REPORTS):
        (below / f"{number:02}.txt").write_text(f"Report {number}\n\n" + DISPATCH * 5, encoding="utf-8")
    return below


@contextmanager
def adding(place: Path) -> Iterator["subprocess.Popen[bytes]"]:
    words = [*PROGRAM, "add", "--desk", "d", "reports"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, cwd=place, env=None) as started:  # noqa: S603 -- our own program
        yield started


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("after", [1, 7, REPORTS - 1])
def test_killed_add_loses_nothing_and_the_next_one_completes_it(run: Run, place: Path, after: int) -> None:
    assert run("init", "d").code == 0
    with adding(place) as started:
        assert started.stdout is not None
        told = [started.stdout.readline() for _ in range(after)]
        started.kill()
        assert started.wait(60) == -signal.SIGKILL
    assert all(line.startswith(b"added reports/") for line in told)

    verified = run("verify", "--desk", "d")
    assert verified.code == 0, verified
    assert "broken" not in verified.out
    with open_desk(place / "d", read_only=True) as desk:
        kept = desk.store.counts()["reports"]
    assert kept >= after, "what was told as added is there"

    again = run("add", "--desk", "d", "reports")
    assert again.code == 0
    assert f"{REPORTS - kept} added" in again.out
    assert f"{kept} already here, 0 failed" in again.out
    final = run("verify", "--desk", "d")
    assert f"verified {REPORTS} captures, {REPORTS} reports" in final.out
    assert "note" not in final.out


@pytest.mark.usefixtures("reports")
def test_two_adds_at_once_add_everything_once(run: Run, place: Path) -> None:
    assert run("init", "d").code == 0
    with adding(place) as one, adding(place) as two:
        ends = [one.communicate(timeout=120), two.communicate(timeout=120)]
    assert [one.returncode, two.returncode] == [0, 0], ends
    assert f"verified {REPORTS} captures, {REPORTS} reports" in run("verify", "--desk", "d").out


@pytest.mark.usefixtures("reports")
def test_interrupted_add_keeps_what_was_finished(run: Run, place: Path) -> None:
    assert run("init", "d").code == 0
    with adding(place) as started:
        assert started.stdout is not None
        assert started.stdout.readline().startswith(b"added")
        started.send_signal(signal.SIGINT)
        _, err = started.communicate(timeout=60)
    assert started.returncode == 130, err
    assert err == b"onrecord: stopped; what was finished is kept, and the same command goes on from there\n"
    assert run("verify", "--desk", "d").code == 0
    assert "0 failed" in run("add", "--desk", "d", "reports").out
