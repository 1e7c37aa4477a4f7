"""`onrecord verify`: is everything the desk holds still true?"""

import typer

from onrecord import app, desk
from onrecord.desk import Gravity
from onrecord.errors import EvidenceBroken
from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.progress import watched
from onrecord.serve.formats.visible import counted


def verify(context: typer.Context, *, where: DeskOption = None) -> None:
    """Check every capture's hash, read every report again, and try every span.

    Ends with status 7 where something is broken; notes do not count.
    """
    broken = notes = 0
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        counts = opened.store.counts()
        for _, findings in watched(desk.verify(opened), total=counts["captures"]):
            for finding in findings:
                show_line(f"{finding.gravity}: {finding.subject}: {finding.message}")
                broken += finding.gravity is Gravity.BROKEN
                notes += finding.gravity is Gravity.NOTE
    held = ", ".join(counted(counts[f"{noun}s"], noun) for noun in ("capture", "report", "statement"))
    if broken:
        raise EvidenceBroken(
            f"{counted(broken, 'finding')} in {held}; see above for what to do", subject=opened.name
        )
    show_line(f"verified {held}: all still true" + (f" ({counted(notes, 'note')})" if notes else ""))
