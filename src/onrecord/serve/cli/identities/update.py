"""`onrecord identities update`: filing what a desk kept before names were compared across reports."""

import typer

from onrecord import app, desk
from onrecord.errors import OnRecordError
from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.cli.progress import watched
from onrecord.serve.formats.visible import counted


def update(context: typer.Context, *, where: DeskOption = None) -> None:
    """Find out who is who in reports that were kept before names were compared; stopped, it goes on from there."""
    outcome = Outcome()
    names = new = same = unsure = 0
    with app.open_desk(chosen_desk(context, where)) as opened:
        for _, result in watched(desk.file_unfiled(opened), total=None):
            if isinstance(result, OnRecordError):
                outcome.fail(result)
                continue
            outcome.worked += 1
            names += result.identities
            new += result.new
            same += result.same
            unsure += result.unsure
    show_line(
        f"{counted(outcome.worked, 'report')} filed: {counted(names, 'name')}, {new} not met before; "
        f"{same} judged to be known by another name, {counted(unsure, 'question')} (`onrecord identities review`)"
    )
    outcome.finish()
