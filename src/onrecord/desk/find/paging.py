"""All that a question finds, page after page: few things in memory, and no transaction open between two pages."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from onrecord.desk.desk import Desk
from onrecord.desk.find.verbs import find_reports, find_statements
from onrecord.ports import Order, ReportFound, ReportsWanted, StatementHit, StatementsWanted

#: Things of one page.
PAGE = 250
_Thing = TypeVar("_Thing")


def page_after_page(
    fetch: Callable[[str | None, int], tuple[Iterable[_Thing], str | None]],
    *,
    after: str | None = None,
    limit: int | None = None,
) -> Iterator[_Thing]:
    """Yield the things of a page and of all behind it.

    Args:
        fetch: Returns the page behind a cursor, with so many things at most, and the next cursor.
        after: The cursor of the first page; None for the beginning.
        limit: How many at most; None for all.

    >>> pages = {None: ("ab", "2"), "2": ("cd", None)}
    >>> "".join(page_after_page(lambda cursor, most: (pages[cursor][0][:most], pages[cursor][1]), limit=3))
    'abc'
    """
    left = limit
    while left is None or left > 0:
        things, after = fetch(after, PAGE if left is None else min(PAGE, left))
        for thing in things:
            left = None if left is None else left - 1
            yield thing
        if after is None:
            return


def all_statements(
    desk: Desk,
    wanted: StatementsWanted,
    *,
    order: Order = Order.NEWEST,
    after: str | None = None,
    limit: int | None = None,
) -> Iterator[StatementHit]:
    """Yield the statements wanted; arguments as of `page_after_page`, errors as of `find_statements`."""

    def fetch(cursor: str | None, most: int) -> tuple[Iterable[StatementHit], str | None]:
        page = find_statements(desk, wanted, order=order, after=cursor, limit=most)
        return page.hits, page.following

    return page_after_page(fetch, after=after, limit=limit)


def all_reports(
    desk: Desk,
    wanted: ReportsWanted,
    *,
    order: Order = Order.NEWEST,
    after: str | None = None,
    limit: int | None = None,
) -> Iterator[ReportFound]:
    """Yield the reports wanted; the same."""

    def fetch(cursor: str | None, most: int) -> tuple[Iterable[ReportFound], str | None]:
        page = find_reports(desk, wanted, order=order, after=cursor, limit=most)
        return page.hits, page.following

    return page_after_page(fetch, after=after, limit=limit)
