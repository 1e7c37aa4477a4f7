"""What a person gives as the right value of a field, checked against the report and made the value that is kept."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.desk.correct.marking import likeness, mark
from onrecord.desk.correct.matching import SAME
from onrecord.desk.correct.people import MOST_CHARS, ref_whom, whom
from onrecord.errors import BadRequest
from onrecord.model import (
    Act,
    CorrectedField,
    Marked,
    Reading,
    Span,
    Statement,
    StatementKind,
    Told,
    Value,
    Whom,
)
from onrecord.model.correction import OF_REPORT, OF_SPANS, check_value
from onrecord.text.fold import squeeze

#: What a person gives: a name or an identity's id for whom, spans for stretches of the text, else the value itself.
Given = str | bool | date | StatementKind | Act | Whom | Sequence[Span] | Sequence[str] | None

#: Longer than any title is.
_MOST_WORDS = 1_000
_MOST_LISTED = 100
#: BCP 47, as far as desks need it: a language and what narrows it.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")


def settle_value(reading: Reading, field: CorrectedField, given: Given) -> Value:
    """Return the value that is kept for what a person gives.

    Raises:
        BadRequest: It is no value of the field, or does not fit the report.
    """
    text = reading.report.text
    value: Value
    if field in OF_SPANS:
        spans = [one for one in given if isinstance(one, Span)] if isinstance(given, Sequence) else []
        if isinstance(given, str) or not isinstance(given, Sequence) or len(spans) != len(given):
            raise BadRequest("is no list of spans; mark stretches of the text", subject=str(field))
        value = mark(text, spans, of=str(field))
        if field is CorrectedField.CONTENT and not value:
            raise BadRequest("has no span; mark the words that were said", subject=str(field))
        return value
    match given:
        case str() if field in (CorrectedField.SPEAKER, CorrectedField.ADDRESSEE):
            value = whom(reading, given)
        case Whom():
            own = whom(reading, given.identity or given.name, given.type)
            value = own
        case str() if not isinstance(given, StatementKind | Act):
            value = _words(field, given)
        case Sequence() if not isinstance(given, str):
            value = _listed(field, given)
        case _:
            value = given
    check_value(field, value)
    return value


def settle_told(reading: Reading, given: Mapping[CorrectedField, Given]) -> Told:
    """Return all of a statement that a person adds; direct speech, where nothing else is given.

    Raises:
        BadRequest: A value is none of its field's, no content is given, or the reading has a statement of these words.
    """
    values = {field: settle_value(reading, field, one) for field, one in given.items()}
    content = _marked(values.get(CorrectedField.CONTENT))
    if not content:
        raise BadRequest("has no content; mark the words that were said", subject="the statement")
    spans = [one.span for one in content]
    for said in reading.statements:
        if likeness(spans, said.content) >= SAME:
            raise BadRequest("is a statement of these words already; correct that one", subject=said.id)
    speaker, addressee = values.get(CorrectedField.SPEAKER), values.get(CorrectedField.ADDRESSEE)
    kind, act = values.get(CorrectedField.KIND), values.get(CorrectedField.ACT)
    said_on, venue = values.get(CorrectedField.SAID_ON), values.get(CorrectedField.VENUE)
    return Told(
        content=content,
        kind=kind if isinstance(kind, StatementKind) else StatementKind.DIRECT,
        act=act if isinstance(act, Act) else Act.SAY,
        speaker=speaker if isinstance(speaker, Whom) else None,
        source=_marked(values.get(CorrectedField.SOURCE)),
        cue=_marked(values.get(CorrectedField.CUE)),
        addressee=addressee if isinstance(addressee, Whom) else None,
        said_on=said_on if isinstance(said_on, date) else None,
        venue=venue if isinstance(venue, str) else None,
    )


def present_value(reading: Reading, said: Statement | None, field: CorrectedField) -> Value:
    """Return what stands in a field of a statement, or of its report, as a correction keeps it."""
    if field in OF_REPORT:
        value: Value = getattr(reading.report.metadata, field)
        return value
    if said is None or field in (CorrectedField.RIGHT, CorrectedField.MISSING):
        return None
    match field:
        case CorrectedField.SPEAKER | CorrectedField.ADDRESSEE:
            return ref_whom(reading, getattr(said, field))
        case CorrectedField.NOT_A_STATEMENT:
            return told_of(reading, said)
        case _ if field in OF_SPANS:
            return marked_at(reading, getattr(said, field))
        case _:
            value = getattr(said, field)
    return value


def told_of(reading: Reading, said: Statement) -> Told:
    """Return all that a reading says of one of its statements, as a person would tell it."""
    return Told(
        content=marked_at(reading, said.content),
        kind=said.kind,
        act=said.act,
        speaker=ref_whom(reading, said.speaker),
        source=marked_at(reading, said.source),
        cue=marked_at(reading, said.cue),
        addressee=ref_whom(reading, said.addressee),
        said_on=said.said_on,
        venue=said.venue,
    )


def marked_at(reading: Reading, spans: Sequence[Span]) -> tuple[Marked, ...]:
    """Return spans of a report with their words."""
    return tuple(Marked(span, span.cut(reading.report.text)) for span in spans)


def _words(field: CorrectedField, given: str) -> str | None:
    words = squeeze(given)
    if not words:
        return None
    if len(words) > (_MOST_WORDS if field is CorrectedField.TITLE else MOST_CHARS):
        raise BadRequest("is too long; give what a reader would call it", subject=str(field))
    if field is CorrectedField.LANGUAGE and not _LANGUAGE.fullmatch(words):
        raise BadRequest('is no code of a language, such as "en" or "zh-Hant"', subject=words)
    if field is CorrectedField.NUMBER and not words.isdecimal():
        raise BadRequest("is no number; give its digits", subject=words)
    return words


def _listed(field: CorrectedField, given: Sequence[object]) -> tuple[str, ...]:
    words = [squeeze(one) if isinstance(one, str) else None for one in given]
    if len(words) > _MOST_LISTED or any(one is None or len(one) > MOST_CHARS for one in words):
        raise BadRequest("is no list of names, or too long a one", subject=str(field))
    return tuple(dict.fromkeys(one for one in words if one))


def _marked(value: Value) -> tuple[Marked, ...]:
    return tuple(one for one in value if isinstance(one, Marked)) if isinstance(value, tuple) else ()
