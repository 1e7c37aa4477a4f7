"""Putting readings into the tables and taking them out: a few batched statements each."""

import sqlalchemy as sa

from onrecord.adapters.store import places, rows
from onrecord.adapters.store.names import Role, key_of, longest, numbers_of
from onrecord.adapters.store.search import WordIndex
from onrecord.adapters.store.tables import (
    capture_exchanges,
    captures,
    feed_credits,
    identities,
    report_texts,
    reports,
    statement_names,
    statements,
)
from onrecord.adapters.store.traces import delete_traces
from onrecord.model import SAYING, Capture, FeedCredit, Identity, Reading, Statement

#: Rows of one INSERT batch: bounds the memory that a report of any length takes.
_BATCH = 5_000


def insert_capture(connection: sa.Connection, capture: Capture, credit: FeedCredit | None = None) -> int:
    """Return the number that the capture got."""
    result = connection.execute(captures.insert(), rows.capture_values(capture))
    key = result.inserted_primary_key
    n = int(key[0]) if key else 0
    if capture.exchanges:
        values = {"capture_n": n, "exchanges": rows.exchange_values(capture.exchanges)}
        connection.execute(capture_exchanges.insert(), values)
    if credit is not None:
        connection.execute(feed_credits.insert(), {"capture_n": n, **rows.credit_values(credit)})
    return n


def insert_reading(connection: sa.Connection, index: WordIndex, n: int, reading: Reading) -> None:
    """Put a reading under the number of its capture, where there is none."""
    connection.execute(reports.insert(), {"n": n, **_report_values(connection, reading)})
    _insert_parts(connection, index, n, reading)


def replace_reading(connection: sa.Connection, index: WordIndex, n: int, reading: Reading) -> None:
    """Put a reading in the place of the one under that number; what was traced of that one goes with it."""
    places.leave(connection, index, n)
    delete_traces(connection, n)
    for table in (statement_names, statements, identities, report_texts):
        connection.execute(table.delete().where(table.c.report_n == n))
    values = _report_values(connection, reading)
    connection.execute(reports.update().where(reports.c.n == n).values(values))
    _insert_parts(connection, index, n, reading)


def _report_values(connection: sa.Connection, reading: Reading) -> rows.Values:
    key = key_of(reading.report.metadata.outlet or "")
    outlet_key = numbers_of(connection, [key])[key] if key else None
    return {"outlet_key": outlet_key, **rows.report_values(reading.report, len(reading.statements))}


def _insert_parts(connection: sa.Connection, index: WordIndex, n: int, reading: Reading) -> None:
    report = reading.report
    connection.execute(report_texts.insert(), {"report_n": n, **rows.text_values(report)})
    if reading.identities:
        connection.execute(
            identities.insert(),
            [{"report_n": n, **rows.identity_values(who, i)} for i, who in enumerate(reading.identities)],
        )
    spellings = _spellings(reading.identities)
    published = report.metadata.published
    for start in range(0, len(reading.statements), _BATCH):
        batch = [
            (position, rows.day_of(statement.said_on, published), statement)
            for position, statement in enumerate(reading.statements[start : start + _BATCH], start)
        ]
        connection.execute(
            statements.insert(),
            [{"report_n": n, **rows.statement_values(s, position, day)} for position, day, s in batch],
        )
        _insert_names(connection, n, batch, spellings)
    places.enter(connection, index, n, report.text, [_content(s, report.text) for s in reading.statements])


def _content(statement: Statement, text: str) -> str:
    return "\n".join(span.cut(text) for span in statement.content)


def _insert_names(
    connection: sa.Connection,
    n: int,
    batch: list[tuple[int, int, Statement]],
    spellings: dict[str, list[str]],
) -> None:
    """Put who speaks, and who is spoken of, under every name the report has for them."""
    found = {
        (role, key, day, position)
        for position, day, statement in batch
        for role, id_, name in _referred(statement)
        for key in longest([key_of(name or ""), *spellings.get(id_, ())])
    }
    numbers = numbers_of(connection, sorted({key for _, key, _, _ in found}))
    if found:
        connection.execute(
            statement_names.insert(),
            [
                {"role": role, "key_n": numbers[key], "day": day, "report_n": n, "position": position}
                for role, key, day, position in sorted(found)
            ],
        )


def _referred(statement: Statement) -> list[tuple[Role, str, str | None]]:
    """Return whom a statement names, as what, by id and name."""
    says = statement.act in SAYING
    by, about = (Role.SAID_BY, Role.SAID_ABOUT) if says else (Role.THOUGHT_BY, Role.THOUGHT_ABOUT)
    named: list[tuple[Role, str, str | None]] = [(about, ref.id, ref.name) for ref in statement.about]
    if statement.speaker:
        named.append((by, statement.speaker.id, statement.speaker.name))
    return named


def _spellings(found: tuple[Identity, ...]) -> dict[str, list[str]]:
    """Return the folded names of each identity, by its id."""
    keys: dict[str, set[str]] = {}
    for who in found:
        keys.setdefault(who.id, set()).update(map(key_of, (who.name, *(name.text for name in who.names))))
    return {id_: longest(some) for id_, some in keys.items()}
