"""The command line: one file per command; this one puts them together."""

from typing import Annotated

import typer

import onrecord
from onrecord.serve.cli import (
    add,
    audit,
    correct,
    demo,
    editions,
    evidence,
    init,
    lens,
    mcp,
    origins,
    read,
    remove,
    reports,
    reprints,
    reread,
    search,
    serve,
    show,
    statements,
    trace,
    variants,
    verify,
    watch,
    who,
)
from onrecord.serve.cli.accounts import accounts
from onrecord.serve.cli.corrections import corrections
from onrecord.serve.cli.frame import DeskOption, Frame, remember_desk
from onrecord.serve.cli.identities import identities
from onrecord.serve.cli.names import names
from onrecord.serve.cli.outlets import outlets
from onrecord.serve.cli.tokens import tokens

app = typer.Typer(
    cls=Frame,
    name="onrecord",
    help="A media-monitoring desk: who said what, where it was published, and how you know.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    read.read, demo.demo, init.init, add.add, watch.watch, search.search, statements.statements,
    reports.reports, reprints.reprints, show.show, editions.editions, verify.verify, reread.reread,
    remove.remove, who.who, serve.serve, trace.trace, variants.variants, lens.lens, origins.origins,
    audit.audit, mcp.mcp, correct.correct,
):  # fmt: skip
    app.command()(_command)
app.add_typer(outlets)
app.add_typer(identities)
app.add_typer(corrections)
app.add_typer(evidence.evidence)
app.add_typer(names)
app.add_typer(accounts)
app.add_typer(tokens)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"onrecord {onrecord.__version__}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    *,
    desk: DeskOption = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and stop."),
    ] = False,
) -> None:
    """Read reports, keep them, and find who said what."""
    del version
    remember_desk(context, desk)


def main() -> None:
    """Run the command line; the exit status is listed in docs/reference/exit-codes.md."""
    app()


__all__ = ["app", "main"]
