"""A desk of many small reports, in which everything that a search may ask for varies, with what each answer must be."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from onrecord.model import (
    Act,
    Capture,
    Filing,
    IdentityType,
    KnownFrom,
    Metadata,
    Reading,
    Statement,
    StatementKind,
    content_id,
)
from onrecord.ports import NewKnown, Store
from tests.factory import NOON, make_capture, make_identity, make_report, make_statement

PEOPLE = ("Ada Lindqvist", "Tomas Okoro", "Mira Selm", "آدا ليندكفيست", "Ада Линдквист", "Dockers’ Union")
OUTLETS = ("The Selm Courier", "Radio Selm", "Northern Post")
LANGUAGES = ("en", "ar", "ru-Cyrl", "pt-BR")
TOPICS = ("Ports", "Fishing rights", "Water")
WORDS = ("harbour", "tariff", "rockets", "seven", "المرفأ", "гавань", "boats", "north")
FIRST_DAY = date(2024, 1, 29)


@dataclass(frozen=True, slots=True)
class Said:
    """Return one statement with what a search may ask of it."""

    statement: Statement
    reading: Reading
    words: str
    day: int

    @property
    def speaker(self) -> str:
        """Return who speaks."""
        return (self.statement.speaker and self.statement.speaker.name) or ""

    @property
    def about(self) -> tuple[str, ...]:
        """Return whom it names."""
        return tuple(ref.name for ref in self.statement.about)

    @property
    def meta(self) -> Metadata:
        """Return what its report says of itself."""
        return self.reading.report.metadata


def known_id(name: str) -> str:
    """Return the id of the known identity of a name."""
    return content_id("known", name)


def type_of(name: str) -> IdentityType:
    """Return what somebody is."""
    return IdentityType.ORGANIZATION if "Union" in name else IdentityType.PERSON


def draw(i: int, rng: Random, *, day: int | None = None) -> tuple[Capture, Reading]:
    """Return a report with a few statements."""
    people = rng.sample(PEOPLE, 3)
    lines = [
        (rng.choice(people), " ".join(rng.choices(WORDS, k=rng.randrange(1, 6))))
        for _ in range(rng.randrange(5))
    ]
    text = f"Report {i}\n\n" + "\n\n".join(
        f"“{words} {at}” said {who}." for at, (who, words) in enumerate(lines)
    )
    capture = make_capture(text, address=f"https://courier.example/{i}", fetched_at=NOON + timedelta(hours=i))
    shift = rng.randrange(60) if day is None else day
    meta = Metadata(
        title=f"Report {i}",
        outlet=rng.choice((*OUTLETS, None)),
        language=rng.choice((*LANGUAGES, None)),
        topics=tuple(rng.sample(TOPICS, rng.randrange(3))),
        series="Selm Papers" if i % 4 == 0 else None,
        number=str(i) if i % 4 == 0 else None,
        published=None if i % 9 == 5 and day is None else FIRST_DAY + timedelta(days=shift),
    )
    report = make_report(text, capture=capture, name=f"{i}.txt", metadata=meta)
    cast = {name: make_identity(report, name, type_=type_of(name)) for name in people}
    said = tuple(
        make_statement(
            report,
            f"{words} {at}",
            by=cast[who],
            about=[cast[other] for other in people if other != who and rng.random() < 0.4],
            kind=rng.choice(tuple(StatementKind)),
            act=rng.choice((Act.SAY, Act.SAY, Act.DENY, Act.THINK)),
            said_on=FIRST_DAY + timedelta(days=rng.randrange(60)) if rng.random() < 0.2 else None,
            venue="interview with Radio Selm" if rng.random() < 0.2 else None,
        )
        for at, (who, words) in enumerate(lines)
    )
    return capture, Reading(report, tuple(cast.values()), said)


def keep(store: Store, capture: Capture, reading: Reading, *, place: str | None = None) -> None:
    """Add a report and file those whom it names, as the desk does."""
    with store.writing():
        store.add(capture, reading, place=place)
        store.registry.put(
            NewKnown(known_id(who.name), who.name, who.type, KnownFrom.REPORTS) for who in reading.identities
        )
        store.registry.file(
            reading.report.id,
            [
                Filing(who.id, known_id(who.name), 1.0, "the same name", "tests 1")
                for who in reading.identities
            ],
        )


def fill(store: Store, count: int, seed: int = 1) -> list[Reading]:
    """Return the reports that were added."""
    rng = Random(seed)  # noqa: S311 -- a seed makes the reports come again
    found = []
    for i in range(count):
        capture, reading = draw(i, rng)
        keep(store, capture, reading)
        found.append(reading)
    return found


def said_in(readings: Iterable[Reading]) -> list[Said]:
    """Return all statements."""
    return [
        Said(
            statement,
            reading,
            " ".join(span.cut(reading.report.text) for span in statement.content),
            day_of(statement, reading),
        )
        for reading in readings
        for statement in reading.statements
    ]


def day_of(statement: Statement, reading: Reading) -> int:
    """Return the day that a statement counts under."""
    day = statement.said_on or reading.report.metadata.published
    return day.toordinal() if day else 0


def ids_where(readings: Iterable[Reading], condition: Callable[[Said], bool]) -> set[str]:
    """Return the ids of the statements of which it holds."""
    return {one.statement.id for one in said_in(readings) if condition(one)}
