"""`onrecord identities history`: who judged what, when and why, and what was taken back."""

from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.serve.cli.console import emit, show, show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.identities.shared import Form, FormOption
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.judgements import history_table, remembered_object


def history(
    context: typer.Context,
    who: Annotated[
        str | None, typer.Argument(metavar="[WHO]", help="A name, an id or its start; everybody for none.")
    ] = None,
    *,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    form: FormOption = Form.TABLE,
    where: DeskOption = None,
) -> None:
    """Show what was judged, newest first: of all that are one with somebody, or of everybody."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        entries = list(desk.history(opened, who, limit=limit))
    if form is Form.JSONL:
        emit("".join(to_line(remembered_object(entry)) for entry in entries))
    elif entries:
        show(history_table(entries))
    else:
        show_line("nothing was judged yet")
