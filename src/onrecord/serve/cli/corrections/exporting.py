"""`onrecord corrections export`: corrected reports as training data."""

import typer

from onrecord import app
from onrecord.desk.correct import export_corrections
from onrecord.serve.cli.console import emit
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.formats.corrections import settled_object
from onrecord.serve.formats.jsonl import to_line


def export_corrected(context: typer.Context, *, where: DeskOption = None) -> None:
    """Print each corrected report whole, a line of JSON each, as a model is trained on it.

    Each is as `onrecord read --format json` prints a report, with the corrections applied; `settled` lists the
    statements that are a person's word, `withdrawn` those that a person says are none, `corrections` who said so.

    Examples: onrecord corrections export > yours.jsonl
    """
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        for settled in export_corrections(opened):
            emit(to_line(settled_object(settled)))
