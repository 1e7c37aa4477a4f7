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
    console = Console(stderr=True)
    # Rich would otherwise send what goes to standard output, perhaps a file, to the terminal.
    to_screen = is_terminal(sys.stdout)
    with Progress(*columns, console=console, transient=True, redirect_stdout=to_screen) as progress:
        task = progress.add_task("", total=total)
        for done, (name, item) in enumerate(items, start=1):
            most = None if total is None else max(total, done)
            progress.update(task, completed=done, total=most, description=shorten(visible(name), _NAME_CHARS))
            yield name, item
