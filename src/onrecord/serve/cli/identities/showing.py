"""`onrecord identities show`: one identity whole."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord import app
from onrecord.desk.card import show_identity
from onrecord.serve.cli.console import emit, show
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.formats.identity_card import identity_card, identity_object
from onrecord.serve.formats.jsonl import to_line


class CardFormat(StrEnum):
    """Return a form in which an identity is shown."""

    TABLE = "table"
    JSON = "json"


def show_one(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="A name, an id, or an id of Wikidata or of a list.")
    ],
    *,
    form: Annotated[CardFormat, typer.Option("--format", "-f", help="table for people; json: one line.")] = (
        CardFormat.TABLE
    ),
    where: DeskOption = None,
) -> None:
    """Show one identity whole: how it is written and by whom, who is one with it and why, its roles and their sources.

    Example: onrecord identities show "Ada Lindqvist"
    """
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        whole = show_identity(opened, key)
    if form is CardFormat.JSON:
        emit(to_line(identity_object(whole)))
    else:
        show(identity_card(whole))
