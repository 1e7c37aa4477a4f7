"""Several processes that serve one desk, run as a user runs them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import httpx
import pytest

from onrecord.app import init_desk
from onrecord.errors import StoreError
from onrecord.serve import workers
from onrecord.serve.serving import Serving
from onrecord.serve.workers import serve_by_workers
from tests.serve.conftest import PROGRAM

_WORKERS = 2
_SECONDS = 120.0


@dataclass(frozen=True)
class Served:
    """Return a desk that is served by two workers."""

    process: subprocess.Popen[str]
    base: str
    link: str

    def statuses(self, address: str, many: int) -> list[int]:
        """Return how requests were answered, each on a connection of its own, as workers take them."""
        return [httpx.get(f"{self.base}{address}", timeout=60).status_code for _ in range(many)]


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Return a desk of two workers, which have ended at the end of the block."""
    command = [*PROGRAM, "--desk", str(folder), "serve", "--port", "0", "--workers", str(_WORKERS)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 -- our own program
        try:
            assert process.stderr is not None
            found = (re.search(r"(http://127\.0\.0\.1:\d+)(/link/\S+)", line) for line in process.stderr)
            base, link = next((one[1], one[2]) for one in found if one)
            yield Served(process, base, link)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(_SECONDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an empty desk."""
    return init_desk(tmp_path / "desk")


def test_what_one_worker_is_told_all_know(folder: Path) -> None:
    with served(folder) as desk:
        with httpx.Client(base_url=desk.base, timeout=60) as visitor:
            page = visitor.get(desk.link)
            token = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]
            password = "correct goats ferry harbours"  # noqa: S105 -- of this test's own desk
            form = {"csrf_token": token, "password": password, "again": password}
            assert visitor.post(desk.link, data=form).status_code == 303
            key = {"Cookie": f"onrecord_session={visitor.cookies['onrecord_session']}"}
        answers = [httpx.get(f"{desk.base}/search", headers=key, timeout=60) for _ in range(12)]
        assert [one.status_code for one in answers] == [200] * 12
        # Used up for all, and all count together who asks too often: each three seconds add one, however slow it is.
        begun = time.monotonic()
        first, *others = desk.statuses(desk.link, 60)
        seconds = time.monotonic() - begun
        assert first == 404
        assert set(others) == {404, 429}
        assert others.count(404) <= 20 + seconds / 3
    assert desk.process.returncode not in {0, 1}  # ended by the signal, as a single process does


@pytest.mark.skipif(sys.platform != "linux", reason="the workers of a process are looked up in /proc")
def test_a_worker_that_dies_is_started_again_and_none_outlives_its_parent(folder: Path) -> None:
    with served(folder) as desk:
        assert set(desk.statuses("/sign-in", 4)) == {200}
        before = _children(desk.process.pid)
        assert len(before) == _WORKERS
        os.kill(min(before), signal.SIGKILL)
        _until(lambda: len(_children(desk.process.pid) - before) == 1)
        assert set(desk.statuses("/sign-in", 8)) == {200}
        assert desk.process.stderr is not None
        assert (
            "a worker ended by itself (status -9); another takes its place" in desk.process.stderr.readline()
        )
        left = _children(desk.process.pid)
        desk.process.kill()
        desk.process.wait(_SECONDS)
        _until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))


def test_asked_to_end_it_lets_go_of_the_port(folder: Path) -> None:
    with served(folder) as desk:
        assert desk.statuses("/sign-in", 2) == [200, 200]
        desk.process.terminate()
        assert desk.process.wait(_SECONDS) == -signal.SIGTERM
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{desk.base}/sign-in", timeout=60)


def test_workers_that_cannot_start_say_why(tmp_path: Path) -> None:
    told: list[str] = []
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        pytest.raises(StoreError, match="is not a desk"),
    ):
        serve_by_workers(Serving(tmp_path / "nowhere"), listening, _WORKERS, told.append)
    assert told == []


def test_workers_that_end_again_and_again_are_not_started_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_MOST_ENDS", 3)
    told: list[str] = []
    running = [_ending()]
    with pytest.raises(StoreError, match="3 workers ended within a minute"):
        workers._watch(running, _ending, [], told.append)
    assert told == ["a worker ended by itself (status 0); another takes its place"] * 2


def _ending() -> workers._Worker:
    """Return a worker that serves and ends at once."""
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_end, args=(theirs,))
    process.start()
    theirs.close()
    return workers._Worker(process, ours)


def _end(pipe: Connection) -> None:
    pipe.send("")


def _children(pid: int) -> set[int]:
    """Return the workers of a process: what else it started is no Python that was spawned."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return {int(one) for one in listed if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()}


def _until(is_so: Callable[[], bool]) -> None:
    """Do nothing until something is so.

    Raises:
        AssertionError: It takes too long.
    """
    end = time.monotonic() + _SECONDS
    while not is_so():
        assert time.monotonic() < end, "takes too long"
        time.sleep(0.1)
