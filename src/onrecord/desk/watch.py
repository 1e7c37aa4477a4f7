"""Watching outlets: sources looked at, articles fetched, kept and looked at again, politely and for ever."""

import asyncio
import contextlib
import os
import platform
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onrecord.desk.crew import Crew
from onrecord.desk.keep import Added, NewEdition
from onrecord.desk.plans import WatchRules
from onrecord.desk.tasks import Captured, Failed, Hands, Looked
from onrecord.errors import BadRequest
from onrecord.ports import LeadQueue, LeadTask, SourceTask

#: What is in work when the watch is stopped gets so long to end by itself.
_GRACE_SECONDS = 5.0
#: Between two questions for work, when there was none: at first, and after a while.
_SHORT_SECONDS, _LONG_SECONDS = 0.02, 1.0
#: A host whose turn is further away is left to the next run of `--once`.
_PATIENCE_SECONDS = 75.0
#: How often what is watched is read again, and how often what is left is counted.
_SYNC_SECONDS, _COUNT_SECONDS = 300.0, 2.0
#: Articles that are fetched and wait to be read, for each that is being fetched.
_AHEAD = 2

Event = Looked | Captured | Failed


@dataclass(slots=True)
class Tally:
    """Return how a watch is doing, for whoever looks at it while it runs.

    Attributes:
        sources: How many are watched.
        looked: Visits to sources that went well.
        found: New leads.
        captured: Captures that are new to the desk.
        unchanged: Looks that found what the desk has already.
        statements: In what was captured.
        failed: Tries, of sources and leads, that failed.
        waiting: Leads still to be captured, counted a moment ago.
        started: By `time.monotonic`.
    """

    sources: int = 0
    looked: int = 0
    found: int = 0
    captured: int = 0
    unchanged: int = 0
    statements: int = 0
    failed: int = 0
    waiting: int = 0
    started: float = field(default_factory=time.monotonic)

    def count(self, event: Event) -> None:
        """Count something that happened."""
        if isinstance(event, Looked):
            self.looked += 1
            self.found += event.new
        elif isinstance(event, Failed):
            self.failed += 1
        elif isinstance(event.result, Added | NewEdition):
            self.captured += 1
            self.statements += event.result.statements
        else:
            self.unchanged += 1

    @property
    def captures_per_second(self) -> float:
        """Return the captures for each second since the start."""
        return self.captured / max(time.monotonic() - self.started, 0.001)


class Watch:
    """Return a watch over a desk's outlets; `run` runs it.

    One event loop decides; what blocks is done by threads: some that fetch, one that reads and stores,
    one that asks for work. What is in memory is bounded by what is in work.

    Args:
        hands: What does each piece of work.
        queue: Where the work comes from.
        rules: How to go about it.
        tell: Told of everything that happens, in the event loop's thread.
    """

    def __init__(
        self,
        hands: Hands,
        queue: LeadQueue,
        rules: WatchRules,
        tell: Callable[[Event], None],
    ) -> None:
        self._hands = hands
        self._queue = queue
        self._rules = rules
        self._tell = tell
        self._owner = hands.owner
        self._fetchers = Crew(rules.fetch_concurrency, "fetch")
        self._keeper = Crew(1, "keep")
        self._clerk = Crew(1, "ask")
        self._fetching = 0
        self._stopping = False
        self.tally = Tally()

    def run(self, *, once: bool = False, outlet: str | None = None, at_once: bool = False) -> None:
        """Watch until stopped: by Ctrl-C, by SIGTERM, or where nothing is left to do.

        Args:
            once: End when nothing is due any more; what failed is left for the next run.
            outlet: Do the work of this outlet alone.
            at_once: Look at every source at once, due or not.

        Raises:
            NotFound: There is no such outlet.
            StoreError: The desk cannot be written, or is watched already (SQLite).
            EvidenceBroken: Kept evidence is not what it was: stop and verify.
            KeyboardInterrupt: Ctrl-C; what was finished is kept.
        """
        try:
            with self._queue.watching(self._owner):
                self.tally.sources = self._queue.sync_sources(self._hands.sources())
                outlet = None if outlet is None else self._hands.named(outlet)
                if at_once:
                    self._queue.wake_sources(outlet=outlet)
                asyncio.run(self._run(once=once, outlet=outlet))
        finally:
            for crew in (self._fetchers, self._keeper, self._clerk):
                crew.dismiss()

    async def _run(self, *, once: bool, outlet: str | None) -> None:
        beats = asyncio.create_task(self._beat())
        at_work: set[asyncio.Task[None]] = set()
        idle = _SHORT_SECONDS
        try:
            with _on_terminate(self._stop):
                while not (self._stopping and not at_work):
                    taken = await self._take(len(at_work), outlet)
                    at_work |= {asyncio.create_task(self._do(task)) for task in taken}
                    if taken:
                        idle = _SHORT_SECONDS
                    elif once and not at_work and not await self._is_more(outlet):
                        break
                    await _pause(at_work, idle)
                    idle = min(idle * 1.5, _LONG_SECONDS)
                    for task in [task for task in (*at_work, beats) if task.done()]:
                        at_work.discard(task)
                        task.result()
        finally:
            self._stop()
            beats.cancel()
            if at_work:
                await asyncio.wait(at_work, timeout=_GRACE_SECONDS)
            for task in at_work:
                task.cancel()
            self.tally.waiting = await self._clerk.run(self._queue.waiting)

    def _stop(self) -> None:
        self._stopping = True
        self._hands.stop()

    async def _take(self, at_work: int, outlet: str | None) -> list[SourceTask | LeadTask]:
        most = self._rules.fetch_concurrency
        free = min(most - self._fetching, most * (1 + _AHEAD) - at_work)
        if self._stopping or free <= 0:
            return []
        rules = self._rules
        return await self._clerk.run(
            lambda: self._queue.take(
                self._owner,
                most=free,
                lease_seconds=rules.lease_seconds,
                delay_seconds=rules.host_delay_seconds,
                per_host=rules.host_concurrency,
                outlet=outlet,
            )
        )

    async def _is_more(self, outlet: str | None) -> bool:
        return await self._clerk.run(
            lambda: self._queue.has_due(patience_seconds=_PATIENCE_SECONDS, outlet=outlet)
        )

    async def _do(self, task: SourceTask | LeadTask) -> None:
        self._fetching += 1
        try:
            if isinstance(task, SourceTask):
                event: Event | None = await self._fetchers.run(self._hands.look, task)
                keep = None
            else:
                event, keep = await self._fetchers.run(self._hands.fetch, task)
        finally:
            self._fetching -= 1
        if keep is not None:
            event = await self._keeper.run(keep)
        if event is not None:
            self.tally.count(event)
            self._tell(event)

    async def _beat(self) -> None:
        """Hold on to the leases, and keep what is shown up to date."""
        beat = synced = time.monotonic()
        while True:
            self.tally.waiting = await self._clerk.run(self._queue.waiting)
            await asyncio.sleep(_COUNT_SECONDS)
            now = time.monotonic()
            if now - beat > self._rules.lease_seconds / 4:
                beat = now
                await self._clerk.run(
                    lambda: self._queue.extend(self._owner, lease_seconds=self._rules.lease_seconds)
                )
            if now - synced > _SYNC_SECONDS:
                synced = now
                await self._sync()

    async def _sync(self) -> None:
        """Watch what is to be watched now; a table that is wrong, perhaps half-written, is told and waited for."""
        try:
            self.tally.sources = await self._clerk.run(
                lambda: self._queue.sync_sources(self._hands.sources())
            )
        except BadRequest as error:
            self._tell(Failed(error.subject or "outlets", error, first=True, again_at=None))


def new_owner() -> str:
    """Return what a watcher is called in the queue and in messages: its process and machine, and something random."""
    return f"process {os.getpid()} on {platform.node()} ({uuid.uuid4().hex[:8]})"


async def _pause(at_work: set[asyncio.Task[None]], seconds: float) -> None:
    """Wait until a piece of work ends, but not for long."""
    if at_work:
        await asyncio.wait(at_work, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    else:
        await asyncio.sleep(seconds)


@contextlib.contextmanager
def _on_terminate(stop: Callable[[], None]) -> Iterator[None]:
    """Let SIGTERM, by which a service is ended, stop the watch in order; Windows has no such signal for a loop."""
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(signal.SIGTERM, stop)
    except (NotImplementedError, RuntimeError, ValueError):
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGTERM)
