"""`onrecord init`: a new desk."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import app
from onrecord.serve.cli.console import show_line


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make, or to make a desk of.")
    ] = Path(),
) -> None:
    """Make a desk: a folder with onrecord.toml, a database and the evidence."""
    made = app.init_desk(folder)
    show_line(f"A desk is ready in {made}.")
    go = "" if made == Path() else f"cd {made} && "
    show_line(
        f"Next: {go}onrecord add FILE|FOLDER|ADDRESS… (or: onrecord outlets add ADDRESS && onrecord watch)"
    )
