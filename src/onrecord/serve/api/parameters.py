"""What the API's addresses ask with: the same names as the pages' (`http.asking`), described for programs."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Path, Query
from starlette.requests import Request

from onrecord.desk.find import FIELDS
from onrecord.errors import BadRequest
from onrecord.model import Act, IdentityType, StatementKind
from onrecord.ports import Carried, Order
from onrecord.serve.http.asking import FILTERS, Filter, Place, Question, question_of

AFTER = Annotated[str | None, Query(max_length=2_000, description="The `next` of the page before.")]
LIMIT = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
#: Of a judgement, a correction: no database counts further.
NUMBER = Annotated[int, Path(ge=1, le=1_000_000_000_000)]
BECAUSE = Annotated[str, Query(max_length=2_000, description="Why.")]
DAY = Annotated[
    str | None,
    Query(
        pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day: 2021-05-28.", json_schema_extra={"format": "date"}
    ),
]
_ENUMS: dict[str, type[StrEnum]] = {
    "kind": StatementKind,
    "act": Act,
    "type": IdentityType,
    "carried": Carried,
}
_DAYS = {"since", "until"}
#: What a filter asks for, where that is not what the field of its name in a query does.
_MEANT = {
    "speaker": "part of a name of who speaks",
    "said_by": "the id of somebody known: who speaks is one with them",
    "about": "part of a name that the words mention",
    "said_of": "the id of somebody known: the words name one who is one with them",
    "since": "that day or later",
    "until": "that day or earlier",
    "origins": "so many independent origins at least",
    "act": "what the speaker does; without it, acts of saying",
}
_LONGEST, _LONGEST_WORDS = 300, 4_000
_ASKED = {"q", *(one.name for one in FILTERS)}
_NEVER_EMPTY = {*_ENUMS, *_DAYS, "origins", "editions", "order"}


def question_in(request: Request, place: Place) -> Question:
    """Return the question that a request's address asks.

    Raises:
        BadRequest: It is none.
    """
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] != "in"]
    for name, value in pairs:
        # A form sends what was left empty; a program that does so has made a mistake.
        if name in _NEVER_EMPTY and not value.strip():
            raise BadRequest("is empty; leave it out, or give a value", subject=name)
        # Measured as it came, before white space is folded: the description says so.
        most = _LONGEST_WORDS if name == "q" else _LONGEST
        if name in _ASKED and len(value) > most:
            raise BadRequest(f"has at most {most:,} characters; make it shorter", subject=name)
    return question_of([("in", str(place)), *pairs])


def read_day(text: str) -> date:
    """Return the day that a text of the right form names.

    Raises:
        BadRequest: There is no such day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest("is no day; give one as 2021-05-28", subject=text) from error


def asked_with(place: Place, *, ordered: bool = True) -> dict[str, Any]:
    """Return how the parameters of a question are described, for one address."""
    words = {
        "name": "q",
        "in": "query",
        "description": 'Words, "a phrase", a OR b, -not, field:value: the language of the search page.',
        "schema": {"type": "string", "maxLength": _LONGEST_WORDS},
        "x-filter": True,
    }
    order = {
        "name": "order",
        "in": "query",
        "description": "How what is found comes.",
        "schema": {"type": "string", "enum": list(Order)},
        "x-filter": True,
    }
    filters = [_described(one) for one in FILTERS if place in one.places]
    return {"parameters": [words, *filters, *([order] if ordered else [])]}


def _described(one: Filter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": _LONGEST}
    if one.name in _ENUMS:
        schema = {"type": "string", "enum": [str(value) for value in _ENUMS[one.name]]}
    elif one.name in _DAYS:
        schema = {"type": "string", "format": "date"}
    elif one.name == "origins":
        schema = {"type": "integer", "minimum": 0, "maximum": 1_000}
    elif one.name == "editions":
        schema = {"type": "string", "enum": ["all"]}
    if one.is_many:
        schema = {"type": "array", "items": schema, "maxItems": 20}
    return {
        "name": one.name,
        "in": "query",
        "description": _MEANT.get(one.name) or FIELDS[one.name],
        "schema": schema,
        "x-filter": True,  # lets readers be told of the filters once, and not at each address
    }
