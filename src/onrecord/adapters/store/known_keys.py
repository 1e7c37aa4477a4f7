"""Who is known by which keys: the few of a million known identities that a name is to be compared with.

A key that many share says little and costs much, so it is first counted, no further than `MOST_HOLDERS`; then the
rarest are read, until `MOST_ROWS` rows. What is found is ranked by the keys it shares with the name, and the best of it
by how near its shape is as well. However large the desk, a look-up reads no more than that; all the names of a
report are looked up in three requests for each `_LOT`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import log
from typing import TypeVar

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from onrecord.adapters.store.tables import known_keys, known_shapes

#: A key is passed over where more share it.
MOST_HOLDERS = 2_000
#: Rows read for one name, at most.
MOST_ROWS = 4_000
#: Of so many of the best by their keys the shapes are read.
MOST_SHAPES = 600
#: What the same shape weighs beside the keys: of 0 to 4,000, 1,000 and 2,000 rank best (bench/blocking.py).
_SHAPE = 1_500
#: Names looked up in one request.
_LOT = 64
#: Rows written by one statement.
_WRITTEN = 20_000
#: How rare a key is, is measured against so many names, and counts squared: one rare word says more than two that
#: are not.
_OF = 2_000_000

Numbers = NDArray[np.int64]
_Item = TypeVar("_Item")
#: Each database unpacks many values from one parameter in its own way, so that a statement is the same for any number.
_GIVEN = {
    "sqlite": "SELECT value FROM json_each(:given)",
    "postgresql": "SELECT CAST(value AS bigint) AS value FROM json_array_elements_text(CAST(:given AS json))",
}
_ROWS = {
    "sqlite": "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:given) WHERE true",
    "postgresql": "SELECT CAST(value ->> 0 AS bigint), CAST(value ->> 1 AS bigint)"
    " FROM json_array_elements(CAST(:given AS json))",
}
_LISTED = {
    "sqlite": "group_concat(known_n)",
    "postgresql": "string_agg(CAST(known_n AS text), ',')",
}
#: The statements; what stands in braces is one of the texts above, or the name of a table.
_PUT = "INSERT INTO known_keys (key, known_n) {rows} ON CONFLICT DO NOTHING"
_DROP = "DELETE FROM {table} WHERE known_n IN ({given})"
_COUNT = (
    "WITH given AS ({given}) SELECT value, (SELECT count(*) FROM"
    " (SELECT 1 FROM known_keys WHERE key = given.value LIMIT :most) AS held) FROM given"
)
_LIST = "WITH given AS ({given}) SELECT value, (SELECT {listed} FROM known_keys WHERE key = given.value) FROM given"
_LIE = "WITH given AS ({given}) SELECT known_n, shape FROM given JOIN known_shapes ON known_n = given.value"


def put_keys(connection: sa.Connection, keys: Mapping[int, Iterable[int]]) -> None:
    """Add keys by which known identities are found; those that one has already stay as they are.

    Args:
        connection: In a transaction that may write.
        keys: For the number of each known identity, the keys of its names (`BlockingKeys.stored`).
    """
    rows = sorted(
        {(key, n) for n, held in keys.items() for key in held}
    )  # in the order of the table: far quicker
    insert = sa.text(_PUT.format(rows=_ROWS[connection.dialect.name]))
    for lot in _lots(iter(rows), _WRITTEN):
        connection.execute(insert, {"given": json.dumps(lot)})


def put_shapes(connection: sa.Connection, shapes: Mapping[int, bytes]) -> None:
    """Add the shapes of known identities, in place of those that they have.

    Args:
        connection: In a transaction that may write.
        shapes: For the number of each known identity, the shape of its fullest name (`stages.identify.shape`).
    """
    _drop(connection, known_shapes, shapes)
    rows = ({"known_n": n, "shape": shape} for n, shape in shapes.items())
    for lot in _lots(rows, _WRITTEN):
        connection.execute(known_shapes.insert(), lot)


def drop_keys(connection: sa.Connection, known_ns: Iterable[int]) -> None:
    """Remove all keys and the shapes of known identities; those that have none are passed over.

    Args:
        connection: In a transaction that may write.
        known_ns: Their numbers.
    """
    numbers = set(known_ns)
    for table in (known_keys, known_shapes):
        _drop(connection, table, numbers)


def candidates(
    connection: sa.Connection, sought: Mapping[int, float], shape: bytes | None = None, *, limit: int = 200
) -> list[tuple[int, float]]:
    """Return the known identities that are most like one name; see `candidates_of_each`."""
    return candidates_of_each(connection, [(sought, shape)], limit=limit)[0]


def candidates_of_each(
    connection: sa.Connection,
    names: Sequence[tuple[Mapping[int, float], bytes | None]],
    *,
    limit: int = 200,
) -> list[list[tuple[int, float]]]:
    """Return for each name the known identities that are most like it, the best first.

    Args:
        connection: To read from.
        names: For each the keys it asks for with what sharing one weighs (`BlockingKeys.sought`), and its shape, or
            None to rank by keys alone.
        limit: How many at most for a name.

    Returns:
        Their numbers, each with its rank: the summed weights of the keys it shares, rare ones counting more, and how
        near its shape is. It has no unit, and only ranks within one list. Equal ones stand by their number.
    """
    found: list[list[tuple[int, float]]] = []
    for start in range(0, len(names), _LOT):
        lot = names[start : start + _LOT]
        holders = _holders(connection, {key for sought, _ in lot for key in sought})
        asked = [_worth_reading(sought, holders) for sought, _ in lot]
        listed = _listed(connection, {key for weights in asked for key in weights})
        ranked = [_summed(weights, listed) for weights in asked]
        best = [
            _best(ns, weights, MOST_SHAPES if shape is not None else limit)
            for (ns, weights), (_, shape) in zip(ranked, lot, strict=True)
        ]
        near = {
            n for (ns, _), (_, shape) in zip(best, lot, strict=True) if shape is not None for n in ns.tolist()
        }
        shapes = _shapes(connection, near)
        for (ns, weights), (_, shape) in zip(best, lot, strict=True):
            total = weights if shape is None else weights + _SHAPE * _nearness(ns, shape, shapes)
            first, ranks = _best(ns, total, limit)
            found.append(list(zip(first.tolist(), ranks.tolist(), strict=True)))
    return found


def _holders(connection: sa.Connection, keys: set[int]) -> dict[int, int]:
    """Return how many share each key, counted up to one more than `MOST_HOLDERS`; keys of nobody are left out."""
    query = sa.text(_COUNT.format(given=_GIVEN[connection.dialect.name]))
    asked = {"given": json.dumps(sorted(keys)), "most": MOST_HOLDERS + 1}
    return {key: count for key, count in connection.execute(query, asked) if count}


def _worth_reading(sought: Mapping[int, float], holders: Mapping[int, int]) -> dict[int, float]:
    """Return the rarest of a name's keys, no more than may be read, each with its weight by how rare it is."""
    found: dict[int, float] = {}
    left = MOST_ROWS
    for key in sorted(sought.keys() & holders.keys(), key=lambda key: (holders[key], key)):
        left -= holders[key]
        if left < 0 or holders[key] > MOST_HOLDERS:
            break
        found[key] = sought[key] * log(_OF / holders[key]) ** 2
    return found


def _listed(connection: sa.Connection, keys: set[int]) -> dict[int, Numbers]:
    """Return who shares each key. A database lists numbers as text far quicker than as rows."""
    name = connection.dialect.name
    query = sa.text(_LIST.format(given=_GIVEN[name], listed=_LISTED[name]))
    rows = connection.execute(query, {"given": json.dumps(sorted(keys))})
    return {key: np.fromstring(listed, dtype=np.int64, sep=",") for key, listed in rows if listed}


def _summed(
    weights: Mapping[int, float], listed: Mapping[int, Numbers]
) -> tuple[Numbers, NDArray[np.float64]]:
    """Return those who share any of the keys, in order, and the summed weights of what each shares."""
    shared = [(listed[key], weight) for key, weight in weights.items() if key in listed]
    if not shared:
        return np.zeros(0, np.int64), np.zeros(0)
    numbers, places = np.unique(np.concatenate([ns for ns, _ in shared]), return_inverse=True)
    each = np.concatenate([np.full(len(ns), weight) for ns, weight in shared])
    return numbers, np.bincount(places, weights=each).astype(np.float64)


def _best(numbers: Numbers, ranks: NDArray[np.float64], most: int) -> tuple[Numbers, NDArray[np.float64]]:
    """Return the numbers with the highest ranks, the highest first."""
    order = np.lexsort((numbers, -np.round(ranks, 3)))[:most]
    return numbers[order], ranks[order]


def _shapes(connection: sa.Connection, numbers: set[int]) -> dict[int, bytes]:
    """Return the shapes of those that have one."""
    if not numbers:
        return {}
    query = sa.text(_LIE.format(given=_GIVEN[connection.dialect.name]))
    return {n: bytes(shape) for n, shape in connection.execute(query, {"given": json.dumps(sorted(numbers))})}


def _nearness(numbers: Numbers, shape: bytes, shapes: Mapping[int, bytes]) -> NDArray[np.float64]:
    """Return how near each shape is to one, from -1 to 1; 0 for those without one, or with one of another length."""
    none = bytes(len(shape))
    rows = [shapes.get(n, none) for n in numbers.tolist()]
    known = b"".join(row if len(row) == len(shape) else none for row in rows)
    points = np.frombuffer(known, dtype=np.int8).reshape(len(rows), len(shape)).astype(np.float32)
    near: NDArray[np.float64] = points @ np.frombuffer(shape, dtype=np.int8).astype(np.float32) / _TOP**2
    return near


#: The length of a shape, of which each byte is a part.
_TOP = 127


def _drop(connection: sa.Connection, table: sa.Table, numbers: Iterable[int]) -> None:
    delete = sa.text(_DROP.format(table=table.name, given=_GIVEN[connection.dialect.name]))
    for lot in _lots(iter(sorted(numbers)), _WRITTEN):
        connection.execute(delete, {"given": json.dumps(lot)})


def _lots(items: Iterator[_Item], size: int) -> Iterator[list[_Item]]:
    while lot := list(islice(items, size)):
        yield lot
