"""`onrecord identities import`: take in a user's list."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from onrecord import app
from onrecord.desk import Desk
from onrecord.desk.listing import Imported, import_list
from onrecord.errors import BadRequest, OnRecordError
from onrecord.model import IdentityType
from onrecord.serve.cli.console import show_line, tell
from onrecord.serve.cli.files import read_file
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.formats.identity_list import MOST_BYTES, Listing, read_list
from onrecord.serve.formats.visible import counted

#: Mistakes told of one file; the rest are counted.
_TOLD = 20


def import_lists(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="CSV, JSON, labels of Wikidata, or FollowTheMoney; told by what stands in it.",
        ),
    ],
    *,
    type_: Annotated[
        IdentityType | None,
        typer.Option("--type", help="What those are of which a list does not say it."),
    ] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Take the rest of a file where some of it cannot be taken.")
    ] = False,
    where: DeskOption = None,
) -> None:
    """Take in lists of identities: names, ids in Wikidata, public roles, memberships.

    All names of one entry are names of one identity. The same list again changes nothing. Of a file with a mistake
    nothing is taken, unless --keep-going is given. What else a list holds (addresses, days of birth, kin) is left out.

    Examples: onrecord identities import parties.csv · onrecord identities import labels.json --type person
    """
    outcome = Outcome()
    with app.open_desk(chosen_desk(context, where)) as opened:
        for file in files:
            try:
                listing = read_list(read_file(file, MOST_BYTES), subject=str(file))
                _take(opened, file, listing, type_, outcome, keep_going=keep_going)
            except OnRecordError as error:
                outcome.fail(error)
    outcome.finish()


def _take(
    opened: Desk,
    file: Path,
    listing: Listing,
    type_: IdentityType | None,
    outcome: Outcome,
    *,
    keep_going: bool,
) -> None:
    """Take in one file, and tell what came of it."""
    entries = [entry if entry.type else replace(entry, type=type_) for entry in listing.entries]
    imported = Imported()
    if keep_going or not listing.problems:
        imported = import_list(opened, entries, listing.judgements, keep_going=keep_going)
    problems = (*listing.problems, *imported.problems)
    for problem in problems[:_TOLD]:
        outcome.fail(problem)
    if len(problems) > _TOLD:
        tell(f"{file}: and {counted(len(problems) - _TOLD, 'mistake')} more")
    if problems and not keep_going:
        raise BadRequest(
            "nothing of it was taken; correct it, or take the rest with --keep-going", subject=str(file)
        )
    if not (entries or listing.judgements or problems):
        raise BadRequest("holds no identity that a desk takes in", subject=str(file))
    outcome.worked += 1
    show_line(f"{file}: {_summary(imported)}")
    if listing.left_out:
        named = ", ".join(f"{times} {what}" for what, times in sorted(listing.left_out.items()))
        tell(f"{file}: left out {named}: a desk takes names, public roles, memberships and ids of others")


def _summary(imported: Imported) -> str:
    facts = [f"{len(imported.new)} new, {len(imported.known)} already here"]
    added = [
        counted(number, noun)
        for number, noun in (
            (imported.names, "name"),
            (imported.roles, "role"),
            (imported.links, "link"),
            (imported.judgements, "judgement"),
        )
        if number
    ]
    if added:
        facts.append(f"{', '.join(added)} added")
    if imported.same:
        facts.append(f"{imported.same} found among those known")
    if imported.unsure:
        facts.append(f"{counted(imported.unsure, 'question')}: onrecord identities review")
    return " · ".join(facts)
