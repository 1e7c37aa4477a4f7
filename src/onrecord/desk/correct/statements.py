"""Statements as persons put them right."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.desk.correct.heads import told_by
from onrecord.desk.correct.people import Cast, as_speaker
from onrecord.model import (
    ChainLink,
    ChainRole,
    CorrectedField,
    Correction,
    Identity,
    IdentityRef,
    Marked,
    Report,
    Span,
    Speaker,
    Statement,
    Told,
    Value,
    Whom,
)
from onrecord.model.correction import PERSON

#: Corrections of one statement, by what they put right; of two of one field the later.
Hands = Mapping[CorrectedField, Correction]
#: The basis of a day that a person gave.
_BY_PERSON = "person"


def revise_statement(said: Statement, report: Report, cast: Cast, hands: Hands) -> Statement:
    """Return a statement with what persons say of it, as it stands in `report`; unchanged where they say nothing."""
    if not hands:
        return said
    values: dict[str, Any] = {}
    for field, one in hands.items():
        values |= _values(field, one.value, cast)
    revised = replace(said, **values)
    if hands.keys() & {CorrectedField.SPEAKER, CorrectedField.SOURCE}:
        speaker = values.get("speaker", said.speaker)
        revised = replace(revised, speaker=_pointed(speaker, revised.source, revised.content))
    if hands.keys() & {CorrectedField.SPEAKER, CorrectedField.CONTENT}:
        revised = replace(revised, about=_about(cast, revised))
    if CorrectedField.CONTENT in hands:
        revised = replace(revised, time=_time(report, revised.content))
    last = max(hands.values(), key=lambda one: one.n)
    machines = "" if said.made_by.startswith(PERSON) else f"; before, {said.made_by}: {said.because}"
    because = f"{told_by(list(hands.values()))}{machines}"
    if said.made_by.startswith(PERSON):
        because = f"{said.because}; {because}"
    return replace(revised, confidence=1.0, made_by=f"{PERSON}{last.by}", because=because)


def build_statement(id_: str, report: Report, cast: Cast, correction: Correction, told: Told) -> Statement:
    """Return a statement that a person added."""
    content = _spans(told.content)
    source = _spans(told.source)
    who = cast.find(told.speaker) if told.speaker else None
    outlet = report.metadata.outlet
    new = Statement(
        id=id_,
        report=report.id,
        speaker=None if who is None else _pointed(as_speaker(who, None), source, content),
        source=source,
        cue=_spans(told.cue),
        content=content,
        kind=told.kind,
        act=told.act,
        addressee=_ref(cast.find(told.addressee)) if told.addressee else None,
        said_on=told.said_on,
        said_on_basis=_BY_PERSON if told.said_on else None,
        venue=told.venue,
        chain=(ChainLink(outlet, ChainRole.PUBLISHER),) if outlet else (),
        confidence=1.0,
        made_by=f"{PERSON}{correction.by}",
        because=told_by([correction]),
        time=_time(report, content),
    )
    return replace(new, about=_about(cast, new))


def _values(field: CorrectedField, value: Value, cast: Cast) -> dict[str, Any]:
    """Return what a correction makes of fields of a statement, but for what follows from several."""
    match field, value:
        case CorrectedField.SPEAKER, Whom():
            return {"speaker": as_speaker(cast.find(value), None)}
        case CorrectedField.ADDRESSEE, Whom():
            return {"addressee": _ref(cast.find(value))}
        case ((CorrectedField.SOURCE | CorrectedField.CUE | CorrectedField.CONTENT), tuple()):
            return {str(field): _spans([one for one in value if isinstance(one, Marked)])}
        case CorrectedField.SAID_ON, date() | None:
            return {"said_on": value, "said_on_basis": _BY_PERSON if value else None}
        case ((CorrectedField.RIGHT | CorrectedField.NOT_A_STATEMENT), _):
            return {}
        case _:
            return {str(field): value}


def _pointed(speaker: Speaker | None, source: Sequence[Span], content: Sequence[Span]) -> Speaker | None:
    """Return a speaker with the source span that stands nearest to the words."""
    if speaker is None:
        return None
    start, end = content[0].start, content[-1].end
    nearest = min(source, key=lambda span: max(start - span.end, span.start - end, 0), default=None)
    return replace(speaker, mention=nearest)


def _about(cast: Cast, said: Statement) -> tuple[IdentityRef, ...]:
    own = said.speaker.id if said.speaker else None
    return tuple(_ref(one) for one in cast.named_in(said.content) if one.id != own)


def _ref(one: Identity) -> IdentityRef:
    return IdentityRef(one.id, one.name)


def _spans(marked: Sequence[Marked]) -> tuple[Span, ...]:
    return tuple(one.span for one in marked)


def _time(report: Report, content: Sequence[Span]) -> tuple[float, float] | None:
    """Return from when to when the captions stand that hold the words; None where none does."""
    held = [timing for timing in report.times if any(timing.span.overlaps(span) for span in content)]
    if not held:
        return None
    return min(one.start_seconds for one in held), max(one.end_seconds for one in held)
