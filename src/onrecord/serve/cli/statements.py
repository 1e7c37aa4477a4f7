"""`onrecord statements`: who said what about whom, when and where."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.errors import NotFound
from onrecord.model import Act, StatementKind
from onrecord.ports import StatementHit, StatementQuery
from onrecord.serve.cli.console import emit, show
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.read import Whole
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.objects import statement_object
from onrecord.serve.formats.sheet import sheet_head, sheet_line
from onrecord.serve.formats.table import hits_table


class StatementFormat(StrEnum):
    """Return a form in which found statements are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class WhichEditions(StrEnum):
    """Return which editions of a report are looked through."""

    LATEST = "latest"
    ALL = "all"


def statements(
    context: typer.Context,
    *,
    by: Annotated[
        str | None, typer.Option(help="Part of the speaker's name, in any spelling of the report.")
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(
            help="Of this speaker in all spellings: a name that one alone bears, or an id of `who`."
        ),
    ] = None,
    about: Annotated[str | None, typer.Option(help="Part of a name that the words mention.")] = None,
    words: Annotated[
        str | None, typer.Option(help="Words that stand in what was said, as for search.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Part of the outlet's name.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Said that day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Said that day or earlier."),
    ] = None,
    report: Annotated[str | None, typer.Option(help="Only in this report: its name, or an id.")] = None,
    kind: Annotated[
        list[StatementKind] | None, typer.Option(help="Only this form; may be given again.")
    ] = None,
    act: Annotated[list[Act] | None, typer.Option(help="Only this act; may be given again.")] = None,
    all_acts: Annotated[
        bool, typer.Option("--all-acts", help="Also reported thoughts and attitudes.")
    ] = False,
    editions: Annotated[
        WhichEditions, typer.Option(help="latest, or all: also what only earlier editions say.")
    ] = WhichEditions.LATEST,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    form: Annotated[
        StatementFormat, typer.Option("--format", "-f", help="table, jsonl or csv.")
    ] = StatementFormat.TABLE,
    whole: Whole = False,
    where: DeskOption = None,
) -> None:
    """Find statements in the desk; everything given must hold.

    Examples: onrecord statements --by "Daoud Karimi" --since 2026-03-01 -f csv
    """
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        query = StatementQuery(
            words=words,
            by=by,
            said_by=desk.members_of(opened, who) if who else frozenset(),
            about=about,
            outlet=outlet,
            since=since.date() if since else None,
            until=until.date() if until else None,
            kinds=frozenset(kind or ()),
            acts=frozenset(Act) if all_acts and not act else frozenset(act or ()),
            report=opened.store.find_report(report) if report else None,
            all_editions=editions is WhichEditions.ALL,
            limit=limit,
        )
        hits = desk.search_statements(opened, query)
        if form is StatementFormat.JSONL:
            _emit_lines(opened, hits)
    if form is StatementFormat.CSV:
        emit(sheet_head() + "".join(sheet_line(hit) for hit in hits))
    if not hits:
        raise NotFound("no statement fits; ask for less", subject="statements")
    if form is StatementFormat.TABLE:
        show(hits_table(hits, whole=whole))


def _emit_lines(opened: desk.Desk, hits: list[StatementHit]) -> None:
    digests: dict[str, str] = {}
    for hit in hits:
        report = hit.statement.report
        if report not in digests:
            digests[report] = opened.store.report(report).text_sha256
        line = statement_object(
            hit.statement, report_name=hit.report_name, capture=hit.capture, text_sha256=digests[report]
        )
        emit(to_line(line))
