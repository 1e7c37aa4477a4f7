"""Names by their words: how `by`, `about` and `outlet` find whom they mean."""

import hashlib
from collections.abc import Iterable
from enum import IntEnum

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.known_names import digest_of
from onrecord.adapters.store.tables import known, known_names, name_keys, name_words
from onrecord.adapters.store.words import words_of
from onrecord.errors import BadRequest
from onrecord.model import Family

#: More words than any name has; keeps a pasted page from becoming a hundred subqueries.
NAME_WORDS = 20
#: Names that hold a word, looked at for who bears them.
_HELD = 1_000


class Role(IntEnum):
    """Return what a name is to a statement; thoughts apart, for most searches leave them out."""

    SAID_BY = 0
    THOUGHT_BY = 1
    SAID_ABOUT = 2
    THOUGHT_ABOUT = 3


def key_of(name: str) -> str:
    """Return the folded words of `name` with a space at each end, or "" where it has none.

    A part of a name stands in it as whole words where its key stands in the name's.

    >>> key_of("Naʿim Qāssem"), key_of("?")
    (' naim qassem ', '')
    """
    words = words_of(name)
    return f" {' '.join(words)} " if words else ""


def longest(keys: Iterable[str]) -> list[str]:
    """Return `keys`, sorted, without the empty one and those that stand whole in another.

    Whoever looks for a shorter one finds the longer one too.

    >>> longest([" qassem ", " naim qassem ", " قاسم ", ""])
    [' naim qassem ', ' قاسم ']
    """
    distinct = set(keys) - {""}
    return sorted(key for key in distinct if not any(key in other for other in distinct if other != key))


def numbers_of(connection: sa.Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return the number of each key, giving new ones to those not yet kept."""
    wanted = {_digest(key): key for key in keys}
    found = _find(connection, list(wanted))
    fresh = {digest: key for digest, key in wanted.items() if digest not in found}
    if fresh:
        connection.execute(
            name_keys.insert(), [{"digest": digest, "key": key} for digest, key in fresh.items()]
        )
        found.update(_find(connection, list(fresh)))
        connection.execute(
            name_words.insert(),
            [
                {"word": word, "key_n": found[digest]}
                for digest, key in fresh.items()
                for word in sorted(set(key.split()))
            ],
        )
    return {key: found[digest] for digest, key in wanted.items()}


def keys_matching(part: str) -> sa.Select[tuple[int]]:
    """Return a query for the numbers of the names in which `part` stands as whole words.

    Raises:
        BadRequest: There is no word in `part`, or more than any name has.
    """
    words = words_of(part)
    if not words:
        raise BadRequest("there is no word in this name; give at least one", subject=part or None)
    if len(words) > NAME_WORDS:
        raise BadRequest(f"a name of more than {NAME_WORDS} words; give a part of it")
    holders = [
        sa.select(name_words.c.key_n).where(name_words.c.word == word) for word in dict.fromkeys(words)
    ]
    if len(words) == 1:
        return holders[0]
    return sa.select(name_keys.c.n).where(
        *(name_keys.c.n.in_(holder) for holder in holders),
        name_keys.c.key.contains(f" {' '.join(words)} ", autoescape=True),
    )


def keys_of_known(connection: sa.Connection, ids: Iterable[str]) -> list[int]:
    """Return the numbers of the names that known identities are called by, those that stand in a statement."""
    wanted = sorted(set(ids))
    found: set[str] = set()
    for lot in batches(wanted):
        query = (
            sa.select(known_names.c.text)
            .join(known, known.c.n == known_names.c.known_n)
            .where(known.c.id.in_(lot))
        )
        found |= {key_of(text) for text in connection.scalars(query)}
    return sorted(_find(connection, [_digest(key) for key in sorted(found - {""})]).values())


def holding(connection: sa.Connection, part: str, limit: int) -> list[int]:
    """Return the numbers of the most reported known identities in whose names `part` stands as whole words."""
    words = words_of(part)
    if not words or len(words) > NAME_WORDS:
        return []
    keys = connection.scalars(
        sa.select(name_keys.c.key).where(name_keys.c.n.in_(keys_matching(part))).limit(_HELD)
    ).all()
    digests = [digest_of(key, family) for key in keys for family in Family]
    found: dict[int, int] = {}
    for lot in batches(digests):
        query = (
            sa.select(known.c.n, known.c.reports)
            .join(known_names, known_names.c.known_n == known.c.n)
            .where(known_names.c.digest.in_(lot))
        )
        found.update({row.n: row.reports for row in connection.execute(query)})
    return sorted(found, key=lambda n: (-found[n], n))[:limit]


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()[:16]


def _find(connection: sa.Connection, digests: list[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for lot in batches(digests):
        query = sa.select(name_keys.c.digest, name_keys.c.n).where(name_keys.c.digest.in_(lot))
        found.update({bytes(row.digest): row.n for row in connection.execute(query)})
    return found
