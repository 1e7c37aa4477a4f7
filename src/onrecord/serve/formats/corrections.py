"""Corrections for people and for programs, and what people write as the right value of a field."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from onrecord.desk.correct import Corrected, CorrectionEntry, Given, Settled
from onrecord.errors import BadRequest
from onrecord.model import (
    Act,
    CorrectedField,
    Correction,
    IdentityType,
    Marked,
    Retraction,
    Span,
    StatementKind,
    Told,
    Value,
    Whom,
)
from onrecord.model.correction import OF_SPANS, value_facts
from onrecord.serve.formats.objects import report_object
from onrecord.serve.formats.persons_words import persons_words
from onrecord.serve.formats.visible import shorten, visible

_SPAN = re.compile(r"\s*(\d{1,12})\s*[:\-–]\s*(\d{1,12})\s*")
_DAYS = frozenset({CorrectedField.SAID_ON, CorrectedField.PUBLISHED})
_LISTS = frozenset({CorrectedField.AUTHORS, CorrectedField.TOPICS})
_PEOPLE = frozenset({CorrectedField.SPEAKER, CorrectedField.ADDRESSEE})
#: How much of a value the history shows in one line.
_SHOWN = 120


def given_value(
    field: CorrectedField, words: str | Sequence[str], text: str, *, type_: IdentityType | None = None
) -> Given:
    """Return what a person means by the words of an option or of a form's field; "" is nothing.

    Args:
        field: What they are for.
        words: One value, or several for spans, authors and topics.
        text: The report's canonical text, in which words given for a span are found.
        type_: What somebody new is.

    Raises:
        BadRequest: They are no value of the field.
    """
    several = [words] if isinstance(words, str) else list(words)
    if field in OF_SPANS:
        return tuple(span for one in several for span in given_spans(one, text, of=str(field)))
    if field in _LISTS:
        return tuple(several)
    one = several[-1] if several else ""
    if field in _DAYS:
        return given_day(one)
    if not one.strip():
        return None
    try:
        if field is CorrectedField.KIND:
            return StatementKind(one)
        if field is CorrectedField.ACT:
            return Act(one)
    except ValueError as error:
        raise BadRequest(f"is no {field} of statements", subject=one[:60]) from error
    if field in _PEOPLE and type_ is not None:
        return Whom(one, type_)
    return one


def given_spans(words: str, text: str, *, of: str) -> list[Span]:
    """Return the spans that a person gives: START:END, several with white space or commas between, or the words.

    Raises:
        BadRequest: The words do not stand in the text, or stand there more than once; or an end lies before its start.

    >>> given_spans("2:5, 7:9", "", of="content")
    [Span(start=2, end=5), Span(start=7, end=9)]
    >>> given_spans("word", "a word", of="content")
    [Span(start=2, end=6)]
    """
    parts = [part for part in re.split(r"[,;\s]+", words) if part]
    found = [_SPAN.fullmatch(part) for part in parts]
    if all(found):
        return [Span(int(one[1]), int(one[2])) for one in found if one]
    start = text.find(words)
    if start < 0:
        raise BadRequest(
            f"stands nowhere in the report; give its {of} as it is printed, or START:END", subject=words[:60]
        )
    if text.find(words, start + 1) >= 0:
        raise BadRequest("stands there more than once; give START:END, or more words", subject=words[:60])
    return [Span(start, start + len(words))]


def given_day(words: str) -> date | None:
    """Return a day, None for "".

    Raises:
        BadRequest: It is none.
    """
    if not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise BadRequest("is no day; write it as YYYY-MM-DD", subject=words[:60]) from error


def corrected_object(done: Corrected) -> dict[str, Any]:
    """Return what came of correcting as an object."""
    return {
        "report": done.reading.report.id,
        "statement": done.statement.id if done.statement else None,
        "corrections": [correction_object(one) for one in done.corrections],
        "undoings": [retraction_object(one) for one in done.retractions],
        "unfit": [{"n": n, "because": why} for n, why in sorted(done.unfit.items())],
    }


def correction_object(one: Correction) -> dict[str, Any]:
    """Return a correction as an object."""
    return {
        "n": one.n,
        "report": one.report,
        "statement": one.statement,
        "field": str(one.field),
        "value": value_facts(one.value),
        "before": value_facts(one.before),
        "by": one.by,
        "at": one.at.isoformat(),
        "because": one.because,
        "undone": one.undone,
        "unfit": one.unfit,
    }


def retraction_object(one: Retraction) -> dict[str, Any]:
    """Return the taking back of a correction as an object."""
    return {
        "n": one.n,
        "undoes": one.correction,
        "report": one.report,
        "by": one.by,
        "at": one.at.isoformat(),
        "because": one.because,
    }


def correction_entry_object(entry: CorrectionEntry) -> dict[str, Any]:
    """Return an entry of the history as an object."""
    told = retraction_object(entry.retraction) if entry.retraction else correction_object(entry.correction)
    return {**told, "report_name": entry.report_name, "title": entry.title}


def settled_object(settled: Settled) -> dict[str, Any]:
    """Return a corrected report as training reads it: as `read --format json` prints it, and what persons settled."""
    return {
        **report_object(settled.reading),
        "settled": sorted(settled.statements),
        "withdrawn": sorted(settled.withdrawn),
        "corrections": [correction_object(one) for one in settled.corrections],
    }


def corrections_table(entries: Iterable[CorrectionEntry]) -> RenderableType:
    """Return what was corrected and taken back, one under the other."""
    named = ((entry.retraction or entry.correction, entry) for entry in entries)
    return persons_words((one.n, one.at, one.by, _entry_text(entry)) for one, entry in named)


def corrected_lines(done: Corrected) -> list[str]:
    """Return in words what was put right, or taken back."""
    words = "took back correction" if done.retractions else "correction"
    lines = [f"{words} {one.n}: {changed_words(one)}" for one in done.corrections]
    for n, why in sorted(done.unfit.items()):
        lines.append(f"correction {n} is to be looked at: {why}")
    return lines


def changed_words(one: Correction) -> str:
    """Return what a correction changes, in a line for people: the field, what stood there, what it says."""
    field = str(one.field).replace("_", " ")
    if one.field is CorrectedField.RIGHT:
        return "right as it stands"
    if one.field is CorrectedField.NOT_A_STATEMENT:
        return f"{field}: {value_words(one.before)}"
    if one.field is CorrectedField.MISSING:
        return f"{field}: {value_words(one.value)}"
    return f"{field}: {value_words(one.before)} → {value_words(one.value)}"


def value_words(value: Value) -> str:
    """Return a value in a line for people; "–" for nothing.

    >>> value_words((Marked(Span(0, 2), "no"), Marked(Span(5, 7), "so")))
    '“no … so”'
    """
    match value:
        case None | ():
            return "–"
        case Whom():
            return visible(value.name)
        case Told():
            who = value_words(value.speaker) if value.speaker else "nobody named"
            return f"{who}, {value_words(value.content)}"
        case StatementKind() | Act():
            return str(value).replace("_", " ")
        case date():
            return value.isoformat()
        case tuple():
            marked = [one.words for one in value if isinstance(one, Marked)]
            if marked:
                return f"“{shorten(visible(' … '.join(marked)), _SHOWN)}”"
            return visible("; ".join(map(str, value)))
        case _:
            return shorten(visible(str(value)), _SHOWN)


def _entry_text(entry: CorrectionEntry) -> Text:
    one = entry.correction
    gone = one.undone is not None
    if entry.retraction:
        text = Text(f"took back {one.n}: {changed_words(one)}")
        because = entry.retraction.because
    else:
        text = Text(changed_words(one), style="dim" if gone else "")
        if gone:
            text.append(f", taken back by {one.undone}")
        elif one.unfit:
            text.append(f"\nto be looked at: {one.unfit}", style="yellow")
        because = one.because
    if because:
        text.append(f"\n{visible(because)}", style="dim italic")
    where = [visible(entry.title or entry.report_name), *([one.statement[:10]] if one.statement else [])]
    text.append(f"\n{' · '.join(where)}", style="dim")
    return text
