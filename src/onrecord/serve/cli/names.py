"""`onrecord names`: whether two names are one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import tee
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, TextIO

import typer

from onrecord import app
from onrecord.errors import BadRequest, NotFound, StoreError
from onrecord.serve.cli.console import emit, is_terminal
from onrecord.serve.formats.name_pairs import PairTable, pair_head, pair_line

#: The name that stands for standard input.
_STDIN = "-"
#: Lines written at a time.
_AT_ONCE = 512

names = typer.Typer(
    name="names",
    help="Compare names across spellings and scripts.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@names.callback()
def start() -> None:
    """Compare names across spellings and scripts."""


@names.command()
def score(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="PAIRS.csv", help="A table with columns a and b, and type if known; - for standard input."
        ),
    ],
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to; else standard output.")
    ] = None,
) -> None:
    """Say of each pair of names in a table how likely they are one, and why.

    Writes the table again with three more columns: score (0 to 1), same (true or false), because.

    Examples: onrecord names score pairs.csv · onrecord names score pairs.csv --out scored.csv
    """
    with _opened(file) as stream:
        lines = _scored(PairTable(stream, subject=str(file)))
        if out is None:
            for text in lines:
                emit(text)
        else:
            _write(out, lines)


def _scored(table: PairTable) -> Iterator[str]:
    """Yield the table's text with what was found, some lines at a time."""
    rows, again = tee(table)
    held = [pair_head(table.columns)]
    for row, found in zip(again, app.score_names(row.pair for row in rows), strict=True):
        held.append(pair_line(table.columns, row, found))
        if len(held) >= _AT_ONCE:
            yield "".join(held)
            held.clear()
    yield "".join(held)


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    """Open a table, or standard input, for reading.

    Raises:
        NotFound: No such file.
        BadRequest: It cannot be read, or standard input is a terminal.
    """
    if str(file) == _STDIN:
        if is_terminal(sys.stdin):
            raise typer.BadParameter("- reads standard input, and nothing is piped into it")
        sys.stdin.reconfigure(encoding="utf-8-sig", newline="")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        stream = file.open(encoding="utf-8-sig", newline="")
    except FileNotFoundError:
        raise NotFound("no such file; check the path", subject=str(file)) from None
    except OSError as error:
        raise BadRequest("cannot be read; check its permissions", subject=str(file)) from error
    with stream:
        yield stream


def _write(out: Path, lines: Iterator[str]) -> None:
    """Write a file whole or not at all; it may be the one that is read.

    Raises:
        StoreError: The folder cannot be written to.
    """
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=out.parent, prefix=f".{out.name}.", delete=False
        ) as made:
            written = Path(made.name)
            try:
                made.writelines(lines)
                made.close()
                written.replace(out)
            finally:
                written.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            "cannot be written; check the folder and its permissions", subject=str(out)
        ) from error
