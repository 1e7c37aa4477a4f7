"""What a correction looks like that a program sends."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_Name = Annotated[str, Field(min_length=1, max_length=300)]
_Place = Annotated[int, Field(ge=0, le=1_000_000_000)]
#: The names of `model.CorrectedField`, for the description: the last eight are of a report.
FieldName = Literal[
    "speaker", "source", "cue", "content", "kind", "act", "addressee", "said_on", "venue", "right", "not_a_statement",
    "title", "outlet", "authors", "published", "language", "series", "number", "topics",
]  # fmt: skip


class WhomIn(BaseModel):
    """Return somebody whom the report does not name: a name, and what they are."""

    model_config = ConfigDict(extra="forbid")

    name: _Name
    type: Literal["person", "organization", "group", "outlet", "place", "unknown"]


ValueIn = bool | str | WhomIn | list[tuple[_Place, _Place] | str] | None


class CorrectionIn(BaseModel):
    """Return what is right about a statement or a report, or a statement that was missed.

    Values by field: words for names, days (2021-05-28), kinds and acts; `{"name": …, "type": …}` for somebody whom the
    report does not name; a list of `[start, end]` in code points, or of the words themselves, for source, cue and
    content; a list for authors and topics; true for `right` and `not_a_statement`; null for nothing.
    """

    model_config = ConfigDict(extra="forbid")

    statement: str | None = Field(
        default=None, min_length=4, max_length=200, description="Its id, or the start of one."
    )
    report: str | None = Field(
        default=None, min_length=1, max_length=2_000, description="Its id, name or address."
    )
    missing: bool = Field(default=False, description="Whether the report lacks a statement that this is.")
    values: dict[FieldName, ValueIn] = Field(min_length=1, max_length=20)
    because: str = Field(default="", max_length=2_000)
    seen: int | None = Field(
        default=None,
        ge=0,
        le=1_000_000_000_000,
        description="The newest number of its history when you looked.",
    )
