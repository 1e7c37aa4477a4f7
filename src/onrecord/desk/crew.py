"""Threads that do what blocks, for an event loop that must not."""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")
_Job = tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]


class Crew:
    """Return `size` threads that work through what they are given, in order.

    Unlike those of an executor they end with the program, wherever they are: a slow
    outlet does not keep a watch from being stopped.
    """

    def __init__(self, size: int, name: str) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._serve, daemon=True, name=f"onrecord-{name}-{number}")
            for number in range(size)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, function: Callable[..., Result], *args: Any) -> Result:
        """Return what `function` returns, called by one of the threads; its errors are raised here."""
        future: Future[Result] = Future()
        self._jobs.put((future, function, args))
        return await asyncio.wrap_future(future)

    def dismiss(self) -> None:
        """Let each thread end after what it is at work on."""
        for _ in self._threads:
            self._jobs.put(None)

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            future, function, args = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = function(*args)
            except BaseException as error:  # noqa: BLE001 -- handed to whoever waits for it
                future.set_exception(error)
            else:
                future.set_result(result)
