"""`onrecord demo`: a look at everything, without a network and without leaving anything behind."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group
from rich.rule import Rule
from rich.text import Text

from onrecord import app, desk
from onrecord.desk import Added, Desk, Gravity
from onrecord.errors import BadRequest, EvidenceBroken, OnRecordError
from onrecord.model import THINKING, Lead
from onrecord.ports import StatementQuery
from onrecord.serve.cli.console import show, show_line
from onrecord.serve.formats.people import people_table
from onrecord.serve.formats.table import added_table, hits_table, reading_table, search_list

#: What the demo asks of its samples (data/demo): a report, words, somebody in another script and in another spelling.
_REPORT = "03-agency.txt"
_WORDS = '"night ferry"'
_WHO = "ليلى حدو"
_SPEAKER = "Dawood Kareemi"


def demo(
    *,
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep the demo's desk in this new folder to play with.")
    ] = None,
) -> None:
    """Make a desk from sample reports and show what it can do; needs no network.

    The outlets, countries and people of the samples are invented.
    """
    with _demo_folder(keep) as folder, as_file(files("onrecord").joinpath("data", "demo")) as samples:
        app.init_desk(folder)
        with app.open_desk(folder) as opened:
            _show_adding(opened, samples)
            _show_report(opened)
            _show_search(opened)
            _show_somebody(opened)
            _show_verification(opened)
    _say_what_next(keep)


@contextmanager
def _demo_folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        if keep.exists():
            raise BadRequest("is there already; choose a new folder", subject=str(keep))
        yield keep
        return
    folder = Path(tempfile.mkdtemp(prefix="onrecord-demo-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _show_adding(opened: Desk, samples: Path) -> None:
    _title("Reports as outlets publish them become a desk", "onrecord init DIR && onrecord add reports/")
    planned = desk.plan_leads(opened.fetcher, [str(samples)])
    named = ((name.removeprefix(f"{samples}/"), lead) for name, lead in planned)
    added = list(desk.add(opened, _renamed(named)))
    show(added_table([(name, r.statements, r.title) for name, r in added if isinstance(r, Added)]))


def _renamed(leads: Iterable[tuple[str, Lead | OnRecordError]]) -> Iterator[tuple[str, Lead | OnRecordError]]:
    """Yield the leads under their short names: the samples lie wherever the package is installed."""
    for name, lead in leads:
        yield name, lead if isinstance(lead, OnRecordError) else replace(lead, name=name)


def _show_report(opened: Desk) -> None:
    _title("Who said what in one of them", f"onrecord show {_REPORT}")
    reading = desk.show(opened, _REPORT)
    said = [one for one in reading.statements if one.act not in THINKING]
    show(reading_table(reading, said, hidden=len(reading.statements) - len(said), whole=False))


def _show_search(opened: Desk) -> None:
    _title("Where words stand", f"onrecord search '{_WORDS}' --limit 3")
    show(search_list(desk.search(opened, _WORDS, limit=3)))


def _show_somebody(opened: Desk) -> None:
    _title("Whom a name may mean, in whichever script", f'onrecord who "{_WHO}" --limit 2')
    show(people_table(desk.who(opened, _WHO, statements=2), whole=False))
    title = "What one person said, however reports spell the name"
    _title(title, f'onrecord statements --who "{_SPEAKER}" --limit 4')
    query = StatementQuery(said_by=desk.members_of(opened, _SPEAKER), limit=4)
    show(hits_table(desk.search_statements(opened, query), whole=False))


def _show_verification(opened: Desk) -> None:
    _title("And is all of it still true to the bytes?", "onrecord verify")
    findings = [finding for _, found in desk.verify(opened) for finding in found]
    for finding in findings:
        show_line(f"  {finding.gravity}: {finding.subject}: {finding.message}")
    if any(finding.gravity is Gravity.BROKEN for finding in findings):
        raise EvidenceBroken("the demo's own desk is broken; please report this", subject=opened.name)
    counts = opened.store.counts()
    held = f"{counts['captures']} captures, {counts['reports']} reports and {counts['statements']} statements"
    show_line(f"  Yes: {held}, each cut from its evidence.")


def _say_what_next(keep: Path | None) -> None:
    _title("What to try next", None)
    if keep is None:
        show_line("  This desk was temporary and is gone. To keep one: onrecord demo --keep demo-desk")
    else:
        show_line(f"  The desk is in {keep}: cd {keep} && onrecord reports")
    show_line("  Your own reports, nothing kept:    onrecord read FILE|FOLDER|ADDRESS")
    show_line("  For programs and spreadsheets:     onrecord read FILE --format jsonl, json, csv or text")
    show_line("  A desk of your own:                onrecord init mydesk && cd mydesk && onrecord add FILE…")
    show_line("  Outlets that it watches:           onrecord outlets add ADDRESS && onrecord watch")
    show_line("  Everything:                        onrecord --help")


def _title(words: str, command: str | None) -> None:
    show(Group(Text(), Rule(Text(words, style="bold"), align="left", style="dim")))
    if command:
        show(Text(f"$ {command}\n", style="green"))
