"""Several processes that serve one desk: started, watched, started again when one ends, and stopped together.

All of them take connections from one socket, which this process holds and hands on. What they must agree on is kept
in the database (sessions, tokens, one-time links, wrong passwords) or in a file that all of them map (how often was
asked). Python's `spawn` starts them, which every system has. A pipe to each says when to stop: if this process is
killed, its end is closed, and they stop as well.
"""

import multiprocessing
import signal
import socket
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import FrameType

from onrecord import app
from onrecord.errors import OnRecordError, StoreError
from onrecord.serve.http.limits import make_limits_file
from onrecord.serve.serving import Serving, make_server

#: How long requests in progress may take once all are to stop.
_PATIENCE_SECONDS = 30.0
#: How soon a signal, an end or a start is noticed.
_LOOK_SECONDS = 0.2
#: So many workers may end by themselves in a minute; more mean that there is something wrong with all.
_MOST_ENDS, _MINUTE = 10, 60.0
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class _Worker:
    """Return a process that serves, with our end of its pipe."""

    process: SpawnProcess
    pipe: Connection


def serve_by_workers(
    serving: Serving, listening: socket.socket, workers: int, tell: Callable[[str], None]
) -> None:
    """Serve a desk in so many processes until this one is interrupted or asked to end.

    Args:
        serving: How it is served.
        listening: Where.
        workers: How many.
        tell: Told of workers that ended by themselves.

    Raises:
        StoreError: They cannot be started, or end again and again.
        KeyboardInterrupt: It was interrupted; all have stopped.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder, _signals() as received:
        shared = replace(serving, limits=Path(folder) / "limits")
        make_limits_file(Path(folder) / "limits")
        running: list[_Worker] = []
        try:
            running += [_start(shared, listening) for _ in range(workers)]
            _watch(running, lambda: _start(shared, listening), received, tell)
        finally:
            _stop(running)
    if received:
        # As a single process ends: by the signal that it was sent.
        signal.raise_signal(received[0])


def _watch(
    running: list[_Worker], start: Callable[[], _Worker], received: list[int], tell: Callable[[str], None]
) -> None:
    """Start a worker in the place of each that ends, until a signal comes.

    Raises:
        StoreError: One ended before any served: others would not either; or they end again and again.
    """
    ends: deque[float] = deque(maxlen=_MOST_ENDS)
    told: dict[int, str] = {}
    has_served = False
    while not received:
        wait([one.process.sentinel for one in running], timeout=_LOOK_SECONDS)
        for number, one in enumerate(running):
            has_ended = not one.process.is_alive()
            words = _told(one.pipe)
            has_served = has_served or words == ""
            told[number] = words or told.get(number, "")
            if not has_ended or received:
                continue
            why = told.pop(number) or f"status {one.process.exitcode}"
            if not has_served:
                raise StoreError(f"a worker ended before it served ({why})", subject="serve")
            ends.append(time.monotonic())
            if len(ends) == _MOST_ENDS and ends[-1] - ends[0] < _MINUTE:
                raise StoreError(
                    f"{_MOST_ENDS} workers ended within a minute, the last one with {why}", subject="serve"
                )
            tell(f"a worker ended by itself ({why}); another takes its place")
            one.pipe.close()
            running[number] = start()


def _told(pipe: Connection) -> str | None:
    """Return what a worker told: "" that it serves, else why it cannot; None where it told nothing."""
    try:
        return str(pipe.recv()) if pipe.poll() else None
    except (EOFError, OSError):
        return None


def _start(serving: Serving, listening: socket.socket) -> _Worker:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_work, args=(serving, listening, theirs), name="onrecord-worker")
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _stop(running: list[_Worker]) -> None:
    """Let workers finish what they are at, and end those that take too long."""
    for one in running:
        one.pipe.close()
    until = time.monotonic() + _PATIENCE_SECONDS
    for one in running:
        one.process.join(max(until - time.monotonic(), 0))
        if one.process.is_alive():
            one.process.kill()
            one.process.join()


@contextmanager
def _signals() -> Iterator[list[int]]:
    """Return the signals to end that came, in a list that grows."""
    received: list[int] = []

    def receive(number: int, frame: FrameType | None) -> None:
        del frame
        received.append(number)

    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, receive) for kind in kinds]
    try:
        yield received
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)


def _work(serving: Serving, listening: socket.socket, pipe: Connection) -> None:
    """Serve in this process until the other end of the pipe is closed."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches all processes: the first one tells the others
    with pipe, listening:
        try:
            with app.open_desk(serving.folder) as desk:
                server = make_server(serving, desk)

                def stop(number: int, frame: FrameType | None) -> None:
                    del number, frame
                    server.should_exit = True

                signal.signal(signal.SIGTERM, stop)
                # In a thread it leaves signals alone.
                thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="serving")
                thread.start()
                has_told = False
                while thread.is_alive():
                    if server.started and not has_told:
                        has_told = True
                        _tell(pipe, "")
                    if _is_closed(pipe):
                        server.should_exit = True
                        thread.join()
        except OnRecordError as error:
            _tell(pipe, str(error))


def _tell(pipe: Connection, words: str) -> None:
    with suppress(OSError):  # nobody is there to be told
        pipe.send(words)


def _is_closed(pipe: Connection) -> bool:
    """Return whether the other end of a pipe, by which nothing is ever sent, was closed; waits a little."""
    try:
        return pipe.poll(_LOOK_SECONDS)
    except OSError:
        return True
