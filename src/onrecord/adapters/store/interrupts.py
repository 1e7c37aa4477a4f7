"""Ctrl-C that waits until a transaction is wholly begun, or wholly ended.

Python raises `KeyboardInterrupt` between any two steps, those of the database library too. Where one falls into the
beginning or the end of a transaction, what the library asserts of itself no longer holds, and the interrupt comes out
as another error. The work inside a transaction stays as easy to interrupt as ever.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_Handler = Callable[[int, FrameType | None], object]


class Interrupts:
    """Return what holds back the interrupts of the main thread, the only one that meets any, while that is wanted."""

    def __init__(self) -> None:
        self._depth = 0
        self._handler: _Handler | None = None
        self._held: list[tuple[int, FrameType | None]] = []

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Hold back what comes meanwhile; it comes at the end, even where an error is on its way already."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        self._deepen(1)
        try:
            yield
        finally:
            self._deepen(-1)

    @contextmanager
    def let_through(self) -> Iterator[None]:
        """Let through, for a while, what is held back around this; first what was held back so far."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        around = self._depth
        try:
            self._deepen(-around)
            yield
        finally:
            self._deepen(around)

    def _deepen(self, by: int) -> None:
        before, self._depth = self._depth, self._depth + by
        if before == 0 < self._depth:
            handler = signal.getsignal(signal.SIGINT)
            if callable(handler):
                self._handler = handler
                signal.signal(signal.SIGINT, lambda number, frame: self._held.append((number, frame)))
        elif before > 0 == self._depth and (handler := self._handler) is not None:
            self._handler = None
            signal.signal(signal.SIGINT, handler)
            held, self._held = self._held, []
            if held:
                handler(*held[0])
