"""What is remembered of the machines that answer, so that all watchers together stay polite."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """Return what the last look at a robots.txt gave."""

    RULES = "rules"  # it was read: its rules hold
    OPEN = "open"  # there is none: all may be fetched
    CLOSED = "closed"  # it could not be had: nothing may be fetched for a while


@dataclass(frozen=True, slots=True)
class Robots:
    """Return a robots.txt as it was last seen.

    Attributes:
        verdict: What came of asking for it.
        until: When it must be asked for again, aware, UTC.
        body: Its bytes, at most 500 KiB; empty unless the verdict is RULES.
    """

    verdict: Verdict
    until: datetime
    body: bytes = b""


class HostBook(Protocol):
    """Remember when each host may be asked next, and its robots.txt; shared by every watcher of a desk.

    A host is what `text.hosts.host_of` returns for an address.
    """

    def now(self) -> datetime:
        """Return the present moment by the clock that all who share the book go by, aware, UTC."""
        ...

    def claim(self, host: str, *, delay_seconds: float) -> datetime | None:
        """Return None where `host` may be asked now, or else the moment at which to claim again.

        A claim that is granted moves the host's next turn `delay_seconds` into the future (or the delay
        it asked for itself, where that is longer) in the same step, so of all who claim at once one gets it.
        """
        ...

    def asked(self, host: str, *, delay_seconds: float) -> None:
        """Let the host's next turn come no sooner than its delay from now, when it was asked."""
        ...

    def pause(self, host: str, *, until: datetime) -> None:
        """Let nobody ask `host` before `until`; an earlier moment than it is paused for already changes nothing."""
        ...

    def slow_down(self, host: str, *, delay_seconds: float | None) -> None:
        """Keep the delay that `host` asks for between requests; None where it asks for none."""
        ...

    def robots(self, origin: str) -> Robots | None:
        """Return the robots.txt of `origin` (`https://host:port`) as last kept, also an outdated one, or None."""
        ...

    def keep_robots(self, origin: str, kept: Robots) -> None:
        """Keep what a robots.txt gave."""
        ...
