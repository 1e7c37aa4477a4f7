"""Editions, and what changed between them, for people and for programs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Change, ChangeKind, Comparison, Edition, Fate, Reading, Statement, Wording
from onrecord.serve.formats.objects import statement_object
from onrecord.serve.formats.visible import counted, visible

Held = tuple[Edition, Reading]

#: Words on each side of a change that are shown; the rest of what was kept is left out.
_AROUND_WORDS = 8
_STYLES = {Fate.KEPT: "", Fate.DROPPED: "red", Fate.ADDED: "green"}
_MARKS = {Fate.KEPT: ("", ""), Fate.DROPPED: ("[-", "-]"), Fate.ADDED: ("{+", "+}")}


def edition_table(editions: Sequence[Edition]) -> RenderableType:
    """Return the list of editions, a line for each stretch of time over which one was seen."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("edition", "first seen", "last seen", "times", "said", "title"):
        table.add_column(name, no_wrap=name != "title")
    for edition in editions:
        for i, seen in enumerate(edition.sightings):
            number = f"{edition.number}{' (latest)' if edition.is_latest else ''}" if not i else "  again"
            table.add_row(
                number,
                _minute(seen.first_seen),
                _minute(seen.last_seen),
                str(seen.times),
                str(edition.statements) if not i else "",
                Text(visible(edition.title or "–")) if not i else "",
            )
    return table


def changes_list(before: Held, after: Held, comparison: Comparison, *, whole: bool = False) -> RenderableType:
    """Return what changed from one edition to the next, in lines: kind, who, the words with marks.

    Dropped words stand in `[-…-]`, added ones in `{+…+}`, as word diffs write them.
    """
    (old, _), (new, _) = before, after
    since = new.sightings[0].first_seen if new.sightings else None
    told = f", seen {_minute(since)}" if since else ""
    lines: list[RenderableType] = [
        Text(),
        Text(f"edition {old.number} → edition {new.number}{told}", style="bold cyan"),
    ]
    lines += [
        Text(f"  {change.field}: {visible(change.before or '–')} → {visible(change.after or '–')}")
        for change in comparison.fields
    ]
    lines += [
        Padding(_change_line(change, before, after, whole=whole), (0, 0, 0, 2))
        for change in comparison.changes
    ]
    lines.append(Text(f"  {counted(comparison.same, 'statement')} unchanged", style="dim"))
    return Group(*lines)


def edition_object(edition: Edition) -> dict[str, Any]:
    """Return an edition as an object."""
    return {
        "edition": edition.number,
        "report": edition.report,
        "name": edition.name,
        "title": edition.title,
        "capture": f"sha256:{edition.capture}",
        "text_sha256": edition.text_sha256,
        "statements": edition.statements,
        "latest": edition.is_latest,
        "seen": [
            {"first": seen.first_seen.isoformat(), "last": seen.last_seen.isoformat(), "times": seen.times}
            for seen in edition.sightings
        ],
    }


def comparison_object(before: Held, after: Held, comparison: Comparison) -> dict[str, Any]:
    """Return what changed as an object; statements in the form of the statement line."""
    return {
        "from": before[0].number,
        "to": after[0].number,
        "fields": [
            {"field": one.field, "before": one.before, "after": one.after} for one in comparison.fields
        ],
        "statements": [
            {
                "changes": [str(kind) for kind in change.kinds],
                "before": _object(change.before, before),
                "after": _object(change.after, after),
                "wording": [{"fate": str(part.fate), "words": part.words} for part in change.wording],
            }
            for change in comparison.changes
        ],
        "unchanged": comparison.same,
    }


def _object(statement: Statement | None, held: Held) -> dict[str, Any] | None:
    if statement is None:
        return None
    report = held[1].report
    return statement_object(
        statement, report_name=report.name, capture=report.capture, text_sha256=report.text_sha256
    )


def _change_line(change: Change, before: Held, after: Held, *, whole: bool) -> Text:
    line = Text(f"{' and '.join(change.kinds)}: ", style="bold")
    old = _speaker(change.before, before[1]) if change.before else None
    new = _speaker(change.after, after[1]) if change.after else None
    who = f"{old} → {new}" if ChangeKind.REATTRIBUTED in change.kinds else new or old or ""
    line.append(f"{who}: ", style="not bold cyan")
    for i, part in enumerate(change.wording):
        opening, closing = _MARKS[part.fate]
        words = _shown(part, change, i, whole=whole)
        line.append(f"{' ' if i else ''}{opening}{words}{closing}", style=f"not bold {_STYLES[part.fate]}")
    return line


def _shown(part: Wording, change: Change, place: int, *, whole: bool) -> str:
    words = part.words.split()
    if whole or part.fate is not Fate.KEPT or len(words) <= 2 * _AROUND_WORDS:
        return visible(part.words)
    head = words[:_AROUND_WORDS] if place or len(change.wording) == 1 else []
    tail = words[-_AROUND_WORDS:] if place < len(change.wording) - 1 else []
    return visible(" ".join([*head, "[…]", *tail]))


def _speaker(statement: Statement, reading: Reading) -> str:
    if statement.speaker is None:
        return "not named"
    named = {identity.id: identity.name for identity in reading.identities}
    return visible(statement.speaker.name or named.get(statement.speaker.id, "not named"))


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
