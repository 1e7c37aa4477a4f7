"""What a person puts right in what a machine read: one value of one field, by whom, when, why, and what stood there.

A statement keeps its id for good: the one it had when it was first corrected, made by the machine from the spans it
found then. However often its spans are corrected or its report is read again, addresses and footnotes lead to it. A
statement that a person adds has the id that follows from the spans the person gave.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from onrecord.errors import BadRequest
from onrecord.model.identity import IdentityType
from onrecord.model.ledger import Facts, time_of, time_text
from onrecord.model.span import Span
from onrecord.model.statement import Act, StatementKind

#: How the `made_by` of a statement begins that a person has settled; the person's name follows.
PERSON = "person: "


class CorrectedField(StrEnum):
    """Return what a correction is about; the last eight are of a report, the others of a statement."""

    SPEAKER = "speaker"
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    KIND = "kind"
    ACT = "act"
    ADDRESSEE = "addressee"
    SAID_ON = "said_on"
    VENUE = "venue"
    RIGHT = "right"  # all of the statement is right as it stands
    NOT_A_STATEMENT = "not_a_statement"
    MISSING = "missing_statement"
    TITLE = "title"
    OUTLET = "outlet"
    AUTHORS = "authors"
    PUBLISHED = "published"
    LANGUAGE = "language"
    SERIES = "series"
    NUMBER = "number"
    TOPICS = "topics"


#: Fields of what a report says about itself.
OF_REPORT = frozenset(
    {
        CorrectedField.TITLE,
        CorrectedField.OUTLET,
        CorrectedField.AUTHORS,
        CorrectedField.PUBLISHED,
        CorrectedField.LANGUAGE,
        CorrectedField.SERIES,
        CorrectedField.NUMBER,
        CorrectedField.TOPICS,
    }
)
#: Fields of a statement whose value are stretches of the text.
OF_SPANS = frozenset({CorrectedField.SOURCE, CorrectedField.CUE, CorrectedField.CONTENT})
#: Fields of a statement, or of a report, that may be nothing at all.
MAY_BE_NONE = OF_REPORT - {CorrectedField.AUTHORS, CorrectedField.TOPICS} | {
    CorrectedField.SPEAKER,
    CorrectedField.ADDRESSEE,
    CorrectedField.SAID_ON,
    CorrectedField.VENUE,
}


@dataclass(frozen=True, slots=True)
class Marked:
    """Return a stretch of a report's text as a person marked it.

    The words stand beside the span so that the stretch is found again in a
    later reading whose text begins otherwise; what is shown is cut from evidence.
    """

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Whom:
    """Return whom a person means.

    Attributes:
        name: The name, or the description of somebody whom the report never names.
        type: What kind of thing it is.
        identity: The id of the report's own identity that is meant; None for somebody whom the machine did not find.
        named: False where `name` is only a description.
    """

    name: str
    type: IdentityType
    identity: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """Return all that a person says of a statement that the machine did not find, or what was said of one struck out.

    Attributes are those of `Statement`; the content has at least one stretch.
    """

    content: tuple[Marked, ...]
    kind: StatementKind
    act: Act
    speaker: Whom | None = None
    source: tuple[Marked, ...] = ()
    cue: tuple[Marked, ...] = ()
    addressee: Whom | None = None
    said_on: date | None = None
    venue: str | None = None


#: What a field can be put to: which of these follows from the field (`check_value`).
Value = Whom | Told | StatementKind | Act | date | str | bool | tuple[Marked, ...] | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Correction:
    """Return one correction. It is added and never changed; what is taken back stays in the history.

    Attributes:
        n: Its number; a later one has a greater number, and of two of one field the later one holds.
        report: The report's id.
        statement: The statement's id; None for what a report says about itself.
        field: What is put right.
        value: What a person says it is.
        before: What stood there; for NOT_A_STATEMENT all of it as `Told`.
        where: The content of the statement as it stood, by which a later reading's statement is known for it.
        by: Who says so.
        at: When, aware.
        because: Why; "" where nothing was said.
        undone: The number of its taking back, None while it stands.
        unfit: Why it could not be laid over the newest reading of the report, None where it was. It stays, and
            is to be looked at.
    """

    n: int
    report: str
    statement: str | None
    field: CorrectedField
    value: Value
    before: Value
    where: tuple[Marked, ...]
    by: str
    at: datetime
    because: str = ""
    undone: int | None = None
    unfit: str | None = None


@dataclass(frozen=True, slots=True)
class Retraction:
    """Return the taking back of a correction.

    Attributes:
        n: Its number, of the same row of numbers.
        correction: The number of what is taken back.
        report: The report's id.
        by: Who takes it back.
        at: When, aware.
        because: Why; "" where nothing was said.
    """

    n: int
    correction: int
    report: str
    by: str
    at: datetime
    because: str


def is_persons_word(made_by: str) -> bool:
    """Return whether the `made_by` of a statement says that a person has settled it.

    >>> is_persons_word("person: M. Kern"), is_persons_word("attribution-en 1.0")
    (True, False)
    """
    return made_by.startswith(PERSON)


def check_value(field: CorrectedField, value: Value) -> None:
    """Check that `value` is of the kind that `field` has.

    Raises:
        BadRequest: It is not.
    """
    kinds = _KINDS[field]
    wrong = not isinstance(value, kinds) or (isinstance(value, bool) and value is not True)
    if value is None:
        wrong = field not in MAY_BE_NONE
    elif isinstance(value, tuple):
        part = Marked if field in OF_SPANS else str
        wrong = wrong or not all(isinstance(one, part) for one in value)
    if wrong or (field is CorrectedField.CONTENT and not value):
        raise BadRequest(f"is no value for the {str(field).replace('_', ' ')}", subject=f"{value!r:.60}")


def value_facts(value: Value) -> Any:
    """Return a value as JSON writes it; `value_from_facts` undoes it."""
    match value:
        case None | bool():
            return value
        case StatementKind() | Act() | str():
            return str(value)
        case date():
            return value.isoformat()
        case Whom():
            return {
                "name": value.name,
                "type": str(value.type),
                "identity": value.identity,
                "named": value.named,
            }
        case Told():
            return {
                name: value_facts(getattr(value, name))
                for name in (
                    "content",
                    "kind",
                    "act",
                    "speaker",
                    "source",
                    "cue",
                    "addressee",
                    "said_on",
                    "venue",
                )
            }
        case tuple():
            return [
                [one.span.start, one.span.end, one.words] if isinstance(one, Marked) else one for one in value
            ]


def value_from_facts(field: CorrectedField, facts: Any) -> Value:
    """Return the value of `field` that `facts` tell.

    Raises:
        BadRequest: They tell of none.
    """
    try:
        value = _read(field, facts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRequest(f"does not tell of a {str(field).replace('_', ' ')} as it should") from error
    if field is not CorrectedField.NOT_A_STATEMENT or not isinstance(value, Told):
        check_value(field, value)
    return value


def marked_from_facts(facts: Any) -> tuple[Marked, ...]:
    """Return the stretches that lists of start, end and words tell of; errors are those of Python."""
    return tuple(Marked(Span(int(start), int(end)), str(words)) for start, end, words in facts)


def correction_facts(correction: Correction) -> Facts:
    """Return everything that a correction says, as canonical JSON can write it; not whether it stands."""
    return {
        "n": correction.n,
        "report": correction.report,
        "statement": correction.statement,
        "field": str(correction.field),
        "value": value_facts(correction.value),
        "before": value_facts(correction.before),
        "where": value_facts(correction.where),
        "by": correction.by,
        "at": time_text(correction.at),
        "because": correction.because,
    }


def correction_from_facts(facts: Facts) -> Correction:
    """Return the correction that `facts` tell of, as one that stands.

    Raises:
        BadRequest: They tell of none.
    """
    try:
        field = CorrectedField(facts["field"])
        before = facts["before"]
        return Correction(
            n=int(facts["n"]),
            report=str(facts["report"]),
            statement=None if facts["statement"] is None else str(facts["statement"]),
            field=field,
            value=value_from_facts(field, facts["value"]),
            before=None if before is None else value_from_facts(field, before),
            where=marked_from_facts(facts["where"]),
            by=str(facts["by"]),
            at=time_of(facts["at"]),
            because=str(facts["because"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadRequest("does not tell of a correction as it should") from error


def _read(field: CorrectedField, facts: Any) -> Value:
    if facts is None or facts is True:
        return None if facts is None else True
    match field:
        case CorrectedField.SPEAKER | CorrectedField.ADDRESSEE:
            return _whom(facts)
        case CorrectedField.SOURCE | CorrectedField.CUE | CorrectedField.CONTENT:
            return marked_from_facts(facts)
        case CorrectedField.KIND:
            return StatementKind(facts)
        case CorrectedField.ACT:
            return Act(facts)
        case CorrectedField.SAID_ON | CorrectedField.PUBLISHED:
            return date.fromisoformat(facts)
        case CorrectedField.AUTHORS | CorrectedField.TOPICS:
            return tuple(facts)
        case CorrectedField.MISSING | CorrectedField.NOT_A_STATEMENT:
            return _told(facts)
        case _:
            return str(facts)


def _whom(facts: Mapping[str, Any] | None) -> Whom | None:
    if facts is None:
        return None
    return Whom(facts["name"], IdentityType(facts["type"]), facts["identity"], bool(facts["named"]))


def _told(facts: Mapping[str, Any]) -> Told:
    return Told(
        content=marked_from_facts(facts["content"]),
        kind=StatementKind(facts["kind"]),
        act=Act(facts["act"]),
        speaker=_whom(facts["speaker"]),
        source=marked_from_facts(facts["source"]),
        cue=marked_from_facts(facts["cue"]),
        addressee=_whom(facts["addressee"]),
        said_on=None if facts["said_on"] is None else date.fromisoformat(facts["said_on"]),
        venue=facts["venue"],
    )


_KINDS: Mapping[CorrectedField, type | tuple[type, ...]] = {
    **dict.fromkeys(CorrectedField, str),
    CorrectedField.SPEAKER: Whom,
    CorrectedField.ADDRESSEE: Whom,
    **dict.fromkeys((*OF_SPANS, CorrectedField.AUTHORS, CorrectedField.TOPICS), tuple),
    CorrectedField.KIND: StatementKind,
    CorrectedField.ACT: Act,
    CorrectedField.SAID_ON: date,
    CorrectedField.PUBLISHED: date,
    CorrectedField.RIGHT: bool,
    CorrectedField.NOT_A_STATEMENT: bool,
    CorrectedField.MISSING: Told,
}
