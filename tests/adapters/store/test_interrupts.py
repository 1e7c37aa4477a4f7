import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
import sqlalchemy as sa

from onrecord.adapters.store.connect import place_of
from onrecord.adapters.store.interrupts import Interrupts
from onrecord.adapters.store.session import Session
from onrecord.errors import StoreError


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


class InterruptAt:
    """Return a tracer that interrupts as the database library comes to the nth line of its engine, and counts them."""

    def __init__(self, line: int) -> None:
        self.left = line

    def __call__(self, frame: FrameType, event: str, _: object) -> "InterruptAt | None":
        if not frame.f_globals.get("__name__", "").startswith(("sqlalchemy.engine", "sqlalchemy.pool")):
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                interrupt()
        return self


@contextmanager
def traced(tracer: InterruptAt) -> Iterator[None]:
    before = sys.gettrace()
    # What is raised as Python clears away unused objects goes nowhere.
    gc.disable()
    sys.settrace(tracer)
    try:
        yield
    finally:
        sys.settrace(before)
        gc.enable()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    url = f"sqlite:///{tmp_path / 'rows.db'}"
    session = Session(place_of(url, create=True, read_only=False, wait_seconds=5))
    with session.writing():
        session.writer().execute(sa.text("CREATE TABLE rows (number INTEGER PRIMARY KEY)"))
    yield session
    session.close()


@pytest.fixture(autouse=True)
def _interrupted_as_from_the_keyboard() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_what_is_held_back_comes_at_the_end() -> None:
    steps = []
    with pytest.raises(KeyboardInterrupt), Interrupts().held_back():  # noqa: PT012 -- the block is what is tested
        interrupt()
        interrupt()
        steps.append("went on")
    assert steps == ["went on"]
    with pytest.raises(KeyboardInterrupt):
        interrupt()


def test_what_was_held_back_comes_before_the_work_that_may_be_interrupted() -> None:
    interrupts = Interrupts()
    steps = []
    with pytest.raises(KeyboardInterrupt), interrupts.held_back():  # noqa: PT012 -- the block is what is tested
        interrupt()
        with interrupts.let_through():
            steps.append("began")
    assert steps == []
    with pytest.raises(KeyboardInterrupt), interrupts.held_back():  # noqa: PT012 -- the block is what is tested
        with interrupts.let_through():
            interrupt()
        steps.append("went on")
    assert steps == []


def test_one_inside_another_holds_back_until_the_outer_ends() -> None:
    interrupts = Interrupts()
    steps = []
    with pytest.raises(KeyboardInterrupt), interrupts.held_back():  # noqa: PT012 -- the block is what is tested
        with interrupts.held_back():
            interrupt()
        steps.append("inner ended")
    assert steps == ["inner ended"]


def test_an_error_on_its_way_does_not_lose_the_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt), Interrupts().held_back():  # noqa: PT012 -- the block is what is tested
        interrupt()
        raise StoreError("failed")


def test_an_error_alone_comes_as_itself_and_leaves_nothing_held() -> None:
    interrupts = Interrupts()
    with pytest.raises(StoreError), interrupts.held_back(), interrupts.let_through():
        raise StoreError("failed")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_other_threads_hold_nothing_back() -> None:
    interrupts = Interrupts()
    handlers = []

    def work() -> None:
        with interrupts.held_back():
            handlers.append(signal.getsignal(signal.SIGINT))
            with interrupts.let_through():
                handlers.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handlers == [signal.default_int_handler] * 2


def test_an_interrupt_anywhere_in_a_transaction_comes_as_one_and_keeps_all_or_nothing(
    session: Session,
) -> None:
    """The database library asserts of itself what no longer holds where its commit was cut in two."""

    def write(number: int) -> None:
        with session.writing():
            session.writer().execute(sa.text("INSERT INTO rows VALUES (:number)"), {"number": number})
            with session.writing():
                session.writer().execute(sa.text("INSERT INTO rows VALUES (:number)"), {"number": -number})

    def held() -> set[int]:
        with session.reads() as connection:
            return set(connection.execute(sa.text("SELECT number FROM rows")).scalars())

    def steps_of(work: Callable[[], object]) -> int:
        counting = InterruptAt(-1)
        with traced(counting):
            work()
        return -1 - counting.left

    write(1)
    for step in range(1, steps_of(lambda: write(2)) + 1):
        number = step + 2
        with traced(InterruptAt(step)), pytest.raises(KeyboardInterrupt):
            write(number)
        assert len(held() & {number, -number}) in {0, 2}
    for step in range(1, steps_of(held) + 1):
        with traced(InterruptAt(step)), pytest.raises(KeyboardInterrupt):
            held()
    assert held() >= {1, -1, 2, -2}
