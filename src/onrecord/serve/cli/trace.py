"""`onrecord trace`: who had words first, who only copied them, and how they came to us."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.errors import BadRequest
from onrecord.serve.cli.console import emit, show, show_line
from onrecord.serve.cli.files import write_file
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.cli.progress import watched
from onrecord.serve.formats.trace_object import trace_object
from onrecord.serve.formats.trace_tree import trace_tree
from onrecord.serve.formats.visible import counted


class TraceFormat(StrEnum):
    """Return a form in which the way of words is shown."""

    TABLE = "table"
    JSON = "json"
    SVG = "svg"


def trace(
    context: typer.Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[REPORT|STATEMENT]",
            help="A report's name, address or id; or a statement's id, or the start of one.",
        ),
    ] = None,
    *,
    all_: Annotated[
        bool, typer.Option("--all", help="Trace every report that was kept before reports were traced.")
    ] = False,
    form: Annotated[
        TraceFormat, typer.Option("--format", "-f", help="table, json or svg.")
    ] = TraceFormat.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write json or svg to this file.")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Also why each report is taken for a reprint.")] = False,
    where: DeskOption = None,
) -> None:
    """Show how words came to us: who said them, who carried them, which reports copied which.

    Examples: onrecord trace harbour.txt --why · onrecord trace cc0284 -f svg -o chain.svg
    """
    if (what is None) is not all_:
        raise BadRequest("give one report or statement, or --all")
    if output is not None and form is TraceFormat.TABLE:
        raise BadRequest("a table goes to the terminal; give --format json or svg", subject=str(output))
    folder = chosen_desk(context, where)
    if what is None:
        _trace_all(folder)
        return
    with app.open_desk(folder, read_only=True) as opened:
        found = desk.trace(opened, what)
    if form is TraceFormat.TABLE:
        show(trace_tree(found, why=why))
        return
    if form is TraceFormat.JSON:
        drawn = trace_object(found)
    else:
        # The layout is loaded for pictures alone.
        from onrecord.serve.formats.trace_svg import trace_svg  # noqa: PLC0415 -- see above

        drawn = trace_svg(found)
    if output is not None:
        write_file(output, [drawn])
    else:
        emit(drawn)


def _trace_all(folder: Path | None) -> None:
    outcome = Outcome()
    reprints = directed = 0
    with app.open_desk(folder) as opened:
        for _, result in outcome.sift(watched(desk.trace_untraced(opened), total=None)):
            reprints += result.reprints
            directed += result.directed
    show_line(
        f"{counted(outcome.worked, 'report')} traced: {counted(reprints, 'reprint')}, "
        f"of {directed} it is known which was first"
    )
    outcome.finish()
