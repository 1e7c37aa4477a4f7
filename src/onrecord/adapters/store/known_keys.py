"""Who is known by which keys: the few of a million known identities that a name is to be compared with.

A key that many share says little and costs much, so it is first counted, no further than `MOST_HOLDERS`; then the
rarest are read, until `MOST_ROWS` rows. What is found is ranked by what it shares with the name. However large the
desk, a look-up reads no more than that; all the names of a report are looked up in two requests for each `_LOT`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import log
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.adapters.store.tables import known_keys

#: A key is passed over where more share it.
MOST_HOLDERS = 2_000
#: Rows read for one name, at most.
MOST_ROWS = 4_000
#: Names looked up in one request.
_LOT = 64
#: Rows written by one statement.
_WRITTEN = 10_000
#: How rare a key is, is measured against so many names, and counts squared: measured by bench/blocking.py, one word
#: that is rare says more than two that are not.
_OF = 2_000_000
#: Weights are summed as whole numbers, which come out the same in any order.
_UNIT = 1_000

#: Each database unpacks many values from one parameter in its own way, so that a statement is the same for any number.
_KEYS = {
    "sqlite": "SELECT value AS key FROM json_each(:keys)",
    "postgresql": "SELECT CAST(value AS bigint) AS key FROM json_array_elements_text(CAST(:keys AS json))",
}
_ASKED = {
    "sqlite": "SELECT json_extract(value, '$[0]') AS name, json_extract(value, '$[1]') AS key,"
    " json_extract(value, '$[2]') AS weight FROM json_each(:rows)",
    "postgresql": "SELECT CAST(row ->> 0 AS bigint) AS name, CAST(row ->> 1 AS bigint) AS key,"
    " CAST(row ->> 2 AS bigint) AS weight FROM json_array_elements(CAST(:rows AS json)) AS given(row)",
}
_Item = TypeVar("_Item")
_COUNT = (
    "WITH asked AS ({keys}) SELECT asked.key, (SELECT count(*) FROM"
    " (SELECT 1 FROM known_keys WHERE known_keys.key = asked.key LIMIT :most) AS held) FROM asked"
)
_FIND = (
    "WITH asked AS ({asked}), found AS (SELECT asked.name, known_keys.known_n, CAST(sum(asked.weight) AS bigint)"
    " AS weight FROM asked CROSS JOIN known_keys WHERE known_keys.key = asked.key GROUP BY 1, 2)"
    " SELECT name, known_n, weight FROM (SELECT name, known_n, weight, row_number() OVER"
    " (PARTITION BY name ORDER BY weight DESC, known_n) AS place FROM found) AS ranked"
    " WHERE place <= :most ORDER BY name, place"
)


def put_keys(connection: sa.Connection, keys: Mapping[int, Iterable[int]]) -> None:
    """Add keys by which known identities are found; those that one has already stay as they are.

    Args:
        connection: In a transaction that may write.
        keys: For the number of each known identity, the keys of its names (`BlockingKeys.stored`).
    """
    insert = _insert(connection).on_conflict_do_nothing()
    rows = sorted(
        {(key, n) for n, held in keys.items() for key in held}
    )  # in the order of the table: far quicker
    for lot in _lots(({"key": key, "known_n": n} for key, n in rows), _WRITTEN):
        connection.execute(insert, lot)


def drop_keys(connection: sa.Connection, known_ns: Iterable[int]) -> None:
    """Remove all keys of known identities; those that have none are passed over.

    Args:
        connection: In a transaction that may write.
        known_ns: Their numbers.
    """
    for lot in _lots(iter(sorted(set(known_ns))), _LOT * 8):
        connection.execute(known_keys.delete().where(known_keys.c.known_n.in_(lot)))


def candidates(
    connection: sa.Connection, sought: Mapping[int, float], limit: int = 200
) -> list[tuple[int, float]]:
    """Return the known identities that share the most with one name; see `candidates_of_each`."""
    return candidates_of_each(connection, [sought], limit)[0]


def candidates_of_each(
    connection: sa.Connection, sought: Sequence[Mapping[int, float]], limit: int = 200
) -> list[list[tuple[int, float]]]:
    """Return for each name the known identities that share the most with it, the best first.

    Args:
        connection: To read from.
        sought: For each name the keys it asks for, and what sharing one weighs (`BlockingKeys.sought`).
        limit: How many at most for a name.

    Returns:
        Their numbers, each with the summed weights of the keys it shares, rare ones counting more: above 0,
        without a bound, good for comparing within one list only. Equal ones stand by their number.
    """
    found: list[list[tuple[int, float]]] = [[] for _ in sought]
    for start in range(0, len(sought), _LOT):
        lot = sought[start : start + _LOT]
        holders = _holders(connection, {key for keys in lot for key in keys})
        asked = [
            (start + i, key, weight)
            for i, keys in enumerate(lot)
            for key, weight in _worth_reading(keys, holders)
        ]
        if not asked:
            continue
        query = sa.text(_FIND.format(asked=_ASKED[connection.dialect.name]))
        values = {"rows": json.dumps(asked), "most": limit}
        for name, known_n, weight in connection.execute(query, values):
            found[name].append((known_n, weight / _UNIT))
    return found


def _holders(connection: sa.Connection, keys: set[int]) -> dict[int, int]:
    """Return how many share each key, counted up to one more than `MOST_HOLDERS`; keys of nobody are left out."""
    query = sa.text(_COUNT.format(keys=_KEYS[connection.dialect.name]))
    asked = {"keys": json.dumps(sorted(keys)), "most": MOST_HOLDERS + 1}
    return {key: count for key, count in connection.execute(query, asked) if count}


def _worth_reading(sought: Mapping[int, float], holders: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return the rarest of a name's keys, no more than may be read, each with its weight by how rare it is."""
    found: list[tuple[int, int]] = []
    left = MOST_ROWS
    for key in sorted(sought.keys() & holders.keys(), key=lambda key: (holders[key], key)):
        left -= holders[key]
        if left < 0 or holders[key] > MOST_HOLDERS:
            break
        found.append((key, max(1, round(_UNIT * sought[key] * log(_OF / holders[key]) ** 2))))
    return found


def _insert(connection: sa.Connection) -> sqlite.Insert | postgresql.Insert:
    return (
        postgresql.insert(known_keys)
        if connection.dialect.name == "postgresql"
        else sqlite.insert(known_keys)
    )


def _lots(items: Iterator[_Item], size: int) -> Iterator[list[_Item]]:
    while lot := list(islice(items, size)):
        yield lot
