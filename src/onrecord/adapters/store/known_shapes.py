"""Where known identities lie: their shapes, read by number or by the cells that they lie in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.tables import known_shapes

#: Of so many around a name, nearest cells first, the shapes are read.
MOST_NEAR = 2_500
#: Rows written by one statement.
_WRITTEN = 20_000
#: The length of a shape, of which each byte is a part.
_TOP = 127

Numbers = NDArray[np.int64]
#: Each database unpacks many values from one parameter in its own way, so that a statement is the same for any number.
GIVEN = {
    "sqlite": "SELECT value FROM json_each(:given)",
    "postgresql": "SELECT CAST(value AS bigint) AS value FROM json_array_elements_text(CAST(:given AS json))",
}
#: Numbers as one text, and shapes as one run of bytes in the same order: far quicker than as rows. SQLite runs together
#: texts, and takes bytes for one as they are; none of ours is 0, behind which it promises nothing.
_LINED_UP = {
    "sqlite": "group_concat(known_n), CAST(group_concat(shape, '') AS BLOB)",
    "postgresql": "string_agg(CAST(known_n AS text), ','), string_agg(shape, CAST('' AS bytea))",
}
#: Signed bytes, -127 to 127, are kept as 1 to 255.
_SIGN = 0x80
_KEPT = bytes(byte ^ _SIGN for byte in range(256))
_DROP = "DELETE FROM known_shapes WHERE known_n IN ({given})"
_SIZE = (
    "WITH given AS ({given}) SELECT value, (SELECT count(*) FROM"
    " (SELECT 1 FROM known_shapes WHERE cell = given.value LIMIT :most) AS held) FROM given"
)
_AROUND = (
    "WITH given AS ({given}) SELECT cell, {lined_up} FROM given JOIN known_shapes ON cell = given.value"
    " WHERE length(shape) = :size GROUP BY cell"
)
_LIE = (
    "WITH given AS ({given}) SELECT 0, {lined_up} FROM given JOIN known_shapes ON known_n = given.value"
    " WHERE length(shape) = :size"
)


class Shape(NamedTuple):
    """Return where a name lies, taken apart.

    Attributes:
        cells: Of the space, the nearest first.
        vector: A signed byte for each number.
        is_body: Whether it is that of a body, whose words are those of many others.
    """

    cells: list[int]
    vector: bytes
    is_body: bool = False


class Lying(NamedTuple):
    """Return known identities with their vectors.

    Attributes:
        numbers: Theirs.
        points: A row for each.
    """

    numbers: Numbers
    points: NDArray[np.int8]


@cache
def query_of(text: str, dialect: str, **parts: str) -> sa.TextClause:
    """Return a statement as one database takes it: to put it together takes as long as to answer a part of it.

    Args:
        text: With `{given}` where it takes many values, and whatever else stands in braces.
        dialect: Of the database.
        parts: What stands in the other braces.
    """
    return sa.text(text.format(given=GIVEN[dialect], **parts))


def take_apart(shape: bytes) -> Shape:
    """Return the parts of a shape (`stages.identify.shape`)."""
    if not shape:
        return Shape([], b"")
    start = 2 + 2 * shape[1]
    return Shape(np.frombuffer(shape[2:start], dtype=">u2").tolist(), shape[start:], is_body=bool(shape[0]))


def put_shapes(connection: sa.Connection, shapes: Mapping[int, bytes]) -> None:
    """Add the shapes of known identities, in place of those that they have.

    Args:
        connection: In a transaction that may write.
        shapes: For the number of each known identity, the shape of its fullest name (`stages.identify.shape`).
    """
    drop_shapes(connection, shapes)
    parted = {n: take_apart(shape) for n, shape in shapes.items()}
    rows = (
        {"known_n": n, "cell": one.cells[0] if one.cells else None, "shape": one.vector.translate(_KEPT)}
        for n, one in parted.items()
    )
    for lot in batches(rows, _WRITTEN):
        connection.execute(known_shapes.insert(), lot)


def drop_shapes(connection: sa.Connection, known_ns: Iterable[int]) -> None:
    """Remove the shapes of known identities; those that have none are passed over."""
    delete = query_of(_DROP, connection.dialect.name)
    for lot in batches(sorted(set(known_ns)), _WRITTEN):
        connection.execute(delete, {"given": json.dumps(lot)})


def around(connection: sa.Connection, wanted: Sequence[Sequence[int]], size: int) -> list[Lying]:
    """Return for each name who lies in its cells, the nearest cells first, no more than may be read.

    Args:
        connection: To read from.
        wanted: For each name its cells.
        size: The length of a vector; who has one of another length lies nowhere.
    """
    cells = {cell for some in wanted for cell in some}
    if not cells:
        return [_none(size) for _ in wanted]
    query = query_of(_SIZE, connection.dialect.name)
    asked = {"given": json.dumps(sorted(cells)), "most": MOST_NEAR + 1}
    sizes = {int(row[0]): int(row[1]) for row in connection.execute(query, asked)}
    read = [_readable(some, sizes) for some in wanted]
    lying = _read(connection, _AROUND, {cell for some in read for cell in some}, size)
    return [_joined([lying[cell] for cell in some if cell in lying], size) for some in read]


def lying(connection: sa.Connection, numbers: Iterable[int], size: int) -> Lying:
    """Return where known identities lie, in the order of their numbers; those with no such vector are left out."""
    found = _joined(list(_read(connection, _LIE, set(numbers), size).values()), size)
    order = np.argsort(found.numbers)
    return Lying(found.numbers[order], found.points[order])


def of_numbers(numbers: Numbers, some: Lying) -> Lying:
    """Return those with these numbers, in their order; who is not among `some` is left out.

    Args:
        numbers: In any order.
        some: In the order of their numbers.
    """
    places = places_of(numbers, some.numbers)
    return Lying(numbers[places >= 0], some.points[places[places >= 0]])


def places_of(numbers: Numbers, ordered: Numbers) -> NDArray[np.int64]:
    """Return where each number stands in a row of numbers in order, -1 where it does not."""
    if not len(ordered):
        return np.full(len(numbers), -1)
    places = np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)
    return np.where(ordered[places] == numbers, places, -1)


def nearness(vector: bytes, known: Lying) -> NDArray[np.float64]:
    """Return how near each known identity lies to a vector, a signed byte for each number, from -1 to 1."""
    sought = np.frombuffer(vector, dtype=np.int8).astype(np.float32)
    return (known.points.astype(np.float32) @ sought).astype(np.float64) / _TOP**2


def _readable(cells: Sequence[int], sizes: Mapping[int, int]) -> list[int]:
    """Return the nearest cells that together hold no more than may be read; empty ones are left out."""
    left = MOST_NEAR
    found: list[int] = []
    for cell in cells:
        left -= sizes[cell]
        if left < 0:
            break
        if sizes[cell]:
            found.append(cell)
    return found


def _read(connection: sa.Connection, text: str, given: set[int], size: int) -> dict[int, Lying]:
    if not given:
        return {}
    name = connection.dialect.name
    query = query_of(text, name, lined_up=_LINED_UP[name])
    rows = connection.execute(query, {"given": json.dumps(sorted(given)), "size": size})
    return {
        int(value): Lying(
            np.fromstring(numbers, dtype=np.int64, sep=","),
            (np.frombuffer(shapes, np.uint8) ^ _SIGN).view(np.int8).reshape(-1, size),
        )
        for value, numbers, shapes in rows
        if numbers
    }


def _joined(some: Sequence[Lying], size: int) -> Lying:
    if not some:
        return _none(size)
    return Lying(np.concatenate([one.numbers for one in some]), np.concatenate([one.points for one in some]))


def _none(size: int) -> Lying:
    return Lying(np.zeros(0, np.int64), np.zeros((0, size), np.int8))
