"""`onrecord lens`: what each outlet calls somebody, a body, a place or an event, and how often."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.serve.cli.console import emit, show
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.formats.namings import lens_object, lens_sheet, lens_table


class LensFormat(StrEnum):
    """Return a form in which namings are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def lens(
    context: typer.Context,
    name: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help="A name that one alone bears, in any script; an id; or words."),
    ],
    *,
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Count these words as a name of it too; may be given again."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Only outlets with this in their name.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Published that day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Published that day or earlier."),
    ] = None,
    examples: Annotated[int, typer.Option(min=1, help="Places at most for each phrase (json).")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="Phrases of each outlet at most (table).")] = 20,
    form: Annotated[
        LensFormat, typer.Option("--format", "-f", help="table, json or csv.")
    ] = LensFormat.TABLE,
    where: DeskOption = None,
) -> None:
    """Show what each outlet calls it, in full and as written, and how often.

    Examples: onrecord lens Marenia · onrecord lens "the harbour talks" --also "quay dispute" -f csv
    """
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        found = desk.lens(
            opened,
            " ".join(name),
            also=also or (),
            outlet=outlet,
            since=since.date() if since else None,
            until=until.date() if until else None,
            examples=examples,
        )
    if form is LensFormat.JSON:
        emit(lens_object(found))
    elif form is LensFormat.CSV:
        emit(lens_sheet(found))
    else:
        show(lens_table(found, limit=limit))
