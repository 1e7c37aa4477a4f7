"""`onrecord corrections list`: who put what right, when and why, and what was taken back."""

from typing import Annotated

import typer

from onrecord import app
from onrecord.desk.correct import corrections_of, recent_corrections
from onrecord.serve.cli.console import emit, show, show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.identities.shared import Form, FormOption
from onrecord.serve.formats.corrections import correction_entry_object, corrections_table
from onrecord.serve.formats.jsonl import to_line


def list_corrections(
    context: typer.Context,
    report: Annotated[
        str | None, typer.Argument(metavar="[REPORT]", help="Its name, an address, or an id; all for none.")
    ] = None,
    *,
    unfit: Annotated[
        bool, typer.Option("--unfit", help="Only what does not fit a newer reading: to be looked at.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    form: FormOption = Form.TABLE,
    where: DeskOption = None,
) -> None:
    """Show what was corrected, newest first: in a report, or on the whole desk."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        if report is None:
            entries = recent_corrections(opened, limit=limit, unfit=unfit)
        else:
            entries = corrections_of(opened, report, limit=None if unfit else limit)
            if unfit:
                entries = [
                    one
                    for one in entries
                    if one.retraction is None and one.correction.undone is None and one.correction.unfit
                ][:limit]
    if form is Form.JSONL:
        emit("".join(to_line(correction_entry_object(entry)) for entry in entries))
    elif entries:
        show(corrections_table(entries))
    else:
        show_line("nothing is to be looked at" if unfit else "nothing was corrected yet")
