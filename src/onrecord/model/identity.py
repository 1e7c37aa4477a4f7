"""Who or what is named in a report."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span


class IdentityType(StrEnum):
    """Return what kind of thing an identity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    OUTLET = "outlet"
    PLACE = "place"
    UNKNOWN = "unknown"


class MentionForm(StrEnum):
    """Return how a mention points to its identity."""

    NAME = "name"
    SHORT = "short"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    LABEL = "label"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Return a span that names or points to someone."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Name:
    """Return one spelling of a name.

    Attributes:
        text: As written, white space folded.
        script: ISO 15924 code of most of its letters ("Latn", "Arab"), "Zyyy" for none.
        language: BCP 47 code, or None where it is not known.
    """

    text: str
    script: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Return one person, organisation, group, outlet or place as one report names it.

    Whether identities of two reports are the same is a judgement, made elsewhere.

    Attributes:
        id: Made from the report's id and the name.
        name: The fullest form of the name in the report. For someone the report
            never names, its own description ("a spokesman", "Host").
        type: What kind of thing it is.
        named: False where `name` is only a description.
        names: Every spelling in the report, the fullest first.
        mentions: Every mention, in text order.
    """

    id: str
    name: str
    type: IdentityType
    named: bool
    names: tuple[Name, ...]
    mentions: tuple[Mention, ...]
