"""What the store asks of a word index, whichever database keeps it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

import sqlalchemy as sa

from onrecord.adapters.store import marks
from onrecord.adapters.store.tables_finding import PLACE_BITS, statement_places
from onrecord.adapters.store.words import Wanted


class Of(Enum):
    """Return what is looked for."""

    REPORTS = "reports"
    STATEMENTS = "statements"


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Return a text at its place, with what else it is found by."""

    place: int
    words: str
    marks: Sequence[str]


#: What else must hold of a place, as a condition on the column that holds it.
Within = Callable[[sa.ColumnElement[int]], sa.ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Sought:
    """Return what is looked for, page by page.

    Attributes:
        of: Reports or statements.
        words: What their words must hold, and must not; None for any.
        marks: The same for marks.
        low: The least place.
        high: The place above all.
        within: What else must hold.
    """

    of: Of
    words: Wanted | None
    marks: Wanted
    low: int = 0
    high: int = (1 << 63) - 1
    within: Within | None = None


class WordIndex(Protocol):
    """Keep the words and marks of reports and statements; find those that hold what is wanted."""

    def add_report(self, connection: sa.Connection, report_n: int, text: MarkedText) -> None:
        """Index a report's text."""
        ...

    def add_statements(
        self, connection: sa.Connection, report_n: int, contents: Sequence[tuple[int, MarkedText]]
    ) -> None:
        """Index the contents of a report's statements, given with their positions."""
        ...

    def mark_reports(self, connection: sa.Connection, marked: Mapping[int, Sequence[str]]) -> None:
        """Put marks in the place of those that reports have, by their places."""
        ...

    def mark_statements(self, connection: sa.Connection, marked: Mapping[int, Sequence[str]]) -> None:
        """Put marks in the place of those that statements have, by their places."""
        ...

    def remove(self, connection: sa.Connection, report_n: int) -> None:
        """Take out a report and its statements, whose places are still known."""
        ...

    def forget(self, connection: sa.Connection, report_n: int) -> None:
        """Take out what stands there of a report that has no places yet."""
        ...

    def reports(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n` and `score` (higher is better) of the reports that hold `wanted`."""
        ...

    def statements(self, wanted: Wanted) -> sa.Subquery:
        """Return `report_n`, `position` and `score` of the statements that do."""
        ...

    def ranked(self, wanted: Wanted, limit: int) -> sa.Select[Any]:
        """Return the query for the places of the statements of latest editions that hold `wanted`, the best first.

        All are ranked as by `statements`, the newest first of those that are equally good.
        """
        ...

    def places(self, sought: Sought, limit: int, *, newest: bool = True) -> sa.Select[Any]:
        """Return the query for the places of what is sought, as `place`, `limit` at most.

        Args:
            sought: What is looked for.
            limit: How many at most.
            newest: The highest, and those first; else any: for counting.
        """
        ...

    def scores(
        self, connection: sa.Connection, of: Of, wanted: Wanted, places: Collection[int]
    ) -> dict[int, float]:
        """Return how well each place answers: a number that depends on its own words alone, higher is better."""
        ...

    def count_held(self, connection: sa.Connection, words: Sequence[str], most: int) -> dict[str, int]:
        """Return in how many statements each word of the index stands, counted no further than `most`."""
        ...


def positive(wanted: Wanted) -> Wanted:
    """Return the same, what asks for nothing but what it is not among all."""
    return wanted if wanted.all_of else Wanted(((((marks.ANY,),),),), wanted.none_of)


def newest_places() -> list[sa.ColumnElement[Any]]:
    """Return the order of statements by day, the newest first, and of one day as they came in."""
    at = statement_places.c
    day = at.place.op(">>")(sa.literal_column(str(PLACE_BITS)))
    return [day.desc(), at.report_n, at.position]
