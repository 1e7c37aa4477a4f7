"""What the queue asks for again and again: each question built once, its values left open.

The open values are `now`, `until`, `soon`, `outlet`, `owner`, `per_host`, `most`, `at` (hosts) and `numbers`.
"""

from functools import cache
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.columns import ExactText, UtcTime
from onrecord.adapters.store.queue_tables import hosts, leads, sources

_NOW = sa.bindparam("now", type_=UtcTime)
_OUTLET = sa.bindparam("outlet", type_=ExactText)
_AT = sa.bindparam("at", expanding=True, type_=ExactText)


@cache
def turns(*, one_outlet: bool) -> sa.Select[Any]:
    """Return the query for the hosts whose turn it is and that have work: at most `most`, longest waiting first."""
    return (
        sa.select(hosts.c.host, hosts.c.delay_seconds)
        .where(hosts.c.next_at <= _NOW, _has_work(one_outlet=one_outlet))
        .where(_held(sources) + _held(leads) < sa.bindparam("per_host", type_=sa.Integer))
        .order_by(hosts.c.next_at, hosts.c.host)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .with_for_update(skip_locked=True, of=hosts)
    )


@cache
def next_turns() -> sa.Update:
    """Return the change of one host's turn: of the host `of` to the moment `then`."""
    then = sa.bindparam("then", type_=UtcTime)
    return hosts.update().where(hosts.c.host == sa.bindparam("of", type_=ExactText)).values(next_at=then)


@cache
def first_due(table: sa.Table, *, one_outlet: bool) -> sa.Select[Any]:
    """Return the query for the number of the row that is due first at each host of `at`, NULL where none is."""
    one = _due(table, one_outlet=one_outlet).order_by(table.c.next_at, table.c.n).limit(1)
    return sa.select(one.correlate(hosts).scalar_subquery()).where(hosts.c.host.in_(_AT))


@cache
def lease(table: sa.Table) -> Any:
    """Return the change that leases the rows of `numbers` that are still due to `owner`, and gives them back."""
    numbers = sa.bindparam("numbers", expanding=True, type_=sa.BigInteger)
    values: dict[str, Any] = {
        "lease_owner": sa.bindparam("owner", type_=ExactText),
        "next_at": sa.bindparam("until", type_=UtcTime),
    }
    if table is leads:
        values["begun"] = leads.c.begun + 1
    due = (table.c.n.in_(numbers), table.c.next_at <= _NOW)
    return table.update().where(*due).values(values).returning(*table.c)


@cache
def any_due(*, one_outlet: bool) -> sa.Select[Any]:
    """Return the query for a host that has work and whose turn comes before `soon`."""
    soon = sa.bindparam("soon", type_=UtcTime)
    return sa.select(hosts.c.host).where(hosts.c.next_at <= soon, _has_work(one_outlet=one_outlet)).limit(1)


def _due(table: sa.Table, *, one_outlet: bool) -> sa.Select[Any]:
    query = sa.select(table.c.n).where(table.c.host == hosts.c.host, table.c.next_at <= _NOW)
    return query.where(table.c.outlet == _OUTLET) if one_outlet else query


def _has_work(*, one_outlet: bool) -> sa.ColumnElement[bool]:
    return sa.or_(
        *(sa.exists(_due(table, one_outlet=one_outlet).correlate(hosts)) for table in (sources, leads))
    )


def _held(table: sa.Table) -> Any:
    """Return how many pieces of a host's work are leased."""
    held = (table.c.host == hosts.c.host, table.c.lease_owner.is_not(None), table.c.next_at > _NOW)
    return sa.select(sa.func.count()).select_from(table).where(*held).correlate(hosts).scalar_subquery()
