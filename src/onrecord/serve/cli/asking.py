"""What the commands about access share: who asks, and the forms in which lists are printed."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from onrecord.desk import Desk
from onrecord.model.access import Asker, Via
from onrecord.serve.cli.console import emit, show, show_line
from onrecord.serve.formats.jsonl import to_line


class ListForm(StrEnum):
    """Return a form in which a list is printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


ListFormOption = Annotated[
    ListForm,
    typer.Option(
        "--format", "-f", help="table for people; json: one object with a list; jsonl: a line each."
    ),
]


def command_asker(opened: Desk, by: str | None) -> Asker:
    """Return who asks by the command line: whoever can, holds the desk's files and may do everything."""
    return Asker((by or opened.editor).strip(), Via.COMMAND)


def print_list(
    objects: Iterable[dict[str, Any]],
    draw: Callable[[], RenderableType],
    form: ListForm,
    *,
    key: str,
    empty: str,
) -> None:
    """Print a list in the form that was asked for.

    Args:
        objects: Its things as objects.
        draw: Draws them for a person.
        form: The form.
        key: Under which they stand in one object.
        empty: What is said to a person where there are none.
    """
    if form is ListForm.JSONL:
        for one in objects:
            emit(to_line(one))
        return
    kept = list(objects)
    if form is ListForm.JSON:
        emit(to_line({key: kept}))
    elif kept:
        show(draw())
    else:
        show_line(empty)
