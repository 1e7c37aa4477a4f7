"""What is wanted of statements and reports, as what the index is asked for."""

from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa

from onrecord.adapters.store import marks
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.marks import Field, one, part_of
from onrecord.adapters.store.places import first_of
from onrecord.adapters.store.search import Of, Sought, Within
from onrecord.adapters.store.tables import known, reports
from onrecord.adapters.store.tables_finding import report_places, statement_places
from onrecord.adapters.store.words import Term, Wanted, parse
from onrecord.errors import NotFound
from onrecord.model import Act
from onrecord.ports import Carried, ReportsWanted, StatementsWanted

#: Members of clusters that are looked for, the most reported first.
MEMBERS = 500
_HIGHEST = (1 << 63) - 1
_ONE, _MEMBER = known.alias("one"), known.alias("member")
# Written once: to put such a query together takes as long as to answer it.
_MEMBERS = (
    sa.select(_MEMBER.c.n, _MEMBER.c.reports)
    .join(_ONE, _ONE.c.cluster_n == _MEMBER.c.cluster_n)
    .where(_ONE.c.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(_MEMBER.c.reports.desc(), _MEMBER.c.n)
    .limit(MEMBERS)
)


def statements_sought(connection: sa.Connection, wanted: StatementsWanted) -> Sought | None:
    """Return what statements are looked for by; None where nobody asked for is known.

    Raises:
        BadRequest: A name or the words hold no word to look for.
        NotFound: There is no such report.
    """
    groups: list[tuple[Term, ...]] = []
    none_of: list[Term] = []
    if not wanted.acts:
        groups.append((((marks.SAYING,),),))
    elif len(wanted.acts) < len(Act):
        groups.append(_any(Field.ACT, wanted.acts))
    for field, ids in ((Field.SPEAKER, wanted.said_by), (Field.SUBJECT, wanted.said_of)):
        if ids:
            members = members_of(connection, ids)
            if not members:
                return None
            groups.append(_any(field, members))
    if wanted.kinds:
        groups.append(_any(Field.KIND, wanted.kinds))
    if wanted.types:
        groups.append(_any(Field.TYPE, wanted.types))
    if wanted.origins > 0:
        groups.append((one(Field.ORIGINS, min(wanted.origins, marks.MOST_ORIGINS)),))
    _name(groups, none_of, Field.BY, wanted.by, wanted.not_by)
    _name(groups, none_of, Field.ABOUT, wanted.about, wanted.not_about)
    _name(groups, none_of, Field.OUTLET, wanted.outlets, wanted.not_outlets)
    _name(groups, none_of, Field.TOPIC, wanted.topics)
    _name(groups, none_of, Field.SERIES, _some(wanted.series))
    _name(groups, none_of, Field.VENUE, _some(wanted.venue))
    _languages(groups, wanted.languages)
    within: Within | None = None
    if wanted.report is not None:
        own = sa.select(statement_places.c.place).where(
            statement_places.c.report_n == _report(connection, wanted.report)
        )

        def within(place: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
            return place.in_(own)

    elif not wanted.all_editions:
        none_of.append(((marks.EARLIER,),))
    low, high = _days(wanted.since, wanted.until)
    return Sought(
        Of.STATEMENTS, _words(wanted.words), Wanted(tuple(groups), tuple(none_of)), low, high, within
    )


def reports_sought(wanted: ReportsWanted) -> Sought:
    """Return what reports are looked for by.

    Raises:
        BadRequest: A name or the words hold no word to look for.
    """
    groups: list[tuple[Term, ...]] = []
    none_of: list[Term] = []
    _name(groups, none_of, Field.OUTLET, wanted.outlets, wanted.not_outlets)
    _name(groups, none_of, Field.TOPIC, wanted.topics)
    _name(groups, none_of, Field.SERIES, _some(wanted.series))
    _languages(groups, wanted.languages)
    if wanted.number is not None:
        groups.append((one(Field.NUMBER, wanted.number),))
    if not wanted.all_editions:
        none_of.append(((marks.EARLIER,),))
    within: Within | None = None
    if wanted.carried and len(wanted.carried) < len(Carried):
        chosen = sorted(wanted.carried)

        def within(place: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
            # Looked up for each that is found: a list of all that are copied would be long.
            there = report_places.alias("there")
            return sa.exists().where(there.c.place == place, there.c.carried.in_(chosen))

    low, high = _days(wanted.since, wanted.until)
    return Sought(Of.REPORTS, _words(wanted.words), Wanted(tuple(groups), tuple(none_of)), low, high, within)


def members_of(connection: sa.Connection, ids: Collection[str]) -> list[int]:
    """Return the numbers of all that are one with known identities, the most reported first."""
    wanted = sorted(ids)
    found: dict[int, int] = {}
    for lot in batches(wanted):
        found.update((key, value) for key, value in connection.execute(_MEMBERS, {"ids": lot}))
    return sorted(found, key=lambda n: (-found[n], n))[:MEMBERS]


def _words(words: str | None) -> Wanted | None:
    return None if words is None else parse(words, may_exclude_only=True)


def _some(part: str | None) -> tuple[str, ...]:
    return () if part is None else (part,)


def _any(field: Field, values: Iterable[object]) -> tuple[Term, ...]:
    return tuple(one(field, value) for value in sorted(values, key=str))


def _name(
    groups: list[tuple[Term, ...]],
    none_of: list[Term],
    field: Field,
    parts: Iterable[str],
    unwanted: Iterable[str] = (),
) -> None:
    asked = tuple(part_of(field, part) for part in parts)
    if asked:
        groups.append(asked)
    none_of += [part_of(field, part) for part in unwanted]


def _languages(groups: list[tuple[Term, ...]], codes: Collection[str]) -> None:
    if codes:
        groups.append(_any(Field.LANGUAGE, codes))


def _days(since: date | None, until: date | None) -> tuple[int, int]:
    """Return the places of a period: with an end, those of which no day is known are left out."""
    low = first_of(since.toordinal()) if since else first_of(1) if until else 0
    return low, first_of(until.toordinal() + 1) if until else _HIGHEST


def _report(connection: sa.Connection, report_id: str) -> int:
    n: int | None = connection.scalar(sa.select(reports.c.n).where(reports.c.id == report_id))
    if n is None:
        raise NotFound("there is no report with this id", subject=report_id)
    return n
