"""Which editions are the latest: what pages and searches show unless more is asked for."""

import sqlalchemy as sa

from onrecord.adapters.store.tables import editions


def earlier() -> sa.Select[tuple[int]]:
    """Return the query for the reports that are not the latest edition of theirs."""
    return sa.select(editions.c.report_n).where(sa.text("NOT is_latest"))
