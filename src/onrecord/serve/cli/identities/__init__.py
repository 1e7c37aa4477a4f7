"""`onrecord identities`: who is one with whom, and who says so; one file per command, put together here."""

import typer

from onrecord.serve.cli.identities.history import history
from onrecord.serve.cli.identities.judge import different, same, unsure
from onrecord.serve.cli.identities.review import review
from onrecord.serve.cli.identities.undo import undo

identities = typer.Typer(
    name="identities",
    help="Who is one with whom across reports, and who says so.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for _command in (review, same, different, unsure, undo, history):
    identities.command()(_command)

__all__ = ["identities"]
