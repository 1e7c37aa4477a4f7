"""Statements and reports for a person to read, at 80 columns and more."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Act, Metadata, Reading, Statement, is_persons_word
from onrecord.ports import ReportHit, ReportLine, StatementHit
from onrecord.serve.formats.visible import counted, joined, shorten, visible
from onrecord.text.timecodes import format_clock

#: Long enough for two sentences, short enough that a screen holds ten statements.
WORDS_CHARS = 240
_EXCERPT_CHARS = 300
#: By so much of its id a statement may be called.
_ID_DIGITS = 10


def reading_table(
    reading: Reading, statements: Sequence[Statement], *, hidden: int, whole: bool, why: bool = False
) -> RenderableType:
    """Return a report's head and its `statements`: who, how, the words, the line of the text.

    Args:
        reading: The report with everything in it.
        statements: Those to show, in text order.
        hidden: How many more there are, of thoughts and attitudes.
        whole: Whether the words are shown in full.
        why: Whether each statement is followed by its reason, its confidence and what found it.
    """
    report = reading.report
    starts = [0, *(at + 1 for at, char in enumerate(report.text) if char == "\n")]
    described = {identity.id: identity.name for identity in reading.identities}
    table = _statement_table("time" if report.times else "line")
    for said in statements:
        words = joined(tuple(span.cut(report.text) for span in said.content))
        line = str(bisect_right(starts, said.content[0].start))
        place = format_clock(said.time[0]) if said.time else "" if report.times else line
        place += f"\n{said.id[:_ID_DIGITS]}"
        _add_row(table, said, words, place, described, whole=whole, why=why)
    return Group(
        _head(report.name, report.metadata.title, _facts(report.metadata)),
        Padding(table, (1, 0, 0, 2)) if statements else Text("  no statements found", style="dim"),
        Text(_count(len(statements), hidden), style="dim"),
        Text(),
    )


def hits_table(hits: Sequence[StatementHit], *, whole: bool) -> RenderableType:
    """Return found statements, under a head for each run of them from one report."""
    parts: list[RenderableType] = []
    for (name, title), run in groupby(hits, key=lambda hit: (hit.report_name, hit.title)):
        found = list(run)
        facts = [fact for fact in (found[0].outlet, _day(found[0].published)) if fact]
        table = _statement_table("at")
        for hit in found:
            content = hit.statement.content
            place = f"{content[0].start}–{content[-1].end}"
            if hit.statement.time:
                place += f"\n{format_clock(hit.statement.time[0])}"
            place += f"\n{hit.statement.id[:_ID_DIGITS]}"
            _add_row(table, hit.statement, joined(hit.words), place, {}, whole=whole)
        parts += [_head(name, title, facts), Padding(table, (1, 0, 1, 2))]
    return Group(*parts)


def search_list(hits: Sequence[ReportHit]) -> RenderableType:
    """Return found reports, each with the passage that matches."""
    parts: list[RenderableType] = []
    for hit in hits:
        facts = [fact for fact in (hit.line.outlet, _day(hit.line.published)) if fact]
        parts += [_head(hit.line.name, hit.line.title, facts), Padding(_excerpt(hit), (0, 0, 1, 2))]
    return Group(*parts)


def report_table(lines: Sequence[ReportLine]) -> RenderableType:
    """Return a listing of reports."""
    table = _table()
    table.add_column("published", no_wrap=True)
    table.add_column("outlet", max_width=20)
    table.add_column("title", ratio=1)
    table.add_column("said", justify="right", no_wrap=True)
    table.add_column("report", style="dim", max_width=28, overflow="fold")
    for line in lines:
        table.add_row(
            _day(line.published) or "–",
            Text(visible(line.outlet or "–")),
            Text(visible(line.title or "–")),
            str(line.statements),
            Text(visible(line.name)),
        )
    return table


def added_table(reports: Sequence[tuple[str, int, str | None]]) -> RenderableType:
    """Return what was added: name, number of statements, title of each."""
    table = _table()
    table.add_column("said", justify="right", no_wrap=True)
    table.add_column("report", no_wrap=True)
    table.add_column("title", ratio=1, no_wrap=True, overflow="ellipsis")
    for name, statements, title in reports:
        table.add_row(str(statements), Text(visible(name)), Text(visible(title or "–")))
    return Padding(table, (0, 0, 0, 2))


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)


def _statement_table(place: str) -> Table:
    table = _table()
    table.add_column("who", width=18, style="bold")
    table.add_column("how", width=10)
    table.add_column("words", ratio=1)
    table.add_column(place, justify="right", style="dim", no_wrap=True)
    return table


def _add_row(
    table: Table,
    said: Statement,
    words: str,
    place: str,
    described: dict[str, str],
    *,
    whole: bool,
    why: bool = False,
) -> None:
    shown = visible(words)
    how = Text(str(said.kind))
    if said.act is not Act.SAY:  # most say: naming it would double the height of the table
        how.append(f"\n{str(said.act).replace('_', ' ')}", style="dim")
    if is_persons_word(said.made_by):
        how.append("\ncorrected", style="green")
    cell = Text(shown if whole else shorten(shown, WORDS_CHARS))
    if why:
        reason = visible(f"{said.because} ({said.confidence:.2f}, {said.made_by})")
        cell.append(f"\n{reason}", style="dim italic")
    table.add_row(_who(said, described), how, cell, place)


def _who(said: Statement, described: dict[str, str]) -> Text:
    if said.speaker is None:
        return Text("not named", style="dim")
    if said.speaker.name:
        return Text(visible(said.speaker.name))
    return Text(visible(described.get(said.speaker.id, "not named")), style="italic not bold")


def _head(name: str, title: str | None, facts: Sequence[str]) -> RenderableType:
    head = Text(visible(title or name), style="bold cyan")
    return Group(head, Text("  " + visible(" · ".join([*facts, name])), style="dim"))


def _facts(metadata: Metadata) -> list[str]:
    series = " No. ".join(part for part in (metadata.series, metadata.number) if part)
    credit = f"from {metadata.reprint_of}" if metadata.reprint_of else None
    return [fact for fact in (metadata.outlet, series, _day(metadata.published), credit) if fact]


def _count(shown: int, hidden: int) -> str:
    line = f"  {counted(shown, 'statement')}"
    return f"{line}; {hidden} more of thoughts and attitudes with --all-acts" if hidden else line


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _excerpt(hit: ReportHit) -> Text:
    """Return the excerpt with its matches in bold, cleaned piece by piece so that they stay aligned."""
    line = Text()
    at = 0
    for start, end in hit.matches:
        line.append(_piece(hit.excerpt[at:start]))
        line.append(visible(hit.excerpt[start:end]), style="bold yellow")
        at = end
    line.append(_piece(hit.excerpt[at:]))
    if len(line.plain) > _EXCERPT_CHARS:
        line.truncate(_EXCERPT_CHARS, overflow="ellipsis")
    return line


def _piece(text: str) -> str:
    shown = visible(text)
    before = " " if text[:1].isspace() else ""
    after = " " if shown and text[-1:].isspace() else ""
    return before + shown + after
