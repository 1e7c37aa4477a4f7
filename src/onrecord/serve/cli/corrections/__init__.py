"""`onrecord corrections`: what persons put right, read, taken back, and given as training data."""

import typer

from onrecord.serve.cli.corrections.exporting import export_corrected
from onrecord.serve.cli.corrections.listing import list_corrections
from onrecord.serve.cli.corrections.undo import undo

corrections = typer.Typer(
    name="corrections",
    help="What persons put right in what machines read.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
corrections.command("list")(list_corrections)
corrections.command()(undo)
corrections.command("export")(export_corrected)

__all__ = ["corrections"]
