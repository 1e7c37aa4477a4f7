"""Whose turn it is: hosts and their robots.txt, the `HostBook` port."""

import random
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.adapters.store.connect import Place
from onrecord.adapters.store.queue_tables import hosts, robots
from onrecord.errors import StoreError
from onrecord.ports import Robots, Verdict
from onrecord.text.hosts import HERE

#: Gives the connection of a short transaction.
Turns = Callable[[], AbstractContextManager[sa.Connection]]

#: Each turn of a host comes up to so much later than it might, so that visits fall into no rhythm.
_SPREAD = 0.25
#: Between a turn that is given and the request that goes out: who is killed in between has asked all the same.
_SENDING = 0.05


class SqlHostBook:
    """Return the host book of an open store.

    Args:
        place: The database.
        turns: Gives a connection to write on, in a transaction that the block ends: that of the thread
            where it is writing already.
        reads: The same to read on.
    """

    def __init__(self, place: Place, turns: Turns, reads: Turns) -> None:
        self._place = place
        self._turns = turns
        self._reads = reads
        self._insert = postgresql.insert if place.dialect == "postgresql" else sqlite.insert
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the present moment by the database server's clock, or this machine's own for SQLite."""
        return datetime.now(UTC) + self._ahead

    def claim(self, host: str, *, delay_seconds: float) -> datetime | None:
        """Return None where `host` may be asked now, or when to claim again; see `ports.HostBook.claim`."""
        now = self.now()
        query = (
            sa.select(hosts.c.next_at, hosts.c.delay_seconds).where(hosts.c.host == host).with_for_update()
        )
        with self._turns() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                self._put_hosts(connection, [host], now)
                row = connection.execute(query).one()
            if row.next_at > now:
                at: datetime = row.next_at
                return at
            next_at = now + turn_after(row.delay_seconds, delay_seconds, sending=True)
            connection.execute(hosts.update().where(hosts.c.host == host).values(next_at=next_at))
            return None

    def asked(self, host: str, *, delay_seconds: float) -> None:
        """Let the host's next turn come no sooner than its delay from now."""
        query = (
            sa.select(hosts.c.next_at, hosts.c.delay_seconds).where(hosts.c.host == host).with_for_update()
        )
        with self._turns() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                return
            next_at = max(row.next_at, self.now() + turn_after(row.delay_seconds, delay_seconds))
            connection.execute(hosts.update().where(hosts.c.host == host).values(next_at=next_at))

    def pause(self, host: str, *, until: datetime) -> None:
        """Let nobody ask `host` before `until`."""
        with self._turns() as connection:
            connection.execute(
                hosts.update().where(hosts.c.host == host, hosts.c.next_at < until).values(next_at=until)
            )

    def slow_down(self, host: str, *, delay_seconds: float | None) -> None:
        """Keep the delay that `host` asks for."""
        with self._turns() as connection:
            self._put_hosts(connection, [host], self.now())
            connection.execute(hosts.update().where(hosts.c.host == host).values(delay_seconds=delay_seconds))

    def robots(self, origin: str) -> Robots | None:
        """Return the robots.txt of `origin` as last kept, or None."""
        with self._reads() as connection:
            row = connection.execute(sa.select(robots).where(robots.c.origin == origin)).one_or_none()
        return Robots(Verdict(row.verdict), row.until, bytes(row.body)) if row else None

    def keep_robots(self, origin: str, kept: Robots) -> None:
        """Keep what a robots.txt gave."""
        values = {"verdict": kept.verdict.value, "until": kept.until, "body": kept.body}
        insert = self._insert(robots).values(origin=origin, **values)
        with self._turns() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["origin"], set_=values))

    def _put_hosts(self, connection: sa.Connection, names: Iterable[str], now: datetime) -> None:
        rows = [
            {"host": host, "next_at": now, "delay_seconds": 0.0 if is_unpaced(host) else None}
            for host in sorted(set(names))
        ]
        connection.execute(self._insert(hosts).on_conflict_do_nothing(), rows)

    def _set_clock(self) -> None:
        with self._reads() as connection:
            there = connection.scalar(sa.select(sa.func.clock_timestamp()))
        if not isinstance(there, datetime):
            raise StoreError("the database does not tell the time; check it", subject=self._place.subject)
        self._ahead = there.astimezone(UTC) - datetime.now(UTC)


def turn_after(own: float | None, usual: float, *, sending: bool = False) -> timedelta:
    """Return how long until a host's next turn: never less than asked, and a little more at random.

    Args:
        own: What its robots.txt asks for, in seconds; 0 where there is no host at all.
        usual: What the settings ask for.
        sending: Whether a request is still to be sent.

    >>> turn_after(0.0, 2.0), turn_after(9.0, 2.0) >= timedelta(seconds=9)
    (datetime.timedelta(0), True)
    """
    seconds = 0.0 if own == 0 else max(own or 0.0, usual)
    seconds *= 1 + random.random() * _SPREAD  # noqa: S311 -- no secret hangs on it
    return timedelta(seconds=seconds + (_SENDING if seconds and sending else 0.0))


def is_unpaced(host: str) -> bool:
    """Return whether nobody is disturbed however often it is asked: this machine's files, one's own mailbox.

    >>> is_unpaced("file:"), is_unpaced("imaps://mail.example"), is_unpaced("news.example")
    (True, True, False)
    """
    return host == HERE or "://" in host
