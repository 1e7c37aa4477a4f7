"""A question as an address asks it: the words in its `q`, and filters beside them.

Pages, feeds, exports, saved searches and the API ask with the same names, so that what is found by one can be asked
for by another: only what stands before the question mark differs.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from onrecord.desk import find
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest
from onrecord.model import Act, IdentityType, StatementKind
from onrecord.ports import Carried, Order, ReportsWanted, StatementsWanted
from onrecord.text.fold import squeeze

#: More of one kind is no question that a person asks; each makes a search longer.
_MOST_VALUES = 20
_MOST_CHARS = 300
_MOST_WORDS_CHARS = 4_000
_MOST_PAIRS = 200


class Place(StrEnum):
    """Return what is looked for."""

    STATEMENTS = "statements"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Filter:
    """Return one thing that a question may ask for beside words.

    Attributes:
        name: As it stands in addresses.
        title: What a page calls it.
        field: Of `StatementsWanted` and `ReportsWanted`.
        read: Returns the value that is meant; raises ValueError where none is.
        is_many: Whether it may be given more than once: any of these.
        places: Where it means something.
    """

    name: str
    title: str
    field: str
    read: Callable[[str], Any] = str
    is_many: bool = True
    places: frozenset[Place] = frozenset(Place)


def _origins(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 <= int(value) <= _MOST_ORIGINS:
        raise ValueError(value)
    return int(value)


def _all(value: str) -> bool:
    if value != "all":
        raise ValueError(value)
    return True


_MOST_ORIGINS = 1_000
_STATEMENTS = frozenset({Place.STATEMENTS})
_REPORTS = frozenset({Place.REPORTS})
#: In the order in which pages show them.
FILTERS = (
    Filter("speaker", "speaker", "by", places=_STATEMENTS),
    Filter("said_by", "speaker", "said_by", places=_STATEMENTS),
    Filter("about", "about", "about", places=_STATEMENTS),
    Filter("said_of", "about", "said_of", places=_STATEMENTS),
    Filter("outlet", "outlet", "outlets"),
    Filter("since", "from", "since", date.fromisoformat, is_many=False),
    Filter("until", "until", "until", date.fromisoformat, is_many=False),
    Filter("kind", "kind", "kinds", StatementKind, places=_STATEMENTS),
    Filter("act", "act", "acts", Act, places=_STATEMENTS),
    Filter("type", "speaker is a", "types", IdentityType, places=_STATEMENTS),
    Filter("language", "language", "languages"),
    Filter("topic", "subject", "topics"),
    Filter("series", "series", "series", is_many=False),
    Filter("number", "number", "number", is_many=False, places=_REPORTS),
    Filter("carried", "words", "carried", Carried, places=_REPORTS),
    Filter("venue", "where", "venue", is_many=False, places=_STATEMENTS),
    Filter("origins", "origins at least", "origins", _origins, is_many=False, places=_STATEMENTS),
    Filter("report", "in report", "report", is_many=False, places=_STATEMENTS),
    Filter("editions", "editions", "all_editions", _all, is_many=False),
)
_BY_NAME = {one.name: one for one in FILTERS}
_Kind = TypeVar("_Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Question:
    """Return a question as an address asks it.

    Attributes:
        place: What is looked for.
        words: The query in the language of `desk.find`.
        filters: Names and values, each once, in the order of `FILTERS`; all of them can be read.
        order: How what is found comes.
    """

    place: Place = Place.STATEMENTS
    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    order: Order = Order.NEWEST

    @property
    def is_empty(self) -> bool:
        """Return whether it asks for everything."""
        return not self.words and not self.filters

    def of(self, name: str) -> tuple[str, ...]:
        """Return the values of one filter."""
        return tuple(value for key, value in self.filters if key == name)

    def has(self, name: str, value: str) -> bool:
        """Return whether one value of a filter is asked for."""
        return (name, value) in self.filters

    def plus(self, *pairs: tuple[str, str]) -> "Question":
        """Return the same question with more filters; of one that may stand once alone, the new value takes its place.

        >>> Question(filters=(("since", "2021-01-01"),)).plus(("since", "2022-01-01")).address
        'since=2022-01-01'
        """
        single = {name for name, _ in pairs if not _BY_NAME[name].is_many}
        kept = [pair for pair in self.filters if pair[0] not in single]
        return replace(self, filters=_in_order([*kept, *pairs]))

    def minus(self, *pairs: tuple[str, str]) -> "Question":
        """Return the same question without some filters."""
        return replace(self, filters=tuple(pair for pair in self.filters if pair not in pairs))

    def at(self, place: Place) -> "Question":
        """Return the same question of something else, without filters that mean nothing there."""
        kept = tuple(pair for pair in self.filters if place in _BY_NAME[pair[0]].places)
        return replace(self, place=place, filters=kept)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return everything as names and values of an address; what is usual is left out."""
        found = [("in", str(self.place))] if self.place is not Place.STATEMENTS else []
        found += [("q", self.words)] if self.words else []
        found += self.filters
        found += [("order", str(self.order))] if self.order is not Order.NEWEST else []
        return tuple(found)

    @property
    def address(self) -> str:
        """Return what stands behind the question mark: two questions that ask the same have the same.

        >>> question_of([("q", " goat "), ("outlet", "The Ledger"), ("page", "3")]).address
        'q=goat&outlet=The+Ledger'
        """
        return urlencode(self.pairs)


def question_of(pairs: Iterable[tuple[str, str]]) -> Question:
    """Return the question that an address asks; names that mean nothing here are passed over.

    Args:
        pairs: Names and values, as an address has them.

    Raises:
        BadRequest: A value is none of those that its filter knows, or there are too many.
    """
    place, words, order = Place.STATEMENTS, "", Order.NEWEST
    found: list[tuple[str, str]] = []
    for name, given in pairs:
        value = squeeze(given)
        if not value:
            continue
        if name == "in":
            place = _one_of(Place, name, value)
        elif name == "order":
            order = _one_of(Order, name, value)
        elif name == "q":
            words = value
        elif name in _BY_NAME:
            found.append((name, value))
    if len(words) > _MOST_WORDS_CHARS:
        raise BadRequest(f"a question has at most {_MOST_WORDS_CHARS:,} characters; make it shorter")
    found = [pair for pair in found if place in _BY_NAME[pair[0]].places]
    for name, value in found:
        _read(_BY_NAME[name], value)
    for one in FILTERS:
        values = {value for name, value in found if name == one.name}
        if len(values) > _MOST_VALUES:
            raise BadRequest(f"at most {_MOST_VALUES} of these may be asked for at once", subject=one.name)
    return Question(place, words, _in_order(found), order)


def question_from(address: str) -> Question:
    """Return the question that stands behind an address's question mark.

    Raises:
        BadRequest: As of `question_of`.
    """
    try:
        pairs = parse_qsl(address.removeprefix("?"), max_num_fields=_MOST_PAIRS)
    except ValueError as error:
        raise BadRequest("this is no question that a search can ask") from error
    return question_of(pairs)


def statements_wanted(desk: Desk, question: Question) -> StatementsWanted:
    """Return which statements a question asks for: by its words, which may hold fields, and by its filters.

    Raises:
        BadRequest: Its words cannot be asked for.
        NotFound: They ask for a report that is not kept.
    """
    return narrow_statements(find.statements_wanted(desk, find.parse_query(question.words)), question)


def reports_wanted(question: Question) -> ReportsWanted:
    """Return the same of reports."""
    return narrow_reports(find.reports_wanted(find.parse_query(question.words)), question)


def narrow_statements(base: StatementsWanted, question: Question) -> StatementsWanted:
    """Return what a question's words ask for, narrowed by its filters."""
    return replace(base, **dict(_narrowed(base, question)))


def narrow_reports(base: ReportsWanted, question: Question) -> ReportsWanted:
    """Return the same of reports."""
    return replace(base, **dict(_narrowed(base, question)))


def month_pairs(month: str) -> tuple[tuple[str, str], ...]:
    """Return the filters that ask for one month.

    >>> month_pairs("2024-02")
    (('since', '2024-02-01'), ('until', '2024-02-29'))
    """
    year, number = (int(part) for part in month.split("-"))
    return (("since", f"{month}-01"), ("until", f"{month}-{monthrange(year, number)[1]:02}"))


def _narrowed(base: object, question: Question) -> Iterator[tuple[str, Any]]:
    for one in FILTERS:
        values = [_read(one, value) for value in question.of(one.name)]
        if not values or question.place not in one.places:
            continue
        held = getattr(base, one.field)
        if isinstance(held, frozenset):
            yield one.field, held | frozenset(values)
        elif isinstance(held, tuple):
            yield one.field, (*held, *values)
        elif one.name in {"since", "origins"}:
            yield one.field, max(values[0], held or values[0])
        elif one.name == "until":
            yield one.field, min(values[0], held or values[0])
        else:
            yield one.field, values[0]


def _read(one: Filter, value: str) -> Any:
    if len(value) > _MOST_CHARS:
        raise BadRequest(f"has at most {_MOST_CHARS} characters here; make it shorter", subject=one.name)
    try:
        return one.read(value)
    except ValueError as error:
        raise BadRequest(
            f"{value!r} is none of what may stand here{_known(one)}", subject=one.name
        ) from error


def _known(one: Filter) -> str:
    if isinstance(one.read, type) and issubclass(one.read, StrEnum):
        return f"; give one of {', '.join(one.read)}"
    return "; give a day as 2021-05-28" if one.name in {"since", "until"} else ""


def _one_of(kind: type[_Kind], name: str, value: str) -> _Kind:
    try:
        return kind(value)
    except ValueError as error:
        raise BadRequest(f"{value!r} is none of {', '.join(kind)}", subject=name) from error


def _in_order(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return filters in the order of `FILTERS`, each once; of one that may stand once alone, the last."""
    values: dict[str, dict[str, None]] = {one.name: {} for one in FILTERS}
    for name, value in pairs:
        if not _BY_NAME[name].is_many:
            values[name].clear()
        values[name][value] = None
    return tuple((name, value) for name, held in values.items() for value in sorted(held))


#: What pages call each filter, by its name.
TITLES = {one.name: one.title for one in FILTERS}
