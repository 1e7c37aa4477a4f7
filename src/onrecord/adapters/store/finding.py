"""Finding page by page: `ports.Finding` on both databases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from onrecord.adapters.store import facets, found, known_lines, networks, outlet_views, overviews, places
from onrecord.adapters.store.asking import reports_sought, statements_sought
from onrecord.adapters.store.cursors import cursor, question_of, read_cursor
from onrecord.adapters.store.gathered import gathered
from onrecord.adapters.store.search import Sought, WordIndex
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.words import Wanted, parse
from onrecord.model import IdentityType
from onrecord.ports import (
    Comparison,
    Count,
    Facets,
    KnownLine,
    KnownPage,
    Look,
    Network,
    Order,
    ReportPage,
    ReportsWanted,
    StatementHit,
    StatementPage,
    StatementsWanted,
    Step,
    Timeline,
    Today,
    Total,
)

#: Matches that are counted one by one; more are "at least so many".
COUNTED = 2_000
#: The best are chosen among so many, the newest. A report is long to look through.
RANKED_STATEMENTS, RANKED_REPORTS = 500, 150
#: Matches of the rest of a question that are asked whether anybody counted their origins.
_ORIGINS_OF = 1_000


@dataclass(frozen=True, slots=True)
class _Page:
    """Return the places of a page, the cursor of the next, the total, and of how many the best were chosen."""

    places: list[int]
    following: str | None
    total: Total
    ranked: int | None


class SqlFinding:
    """Return what finds in an open desk."""

    def __init__(self, session: Session, index: WordIndex) -> None:
        self._session = session
        self._index = index

    def statements(
        self,
        wanted: StatementsWanted,
        *,
        order: Order = Order.NEWEST,
        after: str | None = None,
        limit: int = 50,
    ) -> StatementPage:
        """Return a page of statements; see `ports.Finding.statements`."""
        question = question_of("statements", wanted, order)
        with self._session.reads() as connection:
            sought = statements_sought(connection, wanted)
            if sought is None:
                return StatementPage((), None, Total(0, is_exact=True))
            page = self._page(connection, sought, order, question, after, limit, RANKED_STATEMENTS)
            return StatementPage(
                found.statement_hits(connection, page.places),
                page.following,
                page.total,
                page.ranked,
                self._uncounted(connection, wanted) if wanted.origins > 0 else 0,
            )

    def together(self, looks: Sequence[Look]) -> tuple[StatementHit, ...]:
        """Return the statements that several looks find, each once; see `ports.Finding.together`."""
        places: dict[int, None] = {}
        with self._session.reads() as connection:
            for look in looks:
                places.update(dict.fromkeys(self._looked(connection, look)))
            return found.statement_hits(connection, list(places))

    def count_statements(self, wanted: StatementsWanted) -> Total:
        """Return how many statements there are of these."""
        with self._session.reads() as connection:
            sought = statements_sought(connection, wanted)
            return Total(0, is_exact=True) if sought is None else self._count(connection, sought)

    def facets(self, wanted: StatementsWanted, *, limit: int = 10) -> Facets:
        """Return what the newest statements of these have in common."""
        with self._session.reads() as connection:
            sought = statements_sought(connection, wanted)
            return facets.of_statements(connection, self._index, sought, limit)

    def reports(
        self,
        wanted: ReportsWanted,
        *,
        order: Order = Order.NEWEST,
        after: str | None = None,
        limit: int = 20,
    ) -> ReportPage:
        """Return a page of reports; see `ports.Finding.reports`."""
        question = question_of("reports", wanted, order)
        sought = reports_sought(wanted)
        with self._session.reads() as connection:
            page = self._page(connection, sought, order, question, after, limit, RANKED_REPORTS)
            phrases = sought.words.phrases if sought.words else ()
            return ReportPage(
                found.report_hits(connection, page.places, phrases), page.following, page.total, page.ranked
            )

    def report_facets(self, wanted: ReportsWanted, *, limit: int = 10) -> Facets:
        """Return what the newest reports of these have in common."""
        with self._session.reads() as connection:
            return facets.of_reports(connection, self._index, reports_sought(wanted), limit)

    def today(self, since: datetime, until: datetime, *, limit: int = 10) -> Today:
        """Return what came in over a period; see `ports.Finding.today`."""
        with self._session.reads() as connection:
            return overviews.today(connection, since, until, limit)

    def speakers(self, since: date | None, until: date | None, *, limit: int = 20) -> tuple[Count, ...]:
        """Return the clusters that speak most often in a period."""
        with self._session.reads() as connection:
            return overviews.speakers(connection, since, until, limit)

    def timeline(
        self, ids: Collection[str], *, step: Step, since: date | None = None, until: date | None = None
    ) -> Timeline:
        """Return how much some said over time, and how much was said of them."""
        with self._session.reads() as connection:
            return overviews.timeline(connection, ids, step, since, until)

    def timeline_of(self, wanted: StatementsWanted, *, step: Step) -> Timeline:
        """Return how many statements of these there were over time."""
        with self._session.reads() as connection:
            return overviews.timeline_of(connection, self._index, statements_sought(connection, wanted), step)

    def network(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        around: Collection[str] = (),
        nodes: int = 200,
    ) -> Network:
        """Return who speaks most about whom; see `ports.Finding.network`."""
        with self._session.reads() as connection:
            if not networks.is_long(since, until):
                wanted = StatementsWanted(since=since, until=until)
                sought = statements_sought(connection, wanted)
                return networks.of_matches(connection, self._index, sought, (since, until), around, nodes)
            return networks.of_counts(connection, since, until, around, nodes)

    def network_of(self, wanted: StatementsWanted, *, nodes: int = 200) -> Network:
        """Return who speaks about whom in the newest statements of these."""
        with self._session.reads() as connection:
            sought = statements_sought(connection, wanted)
            return networks.of_matches(
                connection, self._index, sought, (wanted.since, wanted.until), (), nodes
            )

    def compare_outlets(self, wanted: StatementsWanted, *, outlets: int = 6, hits: int = 3) -> Comparison:
        """Return how the outlets with most statements of these differ."""
        with self._session.reads() as connection:
            sought = statements_sought(connection, wanted)
            ids = wanted.said_by | wanted.said_of
            return outlet_views.compare(connection, self._index, sought, ids, outlets, hits)

    def known(
        self,
        *,
        types: Collection[IdentityType] = (),
        part: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> KnownPage:
        """Return a page of those who are known, the most talkative first."""
        with self._session.reads() as connection:
            return known_lines.page(connection, types, part, after, limit)

    def names_like(self, start: str, *, limit: int = 10) -> tuple[KnownLine, ...]:
        """Return those known by a name in which a word starts so."""
        with self._session.reads() as connection:
            return known_lines.starting(connection, start, limit)

    def outlets(self, *, limit: int = 500) -> tuple[Count, ...]:
        """Return the outlets of the reports kept."""
        with self._session.reads() as connection:
            return overviews.outlets(connection, limit)

    def keep_origins(self, statement_ids: Collection[str], count: int) -> None:
        """Keep how many independent origins statements have; see `ports.Finding.keep_origins`."""
        places.keep_origins(self._session.writer(), statement_ids, count)

    def _looked(self, connection: sa.Connection, look: Look) -> list[int]:
        if look.is_thorough:
            return list(connection.scalars(self._index.ranked(parse(look.wanted.words or ""), look.limit)))
        sought = statements_sought(connection, look.wanted)
        if sought is None:
            return []
        return self._page(connection, sought, look.order, "", None, look.limit, RANKED_STATEMENTS).places

    def _page(
        self,
        connection: sa.Connection,
        sought: Sought,
        order: Order,
        question: str,
        after: str | None,
        limit: int,
        most: int,
    ) -> _Page:
        """Return a page; the first one counts, in the same look, and the cursor hands the total on."""
        if order is Order.BEST and sought.words is not None and sought.words.all_of:
            return self._best(connection, sought, sought.words, question, after, limit, most)
        if after is None:
            chosen = self._places(connection, sought, max(COUNTED, limit) + 1)
            total = _total(len(chosen))
        else:
            last, count, is_exact = read_cursor(after, question, 3)
            chosen = self._places(connection, found.below(sought, last), limit + 1)
            total = Total(count, is_exact=bool(is_exact))
        following = None
        if len(chosen) > limit:
            following = cursor(question, chosen[limit - 1], total.count, int(total.is_exact))
        return _Page(chosen[:limit], following, total, None)

    def _best(
        self,
        connection: sa.Connection,
        sought: Sought,
        words: Wanted,
        question: str,
        after: str | None,
        limit: int,
        most: int,
    ) -> _Page:
        """Return the same for the best.

        The first page decides among which: its cursor holds the newest and the oldest, so that what is added later
        moves nothing from one page to another.
        """
        behind: tuple[float, int] | None = None
        if after is None:
            every = self._places(connection, sought, max(COUNTED, most) + 1)
            among, total = every[:most], _total(len(every))
            newest, oldest = (among[0], among[-1]) if among else (0, 0)
        else:
            newest, oldest, score, place, count, is_exact = read_cursor(after, question, 6)
            behind, total = (-score, -place), Total(count, is_exact=bool(is_exact))
            # What came in between since: so much of it that the oldest were left out is not to be expected.
            among = self._places(connection, found.between(sought, oldest, newest), 4 * most)
        scores = self._index.scores(connection, sought.of, words, among)
        ranked = sorted((-scores.get(place, 0.0), -place) for place in among)
        left = ranked if behind is None else [one for one in ranked if one > behind]
        following = None
        if len(left) > limit:
            score, place = left[limit - 1]
            following = cursor(question, newest, oldest, -score, -place, total.count, int(total.is_exact))
        return _Page([-place for _, place in left[:limit]], following, total, len(among))

    def _places(self, connection: sa.Connection, sought: Sought, limit: int) -> list[int]:
        found = gathered(connection, self._index.places(sought, limit))
        return sorted((place for (place,) in found), reverse=True)

    def _count(self, connection: sa.Connection, sought: Sought) -> Total:
        matches = self._index.places(sought, COUNTED + 1, newest=False).subquery()
        return _total(connection.scalar(sa.select(sa.func.count()).select_from(matches)) or 0)

    def _uncounted(self, connection: sa.Connection, wanted: StatementsWanted) -> int:
        """Return how many of the newest matches of the rest of a question nobody has counted the origins of."""
        sought = found.without_origins(connection, wanted)
        if sought is None:
            return 0
        matches = self._index.places(sought, _ORIGINS_OF).subquery()
        return connection.scalar(sa.select(sa.func.count()).select_from(matches)) or 0


def _total(matches: int) -> Total:
    """Return the total, where no more than one beyond COUNTED was looked at."""
    return Total(min(matches, COUNTED), is_exact=matches <= COUNTED)
