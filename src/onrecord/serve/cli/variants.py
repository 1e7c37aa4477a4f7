"""`onrecord variants`: the same statement in other reports, and what is different there."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.serve.cli.console import emit, show
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.read import Whole
from onrecord.serve.formats.variants import variants_list, variants_object


class VariantFormat(StrEnum):
    """Return a form in which variants are printed."""

    TABLE = "table"
    JSON = "json"


def variants(
    context: typer.Context,
    statement: Annotated[
        str,
        typer.Argument(
            metavar="STATEMENT", help="Its id, or the start of it, as `statements` and `show` print it."
        ),
    ],
    *,
    limit: Annotated[int, typer.Option(min=1, help="How many variants at most.")] = 20,
    form: Annotated[
        VariantFormat, typer.Option("--format", "-f", help="table or json.")
    ] = VariantFormat.TABLE,
    whole: Whole = False,
    where: DeskOption = None,
) -> None:
    """Show the same statement as other reports carry it, aligned: left out, inserted, renamed, re-attributed.

    Examples: onrecord variants 3f9c41d2 · onrecord variants 3f9c41d2 --format json
    """
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        found = desk.variants(opened, statement, limit=limit)
    if form is VariantFormat.JSON:
        emit(variants_object(found))
    else:
        show(variants_list(found, whole=whole))
