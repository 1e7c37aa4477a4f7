"""What a user may call a report by."""

import re

import sqlalchemy as sa

from onrecord.adapters.store.rows import name_end
from onrecord.adapters.store.tables import captures, reports
from onrecord.errors import BadRequest, NotFound

#: The start of an id: 4 digits at least, so that "1" is not taken for one.
_ID_START = re.compile(r"[0-9a-f]{4,}")
#: How many reports the message for an ambiguous key lists.
_LISTED = 10


def named_report(connection: sa.Connection, key: str) -> str:
    """Return the id of the one report that `key` names: an id, a name or address, or a part of either.

    Raises:
        NotFound: None does.
        BadRequest: Several do; the message lists them.
    """
    for condition in _meanings(key):
        query = (
            sa.select(reports.c.id, reports.c.name)
            .join(captures, captures.c.n == reports.c.n)
            .where(condition)
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


def _meanings(key: str) -> list[sa.ColumnElement[bool]]:
    """Return what `key` can mean, the plainest first."""
    whole = [
        reports.c.id == key,
        reports.c.name == key,
        reports.c.canonical_address == key,
        reports.c.n.in_(sa.select(captures.c.n).where(captures.c.address == key)),
    ]
    parts = [reports.c.name_end == name_end(key)] if key and name_end(key) == key.rstrip("/\\") else []
    if _ID_START.fullmatch(key.lower()):
        # Ids hold digits and a to f: "g" comes after all that starts so.
        parts.append(sa.and_(reports.c.id >= key.lower(), reports.c.id < key.lower() + "g"))
    return [sa.or_(*whole), *([sa.or_(*parts)] if parts else [])]
