"""`onrecord reread`: kept evidence read again by the present reader."""

import typer

from onrecord import app, desk
from onrecord.desk import Reread
from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.cli.progress import watched
from onrecord.serve.formats.visible import counted


def reread(context: typer.Context, *, where: DeskOption = None) -> None:
    """Read every kept capture again and keep what is found now, after the reader has become better.

    What persons put right is kept, and laid over what is found now.
    """
    outcome = Outcome()
    changed = unfit = 0
    with app.open_desk(chosen_desk(context, where)) as opened:
        total = opened.store.counts()["captures"]
        for name, result in outcome.sift(watched(desk.reread(opened), total=total)):
            if isinstance(result, Reread):
                changed += 1
                unfit += result.unfit
                show_line(f"read again {name} · {result.before} → {result.after} statements")
    show_line(f"{outcome.worked} read again, {changed} changed, {len(outcome.codes)} failed")
    if unfit:
        show_line(f"{counted(unfit, 'correction')} to be looked at: onrecord corrections list --unfit")
    outcome.finish()
