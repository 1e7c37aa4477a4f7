"""Where output goes: people get a console, programs get exact bytes."""

import os
import sys
from typing import TextIO

from rich.console import Console, RenderableType

from onrecord.errors import OnRecordError
from onrecord.serve.formats.visible import escaped, visible

#: Width of tables that go to a file or pipe, where nobody says how wide the reader is.
_PIPE_COLUMNS = 100


def show(thing: RenderableType) -> None:
    """Print a table or text for people: with colours on a terminal, plain elsewhere."""
    console = Console(width=_width(sys.stdout), highlight=False, markup=False, emoji=False)
    if is_terminal(sys.stdout):
        console.print(thing)
        return
    with console.capture() as captured:
        console.print(thing)
    # Tables pad each line to the full width, which only a terminal hides.
    for line in captured.get().split("\n")[:-1]:
        _write_line(sys.stdout, line.rstrip())


def show_line(line: str) -> None:
    """Print one line for a person to standard output, as it is but for steering characters."""
    _write_line(sys.stdout, escaped(line))


def emit(text: str) -> None:
    """Write `text` to standard output as UTF-8, to the byte, whatever the locale is."""
    sys.stdout.flush()
    left = memoryview(text.encode("utf-8"))
    while left:
        # Under PYTHONUNBUFFERED this is the bare descriptor, which may take a part only.
        left = left[sys.stdout.buffer.write(left) or 0 :]
    sys.stdout.buffer.flush()


def tell(message: str | OnRecordError) -> None:
    """Print one line of news for a person to standard error."""
    _write_line(sys.stderr, visible(f"onrecord: {message}"))


def is_terminal(stream: TextIO) -> bool:
    """Return whether a person sees `stream` directly."""
    return stream.isatty()


def _write_line(stream: TextIO, line: str) -> None:
    """Write what the stream's encoding has, and escapes for the rest."""
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()


def _width(stream: TextIO) -> int | None:
    if is_terminal(stream):
        return None
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) > 0 else _PIPE_COLUMNS
