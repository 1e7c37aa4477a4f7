"""How long the naming lens takes on a desk of many reports.

    python bench/lens.py --reports 100000 --at /tmp/lens-desk

Makes a desk of invented reports (texts of its own, in the public domain), unless one is there already, in which one
body is named in a fifth of the reports by several names, another in a thousandth; then asks the lens for both, and
says how long each question took and how many places were counted.
"""

import argparse
import random
import resource
import sqlite3
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk, lens
from onrecord.model import (
    Capture,
    Filing,
    Identity,
    IdentityType,
    KnownFrom,
    Mention,
    MentionForm,
    Metadata,
    Name,
    Reading,
    Report,
    Span,
    content_id,
)
from onrecord.ports import NewKnown

_BATCH = 1_000
#: Reports made through the store; the others are copies of these in all but their numbers and ids.
_MADE = 2_000
#: Sentences of a report, and of those of one that names a body the share that do.
_SENTENCES, _NAMED = 40, 0.15
#: Shares of reports that name each body.
BODIES = {"United Nations": 0.2, "Harbour Front of Selm": 0.001}
_CALLED = {
    "United Nations": ["the United Nations", "the UN", "the world body United Nations", "United Nations"],
    "Harbour Front of Selm": ["Harbour Front of Selm", "the dockers movement Harbour Front of Selm"],
}
_WORDS = [
    "boat",
    "quay",
    "herring",
    "council",
    "storm",
    "vote",
    "nets",
    "mayor",
    "fishers",
    "winter",
    "price",
    "ferry",
    "bridge",
    "market",
    "tide",
    "salt",
    "rope",
    "crane",
    "letter",
    "engine",
    "school",
    "tax",
    "road",
    "lamp",
    "stone",
    "summer",
    "border",
    "pilot",
    "coal",
    "grain",
    "union",
    "clerk",
    "court",
    "island",
    "sail",
]
_OUTLETS = [
    f"The {name} {kind}" for name in ("Kesh", "Selm", "Vik", "Oster", "Halm") for kind in ("Post", "Lantern")
]


def main() -> None:
    """Make the desk where there is none, and ask."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--at", type=Path, required=True, help="folder of the desk; made where there is none")
    asked = parser.parse_args()
    if not asked.at.exists():
        started = time.perf_counter()
        made = min(asked.reports, _MADE)
        with open_desk(init_desk(asked.at)) as desk:
            fill(desk, made)
        multiply(asked.at / "desk.db", made, asked.reports)
        print(f"made a desk of {asked.reports:,} reports in {time.perf_counter() - started:.0f} s")
    with open_desk(asked.at, read_only=True) as desk:
        for body in BODIES:
            started, used = time.perf_counter(), time.process_time()
            found = lens(desk, body)
            took, used = time.perf_counter() - started, time.process_time() - used
            print(
                f"{body}: {found.times:,} namings in {found.reports:,} reports of {len(found.outlets)} outlets, "
                f"{took:.2f} s ({used:.2f} s of CPU)"
            )
    print(f"memory at its most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def fill(desk: Desk, reports: int) -> None:
    """Keep so many reports, with their identities filed, a batch to a transaction."""
    draw = random.Random(7)
    with desk.store.writing():
        desk.store.registry.put(
            NewKnown(content_id("known", body), body, IdentityType.ORGANIZATION, KnownFrom.REPORTS)
            for body in BODIES
        )
    for start in range(0, reports, _BATCH):
        with desk.store.writing():
            for number in range(start, min(start + _BATCH, reports)):
                _keep(desk, draw, number)


def multiply(database: Path, made: int, reports: int) -> None:
    """Copy the rows of the reports made until there are so many: through the store alone it would take an hour."""
    with closing(sqlite3.connect(database)) as connection, connection:
        tables = ("captures", "reports", "report_texts", "editions", "identities", "filings")
        columns = {
            table: [row[1] for row in connection.execute(f"SELECT * FROM pragma_table_info('{table}')")]  # noqa: S608
            for table in tables
        }
        for offset in range(made, reports, made):
            for table, names in columns.items():
                picked = ", ".join(_copied(name, table, offset) for name in names)
                quoted = ", ".join(f'"{name}"' for name in names)
                key = "n" if "n" in names else "report_n"
                statement = (
                    f"INSERT INTO {table} ({quoted}) SELECT {picked} FROM {table} WHERE {key} <= {made}"  # noqa: S608
                )
                connection.execute(statement)
            # Places of one day lie together, far from those of the next.
            connection.execute(
                "INSERT INTO report_words (rowid, words, bare, marks) SELECT rowid + ?, words, bare, marks "
                "FROM report_words WHERE rowid IN (SELECT place FROM report_places WHERE report_n <= ?)",
                (offset, made),
            )
            connection.execute(
                "INSERT INTO report_places (place, report_n, carried, is_latest) "
                "SELECT place + ?1, report_n + ?1, carried, is_latest FROM report_places WHERE report_n <= ?2",
                (offset, made),
            )


def _copied(name: str, table: str, offset: int) -> str:
    """Return the SQL for a column of a copied row: numbers moved on, ids told apart."""
    if name in {"n", "report_n"}:
        return f'"{name}" + {offset}'
    if (name == "id" and table != "known") or name == "place":
        return f"CAST(\"{name}\" || '-{offset}' AS {'BLOB' if name == 'place' else 'TEXT'})"
    return f'"{name}"'


def _keep(desk: Desk, draw: random.Random, number: int) -> None:
    text, mentions = _text(draw, number)
    body = text.encode()
    capture = Capture(
        sha256=sha256(body).hexdigest(),
        size=len(body),
        address=f"file:///bench/{number}.txt",
        fetched_at=datetime(2024, 1, 1, tzinfo=UTC),
        media_type="text/plain",
    )
    day = date(2020, 1, 1) + timedelta(days=number % 1500)
    report = Report(
        id=capture.id,
        name=f"{number}.txt",
        capture=capture.sha256,
        text=text,
        encoding="utf-8",
        metadata=Metadata(outlet=draw.choice(_OUTLETS), published=day, language="en"),
        blocks=(),
        made_by="bench",
    )
    identities = tuple(
        Identity(
            id=content_id("identity", report.id, name),
            name=name,
            type=IdentityType.ORGANIZATION,
            named=True,
            names=(Name(name, "Latn"),),
            mentions=tuple(Mention(span, MentionForm.NAME) for span in spans),
        )
        for name, spans in mentions.items()
    )
    desk.store.add(capture, Reading(report, identities, ()))
    desk.store.registry.file(
        report.id,
        [Filing(one.id, content_id("known", one.name), 1.0, "bench", "bench") for one in identities],
    )


def _text(draw: random.Random, number: int) -> tuple[str, dict[str, list[Span]]]:
    """Return a text of some 3,000 characters, and where bodies are named in it."""
    parts = [f"Report {number}"]
    size = len(parts[0])
    mentions: dict[str, list[Span]] = {}
    there = [body for body, share in BODIES.items() if draw.random() < share]
    for _ in range(_SENTENCES):
        words = " ".join(draw.choices(_WORDS, k=11)).capitalize()
        if there and draw.random() < _NAMED:
            body = draw.choice(there)
            called = draw.choice(_CALLED[body])
            at = size + 1 + len(words) + len(" near ")
            words += f" near {called}"
            if body in called:
                begin = at + called.index(body)
                mentions.setdefault(body, []).append(Span(begin, begin + len(body)))
        parts.append(words + ".")
        size += len(parts[-1]) + 1
    return " ".join(parts), mentions


if __name__ == "__main__":
    main()
