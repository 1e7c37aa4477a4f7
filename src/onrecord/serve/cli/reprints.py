"""`onrecord reprints`: which reports carry each other's words, and who had them first; without a desk."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord import app
from onrecord.serve.cli.console import emit, show
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.cli.read import Names, check_names
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.reprints import reprint_object, reprint_table
from onrecord.stages.trace import LEAST_SHARE


class ReprintFormat(StrEnum):
    """Return a form in which reprints are printed."""

    TABLE = "table"
    JSONL = "jsonl"


def reprints(
    context: typer.Context,
    names: Names = None,
    *,
    form: Annotated[
        ReprintFormat,
        typer.Option("--format", "-f", help="table for people; jsonl: a line a pair, with every passage."),
    ] = ReprintFormat.TABLE,
    min_share: Annotated[
        float,
        typer.Option(
            min=0, max=1, help="Leave out pairs of which neither stands in the other by as large a share."
        ),
    ] = LEAST_SHARE,
    where: DeskOption = None,
) -> None:
    """Find which of several reports carry each other's words, wholly or in part, and which had them first.

    Examples: onrecord reprints reports/ · onrecord reprints a.txt b.html -f jsonl
    """
    check_names(names)
    outcome = Outcome()

    found = app.trace_files(
        names or [], chosen_desk(context, where), least_share=min_share, failed=outcome.fail
    )
    if form is ReprintFormat.JSONL:
        for one in found:
            emit(to_line(reprint_object(one)))
            outcome.worked += 1
    else:
        show(reprint_table(list(found)))
    outcome.finish()
