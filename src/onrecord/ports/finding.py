"""Finding statements and reports page by page, and counting what was said: what pages and the API ask of the store.

Every answer takes a bounded time on a desk of any size. What is bounded says so: a total is exact or "at least",
facets tell of how many matches they were counted.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from onrecord.model import IdentityType
from onrecord.ports.found import (
    Comparison,
    Count,
    Facets,
    KnownLine,
    KnownPage,
    Network,
    ReportPage,
    StatementPage,
    Timeline,
    Today,
    Total,
)
from onrecord.ports.hits import StatementHit
from onrecord.ports.wanted import Look, Order, ReportsWanted, StatementsWanted, Step


class Finding(Protocol):
    """Find and count what is kept, in bounded time.

    A cursor is text to be given back unchanged: nothing is shown twice, and nothing that was there when the first
    page was asked for is left out, whatever is added meanwhile. One that was made up or belongs to another question
    is refused with BadRequest.
    """

    def statements(
        self,
        wanted: StatementsWanted,
        *,
        order: Order = Order.NEWEST,
        after: str | None = None,
        limit: int = 50,
    ) -> StatementPage:
        """Return a page of statements.

        Args:
            wanted: Which.
            order: How they come; BEST without words is NEWEST.
            after: The cursor of this page; None for the first.
            limit: How many at most.

        Raises:
            BadRequest: A name or the words hold no word to look for; the cursor is none of this question.
            NotFound: There is no such report.
            EvidenceBroken: The stored text of a found report was changed.
        """
        ...

    def together(self, looks: Sequence[Look]) -> tuple[StatementHit, ...]:
        """Return the statements that several looks find, each once: those of the first, then what others add.

        Raises:
            BadRequest: The words hold no word to look for.
            EvidenceBroken: The stored text of a found report was changed.
        """
        ...

    def count_statements(self, wanted: StatementsWanted) -> Total:
        """Return how many statements there are of these."""
        ...

    def facets(self, wanted: StatementsWanted, *, limit: int = 10) -> Facets:
        """Return what the newest statements of these have in common, of each kind `limit` at most."""
        ...

    def reports(
        self,
        wanted: ReportsWanted,
        *,
        order: Order = Order.NEWEST,
        after: str | None = None,
        limit: int = 20,
    ) -> ReportPage:
        """Return a page of reports; see `statements`."""
        ...

    def report_facets(self, wanted: ReportsWanted, *, limit: int = 10) -> Facets:
        """Return what the newest reports of these have in common: outlets, languages, months; no speakers."""
        ...

    def today(self, since: datetime, until: datetime, *, limit: int = 10) -> Today:
        """Return what came in from `since` on and before `until`, of each kind `limit` at most."""
        ...

    def speakers(self, since: date | None, until: date | None, *, limit: int = 20) -> tuple[Count, ...]:
        """Return the clusters that speak most often in a period, as statements are dated."""
        ...

    def timeline(
        self, ids: Collection[str], *, step: Step, since: date | None = None, until: date | None = None
    ) -> Timeline:
        """Return how much those that are one with known identities said over time, and how much was said of them."""
        ...

    def timeline_of(self, wanted: StatementsWanted, *, step: Step) -> Timeline:
        """Return how many statements of these there were over time."""
        ...

    def network(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        around: Collection[str] = (),
        nodes: int = 200,
    ) -> Network:
        """Return who speaks most about whom.

        Args:
            since: From this day on; for a period that is not short, from the first day of its month.
            until: To this day; the same, to the last of its month.
            around: Known identities: only what those that are one with them say, and what is said of them.
            nodes: How many clusters at most.
        """
        ...

    def network_of(self, wanted: StatementsWanted, *, nodes: int = 200) -> Network:
        """Return who speaks about whom in the newest statements of these."""
        ...

    def compare_outlets(self, wanted: StatementsWanted, *, outlets: int = 6, hits: int = 3) -> Comparison:
        """Return how the outlets with most statements of these differ."""
        ...

    def known(
        self,
        *,
        types: Collection[IdentityType] = (),
        part: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> KnownPage:
        """Return a page of those who are known, the most talkative first.

        Args:
            types: What they are; empty for all.
            part: Words of a name, as whole words, folded; None for all.
            after: The cursor of this page; None for the first.
            limit: How many at most.
        """
        ...

    def names_like(self, start: str, *, limit: int = 10) -> tuple[KnownLine, ...]:
        """Return those known by a name in which a word starts so: what a search box offers while one types."""
        ...

    def outlets(self, *, limit: int = 500) -> tuple[Count, ...]:
        """Return the outlets of the reports kept, with how many of each."""
        ...

    def keep_origins(self, statement_ids: Collection[str], count: int) -> None:
        """Keep how many independent origins statements were found to have; in `Store.writing()`.

        Forgotten when their report is read again.
        """
        ...
