"""`onrecord identities`: who is one with whom, and who says so; one file per command, put together here."""

import typer

from onrecord.serve.cli.identities.exporting import export_identities
from onrecord.serve.cli.identities.history import history
from onrecord.serve.cli.identities.importing import import_lists
from onrecord.serve.cli.identities.judge import VERDICTS, judging
from onrecord.serve.cli.identities.review import review
from onrecord.serve.cli.identities.showing import show_one
from onrecord.serve.cli.identities.undo import undo
from onrecord.serve.cli.identities.update import update

identities = typer.Typer(
    name="identities",
    help="Who is one with whom across reports, and who says so.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
identities.command()(review)
for _verdict, _help in VERDICTS.items():
    identities.command(_verdict.value, help=_help)(judging(_verdict))
for _command in (undo, history, update):
    identities.command()(_command)
identities.command("show")(show_one)
identities.command("import")(import_lists)
identities.command("export")(export_identities)

__all__ = ["identities"]
