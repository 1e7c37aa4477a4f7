"""Many small rows as one: what a server's threads read without handing on to each other after every row.

Python lets another thread go on at each row that SQLite gives, and has to wait for its turn again: of a thousand rows,
with twenty threads at work, that takes seconds. Put together by the database they are one row.
"""

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.columns import ExactText


def gathered(
    connection: sa.Connection, query: sa.Select[Any], values: Mapping[str, Any] | None = None
) -> list[list[Any]]:
    """Return the rows of a query, each as a list, in no order; numbers and texts alone, texts as they are stored.

    Args:
        connection: To read on.
        query: The query.
        values: Of what is left open in it.
    """
    rows = query.subquery("gathered")
    plain = [
        sa.type_coerce(column, sa.Text) if isinstance(column.type, ExactText) else column for column in rows.c
    ]
    if connection.dialect.name != "sqlite":
        return [list(row) for row in connection.execute(sa.select(*plain), values or {})]
    told = connection.scalar(sa.select(sa.func.json_group_array(sa.func.json_array(*plain))), values or {})
    found: list[list[Any]] = json.loads(told or "[]")
    return found
