"""`onrecord corrections undo`: corrections taken back, as if they had never been made."""

from typing import Annotated

import typer

from onrecord import app
from onrecord.desk.correct import note_correction, undo_corrections
from onrecord.serve.cli.asking import command_asker
from onrecord.serve.cli.correct import tell_corrected
from onrecord.serve.cli.frame import ByOption, DeskOption, chosen_desk
from onrecord.serve.cli.identities.shared import BecauseOption, Form, FormOption


def undo(
    context: typer.Context,
    numbers: Annotated[
        list[int] | None,
        typer.Argument(metavar="[NUMBER]...", help="Of one report; your own last one where none is given."),
    ] = None,
    *,
    because: BecauseOption = "",
    by: ByOption = None,
    form: FormOption = Form.TABLE,
    where: DeskOption = None,
) -> None:
    """Take corrections back: the report is as if they had never been made. The history keeps both."""
    with app.open_desk(chosen_desk(context, where)) as opened:
        asker = command_asker(opened, by)
        with opened.store.writing():
            done = undo_corrections(opened, numbers or (), by=asker.name, because=because)
            note_correction(opened, asker, "correction.undo", done.reading.report.id, done)
    tell_corrected(done, form)
