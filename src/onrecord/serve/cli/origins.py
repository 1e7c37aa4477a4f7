"""`onrecord origins`: how many independent origins a statement or a claim has, and why."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.model import Act
from onrecord.ports import StatementQuery
from onrecord.serve.cli.console import emit, show
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.read import Whole
from onrecord.serve.formats.origins import origins_object, origins_tree


class OriginFormat(StrEnum):
    """Return a form in which origins are printed."""

    TABLE = "table"
    JSON = "json"


def origins(
    context: typer.Context,
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="STATEMENT…|WORDS…",
            help="Ids of statements that are one claim, or the starts of them; else words, as for search.",
        ),
    ] = None,
    *,
    by: Annotated[str | None, typer.Option(help="Part of the speaker's name.")] = None,
    who: Annotated[
        str | None, typer.Option(help="Of this speaker in all spellings: a name, or an id of `who`.")
    ] = None,
    about: Annotated[str | None, typer.Option(help="Part of a name that the words mention.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Part of the outlet's name.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Said that day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Said that day or earlier."),
    ] = None,
    act: Annotated[list[Act] | None, typer.Option(help="Only this act; may be given again.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many statements at most.")] = 200,
    form: Annotated[OriginFormat, typer.Option("--format", "-f", help="table or json.")] = OriginFormat.TABLE,
    whole: Whole = False,
    where: DeskOption = None,
) -> None:
    """Count independent origins: copies, carriers and repetitions count once; trees show why.

    Examples: onrecord origins 3f9c41d2 · onrecord origins "harbour talks" --by Karimi --since 2026-03-01
    """
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        query = StatementQuery(
            by=by,
            said_by=desk.members_of(opened, who) if who else frozenset(),
            about=about,
            outlet=outlet,
            since=since.date() if since else None,
            until=until.date() if until else None,
            acts=frozenset(act or ()),
            limit=limit,
        )
        found = desk.origins(opened, asked or (), query)
    if form is OriginFormat.JSON:
        emit(origins_object(found))
    else:
        show(origins_tree(found, whole=whole))
