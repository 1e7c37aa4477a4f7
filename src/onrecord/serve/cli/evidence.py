"""`onrecord evidence`: the ledger's head, timestamps, and packages that a stranger can verify."""

import typer

from onrecord import app, desk
from onrecord.errors import EvidenceBroken
from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk

evidence = typer.Typer(
    name="evidence",
    help="Prove what the desk holds: the ledger's head, timestamps, packages to hand on.",
    no_args_is_help=True,
)


@evidence.command()
def head(context: typer.Context, *, where: DeskOption = None) -> None:
    """Print the number and hash of the ledger's last entry: write it down where nobody can change it.

    `onrecord verify --head HASH` checks later that it is still there.
    """
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        last = opened.store.ledger.head()
    if last is None:
        raise EvidenceBroken("its ledger is empty; run `onrecord verify`", subject=opened.name)
    show_line(f"{last.n} {last.hash}")


@evidence.command()
def timestamp(context: typer.Context, *, where: DeskOption = None) -> None:
    """Have the authority of the setting timestamp_url sign when the ledger stood as it does now."""
    with app.open_desk(chosen_desk(context, where)) as opened:
        stamped = desk.stamp_head(opened)
    signed = "checked" if stamped.stamp.is_checked else "not checked: set timestamp_ca_file"
    show_line(
        f"entry {stamped.over.n} existed by {stamped.stamp.time:%Y-%m-%d %H:%M:%S} UTC, says "
        f"{stamped.stamp.authority or 'the authority'} (signature {signed}); kept as entry {stamped.entry.n}"
    )
