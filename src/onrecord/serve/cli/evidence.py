"""`onrecord evidence`: the ledger's head, timestamps, and packages that a stranger can verify."""

from pathlib import Path
from typing import Annotated

import typer

import onrecord
from onrecord import app, desk
from onrecord.desk import Added, NewEdition
from onrecord.errors import EvidenceBroken
from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.cli.statements import WhichEditions
from onrecord.serve.formats.objects import report_object
from onrecord.serve.formats.visible import counted

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


@evidence.command()
def export(
    context: typer.Context,
    keys: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT|QUERY…", help="Reports by name, address or id; or words that stand in them."
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="FILE.wacz, or FILE.warc.gz with FILE.json."),
    ],
    editions: Annotated[
        WhichEditions, typer.Option(help="latest, or all editions of each report.")
    ] = WhichEditions.LATEST,
    where: DeskOption = None,
) -> None:
    """Write a package that anybody can verify with `onrecord verify FILE` and open in other tools."""
    folder = chosen_desk(context, where)
    with app.open_desk(folder, read_only=True) as opened:
        chosen = desk.choose_reports(opened, keys, all_editions=editions is WhichEditions.ALL)
        exported = desk.export(
            opened,
            chosen,
            app.packages_of(folder),
            output,
            draw=report_object,
            made_by=f"onrecord {onrecord.__version__}",
        )
    show_line(
        f"exported {counted(exported.captures, 'capture')} with {counted(exported.statements, 'statement')} "
        f"and {counted(exported.timestamps, 'timestamp')} to {output}"
    )


@evidence.command(name="import")
def import_(
    context: typer.Context,
    package: Annotated[Path, typer.Argument(metavar="FILE", help="A package that `export` wrote.")],
    *,
    again: Annotated[
        bool, typer.Option("--again", help="Take also what was once removed from this desk.")
    ] = False,
    where: DeskOption = None,
) -> None:
    """Verify a package and take its captures into the desk, with their times and where they came from."""
    folder = chosen_desk(context, where)
    outcome = Outcome()
    new = 0
    with (
        app.open_desk(folder) as opened,
        app.open_package(package, app.find_folder(folder), draw=report_object) as (source, checker),
    ):
        for name, result in outcome.sift(
            desk.take_in(opened, source, checker, name=str(package), again=again)
        ):
            if isinstance(result, Added | NewEdition):
                new += 1
                show_line(f"imported {name} · {counted(result.statements, 'statement')}")
    show_line(f"{new} imported, {outcome.worked - new} already here, {len(outcome.codes)} failed")
    outcome.finish()
