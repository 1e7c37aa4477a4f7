"""`onrecord identities update`: bringing up to date what a desk kept before names were compared as they are now."""

import typer

from onrecord import app, desk
from onrecord.serve.cli.console import show_line, tell
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.cli.progress import watched
from onrecord.serve.formats.visible import counted


def update(context: typer.Context, *, where: DeskOption = None) -> None:
    """Find out who is who in reports that were kept before names were compared; stopped, it goes on from there.

    By what known names are found is made anew first, where an older version made it.
    """
    outcome = Outcome()
    names = new = same = unsure = 0
    with app.open_desk(chosen_desk(context, where)) as opened:
        lots = (("by what names are found", done) for done in desk.rekey(opened))
        keyed = sum(done for _, done in watched(lots, total=None))
        if keyed:
            show_line(f"{counted(keyed, 'known name')} prepared anew for being found")
        for _, result in outcome.sift(watched(desk.file_unfiled(opened), total=None)):
            names += result.identities
            new += result.new
            same += result.same
            unsure += result.unsure
    show_line(
        f"{counted(outcome.worked, 'report')} filed: {counted(names, 'name')}, {new} not met before; "
        f"{same} judged to be known by another name, {counted(unsure, 'question')} (`onrecord identities review`)"
    )
    outcome.finish()


def tell_of_old_keys(opened: desk.Desk) -> None:
    """Say what to do where an older version made what known names are found by."""
    if desk.has_old_keys(opened):
        tell(
            "names known here are found by what an older version made of them, so some spellings may not be found; "
            "bring it up to date with: onrecord identities update"
        )
