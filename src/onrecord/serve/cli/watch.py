"""`onrecord watch`: what outlets publish, as they publish it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from onrecord import app
from onrecord.desk import Added, Captured, Event, Failed, Looked, NewEdition, Tally
from onrecord.serve.cli.console import is_terminal, show_line, tell
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.formats.visible import counted, shorten

#: How often the status line is drawn anew.
_STATUS_A_SECOND = 4
_TITLE_CHARS = 60


def watch(
    context: typer.Context,
    *,
    once: Annotated[
        bool,
        typer.Option(
            "--once", help="End when nothing is due any more, as for cron; else go on until stopped."
        ),
    ] = False,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Watch this outlet only.")
    ] = None,
    now: Annotated[
        bool, typer.Option("--now", help="Begin with a look at every source, due or not.")
    ] = False,
    where: DeskOption = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print the totals and the failures only.")
    ] = False,
) -> None:
    """Watch the desk's outlets: find what they publish, fetch it politely, keep it, and see when it changes.

    Stopped at any moment, it loses nothing; the same command goes on. Examples: onrecord watch · onrecord watch --once
    """
    outcome = Outcome()

    def hear(event: Event) -> None:
        if isinstance(event, Failed):
            if event.first:
                outcome.fail(event.error)
            return
        outcome.worked += 1
        if isinstance(event, Looked):
            for problem in event.problems:
                tell(f"{event.source.address}: {problem}")
        if not quiet and (line := _told(event)):
            show_line(line)

    with app.open_watch(chosen_desk(context, where), hear) as watching:
        tally = watching.tally
        try:
            with _status(tally):
                watching.run(once=once, outlet=outlet, at_once=now)
        finally:
            show_line(_summary(tally))
        if not tally.sources:
            tell("this desk watches no outlets yet; name one with `onrecord outlets add`")
    if once:
        outcome.finish()


def _told(event: Looked | Captured) -> str | None:
    if isinstance(event, Looked):
        return f"found {counted(event.new, 'new lead')} in {event.source.address}" if event.new else None
    result = event.result
    if not isinstance(result, Added | NewEdition):
        return None
    title = f" · {shorten(result.title, _TITLE_CHARS)}" if result.title else ""
    what = "added" if isinstance(result, Added) else f"edition {result.number} of"
    return f"{what} {event.name} · {counted(result.statements, 'statement')}{title}"


def _summary(tally: Tally) -> str:
    return (
        f"{counted(tally.sources, 'source')} watched, {counted(tally.found, 'new lead')}; "
        f"{tally.captured} added with {counted(tally.statements, 'statement')}, {tally.unchanged} unchanged, "
        f"{tally.failed} failed, {tally.waiting} waiting"
    )


def _line(tally: Tally) -> str:
    return (
        f"watching {counted(tally.sources, 'source')} · {tally.waiting:,} waiting · {tally.captured:,} added "
        f"({tally.captures_per_second:.1f}/s) · {tally.unchanged:,} unchanged · {tally.failed:,} failed"
    )


@contextmanager
def _status(tally: Tally) -> Iterator[None]:
    """Show how the watch is doing on a terminal, in one line that stays at its foot; nothing elsewhere."""
    if not is_terminal(sys.stderr):
        yield
        return
    spinner = Spinner("dots")

    def draw() -> Spinner:
        spinner.update(text=Text(_line(tally)))
        return spinner

    # Rich would otherwise send what goes to standard output, perhaps a file, to the terminal.
    to_screen = is_terminal(sys.stdout)
    console = Console(stderr=True, highlight=False)
    with Live(
        console=console,
        get_renderable=draw,
        refresh_per_second=_STATUS_A_SECOND,
        transient=True,
        redirect_stdout=to_screen,
    ):
        yield
