"""What known identities are called, in how many reports, and how an exact name is found."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.tables import known_names
from onrecord.model import Family, KnownFrom, Name
from onrecord.text.fold import fold


def digest_of(name: str, family: Family, *, alone: bool = False) -> bytes:
    """Return what an exact name is found by: 16 bytes of the hash of its family and its folded words.

    A family name that is all that one report gives somebody is kept apart from the others: a
    frequent one stands in as many reports as a desk has, and they would all be read in passing.

    >>> digest_of("Naʿim  Qāssem", Family.PERSON) == digest_of("Na'im Qassem", Family.PERSON)
    True
    >>> digest_of("Lebanon", Family.PLACE) == digest_of("Lebanon", Family.BODY)
    False
    """
    kind = f"{family} alone" if alone else str(family)
    return hashlib.sha256(f"{kind} {fold(name) or name}".encode("utf-8", "backslashreplace")).digest()[:16]


def is_alone(known_name: str, origin: KnownFrom, family: Family) -> bool:
    """Return whether a known identity is one report's own and no more than a family name.

    >>> is_alone("Qassem", KnownFrom.APART, Family.PERSON), is_alone("Naim Qassem", KnownFrom.APART, Family.PERSON)
    (True, False)
    """
    return origin is KnownFrom.APART and family is Family.PERSON and len(fold(known_name).split()) < 2  # noqa: PLR2004 -- one word


def put_listed(
    connection: sa.Connection, listed: Sequence[tuple[int, Family, Iterable[Name]]], *, fresh: Collection[int]
) -> None:
    """Add names that a list gives; one that is there is marked as listed too, with its language where none is known.

    Args:
        connection: In a transaction.
        listed: Numbers of known identities, each with its family and its names.
        fresh: The numbers of those that have no names yet.
    """
    known = {(n, name.text) for n, _, names in listed if n not in fresh for name in names}
    there = _kept(connection, known)
    new: dict[tuple[int, str], dict[str, object]] = {}
    for n, family, names in listed:
        for name in names:
            row = there.get((n, name.text))
            if row is None:
                values = new.setdefault((n, name.text), _values(n, family, name))
                values["language"] = values["language"] or name.language
            elif not row.listed or (row.language is None and name.language is not None):
                connection.execute(
                    known_names.update()
                    .where(known_names.c.n == row.n)
                    .values(listed=True, language=row.language or name.language)
                )
    if new:
        connection.execute(
            known_names.insert(), [{**values, "reports": 0, "listed": True} for values in new.values()]
        )


def count_up(connection: sa.Connection, borne: Sequence[tuple[int, Family, bool, Name]]) -> None:
    """Count one more report for each spelling, of each known one by number, family, and whether it stands alone."""
    times = Counter((n, name.text) for n, _, _, name in borne)
    first = {(n, name.text): (family, alone, name) for n, family, alone, name in reversed(borne)}
    more = [{"which": row.n, "times": times.pop(key)} for key, row in _kept(connection, times).items()]
    if more:
        connection.execute(
            known_names.update()
            .where(known_names.c.n == sa.bindparam("which"))
            .values(reports=known_names.c.reports + sa.bindparam("times")),
            more,
        )
    fresh = [
        _values(n, first[n, text][0], first[n, text][2], alone=first[n, text][1])
        | {"reports": count, "listed": False}
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
    for lot in batches(numbers):
        query = sa.select(known_names).where(known_names.c.known_n.in_(lot))
        found.update({(row.known_n, row.text): row for row in connection.execute(query)})
    return {key: found[key] for key in sorted(keys & found.keys())}


def _values(known_n: int, family: Family, name: Name, *, alone: bool = False) -> dict[str, object]:
    return {
        "known_n": known_n,
        "digest": digest_of(name.text, family, alone=alone),
        "text": name.text,
        "script": name.script,
        "language": name.language,
    }
