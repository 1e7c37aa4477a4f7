"""`onrecord read`: who said what in a report, without a desk."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from onrecord import app
from onrecord.desk import hits_of
from onrecord.model import THINKING, Reading
from onrecord.serve.cli.console import emit, is_terminal, show
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.objects import report_object, report_statements
from onrecord.serve.formats.sheet import sheet_head, sheet_line
from onrecord.serve.formats.table import reading_table
from onrecord.serve.formats.visible import visible, visible_lines

#: The name that stands for standard input.
STDIN = "-"


class ReadFormat(StrEnum):
    """Return a form in which readings are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    TEXT = "text"


Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE|FOLDER|ADDRESS|-…", help="Reports: files, folders, web addresses, - for standard input."
    ),
]
FormatOption = Annotated[
    ReadFormat,
    typer.Option(
        "--format", "-f",
        help="table for people; jsonl: a line a statement; json: a line a report; csv; text: the text.",
    ),
]  # fmt: skip
AllActs = Annotated[
    bool,
    typer.Option("--all-acts", help="Also show reported thoughts and attitudes (json and jsonl always do)."),
]
Whole = Annotated[bool, typer.Option("--whole", help="Show the words in full in tables.")]
Why = Annotated[
    bool,
    typer.Option(
        "--why", help="Say in tables why each statement is taken for one, and why that is its speaker."
    ),
]


def read(
    context: typer.Context,
    names: Names = None,
    *,
    form: FormatOption = ReadFormat.TABLE,
    all_acts: AllActs = False,
    whole: Whole = False,
    why: Why = False,
    where: DeskOption = None,
) -> None:
    """Read reports and print who said what; nothing is kept.

    Examples: onrecord read report.txt · onrecord read reports/ -f jsonl · cat note.txt | onrecord read -
    """
    check_names(names)
    printer = Printer(form, all_acts=all_acts, whole=whole, why=why)
    outcome = Outcome()
    for _, reading in outcome.sift(app.read_leads(names or [], chosen_desk(context, where))):
        printer.print(reading)
    printer.finish()
    outcome.finish()


def check_names(names: list[str] | None) -> None:
    """Refuse a command that names nothing, or standard input where nobody pipes anything in.

    Raises:
        typer.BadParameter: It does.
    """
    if not names:
        raise typer.BadParameter("name a report: a file, a folder, a web address, or - for standard input")
    if STDIN in names and is_terminal(sys.stdin):
        raise typer.BadParameter("- reads standard input, and nothing is piped into it")


class Printer:
    """Print readings in one form, as they come.

    Args:
        form: The form.
        all_acts: Whether tables and sheets show thoughts and attitudes too.
        whole: Whether tables show the words in full.
        why: Whether tables give each statement's reason.
    """

    def __init__(self, form: ReadFormat, *, all_acts: bool, whole: bool, why: bool) -> None:
        self._form = form
        self._all_acts = all_acts
        self._whole = whole
        self._why = why
        self._first: Reading | None = None
        self._printed = 0

    def print(self, reading: Reading) -> None:
        """Print one reading, after those before it."""
        shown = [said for said in reading.statements if self._all_acts or said.act not in THINKING]
        match self._form:
            case ReadFormat.TABLE:
                hidden = len(reading.statements) - len(shown)
                show(reading_table(reading, shown, hidden=hidden, whole=self._whole, why=self._why))
            case ReadFormat.JSONL:
                emit("".join(to_line(line) for line in report_statements(reading)))
            case ReadFormat.JSON:
                emit(to_line(report_object(reading)))
            case ReadFormat.CSV:
                head = "" if self._printed else sheet_head()
                emit(head + "".join(sheet_line(hit) for hit in hits_of(reading, shown)))
            case ReadFormat.TEXT:
                self._print_text(reading)
        self._printed += 1

    def finish(self) -> None:
        """Print what waited for the end, and the head of a sheet without lines."""
        if self._form is ReadFormat.TEXT and self._printed == 1 and self._first is not None:
            emit(_text(self._first))
        elif self._form is ReadFormat.CSV and not self._printed:
            emit(sheet_head())

    def _print_text(self, reading: Reading) -> None:
        """Print several texts each under its name, as `head` and `tail` do, but one alone as it is."""
        if self._printed == 0:
            self._first = reading
            return
        if self._printed == 1 and self._first is not None:
            emit(_named_text(self._first))
        emit("\n" + _named_text(reading))


def _named_text(reading: Reading) -> str:
    text = _text(reading)
    return f"==> {visible(reading.report.name)} <==\n{text}" + ("" if text.endswith("\n") else "\n")


def _text(reading: Reading) -> str:
    """Return the canonical text: exact for programs, with steering characters as escapes on a terminal."""
    return visible_lines(reading.report.text) if is_terminal(sys.stdout) else reading.report.text
