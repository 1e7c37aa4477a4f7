"""`onrecord editions`: what an address held at which time, and what changed."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.serve.cli.console import emit, show, show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.read import Whole
from onrecord.serve.formats.changes import changes_list, comparison_object, edition_object, edition_table
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.visible import counted


class EditionFormat(StrEnum):
    """Return a form in which editions are printed."""

    TABLE = "table"
    JSON = "json"


def editions(
    context: typer.Context,
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="Its name, the end of its name, an address, or an id.")
    ],
    *,
    form: Annotated[
        EditionFormat, typer.Option("--format", "-f", help="table or json.")
    ] = EditionFormat.TABLE,
    whole: Whole = False,
    where: DeskOption = None,
) -> None:
    """Show the editions of a report: when each was seen, and what changed, statement by statement."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        found = desk.list_editions(opened, report)
        if form is EditionFormat.JSON:
            changes = [
                comparison_object(before, after, comparison)
                for before, after, comparison in desk.compare_editions(opened, found)
            ]
            emit(to_line({"editions": [edition_object(one) for one in found], "changes": changes}))
            return
        show(edition_table(found))
        for before, after, comparison in desk.compare_editions(opened, found):
            show(changes_list(before, after, comparison, whole=whole))
    if len(found) == 1:
        show_line(f"one edition, seen {counted(sum(s.times for s in found[0].sightings), 'time')}")
