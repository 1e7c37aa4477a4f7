"""`onrecord reports`: what the desk holds."""

from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.serve.cli.console import show, show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.formats.table import report_table
from onrecord.serve.formats.visible import counted


def reports(
    context: typer.Context,
    *,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    where: DeskOption = None,
) -> None:
    """List the reports in the desk, newest first."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        lines = list(desk.list_reports(opened, limit=limit))
        counts = opened.store.counts()
    if lines:
        show(report_table(lines))
    show_line(f"{counted(counts['reports'], 'report')}, {counted(counts['statements'], 'statement')}")
