"""How a watch goes about its work: what the settings say, and what follows for a piece of work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord.errors import NotFound, OnRecordError, OutletRefused, OutletUnreachable
from onrecord.model import Outlet, Source, SourceKind
from onrecord.ports import LeadState, LeadTask, Settled, SourceTask, Validators, Visited
from onrecord.stages.collect.plans import plan_recheck, plan_retry, plan_visit

#: A page that is not there is asked for again once or twice: feeds run ahead of their pages.
_ABSENT_TRIES = 3


@dataclass(frozen=True, slots=True)
class WatchRules:
    """Return how a watch goes about its work; the settings of the same names say what each means."""

    host_delay_seconds: float = 2.0
    host_concurrency: int = 1
    fetch_concurrency: int = 8
    visit_shortest_seconds: float = 300.0
    visit_longest_seconds: float = 21_600.0
    lead_tries: int = 8
    retry_seconds: float = 60.0
    recheck_hours: tuple[float, ...] = (1.0, 6.0, 24.0, 168.0)
    lease_seconds: float = 120.0


def plan_sources(outlets: Iterable[Outlet]) -> tuple[Source, ...]:
    """Return the sources of outlets: their feeds, sitemaps and listings.

    >>> [source.kind.value for source in plan_sources([Outlet("Selm", "site", feeds=("https://selm.example/rss",))])]
    ['feed']
    """
    return tuple(
        Source(kind, address, outlet.name)
        for outlet in outlets
        for kind, addresses in (
            (SourceKind.FEED, outlet.feeds),
            (SourceKind.SITEMAP, outlet.sitemaps),
            (SourceKind.LISTING, outlet.listings),
        )
        for address in addresses
    )


def after_visit(
    task: SourceTask,
    new_leads: int,
    validators: Validators,
    rules: WatchRules,
    *,
    now: datetime,
    told: timedelta | None = None,
) -> Visited:
    """Return what follows from a visit that went well.

    Args:
        task: The source.
        new_leads: How many leads it had that were not known.
        validators: Of its answer.
        rules: How to go about it.
        now: The present moment.
        told: How long it says that it stays as it is, or None.
    """
    seconds = plan_visit(
        task.interval_seconds,
        new_leads=new_leads,
        shortest_seconds=rules.visit_shortest_seconds,
        longest_seconds=rules.visit_longest_seconds,
        told=told,
    )
    return Visited(now + timedelta(seconds=seconds), seconds, validators)


def after_failed_visit(
    task: SourceTask, error: OnRecordError, rules: WatchRules, *, now: datetime, chance: float
) -> Visited:
    """Return what follows from a visit that failed: sources are never given up, but left alone for longer."""
    seconds = plan_retry(
        task.failures + 1,
        first_seconds=rules.retry_seconds,
        longest_seconds=rules.visit_longest_seconds,
        chance=chance,
    )
    interval = task.interval_seconds or 2 * rules.visit_shortest_seconds
    return Visited(now + timedelta(seconds=seconds), interval, task.validators, error=str(error))


def after_look(
    task: LeadTask, rules: WatchRules, *, now: datetime, capture: str | None, validators: Validators | None
) -> Settled:
    """Return what follows from a try that went well: a first capture, or a look at one that was captured before."""
    rechecks = task.rechecks + 1 if task.state is LeadState.DONE else 0
    distance = plan_recheck(rechecks, rules.recheck_hours)
    return Settled(
        LeadState.DONE,
        next_at=now + distance if distance else None,
        capture=capture,
        validators=validators,
        rechecks=rechecks,
    )


def after_failure(
    task: LeadTask, error: OnRecordError, rules: WatchRules, *, now: datetime, chance: float
) -> Settled:
    """Return what follows from a try that failed: another one later, or none.

    An outlet that cannot be reached is tried again until the tries are used up; what is not there, a few times;
    what is refused, too large or unreadable, never.
    """
    tries = task.tries + 1
    most = {OutletUnreachable: rules.lead_tries, NotFound: min(_ABSENT_TRIES, rules.lead_tries)}.get(
        type(error), 0
    )
    if tries < most:
        seconds = plan_retry(
            tries,
            first_seconds=rules.retry_seconds,
            longest_seconds=rules.visit_longest_seconds,
            chance=chance,
        )
        return Settled(
            task.state,
            next_at=now + timedelta(seconds=seconds),
            tries=tries,
            rechecks=task.rechecks,
            error=str(error),
        )
    return Settled(_end_of(task, error), tries=tries, rechecks=task.rechecks, error=str(error))


def _end_of(task: LeadTask, error: OnRecordError) -> LeadState:
    if isinstance(error, NotFound):
        return LeadState.GONE
    if task.state is LeadState.DONE:
        return LeadState.DONE  # what was captured stays so, whatever a later look comes to
    return LeadState.REFUSED if isinstance(error, OutletRefused) else LeadState.FAILED
