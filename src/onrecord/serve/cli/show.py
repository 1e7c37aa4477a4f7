"""`onrecord show`: one report of the desk with everything found in it."""

from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.read import AllActs, FormatOption, Printer, ReadFormat, Whole, Why


def show(
    context: typer.Context,
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="Its name, the end of its name, an address, or an id.")
    ],
    *,
    form: FormatOption = ReadFormat.TABLE,
    edition: Annotated[int | None, typer.Option(min=1, help="An earlier edition, by its number.")] = None,
    all_acts: AllActs = False,
    whole: Whole = False,
    why: Why = False,
    where: DeskOption = None,
) -> None:
    """Show one report of the desk: who said what, or its text, or everything as json."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        reading = desk.show(opened, report, edition=edition)
    printer = Printer(form, all_acts=all_acts, whole=whole, why=why)
    printer.print(reading)
    printer.finish()
