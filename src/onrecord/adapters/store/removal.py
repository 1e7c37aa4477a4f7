"""Taking a capture, and all that was made of it, out of the tables."""

from collections.abc import Iterable

import sqlalchemy as sa

from onrecord.adapters.store import filing, places
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.corrections import delete_corrections
from onrecord.adapters.store.editions import mark_latest
from onrecord.adapters.store.search import WordIndex
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import (
    capture_exchanges,
    captures,
    editions,
    feed_credits,
    identities,
    name_keys,
    name_words,
    report_roles,
    report_texts,
    reports,
    sightings,
    statement_names,
    statements,
)
from onrecord.adapters.store.traces import delete_traces


def delete_capture(connection: sa.Connection, index: WordIndex, n: int) -> None:
    """Delete the capture `n`, its report, statements, identities, words, and names that nobody else bears."""
    place = connection.scalar(sa.select(editions.c.place).where(editions.c.report_n == n))
    names = {
        *connection.scalars(
            sa.select(statement_names.c.key_n).where(statement_names.c.report_n == n).distinct()
        ),
        *connection.scalars(
            sa.select(reports.c.outlet_key).where(reports.c.n == n, reports.c.outlet_key.is_not(None))
        ),
    }
    # Whom that leaves without a report is for the desk to forget: judgements hang on it.
    filing.unfile(connection, n)
    places.leave(connection, index, n)
    delete_traces(connection, n)
    delete_corrections(connection, n)
    for table in (statement_names, statements, report_roles, identities, report_texts, sightings, editions):
        connection.execute(table.delete().where(table.c.report_n == n))
    connection.execute(reports.delete().where(reports.c.n == n))
    for table in (capture_exchanges, feed_credits):
        connection.execute(table.delete().where(table.c.capture_n == n))
    connection.execute(captures.delete().where(captures.c.n == n))
    _forget_names(connection, sorted(key for key in names if key is not None))
    if place is not None:
        mark_latest(connection, place)


def sharing(connection: sa.Connection, sha256: str, n: int) -> tuple[str, ...]:
    """Return what other captures are called that have the same bytes as capture `n`."""
    query = (
        sa.select(sa.func.coalesce(reports.c.name, captures.c.address))
        .outerjoin_from(captures, reports, reports.c.n == captures.c.n)
        .where(captures.c.sha256 == sha256, captures.c.n != n)
        .order_by(captures.c.n)
    )
    return tuple(connection.scalars(query))


def wipe(session: Session) -> None:
    """Overwrite what deleted rows left in SQLite's files: see `ports.Store.wipe`."""
    if session.place.dialect != "sqlite":
        return
    with session.connect() as connection:
        # Not in a transaction: neither command runs in one.
        raw = connection.connection.cursor()
        try:
            # A deleted text's words stay in the index's older segments until they are merged.
            for table in ("report_words", "statement_words"):
                raw.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 -- named above
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()


def _forget_names(connection: sa.Connection, keys: list[int]) -> None:
    """Delete the folded names among `keys` that nothing refers to any longer."""
    for batch in batches(keys):
        used = {
            *_used(connection, statement_names.c.key_n, batch),
            *_used(connection, reports.c.outlet_key, batch),
        }
        unused = [key for key in batch if key not in used]
        connection.execute(name_words.delete().where(name_words.c.key_n.in_(unused)))
        connection.execute(name_keys.delete().where(name_keys.c.n.in_(unused)))


def _used(connection: sa.Connection, column: "sa.Column[int]", keys: list[int]) -> Iterable[int]:
    if column is not statement_names.c.key_n:
        return connection.scalars(sa.select(column).where(column.in_(keys)).distinct())
    # Asked for one at a time, by the role that leads the key: an IN list would read all of a common name's rows.
    return [
        key
        for key in keys
        if connection.scalar(
            sa.select(column).where(statement_names.c.role.in_((0, 1, 2, 3)), column == key).limit(1)
        )
        is not None
    ]
