"""`onrecord reread`: kept evidence read again by the present reader."""

import typer

from onrecord import app, desk
from onrecord.desk import Reread
from onrecord.errors import OnRecordError
from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.cli.progress import watched


def reread(context: typer.Context, *, where: DeskOption = None) -> None:
    """Read every kept capture again and keep what is found now, after the reader has become better."""
    outcome = Outcome()
    changed = 0
    with app.open_desk(chosen_desk(context, where)) as opened:
        total = opened.store.counts()["captures"]
        for name, result in watched(desk.reread(opened), total=total):
            if isinstance(result, OnRecordError):
                outcome.fail(result)
                continue
            outcome.worked += 1
            if isinstance(result, Reread):
                changed += 1
                show_line(f"read again {name} · {result.before} → {result.after} statements")
    show_line(f"{outcome.worked} read again, {changed} changed, {len(outcome.codes)} failed")
    outcome.finish()
