"""What the commands about identities share: forms, names of options, and what a judgement came to, told."""

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.desk.judging import Judged
from onrecord.serve.cli.console import emit, show_line
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.judgements import judged_lines, judged_object


class Form(StrEnum):
    """Return a form in which judgements are printed."""

    TABLE = "table"
    JSONL = "jsonl"


FormOption = Annotated[
    Form, typer.Option("--format", "-f", help="table for people; jsonl: a line of JSON each.")
]
BecauseOption = Annotated[str, typer.Option("--because", metavar="WORDS", help="Why; stays in the history.")]


def tell_judged(judged: Judged, form: Form) -> None:
    """Tell what came of a judgement, and how it is taken back."""
    if form is Form.JSONL:
        emit(to_line(judged_object(judged)))
        return
    for line in judged_lines(judged):
        show_line(line)
    if not judged.undoing:
        show_line(f"take it back: onrecord identities undo {judged.judgement.n}")
