"""`onrecord remove`: a report out of the desk for good, on the record."""

import sys
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.errors import BadRequest
from onrecord.serve.cli.console import is_terminal, show_line, tell
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.formats.visible import counted


def remove(
    context: typer.Context,
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="Its name, the end of its name, an address, or an id.")
    ],
    *,
    reason: Annotated[str, typer.Option(help="Why: the order, the request. Stays on record.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who removes it. Stays on record.")],
    edition: Annotated[int | None, typer.Option(min=1, help="Only this edition of it.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    where: DeskOption = None,
) -> None:
    """Remove a report for good, for law or privacy: its bytes, text, statements and words.

    What stays is the tombstone in the ledger: hash, size, time, who and why. The same bytes are not
    taken again. Backups of the desk are yours to clean.
    """
    with app.open_desk(chosen_desk(context, where)) as opened:
        editions = desk.plan_removal(opened, report, edition=edition)
        for one in editions:
            show_line(f"edition {one.number} · {one.name} · {one.title or '–'} · sha256 {one.capture[:16]}…")
        if not yes:
            _ask(len(editions))
        gone = desk.remove(opened, editions, by=by, reason=reason)
    for removal in gone:
        if removal.removed.shared_with:
            names = ", ".join(removal.removed.shared_with)
            tell(f"the same bytes are also kept for {names}; remove that too where it is meant")
    files = sum(removal.bytes_gone for removal in gone)
    show_line(f"removed {counted(len(gone), 'capture')}; the tombstones are in the ledger")
    if files < len(gone):
        show_line(f"{counted(len(gone) - files, 'capture')} shared bytes with others; those bytes stay")


def _ask(number: int) -> None:
    """Ask a person; whoever is not at a terminal says --yes."""
    if not is_terminal(sys.stdin):
        raise BadRequest("a removal cannot be undone; give --yes where nobody can be asked")
    if not typer.confirm(f"Remove {counted(number, 'edition')} for good?"):
        tell("nothing was removed")
        raise typer.Exit(1)
