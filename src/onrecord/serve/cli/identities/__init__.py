"""`onrecord identities`: who is one with whom, and who says so; one file per command, put together here."""

import typer

from onrecord.serve.cli.identities.update import update

identities = typer.Typer(
    name="identities",
    help="Who is one with whom across reports, and who says so.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
identities.command()(update)

__all__ = ["identities"]
