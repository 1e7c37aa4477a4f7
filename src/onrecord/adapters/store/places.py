"""Places: where statements and reports stand among all of them, newest first; given out, taken back, kept in step.

What a report's statements are found by, and what is counted of them, is made from its rows in the other tables:
`enter` after those are written, `renew` after some of them changed, `leave` before they go.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store import counts, marks
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.marks import Field
from onrecord.adapters.store.names import key_of, longest
from onrecord.adapters.store.search import MarkedText, WordIndex, index_of
from onrecord.adapters.store.tables import (
    editions,
    filings,
    identities,
    report_texts,
    reports,
    reprints,
    statements,
)
from onrecord.adapters.store.tables_finding import (
    PLACE_BITS,
    report_places,
    statement_places,
    statement_subjects,
)
from onrecord.model import SAYING
from onrecord.ports import Carried

#: Less sure pairs, and those that share no more than a passage, say nothing of a report as a whole.
_SURE, _STORY = 0.5, 0.5
#: Rows of one INSERT batch.
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Told:
    """Return what a report, or one of its statements, is found by, with the row that goes with it."""

    row: dict[str, Any]
    marks: list[str]
    subjects: frozenset[int] = frozenset()
    day: int = 0


def first_of(day: int) -> int:
    """Return the least place of a day."""
    return day << PLACE_BITS


def day_of_place(place: int) -> int:
    """Return the day of a place, as a day number."""
    return place >> PLACE_BITS


def enter(connection: sa.Connection, index: WordIndex, n: int, text: str, contents: Sequence[str]) -> None:
    """Give places to report `n` and its statements, and put their words and marks into the index.

    Args:
        connection: In a transaction.
        index: Of words.
        n: The report's number.
        text: Its canonical text.
        contents: The words of each statement, in their order.
    """
    report, said = _describe(connection, n)
    (place,) = _free(connection, report_places, [report.day])
    connection.execute(report_places.insert(), {"place": place, **report.row})
    index.add_report(connection, n, MarkedText(place, text, report.marks))
    # Backwards: the first of a day's statements stands highest, and so comes first where the newest do.
    positions = sorted(said, reverse=True)
    places = dict(
        zip(positions, _free(connection, statement_places, [said[p].day for p in positions]), strict=True)
    )
    for lot in batches(sorted(said), _BATCH):
        connection.execute(statement_places.insert(), [{"place": places[p], **said[p].row} for p in lot])
        index.add_statements(
            connection, n, [(p, MarkedText(places[p], contents[p], said[p].marks)) for p in lot]
        )
    _put_subjects(connection, {places[p]: one.subjects for p, one in said.items()})
    counts.add(connection, _countable(said.values()), 1)


def enter_again(connection: sa.Connection, index: WordIndex, n: int) -> None:
    """Do the same for a report that was kept before there were places, from its rows."""
    index.forget(connection, n)
    text = bytes(
        connection.execute(sa.select(report_texts.c.text).where(report_texts.c.report_n == n)).scalar_one()
    ).decode("utf-8", "replace")
    query = sa.select(statements.c.content).where(statements.c.report_n == n).order_by(statements.c.position)
    contents = ["\n".join(text[start:end] for start, end in spans) for spans in connection.scalars(query)]
    enter(connection, index, n, text, contents)


def renew(connection: sa.Connection, n: int) -> None:
    """Bring what report `n` and its statements are found by up to date with its rows; none change their places."""
    place = connection.scalar(sa.select(report_places.c.place).where(report_places.c.report_n == n))
    if place is None:
        return
    index = index_of(connection.dialect.name)
    report, said = _describe(connection, n)
    connection.execute(report_places.update().where(report_places.c.place == place).values(report.row))
    index.mark_reports(connection, {place: report.marks})
    before = _kept(connection, n)
    counts.add(connection, _counted(before), -1)
    changed = []
    for position, (row, subjects) in before.items():
        one = said.get(position)
        if one is None:
            continue  # its row was deleted behind the desk's back: a reading anew puts it right
        if row.speaker_n != one.row["speaker_n"] or row.is_counted != one.row["is_counted"]:
            changed.append(
                {"which": row.place, "speaker": one.row["speaker_n"], "counted": one.row["is_counted"]}
            )
        if subjects != one.subjects:
            connection.execute(statement_subjects.delete().where(statement_subjects.c.place == row.place))
            _put_subjects(connection, {row.place: one.subjects})
    if changed:
        connection.execute(
            statement_places.update()
            .where(statement_places.c.place == sa.bindparam("which"))
            .values(speaker_n=sa.bindparam("speaker"), is_counted=sa.bindparam("counted")),
            changed,
        )
    index.mark_statements(
        connection, {row.place: said[p].marks for p, (row, _) in before.items() if p in said}
    )
    counts.add(connection, _countable(said.values()), 1)


def leave(connection: sa.Connection, index: WordIndex, n: int) -> None:
    """Take report `n` and its statements out of the index and of all counts, before their rows go."""
    before = _kept(connection, n)
    counts.add(connection, _counted(before), -1)
    index.remove(connection, n)
    own = sa.select(statement_places.c.place).where(statement_places.c.report_n == n)
    connection.execute(statement_subjects.delete().where(statement_subjects.c.place.in_(own)))
    for table in (statement_places, report_places):
        connection.execute(table.delete().where(table.c.report_n == n))


def renew_carried(connection: sa.Connection, numbers: Iterable[int]) -> None:
    """Bring how reports stand to others up to date with the reprints kept."""
    for n in sorted(set(numbers)):
        connection.execute(
            report_places.update()
            .where(report_places.c.report_n == n)
            .values(carried=_carried(connection, n))
        )


def keep_origins(connection: sa.Connection, statement_ids: Iterable[str], count: int) -> None:
    """Keep how many origins statements have."""
    wanted = sorted(set(statement_ids))
    for lot in batches(wanted):
        rows = connection.execute(
            sa.select(statement_places.c.place, statement_places.c.report_n)
            .join(
                statements,
                sa.and_(
                    statements.c.report_n == statement_places.c.report_n,
                    statements.c.position == statement_places.c.position,
                ),
            )
            .where(statements.c.id.in_(lot))
        ).all()
        places = [row.place for row in rows]
        connection.execute(
            statement_places.update().where(statement_places.c.place.in_(places)).values(origins=count)
        )
        for n in sorted({row.report_n for row in rows}):
            renew(connection, n)


def _free(connection: sa.Connection, table: sa.Table, days: Sequence[int]) -> list[int]:
    """Return a free place for each day, each above all that the day has."""
    highest: dict[int, int] = {}
    found = []
    for day in days:
        if day not in highest:
            first = first_of(day)
            query = sa.select(sa.func.max(table.c.place))
            last = connection.scalar(query.where(table.c.place >= first, table.c.place < first_of(day + 1)))
            highest[day] = first if last is None else last
        highest[day] += 1
        found.append(highest[day])
    return found


@dataclass(frozen=True, slots=True)
class Head:
    """Return what a report is found by, and its statements with it."""

    n: int
    day: int
    language: str | None
    outlet: str | None
    topics: Sequence[str]
    series: str | None
    number: str | None
    is_latest: bool
    carried: Carried


@dataclass(frozen=True, slots=True)
class Line:
    """Return what one statement is found by: as its row has it, `about` as ids and names."""

    position: int
    day: int
    kind: str
    act: str
    speaker_id: str | None
    speaker_name: str | None
    speaker_type: str | None
    about: Sequence[tuple[str, str]]
    venue: str | None
    origins: int | None


def describe(
    head: Head, lines: Iterable[Line], known: Mapping[str, int], spelled: Mapping[str, Sequence[str]]
) -> tuple[Told, dict[int, Told]]:
    """Return what a report, and each of its statements by position, are found by.

    Args:
        head: Of the report.
        lines: Its statements.
        known: With which known identities those of the report are filed, by their ids.
        spelled: Their folded names.
    """
    common = [
        marks.ANY,
        *([] if head.is_latest else [marks.EARLIER]),
        *marks.language_marks(head.language),
        *marks.names(Field.OUTLET, [head.outlet or ""]),
        *marks.names(Field.TOPIC, head.topics),
        *marks.names(Field.SERIES, [head.series or ""]),
    ]
    number = [marks.mark(Field.NUMBER, head.number)] if head.number else []
    row = {"report_n": head.n, "carried": head.carried, "is_latest": head.is_latest}
    said = {one.position: _told(one, head, common, known, spelled) for one in lines}
    return Told(row, common + number, day=head.day), said


def _told(
    one: Line,
    head: Head,
    common: Sequence[str],
    known: Mapping[str, int],
    spelled: Mapping[str, Sequence[str]],
) -> Told:
    is_saying = one.act in SAYING
    speaker_id = one.speaker_id or ""
    speaker = known.get(speaker_id)
    subjects = frozenset(known[id_] for id_, _ in one.about if id_ in known)
    by = longest([key_of(one.speaker_name or ""), *spelled.get(speaker_id, ())])
    about = longest(key for id_, name in one.about for key in (key_of(name or ""), *spelled.get(id_, ())))
    return Told(
        {
            "report_n": head.n,
            "position": one.position,
            "kind": one.kind,
            "act": one.act,
            "type": one.speaker_type,
            "speaker_n": speaker,
            "is_counted": is_saying and head.is_latest,
            "origins": one.origins,
        },
        [
            *common,
            *([marks.SAYING] if is_saying else []),
            marks.mark(Field.KIND, one.kind),
            marks.mark(Field.ACT, one.act),
            *([marks.mark(Field.TYPE, one.speaker_type)] if one.speaker_type else []),
            *([marks.mark(Field.SPEAKER, speaker)] if speaker else []),
            *(marks.mark(Field.SUBJECT, known_n) for known_n in sorted(subjects)),
            *marks.origin_marks(one.origins),
            *marks.names(Field.BY, by),
            *marks.names(Field.ABOUT, about),
            *marks.names(Field.VENUE, [one.venue or ""]),
        ],
        subjects,
        one.day,
    )


def _describe(connection: sa.Connection, n: int) -> tuple[Told, dict[int, Told]]:
    """Return what report `n` and each of its statements, by position, are found by."""
    head = connection.execute(
        sa.select(reports, report_texts.c.topics, editions.c.is_latest)
        .join(report_texts, report_texts.c.report_n == reports.c.n)
        .outerjoin(editions, editions.c.report_n == reports.c.n)
        .where(reports.c.n == n)
    ).one()
    query: sa.Select[Any] = sa.select(
        statements.c.position,
        statements.c.day,
        statements.c.kind,
        statements.c.act,
        statements.c.speaker_id,
        statements.c.speaker_name,
        statements.c.speaker_type,
        statements.c.about,
        statements.c.venue,
        statement_places.c.origins,
    ).outerjoin_from(
        statements,
        statement_places,
        sa.and_(
            statement_places.c.report_n == statements.c.report_n,
            statement_places.c.position == statements.c.position,
        ),
    )
    return describe(
        Head(
            n,
            head.day,
            head.language,
            head.outlet,
            head.topics,
            head.series,
            head.number,
            head.is_latest is None or head.is_latest,
            _carried(connection, n),
        ),
        (Line(*row) for row in connection.execute(query.where(statements.c.report_n == n))),
        *_people(connection, n),
    )


def _people(connection: sa.Connection, n: int) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Return with whom the identities of a report are filed, and their folded names, by their ids."""
    query = (
        sa.select(identities.c.id, identities.c.name, identities.c.names, filings.c.known_n)
        .outerjoin_from(
            identities,
            filings,
            sa.and_(filings.c.report_n == identities.c.report_n, filings.c.position == identities.c.position),
        )
        .where(identities.c.report_n == n)
    )
    known: dict[str, int] = {}
    spelled: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(query):
        if row.known_n is not None:
            known[row.id] = row.known_n
        spelled[row.id].update(map(key_of, (row.name, *(name[0] for name in row.names))))
    return known, {id_: longest(some) for id_, some in spelled.items()}


def _carried(connection: sa.Connection, n: int) -> Carried:
    query = sa.select(reprints.c.origin_n).where(
        reprints.c.confidence >= _SURE, sa.or_(reprints.c.share_a >= _STORY, reprints.c.share_b >= _STORY)
    )
    origins = {
        origin
        for side in (reprints.c.a_n, reprints.c.b_n)
        for origin in connection.scalars(query.where(side == n))
    }
    if origins - {n, None}:
        return Carried.COPIED
    if n in origins:
        return Carried.ORIGINAL
    return Carried.SHARED if origins else Carried.ALONE


def _kept(connection: sa.Connection, n: int) -> dict[int, tuple[sa.Row[Any], frozenset[int]]]:
    """Return the rows that the statements of a report have here, by their positions, with whom they name."""
    rows = connection.execute(sa.select(statement_places).where(statement_places.c.report_n == n)).all()
    own = sa.select(statement_places.c.place).where(statement_places.c.report_n == n)
    named: dict[int, set[int]] = defaultdict(set)
    for place, known_n in connection.execute(
        sa.select(statement_subjects.c.place, statement_subjects.c.known_n).where(
            statement_subjects.c.place.in_(own)
        )
    ):
        named[place].add(known_n)
    return {row.position: (row, frozenset(named.get(row.place, ()))) for row in rows}


def _countable(said: Iterable[Told]) -> list[counts.Said]:
    return [counts.Said(one.day, one.row["speaker_n"], one.subjects) for one in said if one.row["is_counted"]]


def _counted(kept: Mapping[int, tuple[sa.Row[Any], frozenset[int]]]) -> list[counts.Said]:
    return [
        counts.Said(day_of_place(row.place), row.speaker_n, subjects)
        for row, subjects in kept.values()
        if row.is_counted
    ]


def _put_subjects(connection: sa.Connection, subjects: Mapping[int, frozenset[int]]) -> None:
    values = [{"place": place, "known_n": n} for place, some in subjects.items() for n in sorted(some)]
    for lot in batches(values, _BATCH):
        connection.execute(statement_subjects.insert(), lot)
