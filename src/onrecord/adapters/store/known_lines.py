"""Clusters in a listing: the most talkative first, all of them or those of a name."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.cursors import cursor, question_of, read_cursor
from onrecord.adapters.store.known_names import digest_of
from onrecord.adapters.store.names import keys_matching
from onrecord.adapters.store.tables import known, known_names, name_keys, name_words
from onrecord.adapters.store.tables_finding import known_clusters
from onrecord.adapters.store.words import words_of
from onrecord.model import Family, IdentityType
from onrecord.ports import KnownLine, KnownPage

#: Names that hold a part, looked at for who bears them.
_HELD = 500
#: The same while somebody is typing.
_OFFERED = 100
#: Above all that start with a text.
_LAST = "\U0010ffff"


def page(
    connection: sa.Connection,
    types: Collection[IdentityType],
    part: str | None,
    after: str | None,
    limit: int,
) -> KnownPage:
    """Return a page of clusters."""
    question = question_of("known", frozenset(types), part)
    row = known_clusters.c
    query = _lines().order_by(row.statements.desc(), row.cluster_n).limit(limit + 1)
    if types:
        query = query.where(row.type.in_(sorted(types)))
    if part is not None:
        keys = connection.scalars(
            sa.select(name_keys.c.key).where(name_keys.c.n.in_(keys_matching(part))).limit(_HELD)
        ).all()
        query = query.where(row.cluster_n.in_(_clusters(connection, keys)))
    if after is not None:
        statements, cluster_n = read_cursor(after, question, 2)
        # Both written out: SQLite takes no row of mixed directions from an index.
        query = query.where(
            row.statements <= statements,
            sa.or_(row.statements < statements, row.cluster_n > cluster_n),
        )
    found = connection.execute(query).all()
    following = None
    if len(found) > limit:
        last = found[limit - 1]
        following = cursor(question, last.statements, last.cluster_n)
    return KnownPage(tuple(map(_line, found[:limit])), following)


def starting(connection: sa.Connection, start: str, limit: int) -> tuple[KnownLine, ...]:
    """Return clusters with a name in which the words of `start` stand, the last of them maybe cut short."""
    *whole, last = words_of(start) or [""]
    if not last:
        return ()
    begins = sa.select(name_words.c.key_n).where(name_words.c.word >= last, name_words.c.word < last + _LAST)
    query = sa.select(name_keys.c.key).where(name_keys.c.n.in_(begins.limit(_HELD)))
    for word in whole:
        holders = sa.select(name_words.c.key_n).where(name_words.c.word == word)
        query = query.where(name_keys.c.n.in_(holders))
    clusters = _clusters(connection, connection.scalars(query.limit(_OFFERED)).all())
    row = known_clusters.c
    found = connection.execute(
        _lines()
        .where(row.cluster_n.in_(clusters))
        .order_by(row.statements.desc(), row.cluster_n)
        .limit(limit)
    )
    return tuple(map(_line, found))


def _clusters(connection: sa.Connection, keys: Iterable[str]) -> list[int]:
    """Return the numbers of the clusters of those who bear folded names."""
    digests = [digest_of(key, family) for key in keys for family in Family]
    found: set[int] = set()
    for lot in batches(digests):
        found.update(
            connection.scalars(
                sa.select(known.c.cluster_n)
                .join(known_names, known_names.c.known_n == known.c.n)
                .where(known_names.c.digest.in_(lot))
            )
        )
    return sorted(found)


def _lines() -> sa.Select[tuple[object, ...]]:
    return sa.select(known_clusters, known.c.id).join(known, known.c.n == known_clusters.c.cluster_n)


def _line(row: "sa.Row[tuple[object, ...]]") -> KnownLine:
    return KnownLine(row.id, row.name, IdentityType(row.type), row.statements, row.reports, row.members)
