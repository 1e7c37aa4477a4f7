"""One piece of a watch's work: a look at a source, a fetch, a capture kept."""

import random
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from onrecord.desk.add import keep_fetched, plan_leads
from onrecord.desk.desk import Desk
from onrecord.desk.keep import Kept
from onrecord.desk.plans import (
    WatchRules,
    after_failed_visit,
    after_failure,
    after_look,
    after_visit,
    plan_sources,
)
from onrecord.errors import EvidenceBroken, NotFound, OnRecordError, PageUnreadable, StoreError
from onrecord.model import Lead, Outlet, Source, SourceKind
from onrecord.ports import (
    UNMARKED,
    Fetched,
    LeadQueue,
    LeadState,
    LeadTask,
    SourceTask,
    Unchanged,
    Validators,
    Visitor,
    validators_of,
)
from onrecord.stages.collect import Found, find_leads
from onrecord.text.hosts import is_web
from onrecord.text.paths import path_of

#: A page over which so many watchers have died is fetched by no other.
MOST_BEGUN = 10


@dataclass(frozen=True, slots=True)
class Looked:
    """Return a look at a source: how many new leads it had, and what was left out or mended there."""

    source: Source
    new: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Captured:
    """Return a lead that was fetched: what became of it; None where it is as it was."""

    name: str
    result: Kept | None


@dataclass(frozen=True, slots=True)
class Failed:
    """Return a try that failed.

    Attributes:
        name: Of the lead, or the address of the source.
        error: Why.
        first: Whether it is the first of its tries, so that it is told once.
        again_at: When it is tried again, or None: it is given up.
    """

    name: str
    error: OnRecordError
    first: bool
    again_at: datetime | None


class Hands:
    """Return what does the pieces of a watch's work, each method in whatever thread calls it.

    Args:
        desk: Where captures are kept.
        queue: Where the work comes from.
        visitor: Fetches politely.
        rules: How to go about it.
        owner: Who does the work.
        also: Sources to watch beside those of the desk's outlets.
    """

    def __init__(
        self,
        desk: Desk,
        queue: LeadQueue,
        visitor: Visitor,
        rules: WatchRules,
        *,
        owner: str,
        also: Sequence[Source] = (),
    ) -> None:
        self.owner = owner
        self._desk = desk
        self._queue = queue
        self._visitor = visitor
        self._rules = rules
        self._also = tuple(also)
        self._outlets: dict[str, Outlet] = {}
        self._stopping = threading.Event()

    def sources(self) -> list[Source]:
        """Return what is to be watched now: the sources of the desk's own outlets, and those beside them.

        Raises:
            BadRequest: A table of outlets is wrong.
        """
        self._outlets = {outlet.name: outlet for outlet in self._desk.outlets.own()}
        return [*plan_sources(self._outlets.values()), *self._also]

    def named(self, name: str) -> str:
        """Return the proper name of the outlet that goes by `name`, which is watched.

        Raises:
            NotFound: There is none of that name, or this desk does not watch it.
        """
        proper = self._desk.outlets.get(name).name
        if proper not in self._outlets:
            raise NotFound("is not watched by this desk; see `onrecord outlets list`", subject=proper)
        return proper

    def stop(self) -> None:
        """End all waiting: what is not finished goes back to the queue, without blame."""
        self._stopping.set()
        self._visitor.stop()

    def look(self, task: SourceTask) -> Looked | Failed | None:
        """Return what a look at a source gave; None where the watch was stopped meanwhile."""
        try:
            return self._look(task)
        except (StoreError, EvidenceBroken):
            raise
        except OnRecordError as error:
            if self._stopping.is_set():
                return None
            outcome = after_failed_visit(task, error, self._rules, now=self._queue.now(), chance=_chance())
            self._queue.visited(self.owner, task, lambda _: outcome)
            return Failed(task.source.address, error, task.failures == 0, outcome.next_at)

    def fetch(
        self, task: LeadTask
    ) -> tuple[Captured | Failed | None, Callable[[], Captured | Failed] | None]:
        """Return what became of a lead, or else how it goes on: by keeping what was fetched."""
        if task.begun > MOST_BEGUN:
            error = PageUnreadable(
                f"was begun {MOST_BEGUN} times and never ended, so it is left out; report it, and add it by hand",
                subject=task.lead.name,
            )
            return self._failed(task, error), None
        try:
            fetched = self._visitor.visit(task.lead, known=self._known(task), granted_at=task.taken_at)
        except (StoreError, EvidenceBroken):
            raise
        except OnRecordError as error:
            return (None if self._stopping.is_set() else self._failed(task, error)), None
        if isinstance(fetched, Unchanged):
            outcome = after_look(task, self._rules, now=self._queue.now(), capture=None, validators=None)
            self._queue.settle(self.owner, task, outcome)
            return Captured(task.lead.name, None), None
        return None, lambda: self._keep(task, fetched)

    def _keep(self, task: LeadTask, fetched: Fetched) -> Captured | Failed:
        def also(capture: str) -> None:
            marks = validators_of(fetched)
            outcome = after_look(task, self._rules, now=self._queue.now(), capture=capture, validators=marks)
            self._queue.settle(self.owner, task, outcome)

        try:
            return Captured(task.lead.name, keep_fetched(self._desk, task.lead, fetched, also=also))
        except (StoreError, EvidenceBroken):
            raise
        except OnRecordError as error:
            return self._failed(task, error)

    def _failed(self, task: LeadTask, error: OnRecordError) -> Failed:
        now = self._queue.now()
        outcome = after_failure(task, error, self._rules, now=now, chance=_chance())
        self._queue.settle(self.owner, task, outcome)
        return Failed(task.lead.name, error, task.tries == 0, outcome.next_at)

    def _known(self, task: LeadTask) -> Validators:
        return task.validators if task.state is LeadState.DONE else UNMARKED

    def _look(self, task: SourceTask) -> Looked:
        source = task.source
        problems: tuple[str, ...] = ()
        found: Found | None = None
        marks = task.validators
        leads: Iterable[Lead] = ()
        if is_web(source.address):
            lead = Lead(source.address, source.address, outlet=source.outlet)
            fetched = self._visitor.visit(
                lead, known=task.validators, as_source=True, granted_at=task.taken_at
            )
            if isinstance(fetched, Fetched):
                marks = validators_of(fetched)
                found = self._found(source, fetched)
                leads, problems = found.leads, found.problems
        else:
            leads = self._inside(source)
        now = self._queue.now()
        new = self._queue.visited(
            self.owner,
            task,
            lambda new: after_visit(
                task, new, marks, self._rules, now=now, told=found.next_check if found else None
            ),
            leads=leads,
            further=found.further if found else (),
        )
        return Looked(source, new, problems)

    def _found(self, source: Source, fetched: Fetched) -> Found:
        return find_leads(
            source,
            fetched.body,
            media_type=fetched.media_type,
            charset=fetched.charset,
            now=self._desk.clock.now(),
            outlet=self._outlets.get(source.outlet or ""),
        )

    def _inside(self, source: Source) -> list[Lead]:
        """Return what lies in a folder or mailbox.

        Raises:
            OnRecordError: It cannot be looked into.
        """
        named = str(path_of(source.address)) if source.kind is SourceKind.FOLDER else source.address
        leads: list[Lead] = []
        for _, lead in plan_leads(self._desk.fetcher, [named]):
            if isinstance(lead, OnRecordError):
                raise lead
            leads.append(lead)
        return leads


def _chance() -> float:
    return random.random()  # noqa: S311 -- no secret hangs on it
