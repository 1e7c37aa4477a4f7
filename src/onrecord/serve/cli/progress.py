"""A progress bar on standard error, where a person watches it."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from onrecord.serve.cli.console import is_terminal
from onrecord.serve.formats.visible import shorten, visible

Item = TypeVar("Item")
_NAME_CHARS = 40


def watched(items: Iterable[tuple[str, Item]], *, total: int | None) -> Iterator[tuple[str, Item]]:
    """Yield `items` (name, result) on, and show how far they are on a terminal.

    Args:
        items: What is worked through, as each is finished.
        total: How many there will be, None where that is not known.
    """
    if not is_terminal(sys.stderr):
        yield from items
        return
    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        for name, item in items:
            progress.update(task, advance=1, description=shorten(visible(name), _NAME_CHARS))
            yield name, item
