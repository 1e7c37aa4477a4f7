"""Outlets, and what would be collected from them, for a person to read."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import THINKING, Lead, Outlet, Reading, Source
from onrecord.serve.formats.visible import counted, shorten, visible
from onrecord.stages.collect import Found
from onrecord.text.outlet_rows import row_of

_WORDS_CHARS = 240


def outlets_table(outlets: Sequence[Outlet], own: frozenset[str]) -> RenderableType:
    """Return a listing of outlets; `own` are the names of those that the desk watches."""
    table = _table()
    table.add_column("outlet", ratio=2)
    table.add_column("kind", no_wrap=True)
    table.add_column("where", no_wrap=True)
    table.add_column("languages", max_width=14)
    table.add_column("domains", ratio=2, style="dim")
    table.add_column("sources", justify="right", no_wrap=True)
    for outlet in outlets:
        sources = len(outlet.feeds) + len(outlet.sitemaps) + len(outlet.listings)
        table.add_row(
            Text(visible(outlet.name), style="bold" if outlet.name in own else ""),
            outlet.kind,
            outlet.country or "–",
            Text(visible(", ".join(outlet.languages))),
            Text(visible(", ".join(outlet.domains))),
            str(sources or "–"),
        )
    return table


def outlet_card(outlet: Outlet, *, is_own: bool) -> RenderableType:
    """Return everything that is known of one outlet, a line a value."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for key, value in row_of(outlet).items():
        if key != "name":
            for place, one in enumerate(value if isinstance(value, list) else [value]):
                table.add_row("" if place else key.replace("_", " "), Text(visible(one)))
    whose = "the desk's own" if is_own else "of the package; the desk does not watch it"
    return Group(
        Text(visible(outlet.name), style="bold cyan"),
        Text(f"  {whose}", style="dim"),
        Padding(table, (0, 0, 0, 2)),
    )


def source_card(source: Source, found: Found, leads: Sequence[tuple[Lead, bool]]) -> RenderableType:
    """Return what one source holds now: its first leads, each with whether the desk holds it already."""
    parts: list[RenderableType] = [
        Text(visible(f"{source.kind} {source.address}"), style="bold"),
        Text(f"  {_summary(found)}", style="dim"),
    ]
    parts += [Text(f"  {visible(problem)}", style="yellow") for problem in found.problems]
    if leads:
        table = _table()
        table.add_column("published", no_wrap=True, width=16)
        table.add_column("", no_wrap=True, width=4)
        table.add_column("lead", ratio=1)
        for lead, here in leads:
            words = Text(visible(lead.title or "–"))
            words.append(f"\n{visible(lead.address)}", style="dim")
            table.add_row(_minute(lead.published), "here" if here else "new", words)
        parts.append(Padding(table, (0, 0, 0, 2)))
    left = len(found.leads) - len(leads)
    if leads and left:
        parts.append(Text(f"  and {counted(left, 'lead')} more", style="dim"))
    return Group(*parts, Text())


def article_card(reading: Reading) -> RenderableType:
    """Return one article as it would be read: title, authors, date, its first words, how many statements."""
    metadata = reading.report.metadata
    said = sum(statement.act not in THINKING for statement in reading.statements)
    spans = [block.span for block in reading.report.blocks if str(block.kind) == "paragraph"]
    first = visible(spans[0].cut(reading.report.text)) if spans else "no paragraph found"
    rows = (
        ("address", reading.report.name),
        ("title", metadata.title or "–"),
        ("authors", ", ".join(metadata.authors) or "–"),
        ("published", metadata.published.isoformat() if metadata.published else "–"),
        ("outlet", metadata.outlet or "–"),
        ("language", metadata.language or "–"),
        ("begins", shorten(first, _WORDS_CHARS)),
        ("found", counted(said, "statement")),
    )
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for key, value in rows:
        table.add_row(key, Text(visible(value)))
    return Group(Text("The first of them, as it would be read", style="bold"), Padding(table, (0, 0, 0, 2)))


def _summary(found: Found) -> str:
    facts = [counted(len(found.leads), "lead")]
    if found.further:
        facts.append(counted(len(found.further), "further source"))
    if found.next_check:
        facts.append(f"asks to be left alone for {found.next_check.total_seconds() / 60:g} minutes")
    return " · ".join(facts)


def _minute(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else "–"


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
