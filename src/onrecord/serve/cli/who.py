"""`onrecord who`: everyone whom a name may mean, what they said, and what was said of them."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.serve.cli.console import emit, show
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.identities.update import tell_of_old_keys
from onrecord.serve.cli.read import Whole
from onrecord.serve.formats.people import people_object, people_table


class WhoFormat(StrEnum):
    """Return a form in which people are printed."""

    TABLE = "table"
    JSON = "json"


def who(
    context: typer.Context,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="A name or a part of one, in any script; or an id.")
    ],
    *,
    limit: Annotated[
        int, typer.Option(min=1, help="How many statements at most of each, and about each.")
    ] = 5,
    people: Annotated[int, typer.Option(min=1, help="How many people at most.")] = 10,
    form: Annotated[WhoFormat, typer.Option("--format", "-f", help="table or json.")] = WhoFormat.TABLE,
    whole: Whole = False,
    where: DeskOption = None,
) -> None:
    """Show everyone whom a name may mean, best first: spellings, roles, what they said, what was said of them.

    Examples: onrecord who "نعيم قاسم" · onrecord who Qassem --limit 2
    """
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        tell_of_old_keys(opened)
        found = desk.who(opened, " ".join(name), people=people, statements=limit)
    if form is WhoFormat.JSON:
        emit(people_object(found))
    else:
        show(people_table(found, whole=whole))
