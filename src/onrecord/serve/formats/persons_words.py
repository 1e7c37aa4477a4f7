"""What persons said, one under the other: judgements, corrections, and what was taken back of them."""

from collections.abc import Iterable
from datetime import datetime

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.serve.formats.visible import visible


def persons_words(entries: Iterable[tuple[int, datetime, str, Text]]) -> RenderableType:
    """Return a table of entries: the number of each, when, by whom, and what."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    table.add_column("no.", justify="right", no_wrap=True)
    table.add_column("when", no_wrap=True)
    table.add_column("who", max_width=18, overflow="fold")
    table.add_column("what", ratio=1)
    for n, at, by, what in entries:
        table.add_row(str(n), at.strftime("%Y-%m-%d %H:%M"), Text(visible(by)), what)
    return table
