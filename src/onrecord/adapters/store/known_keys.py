"""Who is known by which keys: the few of a million known identities that a name is to be compared with.

A key that many share says little and costs much, so it is first counted, no further than `MOST_HOLDERS`; then the
rarest are read, until `MOST_ROWS` rows. What is found is ranked by the keys it shares with the name, and the best of it
by how near its shape is as well; beside it what lies in the cells around the name, so many of them, whatever keys
it has. However large the desk, a look-up reads no more than that; all the names of a report are looked up in five
requests for each `_LOT`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from math import log

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.known_shapes import (
    Numbers,
    Shape,
    around,
    drop_shapes,
    lying,
    nearness,
    of_numbers,
    places_of,
    query_of,
    take_apart,
)
from onrecord.adapters.store.tables import known_keys

#: A key is passed over where more share it.
MOST_HOLDERS = 2_000
#: Rows read for one name, at most.
MOST_ROWS = 4_000
#: Of so many of the best by their keys the shapes are read.
MOST_SHAPES = 1_000
#: What the same shape weighs, and what the square root of the keys' weights does (bench/blocking.py).
_SHAPE, _KEYS = 1_000, 20
#: How many are returned, as a share of the mean that is asked for, by how near the nearest shape of all is, up to and
#: without this: where nothing is near it takes many to hold the right one, where one is it mostly is that one; the
#: very same name is often that of somebody else, and the same words mostly those of other bodies (bench/blocking.py).
_SHARES = ((0.75, 2.7), (0.82, 2.8), (0.88, 1.05), (0.94, 0.5), (0.99, 0.12), (2.0, 1.0))
_SHARES_OF_BODIES = ((0.75, 2.8), (0.82, 2.4), (0.88, 1.8), (0.94, 0.75), (0.99, 0.12), (2.0, 4.0))
#: Names looked up in one request.
_LOT = 64
#: Rows written by one statement.
_WRITTEN = 20_000
#: How rare a key is, is measured against so many names, and counts squared: one rare word says more than two that
#: are not.
_OF = 2_000_000

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
_DROP = "DELETE FROM known_keys WHERE known_n IN ({given})"
_COUNT = (
    "WITH given AS ({given}) SELECT value, (SELECT count(*) FROM"
    " (SELECT 1 FROM known_keys WHERE key = given.value LIMIT :most) AS held) FROM given"
)
_LIST = "WITH given AS ({given}) SELECT value, (SELECT {listed} FROM known_keys WHERE key = given.value) FROM given"


def put_keys(connection: sa.Connection, keys: Mapping[int, Iterable[int]]) -> None:
    """Add keys by which known identities are found; those that one has already stay as they are.

    Args:
        connection: In a transaction that may write.
        keys: For the number of each known identity, the keys of its names (`BlockingKeys.stored`).
    """
    put_rows(connection, sorted({(key, n) for n, held in keys.items() for key in held}))


def put_rows(connection: sa.Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Add keys, each with the number of a known identity; in the order of keys and numbers it is far quicker."""
    insert = sa.text(_PUT.format(rows=_ROWS[connection.dialect.name]))
    for lot in batches(rows, _WRITTEN):
        connection.execute(insert, {"given": json.dumps(lot)})


def drop_keys(connection: sa.Connection, known_ns: Iterable[int]) -> None:
    """Remove all keys and the shapes of known identities; those that have none are passed over.

    Args:
        connection: In a transaction that may write.
        known_ns: Their numbers.
    """
    numbers = set(known_ns)
    drop_shapes(connection, numbers)
    delete = query_of(_DROP, connection.dialect.name)
    for lot in batches(sorted(numbers), _WRITTEN):
        connection.execute(delete, {"given": json.dumps(lot)})


def keyed(connection: sa.Connection, known_ns: Iterable[int]) -> set[int]:
    """Return those of some known identities that have any keys."""
    found: set[int] = set()
    for lot in batches(sorted(set(known_ns))):
        query = sa.select(known_keys.c.known_n).where(known_keys.c.known_n.in_(lot)).distinct()
        found.update(connection.scalars(query))
    return found


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
        limit: How many on average, over many names: where none is near in shape it takes some three times as many to
            hold the right one, where one surely is it an eighth. Without a shape, how many at most.

    Returns:
        Their numbers, each with its rank: the summed weights of the keys it shares, rare ones counting more; with a
        shape their root, and how near it is. It has no unit, and only ranks within one list. Equals stand by number.
    """
    found: list[list[tuple[int, float]]] = []
    for lot in batches(names, _LOT):
        holders = _holders(connection, {key for sought, _ in lot for key in sought})
        asked = [_worth_reading(sought, holders) for sought, _ in lot]
        listed = _listed(connection, {key for weights in asked for key in weights})
        ranked = [_summed(weights, listed) for weights in asked]
        shapes = [take_apart(shape) if shape is not None else Shape([], b"") for _, shape in lot]
        size = max(len(shape.vector) for shape in shapes)
        best = [
            _best(ns, weights, MOST_SHAPES if shape.vector else limit)[0]
            for (ns, weights), shape in zip(ranked, shapes, strict=True)
        ]
        beside = around(connection, [shape.cells for shape in shapes], size)
        # Those around a name need not be looked for again.
        apart = [
            some[~np.isin(some, each.numbers)] if shape.vector else some[:0]
            for some, each, shape in zip(best, beside, shapes, strict=True)
        ]
        others = lying(connection, {n for some in apart for n in some.tolist()}, size)
        for (ns, weights), some, shape, each in zip(ranked, apart, shapes, beside, strict=True):
            if not shape.vector:
                found.append(_listing(*_best(ns, weights, limit)))
                continue
            there = of_numbers(some, others)
            nowhere = np.setdiff1d(some, there.numbers) if len(there.numbers) < len(some) else some[:0]
            every = np.concatenate([each.numbers, there.numbers, nowhere])
            lie = np.concatenate(
                [nearness(shape.vector, each), nearness(shape.vector, there), np.zeros(len(nowhere))]
            )
            places = places_of(every, ns)
            total = _SHAPE * lie
            total[places >= 0] += _KEYS * np.sqrt(weights[places[places >= 0]])
            found.append(_listing(*_best(every, total, _how_many(lie, limit, is_body=shape.is_body))))
    return found


def _listing(numbers: Numbers, ranks: NDArray[np.float64]) -> list[tuple[int, float]]:
    return list(zip(numbers.tolist(), ranks.tolist(), strict=True))


def _how_many(lie: NDArray[np.float64], limit: int, *, is_body: bool) -> int:
    """Return how many to return where the nearest shapes are so near, for so many on average."""
    nearest = float(lie.max()) if len(lie) else 0.0
    shares = _SHARES_OF_BODIES if is_body else _SHARES
    return max(1, round(limit * next(share for end, share in shares if nearest < end)))


def _holders(connection: sa.Connection, keys: set[int]) -> dict[int, int]:
    """Return how many share each key, counted up to one more than `MOST_HOLDERS`; keys of nobody are left out."""
    query = query_of(_COUNT, connection.dialect.name)
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
    rows = connection.execute(
        query_of(_LIST, name, listed=_LISTED[name]), {"given": json.dumps(sorted(keys))}
    )
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
