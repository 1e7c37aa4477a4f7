"""`onrecord identities undo`: a judgement taken back, as if it had never been made."""

from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.serve.cli.asking import command_asker
from onrecord.serve.cli.frame import ByOption, DeskOption, chosen_desk
from onrecord.serve.cli.identities.shared import BecauseOption, Form, FormOption, tell_judged


def undo(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(metavar="[NUMBER]", help="Of the judgement; your own last one where none is given."),
    ] = None,
    *,
    because: BecauseOption = "",
    by: ByOption = None,
    form: FormOption = Form.TABLE,
    where: DeskOption = None,
) -> None:
    """Take a judgement back: who is one with whom is as if it had never been made. The history keeps both."""
    with app.open_desk(chosen_desk(context, where)) as opened:
        judged = desk.undo_as(opened, command_asker(opened, by), number, because=because)
    tell_judged(judged, form)
