"""What all commands share: the desk they mean, and how errors and interruptions end them."""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from onrecord.errors import OnRecordError
from onrecord.serve.cli.console import tell

#: Interrupted from the keyboard: 128 + SIGINT, as shells report it.
INTERRUPTED = 130
#: The reader of our output has gone: 128 + SIGPIPE.
PIPE_CLOSED = 141

DeskOption = Annotated[
    Path | None,
    typer.Option(
        "--desk",
        metavar="DIR",
        help="The desk's folder; else $ONRECORD_DESK, else the one around this folder.",
    ),
]

ByOption = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="NAME", help="Who says so; else the setting `editor`, else your name on this system."
    ),
]


class Frame(TyperGroup):
    """Return the group of all commands, which turns every failure into one line and a status."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except OnRecordError as error:
            tell(error)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            tell("stopped; what was finished is kept, and the same command goes on from there")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # The interpreter flushes standard output once more as it ends: let that go nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None
        return outcome


def remember_desk(context: typer.Context, desk: Path | None) -> None:
    """Keep the desk named before the command for the command."""
    context.obj = desk


def chosen_desk(context: typer.Context, desk: Path | None) -> Path | None:
    """Return the desk named after the command, or else before it, or None."""
    before = context.find_root().obj
    return desk or (before if isinstance(before, Path) else None)
