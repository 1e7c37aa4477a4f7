"""Who is known to a desk, and to whom the identities of its reports belong: `ports.Registry` on both databases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import circumstances, filing, known_clusters
from onrecord.adapters.store.batches import IN_LIST, batches
from onrecord.adapters.store.known_names import digest_of, put_listed
from onrecord.adapters.store.names import holding
from onrecord.adapters.store.roles import told_roles
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.spellings import spellings
from onrecord.adapters.store.tables import (
    filings,
    identities,
    known,
    known_links,
    known_names,
    known_roles,
    reports,
)
from onrecord.errors import NotFound
from onrecord.model import (
    Circumstances,
    Filing,
    IdentityType,
    Known,
    KnownFrom,
    KnownName,
    ListedRole,
    Name,
    Role,
    Spelling,
    ToldRole,
    family_of,
)
from onrecord.ports import NewKnown

#: Rows read at a time while all of a table goes by.
_PAGE = 1_000
# Written once: to put such queries together takes as long as to answer them.
_FIRST = known.alias("first")
_KNOWN = (
    sa.select(known, _FIRST.c.id.label("cluster"))
    .join(_FIRST, _FIRST.c.n == known.c.cluster_n)
    .order_by(known.c.n)
)
_NAMES = sa.select(known_names).order_by(known_names.c.reports.desc(), known_names.c.n)


class SqlRegistry:
    """Return the registry of an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return the known identities with these ids; see `ports.Registry.get`."""
        wanted = sorted(set(ids))
        found: dict[str, Known] = {}
        with self._session.reads() as connection:
            for lot in batches(wanted):
                condition = known.c.id.in_(lot)
                found |= {one.id: one for one in _read(connection, condition)}
        return found

    def cluster(self, id_: str) -> list[Known]:
        """Return all that are one with a known identity; see `ports.Registry.cluster`."""
        own = sa.select(known.c.cluster_n).where(known.c.id == id_).scalar_subquery()
        with self._session.reads() as connection:
            members = _read(connection, known.c.cluster_n == own)
        if not members:
            raise NotFound("nobody with this id is known", subject=id_)
        return sorted(members, key=lambda one: (-one.reports, one.name, one.id))

    def clusters_of(self, identities: Iterable[str]) -> dict[str, str]:
        """Return the clusters that identities of reports are filed with; see `ports.Registry.clusters_of`."""
        with self._session.reads() as connection:
            return filing.clusters_of(connection, identities)

    def bearing(self, names: Sequence[tuple[str, IdentityType]], *, alone: bool = False) -> list[list[str]]:
        """Return for each name the ids of those that bear it; see `ports.Registry.bearing`."""
        digests = [digest_of(name, family_of(type_), alone=alone) for name, type_ in names]
        found: dict[bytes, list[str]] = {}
        wanted = sorted(set(digests))
        with self._session.reads() as connection:
            for lot in batches(wanted):
                query = (
                    sa.select(known_names.c.digest, known.c.id)
                    .join(known, known.c.n == known_names.c.known_n)
                    .where(known_names.c.digest.in_(lot))
                    .order_by(known.c.n)
                )
                for row in connection.execute(query):
                    ids = found.setdefault(bytes(row.digest), [])
                    if row.id not in ids:
                        ids.append(row.id)
        return [list(found.get(digest, ())) for digest in digests]

    def candidates(
        self, sought: Sequence[tuple[Mapping[int, float], bytes]], *, limit: int
    ) -> list[list[str]]:
        """Return for each name the ids of those that share keys with it; see `ports.Registry.candidates`."""
        from onrecord.adapters.store import known_keys  # noqa: PLC0415 -- numerical libraries: few commands need them

        with self._session.reads() as connection:
            found = known_keys.candidates_of_each(
                connection, [(keys, shape or None) for keys, shape in sought], limit=limit
            )
            wanted = sorted({n for some in found for n, _ in some})
            ids: dict[int, str] = {}
            for lot in batches(wanted):
                query = sa.select(known.c.n, known.c.id).where(known.c.n.in_(lot))
                ids.update({row.n: row.id for row in connection.execute(query)})
        return [[ids[n] for n, _ in some] for some in found]

    def keyed_otherwise(self, made_by: str, *, limit: int) -> list[str]:
        """Return the ids of those whose keys something else made; see `ports.Registry.keyed_otherwise`."""
        found: list[str] = []
        with self._session.reads() as connection:
            for other in (
                known.c.keyed_by.is_(None),
                known.c.keyed_by < made_by,
                known.c.keyed_by > made_by,
            ):  # each read from the index
                query = sa.select(known.c.id).where(other).limit(limit - len(found))
                found += connection.scalars(query)
        return found

    def rekey(self, new: Iterable[NewKnown]) -> None:
        """Put keys and shapes in place of others; see `ports.Registry.rekey`."""
        from onrecord.adapters.store import known_keys, known_shapes  # noqa: PLC0415 -- as in `candidates`

        connection = self._session.writer()
        wanted = {one.id: one for one in new}
        numbers = _numbers(connection, wanted, missing=False)
        keyed = known_keys.keyed(connection, numbers.values())
        known_keys.drop_keys(connection, keyed)
        found = {numbers[id_]: one for id_, one in wanted.items() if numbers[id_] in keyed}
        known_keys.put_keys(connection, {n: one.keys for n, one in found.items()})
        known_shapes.put_shapes(connection, {n: one.shape for n, one in found.items() if one.shape})
        connection.execute(
            known.update().where(known.c.n == sa.bindparam("which")).values(keyed_by=sa.bindparam("made_by")),
            [{"which": numbers[id_], "made_by": one.keyed_by or None} for id_, one in wanted.items()],
        )

    def holding(self, part: str, *, limit: int) -> list[str]:
        """Return the ids of those in whose names `part` stands; see `ports.Registry.holding`."""
        with self._session.reads() as connection:
            return _ids(connection, known.c.n, holding(connection, part, limit))

    def circumstances(self, clusters: Iterable[str], *, company: bool = False) -> dict[str, Circumstances]:
        """Return what reports and lists say around each cluster; see `ports.Registry.circumstances`."""
        with self._session.reads() as connection:
            return circumstances.around(connection, clusters, company=company)

    def tell_roles(self, report_id: str, roles: Mapping[str, Sequence[ToldRole]]) -> None:
        """Keep what a report calls its identities; see `ports.Registry.tell_roles`."""
        connection = self._session.writer()
        filing.tell_roles(connection, _report(connection, report_id), roles)

    def starting(self, start: str, *, limit: int) -> list[str]:
        """Return the ids that start so, in their order."""
        # Ids hold digits and a to f: "g" comes after all that starts so.
        query = sa.select(known.c.id).where(known.c.id >= start, known.c.id < start + "g")
        with self._session.reads() as connection:
            return list(connection.scalars(query.order_by(known.c.id).limit(limit)))

    def put(self, new: Iterable[NewKnown]) -> None:
        """Make identities known; see `ports.Registry.put`."""
        from onrecord.adapters.store import known_keys, known_shapes  # noqa: PLC0415 -- as in `candidates`

        connection = self._session.writer()
        wanted = {one.id: one for one in new}
        before = _numbers(connection, wanted)
        fresh = [one for one in wanted.values() if one.id not in before]
        for one in fresh:
            result = connection.execute(
                known.insert(),
                {
                    "id": one.id,
                    "name": one.name,
                    "type": one.type,
                    "origin": one.origin,
                    "cluster_n": 0,
                    "reports": 0,
                    "statements": 0,
                    "keyed_by": one.keyed_by or None,
                },
            )
            key = result.inserted_primary_key
            before[one.id] = int(key[0]) if key else 0
        made = [before[one.id] for one in fresh]
        for batch in batches(made):
            connection.execute(known.update().where(known.c.n.in_(batch)).values(cluster_n=known.c.n))
        known_clusters.recount(connection, made)
        # A list's names are found from now on, also those that it adds to somebody known.
        listed = [one for one in wanted.values() if one.names]
        known_keys.put_keys(connection, {before[one.id]: one.keys for one in (*fresh, *listed)})
        known_shapes.put_shapes(
            connection, {before[one.id]: one.shape for one in (*fresh, *listed) if one.shape}
        )
        put_listed(
            connection,
            [(before[one.id], family_of(one.type), one.names) for one in listed],
            fresh={before[one.id] for one in fresh},
        )

    def file(self, report_id: str, new: Sequence[Filing]) -> None:
        """Keep to whom the identities of a report belong; see `ports.Registry.file`."""
        connection = self._session.writer()
        numbers = _numbers(connection, (one.known for one in new))
        filing.file(connection, _report(connection, report_id), new, numbers)

    def unfile(self, report_id: str) -> list[str]:
        """Take back the filings of a report; see `ports.Registry.unfile`."""
        connection = self._session.writer()
        return _ids(connection, known.c.n, filing.unfile(connection, _report(connection, report_id)))

    def forget(self, ids: Iterable[str]) -> list[str]:
        """Forget those that nothing names any longer; see `ports.Registry.forget`."""
        connection = self._session.writer()
        return filing.forget(connection, _numbers(connection, ids).values())

    def filings(self, report_id: str) -> list[Filing]:
        """Return to whom the identities of a report belong; see `ports.Registry.filings`."""
        with self._session.reads() as connection:
            n = _report(connection, report_id)
            query = (
                sa.select(
                    identities.c.id,
                    known.c.id.label("known"),
                    filings.c.score,
                    filings.c.because,
                    filings.c.made_by,
                )
                .join(
                    identities,
                    sa.and_(
                        identities.c.report_n == filings.c.report_n,
                        identities.c.position == filings.c.position,
                    ),
                )
                .join(known, known.c.n == filings.c.known_n)
                .where(filings.c.report_n == n)
                .order_by(filings.c.position)
            )
            return [
                Filing(row.id, row.known, row.score, row.because, row.made_by)
                for row in connection.execute(query)
            ]

    def unfiled(self) -> Iterator[str]:
        """Yield the ids of reports that were never filed; see `ports.Registry.unfiled`."""
        last = 0
        while True:
            with self._session.reads() as connection:
                found = connection.execute(filing.unfiled(last, _PAGE)).all()
            for row in found:
                yield row.id
            if len(found) < _PAGE:
                return
            last = found[-1].n

    def list_roles(self, known_id: str, roles: Iterable[ListedRole]) -> None:
        """Add roles that a list gives; see `ports.Registry.list_roles`."""
        connection = self._session.writer()
        n = self._number(connection, known_id)
        there = {
            _role(row) for row in connection.execute(sa.select(known_roles).where(known_roles.c.known_n == n))
        }
        new = [role for role in dict.fromkeys(roles) if role not in there]
        if new:
            connection.execute(
                known_roles.insert(),
                [
                    {
                        "known_n": n,
                        "title": role.title,
                        "organization": role.organization,
                        "since": role.since,
                        "until": role.until,
                        "source": role.source,
                    }
                    for role in new
                ],
            )

    def listed_roles(self, ids: Iterable[str]) -> dict[str, list[ListedRole]]:
        """Return the roles that lists give to each; see `ports.Registry.listed_roles`."""
        found: dict[str, list[ListedRole]] = {}
        for row in self._beside(known_roles, ids, known_roles.c.n):
            found.setdefault(row.known, []).append(_role(row))
        return found

    def roles(self, ids: Iterable[str], *, newest: int | None = None) -> list[Role]:
        """Return the roles of known identities taken as one; see `ports.Registry.roles`."""
        wanted = list(dict.fromkeys(ids))
        listed = [
            Role(
                one.title,
                one.organization,
                since=one.since,
                until=one.until,
                source=one.source,
                listed=True,
            )
            for one in dict.fromkeys(role for roles in self.listed_roles(wanted).values() for role in roles)
        ]
        with self._session.reads() as connection:
            found = listed + told_roles(connection, wanted, newest=newest)
            return [replace(role, organization_id=id_) for role, id_ in self._placed(found)]

    def spellings(self, ids: Iterable[str], *, newest: int | None = None) -> list[Spelling]:
        """Return how known identities taken as one are written; see `ports.Registry.spellings`."""
        with self._session.reads() as connection:
            return spellings(connection, ids, newest=newest)

    def link(self, known_id: str, scheme: str, value: str) -> None:
        """Add the id that something else has for it; see `ports.Registry.link`."""
        connection = self._session.writer()
        values = {"known_n": self._number(connection, known_id), "scheme": scheme, "value": value}
        same = sa.and_(*(known_links.c[name] == given for name, given in values.items()))
        if connection.scalar(sa.select(known_links.c.known_n).where(same)) is None:
            connection.execute(known_links.insert(), values)

    def links(self, ids: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        """Return the links of each, as scheme and value."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self._beside(known_links, ids, known_links.c.scheme, known_links.c.value):
            found.setdefault(row.known, []).append((row.scheme, row.value))
        return found

    def linked(self, scheme: str, value: str) -> list[str]:
        """Return the ids of those that a link leads to."""
        query = (
            sa.select(known.c.id)
            .join(known_links, known_links.c.known_n == known.c.n)
            .where(known_links.c.scheme == scheme, known_links.c.value == value)
            .order_by(known.c.n)
        )
        with self._session.reads() as connection:
            return list(connection.scalars(query))

    def all(self) -> Iterator[Known]:
        """Yield every known identity, in the order in which they became known, a page at a time."""
        last = 0
        while True:
            with self._session.reads() as connection:
                page = list(
                    connection.scalars(
                        sa.select(known.c.n).where(known.c.n > last).order_by(known.c.n).limit(IN_LIST)
                    )
                )
                found = _read(connection, known.c.n.in_(page))
            yield from found
            if len(page) < IN_LIST:
                return
            last = page[-1]

    def _placed(self, roles: Sequence[Role]) -> Iterator[tuple[Role, str | None]]:
        """Yield roles, each with the id of the one cluster that bears the name of its organisation."""
        names = list(dict.fromkeys(role.organization for role in roles if role.organization))
        bearing = self.bearing([(name, IdentityType.ORGANIZATION) for name in names])
        there = self.get(id_ for ids in bearing for id_ in ids)
        clusters = {
            name: {there[id_].cluster for id_ in ids if id_ in there}
            for name, ids in zip(names, bearing, strict=True)
        }
        for role in roles:
            of = clusters.get(role.organization, set())
            yield role, next(iter(of)) if len(of) == 1 else None

    def _number(self, connection: sa.Connection, known_id: str) -> int:
        return _numbers(connection, [known_id], missing=False)[known_id]

    def _beside(
        self, table: sa.Table, ids: Iterable[str], *order: sa.ColumnElement[Any]
    ) -> list[sa.Row[Any]]:
        """Return the rows that a table has for known identities, with their ids as `known`."""
        wanted = sorted(set(ids))
        rows: list[sa.Row[Any]] = []
        with self._session.reads() as connection:
            for lot in batches(wanted):
                query = (
                    sa.select(known.c.id.label("known"), table)
                    .join(known, known.c.n == table.c.known_n)
                    .where(known.c.id.in_(lot))
                    .order_by(known.c.n, *order)
                )
                rows.extend(connection.execute(query))
        return rows


def _numbers(connection: sa.Connection, ids: Iterable[str], *, missing: bool = True) -> dict[str, int]:
    """Return the numbers of known identities.

    Raises:
        NotFound: One is not known, and none may be missing.
    """
    wanted = sorted(set(ids))
    found: dict[str, int] = {}
    for lot in batches(wanted):
        query = sa.select(known.c.id, known.c.n).where(known.c.id.in_(lot))
        found.update({row.id: row.n for row in connection.execute(query)})
    if not missing and len(found) < len(wanted):
        raise NotFound(
            "nobody with this id is known", subject=next(id_ for id_ in wanted if id_ not in found)
        )
    return found


def _ids(connection: sa.Connection, column: "sa.Column[int]", numbers: Iterable[int]) -> list[str]:
    """Return the ids of known identities by a number of theirs."""
    wanted = sorted(set(numbers))
    found: list[str] = []
    for lot in batches(wanted):
        query = sa.select(known.c.id).where(column.in_(lot)).order_by(known.c.n)
        found.extend(connection.scalars(query))
    return found


def _report(connection: sa.Connection, report_id: str) -> int:
    n: int | None = connection.scalar(sa.select(reports.c.n).where(reports.c.id == report_id))
    if n is None:
        raise NotFound("there is no report with this id", subject=report_id)
    return n


def _role(row: sa.Row[Any]) -> ListedRole:
    return ListedRole(row.title, row.organization, row.since, row.until, row.source)


def _read(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[Known]:
    """Return the known identities that fulfil a condition, in the order in which they became known."""
    rows = connection.execute(_KNOWN.where(condition)).all()
    numbers = sa.select(known.c.n).where(condition)
    names: dict[int, list[KnownName]] = {}
    for row in connection.execute(_NAMES.where(known_names.c.known_n.in_(numbers))):
        spelled = Name(row.text, row.script, row.language)
        names.setdefault(row.known_n, []).append(KnownName(spelled, row.reports, row.listed))
    return [
        Known(
            id=row.id,
            name=row.name,
            type=IdentityType(row.type),
            origin=KnownFrom(row.origin),
            cluster=row.cluster,
            names=tuple(names.get(row.n, ())),
            reports=row.reports,
            statements=row.statements,
            first_day=_day(row.first_day),
            last_day=_day(row.last_day),
        )
        for row in rows
    ]


def _day(number: int | None) -> date | None:
    return date.fromordinal(number) if number else None
