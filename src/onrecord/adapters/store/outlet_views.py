"""What outlets have on one subject, side by side."""

from collections import Counter
from collections.abc import Collection

import sqlalchemy as sa

from onrecord.adapters.store.asking import members_of
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.columns import unescape
from onrecord.adapters.store.facets import COUNTED, Match, matches, named_clusters
from onrecord.adapters.store.found import statement_hits
from onrecord.adapters.store.search import Sought, WordIndex
from onrecord.adapters.store.tables import filings, identities
from onrecord.ports import Comparison, Count, OutletView

#: Reports of an outlet, the newest, that are looked at for what they call somebody.
_REPORTS = 60
#: Speakers and names that each column lists.
_LISTED = 5


def compare(
    connection: sa.Connection,
    index: WordIndex,
    sought: Sought | None,
    ids: Collection[str],
    outlets: int,
    hits: int,
) -> Comparison:
    """Return the outlets with most of the newest statements sought.

    Args:
        connection: To read on.
        index: Of words.
        sought: The statements.
        ids: Known identities whose names are compared; none for no names.
        outlets: How many outlets at most.
        hits: How many statements of each at most.
    """
    found, is_all = matches(connection, index, sought, COUNTED)
    times = Counter(one.outlet for one in found if one.outlet is not None)
    first = sorted(times, key=lambda outlet: (-times[outlet], outlet))[:outlets]
    by_outlet: dict[str, list[Match]] = {outlet: [] for outlet in first}
    for one in found:
        if one.outlet in by_outlet:
            by_outlet[one.outlet].append(one)
    shown = {
        hit.statement.id: hit
        for hit in statement_hits(
            connection, [one.place for outlet in first for one in by_outlet[outlet][:hits]]
        )
    }
    members = members_of(connection, ids) if ids else []
    views = []
    left = list(shown.values())
    for outlet in first:
        own = by_outlet[outlet]
        numbers = list(dict.fromkeys(one.report_n for one in own))
        mine, left = left[: len(own[:hits])], left[len(own[:hits]) :]
        views.append(
            OutletView(
                outlet=unescape(outlet),
                reports=len(numbers),
                statements=len(own),
                speakers=named_clusters(connection, Counter(one.cluster_n for one in own), _LISTED),
                calls=_calls(connection, members, numbers[:_REPORTS]),
                hits=tuple(mine),
            )
        )
    return Comparison(tuple(views), len(found), is_all)


def _calls(connection: sa.Connection, members: list[int], reports: list[int]) -> tuple[Count, ...]:
    """Return the names that reports have for known identities, the most frequent first."""
    times: Counter[str] = Counter()
    for lot in batches(members):
        query = (
            sa.select(identities.c.name)
            .select_from(filings)
            .join(
                identities,
                sa.and_(
                    identities.c.report_n == filings.c.report_n, identities.c.position == filings.c.position
                ),
            )
            .where(filings.c.report_n.in_(reports), filings.c.known_n.in_(lot))
        )
        times.update(connection.scalars(query))
    most = sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))[:_LISTED]
    return tuple(Count(name, name, count) for name, count in most)
