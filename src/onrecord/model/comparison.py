"""What changed from one edition of a report to another."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.statement import Statement


class ChangeKind(StrEnum):
    """Return in what way a statement changed."""

    ADDED = "added"
    DROPPED = "dropped"
    REWORDED = "reworded"
    REATTRIBUTED = "re-attributed"
    MOVED = "moved"


class Fate(StrEnum):
    """Return what became of a stretch of words."""

    KEPT = "kept"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Wording:
    """Return a stretch of consecutive words and what became of it."""

    fate: Fate
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """Return one statement that is not as it was.

    Attributes:
        kinds: How it changed; `added` and `dropped` stand alone.
        before: The statement in the earlier edition; None where it was added.
        after: The same in the later one; None where it was dropped.
        wording: Its words, earlier and later together, white space folded.
    """

    kinds: tuple[ChangeKind, ...]
    before: Statement | None
    after: Statement | None
    wording: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Return a field of the report's metadata that says something else: its values as text, None for none."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Return all that changed.

    Attributes:
        fields: Of the metadata, in the order of `Metadata`.
        changes: Of the statements, in the order of the later text; what was dropped stands where it stood.
        same: How many statements are as they were.
    """

    fields: tuple[FieldChange, ...]
    changes: tuple[Change, ...]
    same: int
