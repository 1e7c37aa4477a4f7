"""Putting captures into a package that a stranger can verify and other tools can open."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.desk.correct import machine_reading
from onrecord.desk.desk import Desk
from onrecord.desk.proof import draw_path, entry_for, stamps_on
from onrecord.errors import NotFound
from onrecord.model import Edition, Reading
from onrecord.model.correction import correction_facts
from onrecord.model.ledger import capture_facts, credit_facts, time_text
from onrecord.ports import Note, Packages, Packed

#: The form of what stands in the package's `onrecord/` folder.
FORMAT = "onrecord-package/1"
#: Reports that one query adds at most; a package of more is asked for by name.
_QUERY_REPORTS = 1_000

#: Return a reading as the interchange format writes it.
Draw = Callable[[Reading], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Exported:
    """Return what went into a package: captures, statements, timestamps."""

    captures: int
    statements: int
    timestamps: int


@dataclass(frozen=True, slots=True)
class _Chosen:
    report: str
    place: str
    entry: int


def choose_reports(desk: Desk, keys: Iterable[str], *, all_editions: bool = False) -> list[Edition]:
    """Return the editions that `keys` mean: each a report, or else words that stand in some.

    Args:
        desk: The desk.
        keys: Names, addresses, ids, or queries in the language of search.
        all_editions: Take every edition of each report.

    Raises:
        NotFound: A key means nothing here.
        BadRequest: Several reports are called that, or a query holds no word.
    """
    ids: dict[str, None] = {}
    for key in keys:
        try:
            ids[desk.store.find_report(key)] = None
        except NotFound:
            hits = desk.store.search_reports(key, limit=_QUERY_REPORTS)
            if not hits:
                raise
            ids.update(dict.fromkeys(hit.line.id for hit in hits))
    chosen: dict[str, Edition] = {}
    for report in ids:
        for edition in desk.store.editions.of(report):
            if all_editions or edition.report == report:
                chosen[edition.report] = edition
    return list(chosen.values())


def export(
    desk: Desk, editions: list[Edition], packages: Packages, target: Path, *, draw: Draw, made_by: str
) -> Exported:
    """Return what went into the package that is now at `target`.

    Args:
        desk: The desk.
        editions: What to export, as `choose_reports` gives it.
        packages: What writes packages.
        target: Where to.
        draw: Writes a reading in the interchange format.
        made_by: Name and version of the program.

    Raises:
        EvidenceBroken: Something to be exported is not what the ledger recorded.
        NotFound: Its bytes are gone.
        BadRequest, StoreError: It cannot be written there.
    """
    chosen = [_choose(desk, edition) for edition in editions]
    chosen.sort(key=lambda one: one.entry)
    shown = {one.entry for one in chosen}
    stamps = stamps_on(desk.store.ledger, shown)

    def notes() -> Iterator[Note]:
        yield "package.json", [_package(desk, len(chosen), made_by)]
        yield "captures.jsonl", (_capture_line(desk, one) for one in chosen)
        for one in chosen:
            yield reading_name(one.report), [_reading(desk, one.report, draw)]
        yield "ledger.jsonl", draw_path(desk.store.ledger, shown)
        for stamp in stamps:
            yield stamp_name(stamp.subject), [desk.evidence.get(stamp.subject)]

    title = f"{len(chosen)} captures" if len(chosen) != 1 else editions[0].title or editions[0].name
    packages.write(target, (_packed(desk, one) for one in chosen), notes(), title=title)
    return Exported(len(chosen), sum(edition.statements for edition in editions), len(stamps))


def reading_name(capture_id: str) -> str:
    """Return what the note with a capture's reading is called."""
    return f"reading-{capture_id}.json"


def stamp_name(sha256: str) -> str:
    """Return what the note with a timestamp's token is called."""
    return f"timestamp-{sha256}.tsr"


def readers_of(reading: Reading) -> list[str]:
    """Return the names and versions of all that made a reading, sorted."""
    return sorted({reading.report.made_by, *(said.made_by for said in reading.statements)})


def quotations(reading: Reading) -> list[dict[str, Any]]:
    """Return the words of each statement, cut from the text by its spans, for whoever has no program to cut them."""
    text = reading.report.text
    return [
        {
            "statement": said.id,
            "speaker": said.speaker.name if said.speaker else None,
            "words": [span.cut(text) for span in said.content],
        }
        for said in reading.statements
    ]


def _choose(desk: Desk, edition: Edition) -> _Chosen:
    record = desk.store.capture(edition.report)
    if record is None:
        raise NotFound("there is no capture with this id", subject=edition.name)
    entry = entry_for(desk.store.ledger, record, edition.name)
    return _Chosen(edition.report, edition.place, entry.n)


def _packed(desk: Desk, one: _Chosen) -> Packed:
    record = desk.store.capture(one.report)
    if record is None:
        raise NotFound("was removed meanwhile; export again", subject=one.report)
    title = desk.store.report(one.report).metadata.title
    return Packed(record.capture, desk.evidence.get(record.capture.sha256), title)


def _package(desk: Desk, captures: int, made_by: str) -> bytes:
    opened = next(iter(desk.store.ledger.entries()), None)
    return _json(
        {
            "format": FORMAT,
            "made_by": made_by,
            "made_at": time_text(desk.clock.now()),
            "desk": opened.subject if opened else None,
            "captures": captures,
        }
    )


def _capture_line(desk: Desk, one: _Chosen) -> bytes:
    record = desk.store.capture(one.report)
    if record is None:
        raise NotFound("was removed meanwhile; export again", subject=one.report)
    facts = {**capture_facts(record.capture)}
    told = {"capture": facts, "name": record.name, "place": one.place, "entry": one.entry}
    if record.credit is not None:
        told["credit"] = credit_facts(record.credit)
    return _json(told)


def _reading(desk: Desk, report: str, draw: Draw) -> bytes:
    """Return what the machine read, which a stranger can make again, and beside it what persons made of it."""
    reading = machine_reading(desk, report)
    told = {"readers": readers_of(reading), "reading": draw(reading), "quotations": quotations(reading)}
    standing = desk.store.corrections.standing(report)
    if standing:
        shown = desk.store.reading(report)
        told["corrected"] = {
            "reading": draw(shown),
            "quotations": quotations(shown),
            "corrections": [correction_facts(one) for one in standing],
        }
    return _json(told)


def _json(thing: dict[str, Any]) -> bytes:
    return json.dumps(thing, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
