"""The newest filings of those whom very many reports name."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.tables import filings, known


def filed_with(
    connection: sa.Connection, ids: Iterable[str], *, newest: int | None
) -> Iterator[sa.ColumnElement[bool]]:
    """Yield conditions on `filings` and `known`, each for a query of its own, that together mean all filings wanted.

    Args:
        connection: To the store.
        ids: Of known identities.
        newest: How many filings of each are wanted, those of reports added last; None for all.
    """
    for lot in batches(sorted(set(ids))):
        if newest is None:
            yield known.c.id.in_(lot)
            continue
        rows = connection.execute(sa.select(known.c.n, known.c.reports).where(known.c.id.in_(lot))).all()
        yield filings.c.known_n.in_([row.n for row in rows if row.reports <= newest])
        for row in rows:
            if row.reports > newest:
                own = filings.c.known_n == row.n
                last = sa.select(filings.c.report_n).where(own).order_by(filings.c.report_n.desc())
                oldest = connection.scalar(last.limit(1).offset(newest - 1)) or 0
                yield sa.and_(own, filings.c.report_n >= oldest)
