"""`onrecord add`: reports into the desk."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.desk import Added, Already, Kept, NewEdition, Seen
from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.cli.progress import watched
from onrecord.serve.cli.read import Names, check_names
from onrecord.serve.formats.visible import counted, shorten

#: Leads that are found before the first is added, so that progress can say of how many; a container may hold millions.
_MOST_COUNTED = 20_000
#: A line of news stays one line on most terminals.
_TITLE_CHARS = 60


def add(
    context: typer.Context,
    names: Names = None,
    *,
    where: DeskOption = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print the totals and the failures only.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Take also what was once removed from this desk.")
    ] = False,
) -> None:
    """Add reports to the desk; adding again adds nothing twice.

    Examples: onrecord add reports/ page.html · onrecord add https://example.org/article
    """
    check_names(names)
    outcome = Outcome()
    added = said = already = editions = 0
    with app.open_desk(chosen_desk(context, where)) as opened:
        leads = desk.plan_leads(opened.fetcher, names or [])
        first = list(islice(leads, _MOST_COUNTED))
        total = len(first) if len(first) < _MOST_COUNTED else None
        results = watched(desk.add(opened, chain(first, leads), again=again), total=total)
        kept: Iterator[tuple[str, Kept]] = outcome.sift(results)
        for name, result in kept:
            if isinstance(result, Already | Seen):
                already += 1
                if isinstance(result, Seen) and not quiet:
                    show_line(f"seen {name} · the text of edition {result.number} once more")
                continue
            added += isinstance(result, Added)
            editions += isinstance(result, NewEdition)
            said += result.statements
            if not quiet:
                show_line(_told(name, result))
    changed = f", {counted(editions, 'new edition')}" if editions else ""
    show_line(
        f"{added} added{changed} with {counted(said, 'statement')}, {already} already here, "
        f"{len(outcome.codes)} failed"
    )
    outcome.finish()


def _told(name: str, result: Added | NewEdition) -> str:
    verb = "added" if isinstance(result, Added) else f"edition {result.number} of"
    title = f" · {shorten(result.title, _TITLE_CHARS)}" if result.title else ""
    return f"{verb} {name} · {counted(result.statements, 'statement')}{title}"
