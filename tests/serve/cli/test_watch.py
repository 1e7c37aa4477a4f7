import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.serve.conftest import Run
from tests.web.plan import make_plan
from tests.web.watching import PROGRAM, SETTINGS, watched_web


def test_watching_once_tells_what_was_found_and_ends_well(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    with watched_web(make_plan(feeds=1, articles=3, seed=1), tmp_path, SETTINGS) as place:
        ended = run("watch", "--once", "--desk", place.desk, "--outlet", "Outlet 0")
        assert ended.code == 0, ended
        assert "found 3 new leads in http://127.0.0.1:" in ended.out
        assert ended.out.count("added http://") == 3
        assert "3 added with 15 statements, 0 unchanged, 0 failed, 0 waiting" in ended.out
        again = run("watch", "--once", "--now", "--quiet", "--desk", place.desk, "--outlet", "Outlet 0")
        assert (
            again.out
            == "2 sources watched, 0 new leads; 0 added with 0 statements, 0 unchanged, 0 failed, 0 waiting\n"
        )
        unknown = run("watch", "--once", "--desk", place.desk, "--outlet", "Reuters")
        assert unknown.code == 4
        assert "Reuters: is not watched by this desk" in unknown.err
        closed = run("watch", "--once", "--desk", place.desk)
        assert closed.code == 6
        assert "robots.txt could not be had" in closed.err


def test_desk_without_outlets_has_nothing_to_watch(run: Run) -> None:
    run("init", "d")
    ended = run("watch", "--once", "--desk", "d")
    assert ended.code == 0
    assert "0 sources watched" in ended.out
    assert "onrecord outlets add" in ended.err


def test_status_line_is_on_the_terminal_and_what_was_captured_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    with watched_web(make_plan(feeds=1, articles=3, seed=1, calm=True), tmp_path, SETTINGS) as place:
        terminal, theirs = os.openpty()
        with (tmp_path / "out.txt").open("wb") as out:
            started = subprocess.Popen(  # noqa: S603 -- our own program
                [*PROGRAM, "watch", "--once", "--outlet", "Outlet 0", "--desk", str(place.desk)],
                stdout=out,
                stderr=theirs,
                env={**place.environment, "TERM": "xterm", "COLUMNS": "200"},
            )
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # Linux ends a terminal that nobody writes to any more with an error
            while chunk := os.read(terminal, 4096):
                seen += chunk
        assert started.wait(60) == 0
        os.close(terminal)
    assert b"watching 2 sources" in seen
    assert b"added http" not in seen
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").count("added http://") == 3
