"""What the naming lens shows: a table for people, an object for programs, lines for a spreadsheet."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.desk import Lens, Naming, NamingExample
from onrecord.serve.formats.sheet import defused
from onrecord.serve.formats.visible import counted, escaped, visible

COLUMNS = (
    "outlet", "phrase", "times", "reports", "example_report", "example_name", "example_published", "start_char",
    "end_char", "passage",
)  # fmt: skip
_UNKNOWN = "(outlet not known)"


def lens_table(found: Lens, *, limit: int) -> RenderableType:
    """Return what each outlet calls it, with counts and an example of each phrase.

    Args:
        found: What was counted.
        limit: How many phrases are shown of each outlet, and in the sums.
    """
    head = Text(visible(found.name), style="bold cyan")
    kind = f"{found.type} · id {found.id[:12]}" if found.type and found.id else "words"
    head.append(f"  {kind}", style="not bold default")
    parts: list[RenderableType] = [
        head,
        Text(f"  {counted(found.times, 'naming')} in {counted(found.reports, 'report')}", style="dim"),
        Text(),
    ]
    for outlet, times, reports in found.outlets:
        some = [one for one in found.namings if one.outlet == outlet]
        title = Text(visible(outlet or _UNKNOWN), style="bold")
        title.append(f"  {_sum(times, reports)}", style="not bold dim")
        parts += [title, Padding(_namings(some[:limit]), (0, 0, 0, 2)), _more(len(some), limit), Text()]
    if len(found.outlets) > 1:
        parts += [Text("all outlets", style="bold"), Padding(_sums(found, limit), (0, 0, 0, 2))]
        parts.append(_more(len(found.phrases), limit))
    return Group(*parts)


def lens_object(found: Lens) -> str:
    """Return everything that was counted as one JSON object."""
    thing = {
        "name": found.name,
        "type": str(found.type) if found.type else None,
        "id": found.id,
        "words": list(found.words),
        "times": found.times,
        "reports": found.reports,
        "outlets": [
            {
                "outlet": outlet,
                "times": times,
                "reports": reports,
                "phrases": [_object(one) for one in found.namings if one.outlet == outlet],
            }
            for outlet, times, reports in found.outlets
        ],
        "phrases": [
            {"phrase": phrase, "times": times, "reports": reports} for phrase, times, reports in found.phrases
        ],
    }
    return json.dumps(thing, ensure_ascii=False, indent=1) + "\n"


def lens_sheet(found: Lens) -> str:
    """Return a line for each phrase of each outlet as CSV; cells that would be formulas are led by an apostrophe."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for one in found.namings:
        first = one.examples[0] if one.examples else None
        cells = (one.outlet or "", one.phrase, str(one.times), str(one.reports), *_cells(first))
        lines.writerow([defused(cell) for cell in cells])
    return out.getvalue()


def _cells(example: NamingExample | None) -> Sequence[str]:
    if example is None:
        return ("",) * 6
    return (
        example.report,
        example.report_name,
        example.published.isoformat() if example.published else "",
        str(example.span.start),
        str(example.span.end),
        example.passage,
    )


def _namings(some: Sequence[Naming]) -> Table:
    table = _table()
    table.add_column("phrase", ratio=2)
    table.add_column("times", justify="right", no_wrap=True)
    table.add_column("reports", justify="right", no_wrap=True)
    table.add_column("example", ratio=3)
    for one in some:
        example = _example(one.examples[0]) if one.examples else Text()
        table.add_row(Text(visible(one.phrase)), str(one.times), str(one.reports), example)
    return table


def _sums(found: Lens, limit: int) -> Table:
    table = _table()
    table.add_column("phrase", ratio=2)
    table.add_column("times", justify="right", no_wrap=True)
    table.add_column("reports", justify="right", no_wrap=True)
    table.add_column("", ratio=3)
    for phrase, times, reports in found.phrases[:limit]:
        table.add_row(Text(visible(phrase)), str(times), str(reports), "")
    return table


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)


def _example(one: NamingExample) -> Text:
    """Return the passage with the phrase in bold, cleaned piece by piece, and below it where it stands."""
    line = Text(escaped(one.passage[: one.at.start]))
    line.append(escaped(one.passage[one.at.start : one.at.end]), style="bold")
    line.append(escaped(one.passage[one.at.end :]))
    where = [one.published.isoformat()] if one.published else []
    line.append(
        "\n" + visible(" · ".join([*where, one.report_name, f"{one.span.start}–{one.span.end}"])), style="dim"
    )
    return line


def _more(there: int, limit: int) -> Text:
    return Text(f"  {there - limit} more with a higher --limit" if there > limit else "", style="dim", end="")


def _sum(times: int, reports: int) -> str:
    return f"{times} in {counted(reports, 'report')}"


def _object(one: Naming) -> dict[str, Any]:
    return {
        "phrase": one.phrase,
        "times": one.times,
        "reports": one.reports,
        "examples": [
            {
                "report": example.report_name,
                "report_id": example.report,
                "published": example.published.isoformat() if example.published else None,
                "span": [example.span.start, example.span.end],
                "passage": example.passage,
            }
            for example in one.examples
        ],
    }
