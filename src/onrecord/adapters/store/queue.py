"""Sources, leads and hosts: the `LeadQueue` port over SQLAlchemy Core.

A lease is a row's `lease_owner`, and lasts until the row's `next_at`: a lease
that nobody extends ends by the row being due again, without anyone sweeping.

In PostgreSQL several watchers share the work. Taking it locks the rows of the
hosts chosen and skips those that another watcher has locked (SKIP LOCKED), so
nobody waits; and every taking moves the host's turn, so a watcher that saw the
row before finds it changed. In SQLite a lock beside the database lets one
watcher in (`gate`), so what another one still holds has lost its owner.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa

from onrecord.adapters.store import gate, queue_queries
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.host_book import SqlHostBook, turn_after
from onrecord.adapters.store.queue_rows import (
    lead_digest,
    lead_task,
    lead_values,
    looked_from,
    mark_values,
    source_digest,
    source_task,
    source_values,
)
from onrecord.adapters.store.queue_tables import hosts, leads, sources
from onrecord.adapters.store.rows import credit_values
from onrecord.model import Lead, Source
from onrecord.ports import LeadState, LeadTask, Settled, SourceLooked, SourceTask, Visited

Item = TypeVar("Item")

#: A turn further away than this was planned by a clock that was wrong.
_LONGEST_PAUSE = timedelta(days=2)
_LONGEST_INTERVAL = timedelta(days=60)
#: An index, its sitemaps, and one more: further away, sources lead nowhere or in circles.
_MOST_HOPS = 3


class SqlQueue(SqlHostBook):
    """Return the queue of an open store; get it from `SqlStore.queue`."""

    @contextmanager
    def watching(self, owner: str) -> Iterator[None]:
        """Return the time in which `owner` takes work; see `ports.LeadQueue.watching`."""
        if self._place.dialect == "postgresql":
            self._set_clock()
            self._mend_clocks()
            try:
                yield
            finally:
                self.give_back(owner)
            return
        with gate.only_one(f"{self._place.subject}-watch", owner):
            self._mend_clocks()
            self._free(None)
            try:
                yield
            finally:
                self.give_back(owner)

    # -- sources

    def sync_sources(self, named: Iterable[Source]) -> int:
        """Return how many sources are watched, after putting in new ones and dropping those not named any longer."""
        wanted = {source_digest(source): source for source in named}
        now = self.now()
        with self._turns() as connection:
            self._put_sources(connection, wanted.items(), now=now)
            query = sa.select(sources.c.n, sources.c.digest, sources.c.root_n, sources.c.next_at)
            kept = connection.execute(query).all()
            roots = {row.n for row in kept if row.root_n is None and bytes(row.digest) in wanted}
            alive = {row.n for row in kept if (row.root_n or row.n) in roots}
            dropped = [row.n for row in kept if row.n not in alive and row.next_at is not None]
            woken = [row.n for row in kept if row.n in alive and row.next_at is None]
            for numbers, next_at in ((dropped, None), (woken, now)):
                for some in batches(numbers):
                    connection.execute(
                        sources.update()
                        .where(sources.c.n.in_(some))
                        .values(next_at=next_at, lease_owner=None)
                    )
        return len(wanted)

    def wake_sources(self, *, outlet: str | None = None) -> None:
        """Make every source, or those of an outlet, due now."""
        change = sources.update().where(sources.c.next_at.is_not(None), sources.c.lease_owner.is_(None))
        with self._turns() as connection:
            connection.execute(_of(change, sources, outlet).values(next_at=self.now()))

    def visited(
        self,
        owner: str,
        task: SourceTask,
        plan: Callable[[int], Visited],
        *,
        leads: Iterable[Lead] = (),
        further: Sequence[Source] = (),
    ) -> int:
        """Return how many leads are new, after putting them in and planning the next visit, all in one transaction."""
        now = self.now()
        new = 0
        with self._turns() as connection:
            for batch in batches(leads):
                new += self._put_leads(connection, batch, task.n, now)
            found = {source_digest(source): source for source in further}
            self._put_sources(connection, found.items(), now=now, above=task)
            outcome = plan(new)
            values: dict[str, Any] = {
                "next_at": outcome.next_at,
                "interval_seconds": outcome.interval_seconds,
                "last_at": now,
                "failures": task.failures + 1 if outcome.error else 0,
                "last_error": outcome.error,
                "lease_owner": None,
                **mark_values(outcome.validators),
            }
            mine = (sources.c.n == task.n, sources.c.lease_owner == owner)
            connection.execute(sources.update().where(*mine).values(values))
        return new

    # -- work

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
        """Return work that is due, leased to `owner`; see `ports.LeadQueue.take`."""
        now = self.now()
        open_ = {
            "now": now,
            "until": now + timedelta(seconds=lease_seconds),
            "owner": owner,
            "outlet": outlet,
        }
        taken: list[SourceTask | LeadTask] = []
        with self._turns() as connection:
            query = queue_queries.turns(one_outlet=outlet is not None)
            terms = {**_terms(open_, "now", "outlet"), "per_host": per_host, "most": most}
            delays = {row.host: row.delay_seconds for row in connection.execute(query, terms)}
            if not delays:
                return []
            rows = _lease(connection, sources, {**open_, "at": list(delays)})
            taken += [source_task(row, now) for row in rows]
            rest = sorted(delays.keys() - {row.host for row in rows})
            taken += [lead_task(row, now) for row in _lease(connection, leads, {**open_, "at": rest})]
            moved = [
                {"of": host, "then": now + turn_after(own, delay_seconds, sending=True)}
                for host, own in delays.items()
            ]
            connection.execute(queue_queries.next_turns(), moved)
        return taken

    def extend(self, owner: str, *, lease_seconds: float) -> None:
        """Let the leases of `owner` last until `lease_seconds` from now."""
        if self._place.dialect == "postgresql":
            self._set_clock()
        until = self.now() + timedelta(seconds=lease_seconds)
        with self._turns() as connection:
            for table in (sources, leads):
                connection.execute(table.update().where(table.c.lease_owner == owner).values(next_at=until))

    def settle(self, owner: str, task: LeadTask, outcome: Settled) -> bool:
        """Return whether the lead was still leased to `owner`; where it was not, nothing changes."""
        values: dict[str, Any] = {
            "state": outcome.state.value,
            "next_at": outcome.next_at,
            "tries": outcome.tries,
            "rechecks": outcome.rechecks,
            "begun": 0,
            "settled_at": self.now(),
            "last_error": outcome.error,
            "lease_owner": None,
        }
        if outcome.capture is not None:
            values["capture"] = outcome.capture
        if outcome.validators is not None:
            values |= mark_values(outcome.validators)
        mine = (leads.c.n == task.n, leads.c.lease_owner == owner)
        with self._turns() as connection:
            return connection.execute(leads.update().where(*mine).values(values)).rowcount > 0

    def give_back(self, owner: str) -> None:
        """Let others take at once what is leased to `owner`."""
        self._free(owner)

    def has_due(self, *, patience_seconds: float, outlet: str | None = None) -> bool:
        """Return whether something is due that nobody holds, at a host whose turn comes within the time given."""
        now = self.now()
        terms = {"now": now, "soon": now + timedelta(seconds=patience_seconds), "outlet": outlet}
        query = queue_queries.any_due(one_outlet=outlet is not None)
        with self._reads() as connection:
            return connection.execute(query, _terms(terms, *terms)).first() is not None

    def waiting(self) -> int:
        """Return how many leads are still to be captured."""
        query = sa.select(sa.func.count()).select_from(leads).where(leads.c.state == LeadState.WAITING.value)
        with self._reads() as connection:
            return connection.scalar(query) or 0

    def states(self) -> dict[str, int]:
        """Return how many leads are in each state, by its name; and how many sources, under `sources`."""
        counts = dict.fromkeys((state.value for state in LeadState), 0)
        with self._reads() as connection:
            query = sa.select(leads.c.state, sa.func.count().label("found")).group_by(leads.c.state)
            counts |= {row.state: row.found for row in connection.execute(query)}
            watched = sa.select(sa.func.count()).select_from(sources).where(sources.c.next_at.is_not(None))
            counts["sources"] = connection.scalar(watched) or 0
        return counts

    def looked(self, outlet: str, *, limit: int = 200) -> list[SourceLooked]:
        """Return the sources of an outlet and when they were last looked at; see `ports.LeadQueue.looked`."""
        query = (
            sources.select()
            .where(sources.c.outlet == outlet, sources.c.next_at.is_not(None))
            .order_by(sources.c.hops, sources.c.n)
            .limit(limit)
        )
        with self._reads() as connection:
            return [looked_from(row) for row in connection.execute(query)]

    # -- parts

    def _put_sources(
        self,
        connection: sa.Connection,
        found: Iterable[tuple[bytes, Source]],
        *,
        now: datetime,
        above: SourceTask | None = None,
    ) -> None:
        root = None
        if above is not None:
            if above.hops >= _MOST_HOPS:
                return
            query = sa.select(sources.c.root_n).where(sources.c.n == above.n)
            root = connection.scalar(query) or above.n
        new = {"hops": above.hops + 1 if above else 0, "root_n": root, "next_at": now, "failures": 0}
        values = ({**source_values(source), **new} for _, source in sorted(found, key=lambda pair: pair[0]))
        for batch in batches(values):
            self._put_hosts(connection, (str(row["host"]) for row in batch), now)
            connection.execute(self._insert(sources).on_conflict_do_nothing(), batch)

    def _put_leads(
        self, connection: sa.Connection, found: Sequence[Lead], source_n: int, now: datetime
    ) -> int:
        rows = {lead_digest(lead): lead for lead in found}
        uncredited = (leads.c.credit_feed.is_(None), leads.c.capture.is_(None))
        query = sa.select(leads.c.n, leads.c.digest, sa.and_(*uncredited).label("is_open"))
        # All updates before all insertions, each in one order: see below.
        for known in connection.execute(query.where(leads.c.digest.in_(rows)).order_by(leads.c.n)).all():
            lead = rows.pop(bytes(known.digest), None)
            # A sitemap often has an article first, and tells nothing of its source.
            if lead and lead.credit and known.is_open:
                change = leads.update().where(leads.c.n == known.n, *uncredited)
                connection.execute(change.values(credit_values(lead.credit)))
        if not rows:
            return 0
        # In one order in every watcher, so that no two wait for each other.
        new = {"source_n": source_n, "found_at": now, "next_at": now}
        values = [{**lead_values(rows[digest]), **new} for digest in sorted(rows)]
        self._put_hosts(connection, (str(row["host"]) for row in values), now)
        insert = self._insert(leads).on_conflict_do_nothing().returning(leads.c.n)
        return len(connection.execute(insert, values).all())

    def _free(self, owner: str | None) -> None:
        """End the leases of `owner`, or, for None, of everyone, who are all dead."""
        values: dict[str, Any] = {"lease_owner": None, "next_at": self.now()}
        with self._turns() as connection:
            for table in (sources, leads):
                whose = table.c.lease_owner.is_not(None) if owner is None else table.c.lease_owner == owner
                in_order = {"begun": 0} if owner is not None and table is leads else {}
                connection.execute(table.update().where(whose).values({**values, **in_order}))

    def _mend_clocks(self) -> None:
        """Put right what a clock that was ahead has planned too far away."""
        now = self.now()
        with self._turns() as connection:
            for table, longest in ((hosts, _LONGEST_PAUSE), (sources, _LONGEST_INTERVAL)):
                late = table.c.next_at > now + longest
                connection.execute(table.update().where(late).values(next_at=now))


def _of(statement: Any, table: sa.Table, outlet: str | None) -> Any:
    """Return a statement about the rows of `outlet` alone, or about all for None."""
    return statement if outlet is None else statement.where(table.c.outlet == outlet)


def _lease(connection: sa.Connection, table: sa.Table, open_: dict[str, Any]) -> Sequence[sa.Row[Any]]:
    """Return the first row that is due at each of the hosts `at`, leased."""
    if not open_["at"]:
        return []
    query = queue_queries.first_due(table, one_outlet=open_["outlet"] is not None)
    numbers = sorted(
        n for n in connection.scalars(query, _terms(open_, "now", "at", "outlet")) if n is not None
    )
    if not numbers:
        return []
    terms = {**_terms(open_, "now", "until", "owner"), "numbers": numbers}
    return connection.execute(queue_queries.lease(table), terms).all()


def _terms(open_: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: open_[name] for name in names if open_[name] is not None}
