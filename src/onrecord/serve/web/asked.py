"""A question as pages show it: its filters in words, what narrows it, where else it can be asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from onrecord.desk.desk import Desk
from onrecord.model import IdentityType
from onrecord.ports import Count, Facets, StatementHit, Step
from onrecord.serve.formats.timeline_svg import name_of
from onrecord.serve.http.asking import TITLES, Place, Question, month_pairs, question_of
from onrecord.serve.web.drawing import ACT_WORDS, day_words

_TYPE_WORDS = {
    IdentityType.PERSON: "person", IdentityType.ORGANIZATION: "organisation", IdentityType.GROUP: "group",
    IdentityType.OUTLET: "outlet", IdentityType.PLACE: "place", IdentityType.UNKNOWN: "not known",
}  # fmt: skip
_CARRIED_WORDS = {
    "original": "carried by others", "copied": "copied from another", "shared": "shared with another",
    "alone": "its own alone",
}  # fmt: skip
_WORDS: Mapping[str, Mapping[str, str]] = {
    "act": {str(act): words for act, words in ACT_WORDS.items()},
    "type": {str(type_): words for type_, words in _TYPE_WORDS.items()},
    "carried": _CARRIED_WORDS,
    "editions": {"all": "earlier ones too"},
}
_KNOWN = ("said_by", "said_of")


@dataclass(frozen=True, slots=True)
class Chip:
    """Return one filter that is on: what it is, its value in words, and the address without it."""

    title: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Return one value of a facet.

    Attributes:
        name: In words.
        count: How many of the matches counted have it.
        address: Of the same search with it, or without it where it is on.
        is_on: Whether the search asks for it.
    """

    name: str
    count: int
    address: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Return one thing that matches have in common, with its values."""

    title: str
    choices: tuple[Choice, ...]


def question_in(request: Request) -> Question:
    """Return the question that a request's address asks.

    Raises:
        BadRequest: It is none.
    """
    return question_of(request.query_params.multi_items())


def without_empty(request: Request) -> str | None:
    """Return the address of a request without its empty fields, as forms send them; None where it has none.

    What is kept, copied and sent on is the short address.
    """
    pairs = request.query_params.multi_items()
    if all(value for _, value in pairs):
        return None
    kept = urlencode([(name, value) for name, value in pairs if value])
    return f"{request.url.path}?{kept}" if kept else request.url.path


def chips_of(question: Question, names: Mapping[str, str], path: str = "/search") -> list[Chip]:
    """Return the filters of a question; `names` are those of known identities, by id."""
    return [
        Chip(TITLES[name], value_words(name, value, names), address_of(question.minus((name, value)), path))
        for name, value in question.filters
    ]


def facets_of(found: Facets, question: Question) -> list[Facet]:
    """Return facets with links that add a value to the question, or take it away."""
    sides: tuple[tuple[str, str, Iterable[Count]], ...] = (
        ("Speakers", "said_by", found.speakers),
        ("Outlets", "outlet", found.outlets),
        ("Kind", "kind", found.kinds),
        ("Act", "act", found.acts),
        ("The speaker is a", "type", found.types),
        ("Language", "language", found.languages),
    )
    facets = [
        Facet(
            title, tuple(_choice(question, ((name, one.key),), _word(name, one), one.count) for one in counts)
        )
        for title, name, counts in sides
    ]
    months = tuple(
        _choice(question, month_pairs(one.key), _month(one.key), one.count) for one in found.months if one.key
    )
    return [one for one in [*facets, Facet("Month", months)] if one.choices]


def value_words(name: str, value: str, names: Mapping[str, str]) -> str:
    """Return the value of a filter as a page tells of it.

    >>> value_words("act", "call_for", {})
    'calls for'
    """
    if name in _KNOWN:
        return names.get(value, value[:12])
    if name in {"since", "until"}:
        return day_words(date.fromisoformat(value))
    return _WORDS.get(name, {}).get(value, value)


def known_names(desk: Desk, *questions: Question) -> dict[str, str]:
    """Return the names of the known identities that questions ask for, by their ids."""
    ids = {value for one in questions for name, value in one.filters if name in _KNOWN}
    return {id_: one.name for id_, one in desk.store.registry.get(ids).items()} if ids else {}


def clusters_of(desk: Desk, hits: Iterable[StatementHit]) -> dict[str, str]:
    """Return the cluster of each speaker of found statements that is filed with one, by the speaker's id."""
    speakers = {hit.statement.speaker.id for hit in hits if hit.statement.speaker}
    return desk.store.registry.clusters_of(speakers) if speakers else {}


def address_of(question: Question, path: str = "/search") -> str:
    """Return the address of a question on a page."""
    return f"{path}?{question.address}" if question.address else path


def in_words(question: Question, names: Mapping[str, str]) -> str:
    """Return a question in one line of words: what a feed or a saved search is called.

    >>> in_words(Question(words="ferry", filters=(("outlet", "The Ledger"),)), {})
    'ferry; outlet: The Ledger'
    """
    told = [question.words] if question.words else []
    told += [f"{TITLES[name]}: {value_words(name, value, names)}" for name, value in question.filters]
    return "; ".join(told) or f"All {question.place}"


def tabs_of(question: Question) -> list[tuple[str, str, bool]]:
    """Return the places where a question can be asked: name, address, and whether it is here."""
    return [(place.capitalize(), address_of(question.at(place)), place is question.place) for place in Place]


def _choice(question: Question, pairs: tuple[tuple[str, str], ...], name: str, count: int) -> Choice:
    is_on = all(question.has(*pair) for pair in pairs)
    changed = question.minus(*pairs) if is_on else question.plus(*pairs)
    return Choice(name, count, address_of(changed), is_on)


def _word(name: str, count: Count) -> str:
    return value_words(name, count.key, {count.key: count.name}) if name != "outlet" else count.name


def _month(key: str) -> str:
    return name_of(date.fromisoformat(f"{key}-01"), Step.MONTH)
