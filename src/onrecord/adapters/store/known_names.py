"""What known identities are called, in how many reports, and how an exact name is found."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from onrecord.adapters.store.tables import known_names
from onrecord.model import Family, Name
from onrecord.text.fold import fold

#: Values in one IN list: below the variable limits of both databases.
_BATCH = 500


def digest_of(name: str, family: Family) -> bytes:
    """Return what an exact name is found by: 16 bytes of the hash of its family and its folded words.

    >>> digest_of("Naʿim  Qāssem", Family.PERSON) == digest_of("Na'im Qassem", Family.PERSON)
    True
    >>> digest_of("Lebanon", Family.PLACE) == digest_of("Lebanon", Family.BODY)
    False
    """
    return hashlib.sha256(f"{family} {fold(name) or name}".encode("utf-8", "backslashreplace")).digest()[:16]


def put_listed(connection: sa.Connection, known_n: int, family: Family, names: Iterable[Name]) -> None:
    """Add names that a list gives; one that reports bear is marked as listed too."""
    there = {
        row.text: row
        for row in connection.execute(sa.select(known_names).where(known_names.c.known_n == known_n))
    }
    for name in dict.fromkeys(names):
        row = there.get(name.text)
        if row is None:
            values = _values(known_n, family, name) | {"reports": 0, "listed": True}
            connection.execute(known_names.insert(), values)
        elif not row.listed or (row.language is None and name.language is not None):
            found = known_names.update().where(known_names.c.n == row.n)
            connection.execute(found.values(listed=True, language=name.language or row.language))


def count_up(connection: sa.Connection, borne: Sequence[tuple[int, Family, Name]]) -> None:
    """Count one more report for each spelling, of each known one by number and family."""
    times = Counter((n, name.text) for n, _, name in borne)
    first = {(n, name.text): (family, name) for n, family, name in reversed(borne)}
    for (n, text), row in _kept(connection, times).items():
        connection.execute(
            known_names.update()
            .where(known_names.c.n == row.n)
            .values(reports=known_names.c.reports + times.pop((n, text)))
        )
    fresh = [
        _values(n, *first[n, text]) | {"reports": count, "listed": False}
        for (n, text), count in times.items()
    ]
    if fresh:
        connection.execute(known_names.insert(), fresh)


def count_down(connection: sa.Connection, borne: Iterable[tuple[int, str]]) -> None:
    """Count one report less for each spelling; one that neither a report nor a list gives is forgotten."""
    times = Counter(borne)
    for key, row in _kept(connection, times).items():
        left = row.reports - times[key]
        one = known_names.c.n == row.n
        if left <= 0 and not row.listed:
            connection.execute(known_names.delete().where(one))
        else:
            connection.execute(known_names.update().where(one).values(reports=max(left, 0)))


def _kept(
    connection: sa.Connection, wanted: Iterable[tuple[int, str]]
) -> dict[tuple[int, str], "sa.Row[tuple[object, ...]]"]:
    keys = set(wanted)
    numbers = sorted({n for n, _ in keys})
    found = {}
    for start in range(0, len(numbers), _BATCH):
        query = sa.select(known_names).where(known_names.c.known_n.in_(numbers[start : start + _BATCH]))
        found.update({(row.known_n, row.text): row for row in connection.execute(query)})
    return {key: found[key] for key in sorted(keys & found.keys())}


def _values(known_n: int, family: Family, name: Name) -> dict[str, object]:
    return {
        "known_n": known_n,
        "digest": digest_of(name.text, family),
        "text": name.text,
        "script": name.script,
        "language": name.language,
    }
