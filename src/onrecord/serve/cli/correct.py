"""`onrecord correct`: a person's word on what a machine read."""

from typing import Annotated

import typer

from onrecord import app
from onrecord.desk import correct as verbs
from onrecord.desk.correct import Corrected, Given
from onrecord.errors import BadRequest
from onrecord.model import Act, CorrectedField, IdentityType, StatementKind
from onrecord.model.correction import OF_REPORT
from onrecord.serve.cli.asking import command_asker
from onrecord.serve.cli.console import emit, show_line
from onrecord.serve.cli.frame import ByOption, DeskOption, chosen_desk
from onrecord.serve.cli.identities.shared import BecauseOption, Form, FormOption
from onrecord.serve.formats.corrections import corrected_lines, corrected_object, given_value
from onrecord.serve.formats.jsonl import to_line

_SPANS = "START:END in the text, or the words themselves; again for more."
Words = Annotated[str | None, typer.Option(metavar="WORDS")]


def correct(
    context: typer.Context,
    statement: Annotated[
        str | None, typer.Argument(metavar="[STATEMENT]", help="Its id, or the start of it.")
    ] = None,
    *,
    report: Annotated[
        str | None, typer.Option(metavar="REPORT", help="Correct a report, or add what it is missing.")
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(metavar="NAME", help='Who speaks: a name, or an id of the report; "" for nobody.'),
    ] = None,
    speaker_type: Annotated[
        IdentityType | None, typer.Option("--type", help="What a speaker is whom the report does not name.")
    ] = None,
    content: Annotated[list[str] | None, typer.Option(help=f"What was said: {_SPANS}")] = None,
    cue: Annotated[list[str] | None, typer.Option(help=f"The words that attribute: {_SPANS}")] = None,
    source: Annotated[list[str] | None, typer.Option(help=f"The words for who speaks: {_SPANS}")] = None,
    kind: Annotated[StatementKind | None, typer.Option(help="The form in which the report gives it.")] = None,
    act: Annotated[Act | None, typer.Option(help="What the speaker does.")] = None,
    addressee: Annotated[str | None, typer.Option(metavar="NAME", help="To whom it is said.")] = None,
    said_on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day it was said.")] = None,
    venue: Annotated[str | None, typer.Option(metavar="WORDS", help="Where, or in what.")] = None,
    right: Annotated[bool, typer.Option("--right", help="All of it is right as it stands.")] = False,
    not_a_statement: Annotated[bool, typer.Option("--not-a-statement", help="Nobody says this.")] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="A statement of --report that was not found.")
    ] = False,
    title: Words = None,
    outlet: Words = None,
    author: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Again for more.")] = None,
    published: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help='As "en" or "zh-Hant".')] = None,
    series: Words = None,
    number: Annotated[str | None, typer.Option(metavar="DIGITS", help="In the series.")] = None,
    topic: Annotated[list[str] | None, typer.Option(metavar="WORDS", help="Again for more.")] = None,
    because: BecauseOption = "",
    by: ByOption = None,
    form: FormOption = Form.TABLE,
    where: DeskOption = None,
) -> None:
    """Put right what was read of a statement, or what a report says about itself; "" is nothing.

    No machine ever overwrites it. Every correction can be taken back with `onrecord corrections undo`.

    Examples: onrecord correct 5e4d308d --speaker "Tomas Okoro" --because "the tape" ·
    onrecord correct --report a.txt --title "Harbour talks" ·
    onrecord correct --report a.txt --missing --content "The quay is open" --cue said --speaker "Ada Lindqvist"
    """
    said: dict[CorrectedField, str | list[str] | None] = {
        CorrectedField.SPEAKER: speaker,
        CorrectedField.CONTENT: content,
        CorrectedField.CUE: cue,
        CorrectedField.SOURCE: source,
        CorrectedField.KIND: kind,
        CorrectedField.ACT: act,
        CorrectedField.ADDRESSEE: addressee,
        CorrectedField.SAID_ON: said_on,
        CorrectedField.VENUE: venue,
    }
    told: dict[CorrectedField, str | list[str] | None] = {
        CorrectedField.TITLE: title,
        CorrectedField.OUTLET: outlet,
        CorrectedField.AUTHORS: author,
        CorrectedField.PUBLISHED: published,
        CorrectedField.LANGUAGE: language,
        CorrectedField.SERIES: series,
        CorrectedField.NUMBER: number,
        CorrectedField.TOPICS: topic,
    }
    given = {field: words for field, words in (said | told).items() if words is not None}
    flags = dict.fromkeys(
        field
        for field, is_set in (
            (CorrectedField.RIGHT, right),
            (CorrectedField.NOT_A_STATEMENT, not_a_statement),
        )
        if is_set
    )
    _check(statement, report, {*given, *flags}, missing=missing)
    with app.open_desk(chosen_desk(context, where)) as opened:
        asker = command_asker(opened, by)
        if statement:
            of, subject = opened.store.find_statement(statement)
        else:
            of = subject = opened.store.find_report(report or "")
        text = opened.store.report(of).text
        values: dict[CorrectedField, Given] = {
            field: given_value(field, words, text, type_=speaker_type) for field, words in given.items()
        }
        values |= dict.fromkeys(flags, True)
        if statement:
            verb, written = verbs.correct, "statement.correct"
        elif missing:
            verb, written = verbs.add_statement, "statement.add"
        else:
            verb, written = verbs.correct_report, "report.correct"
        with opened.store.writing():
            done = verb(opened, subject, values, by=asker.name, because=because)
            verbs.note_correction(opened, asker, written, subject, done)
    tell_corrected(done, form)


def tell_corrected(done: Corrected, form: Form) -> None:
    """Tell what was put right or taken back, and how it is taken back."""
    if form is Form.JSONL:
        emit(to_line(corrected_object(done)))
        return
    for line in corrected_lines(done):
        show_line(line)
    if done.retractions:
        return
    if done.statement:
        show_line(f"statement {done.statement.id}")
    numbers = " ".join(str(one.n) for one in done.corrections)
    show_line(f"take it back: onrecord corrections undo {numbers}")


def _check(statement: str | None, report: str | None, fields: set[CorrectedField], *, missing: bool) -> None:
    """Check that the command says of what it speaks, and only of that.

    Raises:
        BadRequest: It does not.
    """
    if (statement is None) == (report is None):
        raise BadRequest("name a statement by its id, or a report with --report", subject="correct")
    if missing and statement is not None:
        raise BadRequest(
            "a missing statement has no id yet; name its report with --report", subject="--missing"
        )
    if not fields:
        raise BadRequest("say what is right: --speaker, --content, --kind …; see --help", subject="correct")
    of_report = report is not None and not missing
    wrong = fields - OF_REPORT if of_report else fields & OF_REPORT
    if wrong:
        listed = ", ".join(sorted(str(one).replace("_", " ") for one in wrong))
        of = "a report; give a statement, or --missing" if of_report else "a statement; give --report"
        raise BadRequest(f"is nothing of {of}", subject=listed)
