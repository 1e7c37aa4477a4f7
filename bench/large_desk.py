"""Make a large desk of invented reports, to time pages on.

    python bench/large_desk.py DESK                                100,000 reports, 1,500,000 statements, on SQLite
    python bench/large_desk.py DESK --reports 2000                 a smaller one
    python bench/large_desk.py DESK --database postgresql://…      on PostgreSQL

DESK is a folder, as `onrecord init` makes it. Stopped at any point, the next run goes on from there. No reader or model
runs: names, words and spans come from a seeded generator, so that every run makes the same desk, and rows are written
many reports at a time, each made by what the store makes it with. Who speaks, what is said and where it is published
are spread as they are in life, a few being very frequent (Zipf); a sixth of the reports carry another's text, a few
have a second edition, and a fourth are Arabic or Russian. There are no bytes in its evidence, and no entries for its
captures in the ledger.
"""

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from onrecord import app
from onrecord.adapters.store import SqlStore, counts, open_store, places, rows, tables
from onrecord.adapters.store.editions import place_digest
from onrecord.adapters.store.fts_words import _FTS_REPORTS, _fts_row
from onrecord.adapters.store.known_clusters import recount_of
from onrecord.adapters.store.known_names import digest_of
from onrecord.adapters.store.names import _digest, key_of
from onrecord.adapters.store.search import MarkedText, index_of
from onrecord.adapters.store.tables_finding import (
    PLACE_BITS,
    known_clusters,
    report_places,
    statement_places,
    statement_subjects,
)
from onrecord.adapters.store.writes import _referred
from onrecord.model import (
    Act,
    Block,
    BlockKind,
    Capture,
    Identity,
    IdentityRef,
    IdentityType,
    KnownFrom,
    Mention,
    MentionForm,
    Metadata,
    Name,
    Reading,
    Report,
    Span,
    Speaker,
    Statement,
    StatementKind,
    Verdict,
    content_id,
    family_of,
)
from onrecord.model.statement import statement_id
from onrecord.ports import Carried
from onrecord.text.scripts import script_of

SEED = 7
MADE_BY = "large desk 1"
FIRST_DAY = date(2020, 1, 1)
DAYS = 1_826
CLUSTERS, OUTLETS, VOCABULARY = 20_000, 200, 30_000
STATEMENTS_EACH = 15
#: Of each report: how many of those who are known it is about.
CAST = 6
#: Reports in one transaction.
BATCH = 200
COPIED, CHANGED = 0.16, 0.02
LANGUAGES = ("en", "ar", "ru", "fr")
LANGUAGE_SHARES = (0.65, 0.15, 0.10, 0.10)
TOPICS = (
    "Ports", "Fisheries", "Water", "Elections", "Courts", "Rail", "Harvest", "Schools", "Power", "Housing",
    "Trade", "Weather", "Unions", "Hospitals", "Mining", "Forests", "Budget", "Borders", "Culture", "Sports",
)  # fmt: skip
KINDS = tuple(StatementKind)
KIND_SHARES = (0.45, 0.35, 0.08, 0.08, 0.02, 0.02)
ACTS = tuple(Act)
ACT_SHARES = (0.60, 0.04, 0.03, 0.03, 0.04, 0.04, 0.02, 0.04, 0.02, 0.02, 0.01, 0.04, 0.04, 0.02, 0.01)
SYLLABLES = {
    "en": [
        "ba",
        "lo",
        "ren",
        "ti",
        "mar",
        "sel",
        "do",
        "vik",
        "an",
        "osh",
        "per",
        "qui",
        "lem",
        "tor",
        "esk",
        "ila",
    ],
    "ar": [
        "با",
        "لو",
        "رين",
        "تي",
        "مار",
        "سل",
        "دو",
        "فيك",
        "ان",
        "وش",
        "بر",
        "كي",
        "لم",
        "تور",
        "سك",
        "يلا",
    ],
    "ru": [
        "ба",
        "ло",
        "рен",
        "ти",
        "мар",
        "сел",
        "до",
        "вик",
        "ан",
        "ош",
        "пер",
        "кви",
        "лем",
        "тор",
        "эск",
        "ила",
    ],
}
SYLLABLES["fr"] = SYLLABLES["en"]


@dataclass(frozen=True, slots=True)
class Somebody:
    """Return one of the cast: what it is called in each script, each spelling a known identity of its own."""

    number: int
    type: IdentityType
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Return a report before it has an address: its text, and what is said in it by whom about whom."""

    text: str
    language: str
    title: str
    topics: tuple[str, ...]
    people: tuple[tuple[int, str], ...]
    said: tuple[tuple[int, Span, Span, tuple[int, ...], StatementKind, Act], ...]


def zipf(count: int) -> list[float]:
    """Return cumulative weights, the first being drawn most."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


def word(rng: random.Random, language: str, syllables: int) -> str:
    """Return an invented word."""
    return "".join(rng.choice(SYLLABLES[language]) for _ in range(syllables))


@cache
def vocabulary(language: str) -> list[str]:
    """Return the words of a language, the frequent ones short."""
    rng = random.Random(f"{SEED} words {language}")
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found[word(rng, language, 1 + min(4, len(found) // 12 + rng.randrange(3)))] = None
    return list(found)


@cache
def ranks() -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return the cumulative shares of the words of a vocabulary."""
    weights = 1.0 / np.arange(1, VOCABULARY + 1) ** 0.9
    return np.cumsum(weights / weights.sum())


@cache
def somebody(number: int) -> Somebody:
    """Return one of the cast."""
    rng = random.Random(f"{SEED} cast {number}")
    type_ = rng.choices(
        (IdentityType.PERSON, IdentityType.ORGANIZATION, IdentityType.PLACE, IdentityType.GROUP),
        (60, 22, 10, 8),
    )[0]
    seed = rng.random()
    spellings: list[str] = []
    for language in ("en", "ar", "ru"):
        own = random.Random(seed)
        parts = [word(own, language, 2), word(own, language, 3)]
        spellings.append(" ".join(part.capitalize() for part in parts))
        if number < CLUSTERS // 4:
            spellings.append(" ".join([*spellings[-1].split(), word(own, language, 2).capitalize()]))
    # Those who are named often are written in more ways.
    return Somebody(number, type_, tuple(spellings))


@cache
def outlet(number: int) -> tuple[str, str]:
    """Return the name and the language of an outlet."""
    rng = random.Random(f"{SEED} outlet {number}")
    language = rng.choices(LANGUAGES, LANGUAGE_SHARES)[0]
    return (
        f"The {word(rng, 'en', 3).capitalize()} {rng.choice(('Courier', 'Post', 'Herald', 'Radio'))}",
        language,
    )


CAST_WEIGHTS, OUTLET_WEIGHTS = zipf(CLUSTERS), zipf(OUTLETS)
ALL_OUTLETS = range(OUTLETS)


def spelled(who: Somebody, language: str, rng: random.Random) -> str:
    """Return what a report of a language calls somebody."""
    script = {"ar": 1, "ru": 2}.get(language, 0)
    each = len(who.names) // 3
    return who.names[script * each + (rng.randrange(each) if rng.random() < 0.3 else 0)]


def draft(i: int) -> Draft:
    """Return the report with a number, as it is first written."""
    rng = random.Random(f"{SEED} report {i}")
    numbers = np.random.default_rng([SEED, i])
    home = rng.choices(ALL_OUTLETS, cum_weights=OUTLET_WEIGHTS)[0]
    language = outlet(home)[1]
    words = vocabulary(language)
    drawn = iter(np.searchsorted(ranks(), numbers.random(60 * STATEMENTS_EACH)).tolist())

    def some(count: int) -> str:
        return " ".join(words[next(drawn)] for _ in range(count))

    cast = list(dict.fromkeys(rng.choices(range(CLUSTERS), cum_weights=CAST_WEIGHTS, k=CAST)))
    people = tuple((number, spelled(somebody(number), language, rng)) for number in cast)
    title = some(6).capitalize()
    text, at = [title], len(title)
    said = []
    for kind, act in zip(
        rng.choices(KINDS, KIND_SHARES, k=STATEMENTS_EACH),
        rng.choices(ACTS, ACT_SHARES, k=STATEMENTS_EACH),
        strict=True,
    ):
        speaker = rng.randrange(len(people))
        about = tuple({rng.randrange(len(people)) for _ in range(rng.randrange(3))} - {speaker})
        content = " ".join([some(rng.randrange(8, 30)), *(people[who][1] for who in about)])
        opening = "\n\n“"
        name = people[speaker][1]
        start = at + len(opening)
        end = start + len(content)
        cue = f"”, {words[7]} "
        paragraph = f"{opening}{content}{cue}{name}. {some(12)}."
        named = Span(end + len(cue), end + len(cue) + len(name))
        said.append((speaker, Span(start, end), named, about, kind, act))
        text.append(paragraph)
        at += len(paragraph)
    topics = tuple(sorted(set(rng.choices(TOPICS, zipf(len(TOPICS))[::-1], k=2))))
    return Draft("".join(text), language, title, topics, people, tuple(said))


@dataclass(frozen=True, slots=True)
class Made:
    """Return one report to add, and of which earlier one it carries the text."""

    capture: Capture
    reading: Reading
    place: str
    known: tuple[tuple[str, str, IdentityType], ...]
    source: int | None


def source_of(i: int) -> int | None:
    """Return whose text a report carries, None for one of its own."""
    rng = random.Random(f"{SEED} source {i}")
    return i - 1 - rng.randrange(min(i, 120)) if i > 10 and rng.random() < COPIED else None


def is_original(i: int) -> bool:
    """Return whether a report has a text of its own."""
    return source_of(i) is None


def is_changed(i: int) -> bool:
    """Return whether a report is a second edition of the one a hundred before it."""
    return i > 200 and random.Random(f"{SEED} changed {i}").random() < CHANGED and not is_changed(i - 100)


@lru_cache(maxsize=500)
def id_of(i: int, count: int) -> str:
    """Return the id of a report."""
    return make(i, count).capture.id


def address_of(i: int) -> str:
    """Return where a report was found."""
    return f"https://outlet{home_of(i)}.example/{i}"


def home_of(i: int) -> int:
    """Return the outlet of a report: another one's for those that carry its text."""
    rng = random.Random(f"{SEED} home {i}")
    return rng.choices(ALL_OUTLETS, cum_weights=OUTLET_WEIGHTS)[0]


def make(i: int, count: int) -> Made:
    """Return report `i` of `count`."""
    rng = random.Random(f"{SEED} place {i}")
    source = source_of(i)
    told = draft(i if source is None else source)
    address, text = address_of(i), told.text
    if source is not None:
        text += f"\n\n{vocabulary(told.language)[3]} {i}"
    place = address_of(i - 100) if is_changed(i) else address
    day = FIRST_DAY + timedelta(days=i * DAYS // count)
    at = datetime(day.year, day.month, day.day, 6, tzinfo=UTC) + timedelta(seconds=rng.randrange(60_000))
    body = text.encode()
    capture = Capture(
        sha256=sha256(body).hexdigest(), size=len(body), address=address, fetched_at=at,
        media_type="text/html", charset="utf-8", headers=(),
    )  # fmt: skip
    series = f"{outlet(home_of(i))[0]} Bulletin" if rng.random() < 0.1 else None
    report = Report(
        id=capture.id, name=address, capture=capture.sha256, text=text, encoding="utf-8",
        metadata=Metadata(
            title=told.title, outlet=outlet(home_of(i))[0], language=told.language, topics=told.topics,
            published=day - timedelta(days=rng.random() < 0.2), series=series, number=str(i) if series else None,
        ),
        blocks=blocks_of(text),
        made_by=MADE_BY,
    )  # fmt: skip
    people = [identity_of(report, number, name) for number, name in told.people]
    return Made(
        capture,
        Reading(report, tuple(people), tuple(statements_of(report, people, told))),
        place,
        tuple((known_id(name), name, somebody(number).type) for number, name in told.people),
        source,
    )


def known_id(name: str) -> str:
    """Return the id of the known identity of a name."""
    return content_id("known", name)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return a heading and a paragraph for each that follows."""
    at, found = 0, []
    for part in text.split("\n\n"):
        kind = BlockKind.PARAGRAPH if found else BlockKind.HEADING
        found.append(Block(kind, Span(at, at + len(part))))
        at += len(part) + 2
    return tuple(found)


def identity_of(report: Report, number: int, name: str) -> Identity:
    """Return one of the cast as a report has it."""
    at = report.text.find(name)
    mentions = (Mention(Span(at, at + len(name)), MentionForm.NAME),) if at >= 0 else ()
    return Identity(
        id=content_id("identity", report.id, name), name=name, type=somebody(number).type, named=True,
        names=(Name(name, script_of(name)),), mentions=mentions,
    )  # fmt: skip


def statements_of(report: Report, people: list[Identity], told: Draft) -> Iterator[Statement]:
    """Yield what is said in a report."""
    for speaker, content, named, about, kind, act in told.said:
        who = people[speaker]
        yield Statement(
            id=statement_id(report.id, kind, source=[named], cue=[], content=[content], text=report.text),
            report=report.id, speaker=Speaker(who.id, who.name, who.type, named), source=(named,), cue=(),
            content=(content,), kind=kind, act=act,
            about=tuple(IdentityRef(people[one].id, people[one].name) for one in about),
            confidence=0.9, made_by=MADE_BY, because="made up",
        )  # fmt: skip


def fill(store: SqlStore, count: int) -> None:
    """Add the reports that are missing, then all that is counted of them."""
    engine = store._place.engine
    with engine.connect() as connection:
        lots = Lots(connection)
    begun, first = time.monotonic(), lots.reports
    while lots.reports < count:
        with engine.begin() as connection:
            for i in range(lots.reports, min(lots.reports + BATCH, count)):
                lots.add(make(i, count), i, count)
            lots.write(connection)
        if lots.reports % 2_000 == 0 or lots.reports == count:
            speed = (lots.reports - first) / (time.monotonic() - begun)
            print(f"{lots.reports:,} reports, {speed:.0f} a second", flush=True)
    with engine.begin() as connection:
        if connection.scalar(sa.select(known_clusters.c.cluster_n).limit(1)) is None:
            finish(connection)
            judge(connection)
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    for i in range(max(0, count - 100), count):
        with store.writing():
            ids = [one.id for one in make(i, count).reading.statements]
            store.finding.keep_origins(ids, 1 + i % 4)


class Lots:
    """Return rows that wait to be written, many reports at a time: as the store makes them of one report each."""

    def __init__(self, connection: sa.Connection) -> None:
        self.reports: int = connection.scalar(sa.select(sa.func.max(tables.reports.c.n))) or 0
        self.rows: dict[sa.Table, list[dict[str, Any]]] = defaultdict(list)
        self.words: tuple[list[MarkedText], list[tuple[int, int, MarkedText]]] = ([], [])
        keys = connection.execute(sa.select(tables.name_keys.c.key, tables.name_keys.c.n))
        self.keys = {row.key: row.n for row in keys}
        known = connection.execute(sa.select(tables.known.c.id, tables.known.c.n))
        self.known = {row.id: row.n for row in known}
        self.numbers = {
            row.id: row.n for row in connection.execute(sa.select(tables.reports.c.id, tables.reports.c.n))
        }
        self.last = {table: self._last(connection, table) for table in (report_places, statement_places)}

    def add(self, made: Made, i: int, count: int) -> None:
        """Take up report `i`."""
        n = self.reports = self.reports + 1
        report, rows_of = made.reading.report, self.rows
        self.numbers[report.id] = n
        superseded = i + 100 < count and is_changed(i + 100)
        rows_of[tables.captures].append({"n": n, **rows.capture_values(made.capture)})
        outlet_key = self._key(key_of(report.metadata.outlet or ""))
        rows_of[tables.reports].append(
            {"n": n, "outlet_key": outlet_key, **rows.report_values(report, len(made.reading.statements))}
        )
        rows_of[tables.editions].append(
            {
                "report_n": n,
                "place": place_digest(made.place),
                "number": 2 if is_changed(i) else 1,
                "is_latest": not superseded,
            }
        )
        seen = made.capture.fetched_at
        rows_of[tables.sightings].append({"report_n": n, "first_seen": seen, "last_seen": seen, "times": 1})
        rows_of[tables.report_texts].append({"report_n": n, **rows.text_values(report)})
        said = Counter(one.speaker.id for one in made.reading.statements if one.speaker)
        known = {}
        for at, (who, (id_, name, type_)) in enumerate(zip(made.reading.identities, made.known, strict=True)):
            rows_of[tables.identities].append({"report_n": n, **rows.identity_values(who, at)})
            known[who.id] = self._known(id_, name, type_)
            rows_of[tables.filings].append(
                {
                    "report_n": n, "position": at, "known_n": known[who.id], "statements": said[who.id],
                    "score": 1.0, "because": "made up", "made_by": MADE_BY,
                }
            )  # fmt: skip
        self._add_statements(made, n, known, is_latest=not superseded)
        if made.source is not None and is_original(made.source):
            other = self.numbers.get(id_of(made.source, count))
            if other:
                rows_of[tables.reprints].append(
                    {
                        "a_n": other, "b_n": n, "share_a": 1.0, "share_b": 0.99, "origin_n": other if i % 4 else None,
                        "confidence": 0.9, "passages": [(0, len(report.text) - 20, 0, len(report.text) - 20)],
                        "because": "made up", "made_by": MADE_BY,
                    }
                )  # fmt: skip

    def write(self, connection: sa.Connection) -> None:
        """Write what waits."""
        index = index_of(connection.dialect.name)
        for table in tables.metadata.sorted_tables:
            if self.rows[table]:
                connection.execute(table.insert(), self.rows[table])
        reports, said = self.words
        if connection.dialect.name == "postgresql":
            for text, row in zip(reports, self.rows[tables.reports], strict=True):
                index.add_report(connection, row["n"], text)
            for n, some in groupby(said, key=lambda one: one[0]):
                index.add_statements(connection, n, [(position, text) for _, position, text in some])
        else:
            connection.execute(_FTS_REPORTS.insert(), [_fts_row(text) for text in reports])
            index.add_statements(connection, 0, [(position, text) for _, position, text in said])
        self.rows.clear()
        self.words = ([], [])

    def _add_statements(self, made: Made, n: int, known: dict[str, int], *, is_latest: bool) -> None:
        report, meta = made.reading.report, made.reading.report.metadata
        spelled = {who.id: [key_of(who.name)] for who in made.reading.identities}
        day = rows.day_of(None, meta.published)
        values = [rows.statement_values(one, at, day) for at, one in enumerate(made.reading.statements)]
        self.rows[tables.statements] += [{"report_n": n, **one} for one in values]
        head = places.Head(
            n,
            day,
            meta.language,
            meta.outlet,
            meta.topics,
            meta.series,
            meta.number,
            is_latest,
            Carried.ALONE,
        )
        lines = [
            places.Line(
                at, day, one["kind"], one["act"], one["speaker_id"], one["speaker_name"], one["speaker_type"],
                one["about"], None, None,
            )
            for at, one in enumerate(values)
        ]  # fmt: skip
        told, each = places.describe(head, lines, known, spelled)
        place = self._place(report_places, day)
        self.rows[report_places].append({"place": place, **told.row})
        self.words[0].append(MarkedText(place, report.text, told.marks))
        for at in sorted(each, reverse=True):
            statement = made.reading.statements[at]
            place = self._place(statement_places, day)
            self.rows[statement_places].append({"place": place, **each[at].row})
            self.rows[statement_subjects] += [
                {"place": place, "known_n": of} for of in sorted(each[at].subjects)
            ]
            words = "\n".join(span.cut(report.text) for span in statement.content)
            self.words[1].append((n, at, MarkedText(place, words, each[at].marks)))
            for role, _, name in _referred(statement):
                key = self._key(key_of(name or ""))
                self.rows[tables.statement_names].append(
                    {"role": role, "key_n": key, "day": day, "report_n": n, "position": at}
                )

    def _key(self, key: str) -> int:
        if key not in self.keys:
            n = self.keys[key] = len(self.keys) + 1
            self.rows[tables.name_keys].append({"n": n, "digest": _digest(key), "key": key})
            self.rows[tables.name_words] += [{"word": one, "key_n": n} for one in sorted(set(key.split()))]
        return self.keys[key]

    def _known(self, id_: str, name: str, type_: IdentityType) -> int:
        if id_ not in self.known:
            n = self.known[id_] = len(self.known) + 1
            self.rows[tables.known].append(
                {
                    "n": n, "id": id_, "name": name, "type": type_, "origin": KnownFrom.REPORTS, "cluster_n": n,
                    "reports": 0, "statements": 0, "contested": False,
                }
            )  # fmt: skip
            self.rows[tables.known_names].append(
                {
                    "known_n": n, "digest": digest_of(name, family_of(type_)), "text": name,
                    "script": script_of(name), "language": None, "reports": 0, "listed": False,
                }
            )  # fmt: skip
        return self.known[id_]

    def _place(self, table: sa.Table, day: int) -> int:
        last = self.last[table]
        last[day] = last.get(day, places.first_of(day)) + 1
        return last[day]

    @staticmethod
    def _last(connection: sa.Connection, table: sa.Table) -> dict[int, int]:
        day = table.c.place.op(">>", return_type=sa.BigInteger())(sa.literal_column(str(PLACE_BITS)))
        return {
            row[0]: row[1]
            for row in connection.execute(sa.select(day, sa.func.max(table.c.place)).group_by(day))
        }


def finish(connection: sa.Connection) -> None:
    """Count all that the store counts as reports come in."""
    run = connection.exec_driver_sql
    of_it = "FROM filings f JOIN reports r ON r.n = f.report_n WHERE f.known_n = known.n"
    for column, value in (
        ("reports", "count(*)"),
        ("statements", "coalesce(sum(f.statements), 0)"),
        ("first_day", "min(r.day)"),
        ("last_day", "max(r.day)"),
    ):
        run(f"UPDATE known SET {column} = (SELECT {value} {of_it})")
    run("UPDATE known_names SET reports = (SELECT k.reports FROM known k WHERE k.n = known_n)")
    run(
        "UPDATE report_places SET carried = 'shared' WHERE report_n IN"
        " (SELECT a_n FROM reprints WHERE origin_n IS NULL UNION SELECT b_n FROM reprints WHERE origin_n IS NULL)"
    )
    run("UPDATE report_places SET carried = 'original' WHERE report_n IN (SELECT origin_n FROM reprints)")
    run(
        "UPDATE report_places SET carried = 'copied' WHERE report_n IN"
        " (SELECT b_n FROM reprints WHERE origin_n IS NOT NULL)"
    )
    count_all(connection)


def count_all(connection: sa.Connection) -> None:
    """Count who speaks and of whom, as `counts` does report by report: days first, months of days, years of months."""
    run = connection.exec_driver_sql
    run("CREATE TEMP TABLE stretches (scale INTEGER, day INTEGER, start INTEGER, PRIMARY KEY (scale, day))")
    bounds = sa.select(sa.func.min(tables.statements.c.day), sa.func.max(tables.statements.c.day)).where(
        tables.statements.c.day > 0
    )
    first, last = connection.execute(bounds).one()
    stretches = sa.table("stretches", sa.column("scale"), sa.column("day"), sa.column("start"))
    connection.execute(
        stretches.insert(),
        [
            {"scale": int(scale), "day": day, "start": counts.start_of(scale, day)}
            for scale in (counts.Scale.MONTH, counts.Scale.YEAR)
            for day in range(counts.start_of(counts.Scale.YEAR, first), last + 1)
        ],
    )
    counted = "FROM statement_places p JOIN statement_subjects s ON s.place = p.place WHERE p.is_counted"
    run(
        "INSERT INTO known_counts (known_n, scale, start, said, said_of)"
        " SELECT known_n, 0, day, sum(said), sum(said_of) FROM ("
        f"SELECT speaker_n AS known_n, place >> {PLACE_BITS} AS day, 1 AS said, 0 AS said_of"
        " FROM statement_places WHERE is_counted AND speaker_n IS NOT NULL UNION ALL"
        f" SELECT s.known_n, p.place >> {PLACE_BITS}, 0, 1 {counted}) AS each_one GROUP BY known_n, day"
    )
    run(
        "INSERT INTO said_of_counts (by_n, scale, start, of_n, times)"
        " SELECT p.speaker_n, 1, m.start, s.known_n, count(*) FROM statement_places p"
        " JOIN statement_subjects s ON s.place = p.place"
        f" JOIN stretches m ON m.scale = 1 AND m.day = p.place >> {PLACE_BITS}"
        " WHERE p.is_counted AND p.speaker_n IS NOT NULL AND p.speaker_n <> s.known_n"
        " GROUP BY p.speaker_n, m.start, s.known_n"
    )
    for scale in (1, 2):
        run(
            "INSERT INTO known_counts (known_n, scale, start, said, said_of)"
            f" SELECT c.known_n, {scale}, d.start, sum(c.said), sum(c.said_of) FROM known_counts c"
            f" JOIN stretches d ON d.scale = {scale} AND d.day = c.start WHERE c.scale = {scale - 1}"
            " GROUP BY c.known_n, d.start"
        )
    run(
        "INSERT INTO said_of_counts (by_n, scale, start, of_n, times)"
        " SELECT c.by_n, 2, d.start, c.of_n, sum(c.times) FROM said_of_counts c"
        " JOIN stretches d ON d.scale = 2 AND d.day = c.start WHERE c.scale = 1"
        " GROUP BY c.by_n, d.start, c.of_n"
    )
    run(
        "INSERT INTO said_of_counts (by_n, scale, start, of_n, times)"
        " SELECT by_n, 3, 0, of_n, sum(times) FROM said_of_counts WHERE scale = 2 GROUP BY by_n, of_n"
    )


def judge(connection: sa.Connection) -> None:
    """Join the spellings of everybody, and ask some questions."""
    at = datetime(2025, 1, 1, tzinfo=UTC)
    known = {
        row.id: (row.n, row.statements)
        for row in connection.execute(
            sa.select(tables.known.c.id, tables.known.c.n, tables.known.c.statements)
        )
    }
    said: list[dict[str, Any]] = []
    tied: list[dict[str, Any]] = []
    joined: list[dict[str, Any]] = []
    paired: set[tuple[int, int]] = set()

    def tie(a: int, b: int, verdict: Verdict, settles: int | None) -> None:
        if a == b or (min(a, b), max(a, b)) in paired:
            return
        paired.add((min(a, b), max(a, b)))
        n = len(said) + 1
        said.append(
            {
                "n": n, "a_n": a, "b_n": b, "verdict": verdict, "by": MADE_BY, "is_person": False, "at": at,
                "score": 0.6, "because": "made up",
            }
        )  # fmt: skip
        tied.extend(
            {
                "known_n": one, "other_n": other, "verdict": verdict, "is_person": False, "judgement_n": n,
                "score": 0.6, "settles": settles, "doubt": None if settles is None else 0.1,
            }
            for one, other in ((a, b), (b, a))
        )  # fmt: skip

    for number in range(CLUSTERS):
        own = sorted({known[known_id(name)][0] for name in somebody(number).names if known_id(name) in known})
        for other in own[1:]:
            tie(own[0], other, Verdict.SAME, None)
            joined.append({"which": other, "to": own[0]})
        beside = known.get(known_id(somebody((number + 1) % CLUSTERS).names[0]))
        if own and beside and number % 7 == 0:
            tie(own[0], beside[0], Verdict.UNSURE, beside[1])
    connection.execute(tables.judgements.insert(), said)
    connection.execute(tables.ties.insert(), tied)
    connection.execute(
        tables.known.update()
        .where(tables.known.c.n == sa.bindparam("which"))
        .values(cluster_n=sa.bindparam("to")),
        joined,
    )
    recount_of(connection, connection.scalars(sa.select(tables.known.c.n)).all())
    print(f"{len(known):,} known identities, {len(said):,} judgements", flush=True)


def main() -> None:
    """Make the desk."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("desk", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--database", default=None)
    options = parser.parse_args()
    if options.database is None:
        url = f"sqlite:///{options.desk / 'desk.db'}"
        options.desk.mkdir(parents=True, exist_ok=True)
        if not (options.desk / "desk.db").exists():
            app.init_desk(options.desk)
    else:
        url = options.database
    with open_store(url, create=True) as store:
        fill(store, options.reports)


if __name__ == "__main__":
    sys.exit(main())
