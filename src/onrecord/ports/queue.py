"""What a watcher has before it: sources to look at and leads to fetch, shared by all who watch one desk."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from onrecord.model import Lead, Source
from onrecord.ports.hosts import HostBook
from onrecord.ports.visitor import UNMARKED, Validators


class LeadState(StrEnum):
    """Return what has become of a lead."""

    WAITING = "waiting"  # never captured yet
    DONE = "done"  # captured; perhaps to be looked at again
    GONE = "gone"  # the outlet has it no longer
    REFUSED = "refused"  # the outlet, or our guard, refuses it
    FAILED = "failed"  # given up


@dataclass(frozen=True, slots=True)
class SourceTask:
    """Return a source that is leased for a visit.

    Attributes:
        n: Its number in the queue.
        source: The source.
        validators: Of the last answer.
        interval_seconds: Between the last two visits as planned; None before the first.
        failures: Visits that failed since the last that did not.
        hops: How many sources led to this one: 0 for an outlet's own.
        taken_at: When it was leased, and its host's turn with it.
    """

    n: int
    source: Source
    validators: Validators = UNMARKED
    interval_seconds: float | None = None
    failures: int = 0
    hops: int = 0
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LeadTask:
    """Return a lead that is leased for fetching.

    Attributes:
        n: Its number in the queue.
        lead: The lead.
        state: WAITING before its first capture, DONE where it is looked at again.
        validators: Of the last answer.
        tries: Tries that failed since the last that did not.
        rechecks: How often it was looked at again after its first capture.
        begun: How often it was taken since it was last settled or given back, this time included: more than
            once where whoever had it died.
        taken_at: When it was leased, and its host's turn with it.
    """

    n: int
    lead: Lead
    state: LeadState = LeadState.WAITING
    validators: Validators = UNMARKED
    tries: int = 0
    rechecks: int = 0
    begun: int = 1
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visited:
    """Return what a visit to a source came to.

    Attributes:
        next_at: When to look again.
        interval_seconds: The interval that this moment came from.
        validators: Of the answer.
        error: Why the visit failed, or None.
    """

    next_at: datetime
    interval_seconds: float
    validators: Validators = UNMARKED
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Return what became of a leased lead.

    Attributes:
        state: What it is now.
        next_at: When to try, or look, again; None for never.
        capture: The id of the capture made of it; None where none was made.
        validators: Of the answer; None to keep the ones known.
        tries: Tries that failed since the last that did not.
        rechecks: How often it was looked at again after its first capture.
        error: Why the try failed, or None.
    """

    state: LeadState
    next_at: datetime | None = None
    capture: str | None = None
    validators: Validators | None = None
    tries: int = 0
    rechecks: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SourceLooked:
    """Return when a source was last looked at.

    Attributes:
        source: The source.
        last_at: When, aware; None before the first visit.
        next_at: When it is due again.
        failures: Visits that failed since the last that did not.
        error: Why the last one failed, or None.
    """

    source: Source
    last_at: datetime | None
    next_at: datetime
    failures: int = 0
    error: str | None = None


class LeadQueue(HostBook, Protocol):
    """Keep sources, leads and hosts, and give each piece of work to one watcher at a time.

    What a watcher takes is leased to it: it belongs to it until the lease ends, and a watcher
    that is killed loses it to the others, on SQLite as soon as the next one enters. Where a method is
    called within `Store.writing()` it is a part of that transaction. All methods raise `StoreError`.
    """

    def watching(self, owner: str) -> AbstractContextManager[None]:
        """Return the time in which `owner` takes work; what it still holds at the end is given back.

        Raises:
            StoreError: Only one may watch this desk (SQLite), and another does; the message says who.
        """
        ...

    def sync_sources(self, named: Iterable[Source]) -> int:
        """Return how many sources are watched, after putting in new ones and dropping those not named any longer."""
        ...

    def wake_sources(self, *, outlet: str | None = None) -> None:
        """Make every source, or those of an outlet, due now."""
        ...

    def take(
        self,
        owner: str,
        *,
        most: int,
        lease_seconds: float,
        delay_seconds: float,
        per_host: int = 1,
        outlet: str | None = None,
    ) -> list[SourceTask | LeadTask]:
        """Return work that is due, leased to `owner`: at most one piece for each host whose turn it is.

        The host's next turn moves as by `claim`, so the first request of each piece is granted with it.

        Args:
            owner: Who takes it.
            most: How many pieces at most.
            lease_seconds: How long the lease lasts without `extend`.
            delay_seconds: The least time between two requests to a host.
            per_host: Pieces of one host that may be leased at once, by all watchers together.
            outlet: Take the work of this outlet only.
        """
        ...

    def extend(self, owner: str, *, lease_seconds: float) -> None:
        """Let the leases of `owner` last until `lease_seconds` from now."""
        ...

    def visited(
        self,
        owner: str,
        task: SourceTask,
        plan: Callable[[int], Visited],
        *,
        leads: Iterable[Lead] = (),
        further: Sequence[Source] = (),
    ) -> int:
        """Return how many leads are new, after putting them in and planning the next visit, all in one transaction.

        Args:
            owner: Who visited.
            task: The source.
            plan: Returns what the visit came to, given how many leads were new.
            leads: Found there; those that the queue has already change nothing, but for one that waits to be fetched
                and of whose source no feed has said anything: it takes over whom this one names.
            further: Sources it leads to; the same.
        """
        ...

    def settle(self, owner: str, task: LeadTask, outcome: Settled) -> bool:
        """Return whether the lead was still leased to `owner`; where it was not, nothing changes."""
        ...

    def give_back(self, owner: str) -> None:
        """Let others take at once what is leased to `owner`."""
        ...

    def has_due(self, *, patience_seconds: float, outlet: str | None = None) -> bool:
        """Return whether something is due that nobody holds, at a host whose turn comes within the time given."""
        ...

    def waiting(self) -> int:
        """Return how many leads are still to be captured."""
        ...

    def states(self) -> dict[str, int]:
        """Return how many leads are in each state, by its name; and how many sources, under `sources`."""
        ...

    def looked(self, outlet: str, *, limit: int = 200) -> list[SourceLooked]:
        """Return the sources that are watched of an outlet, its own first, and when they were last looked at."""
        ...
