"""What a user may call a report or a statement by."""

import re

import sqlalchemy as sa

from onrecord.adapters.store.rows import name_end
from onrecord.adapters.store.tables import captures, editions, reports, statements
from onrecord.errors import BadRequest, NotFound

#: The start of an id: 4 digits at least, so that "1" is not taken for one.
_ID_START = re.compile(r"[0-9a-f]{4,}")
#: How many the message for an ambiguous key lists.
_LISTED = 10


def named_report(connection: sa.Connection, key: str) -> str:
    """Return the id of the one report that `key` names: an id, a name or address, or a part of either.

    Raises:
        NotFound: None does.
        BadRequest: Several do; the message lists them.
    """
    for condition, is_id in _meanings(key):
        query = (
            sa.select(reports.c.id, reports.c.name)
            .join(captures, captures.c.n == reports.c.n)
            .where(condition if is_id else reports.c.n.in_(_latest(condition)))
            .order_by(reports.c.name, reports.c.n)
            .limit(_LISTED + 1)
        )
        found = connection.execute(query).all()
        if len(found) == 1:
            return str(found[0].id)
        if found:
            listed = ", ".join(f"{row.id[:12]} ({row.name})" for row in found[:_LISTED])
            more = ", …" if len(found) > _LISTED else ""
            raise BadRequest(
                f"several reports are called that; give the id of one: {listed}{more}", subject=key
            )
    raise NotFound("no report has this id, name or address; look for it with `onrecord search`", subject=key)


def named_statement(connection: sa.Connection, key: str) -> tuple[str, str]:
    """Return the ids of the report and of the one statement in it that `key` names: an id, or the start of one.

    Raises:
        NotFound: None does.
        BadRequest: Several do; the message lists them.
    """
    conditions = [statements.c.id == key]
    if _ID_START.fullmatch(key.lower()):
        conditions.append(_starts(statements.c.id, key.lower()))
    for condition in conditions:
        query = (
            sa.select(statements.c.id, reports.c.id.label("report_id"), reports.c.name)
            .join(reports, reports.c.n == statements.c.report_n)
            .where(condition)
            .order_by(statements.c.id, reports.c.n)
            .limit(_LISTED + 1)
        )
        found = connection.execute(query).all()
        if len(found) == 1:
            return str(found[0].report_id), str(found[0].id)
        if found:
            listed = ", ".join(f"{row.id[:12]} ({row.name})" for row in found[:_LISTED])
            more = ", …" if len(found) > _LISTED else ""
            raise BadRequest(
                f"several statements start so; give more of the id of one: {listed}{more}", subject=key
            )
    raise NotFound(
        "no statement has this id; `onrecord statements` and `onrecord show` print the ids", subject=key
    )


def _starts(column: sa.ColumnElement[str], start: str) -> sa.ColumnElement[bool]:
    # Ids hold digits and a to f: "g" comes after all that starts so.
    return sa.and_(column >= start, column < start + "g")


def _latest(condition: sa.ColumnElement[bool]) -> sa.Select[tuple[int]]:
    """Return the query for the latest edition of each report that meets a condition in any edition."""
    meant = (
        sa.select(editions.c.place)
        .join(reports, reports.c.n == editions.c.report_n)
        .join(captures, captures.c.n == editions.c.report_n)
        .where(condition)
    )
    return sa.select(editions.c.report_n).where(editions.c.is_latest, editions.c.place.in_(meant))


def _meanings(key: str) -> list[tuple[sa.ColumnElement[bool], bool]]:
    """Return what `key` can mean, the plainest first, and whether it means one edition by its id."""
    whole = sa.or_(
        reports.c.name == key,
        reports.c.canonical_address == key,
        reports.c.n.in_(sa.select(captures.c.n).where(captures.c.address == key)),
    )
    meanings = [(reports.c.id == key, True), (whole, False)]
    if key and name_end(key) == key.rstrip("/\\"):
        meanings.append((reports.c.name_end == name_end(key), False))
    if _ID_START.fullmatch(key.lower()):
        meanings.append((_starts(reports.c.id, key.lower()), True))
    return meanings
