"""The ledger, exchanges, editions and sightings; a desk that is there gets them from its captures, in their order.

Written out, like every version: what makes an entry stands here as it was when
this was released. What makes two addresses one place does not: that is asked
of the rule in use, since captures to come are put to their places by it.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from onrecord.adapters.store.columns import ExactText, Packed, UtcTime
from onrecord.text.places import place_of

revision = "0002"
down_revision = "0001"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PAGE = 1_000
_tables = sa.MetaData()

_captures = sa.Table(
    "captures",
    _tables,
    sa.Column("n", _BIG, primary_key=True),
    *(sa.Column(name, ExactText) for name in ("id", "sha256", "address", "media_type", "charset")),
    sa.Column("size", sa.BigInteger),
    sa.Column("fetched_at", UtcTime),
    sa.Column("headers", Packed),
)
_reports = sa.Table(
    "reports", _tables, sa.Column("n", _BIG, primary_key=True), sa.Column("canonical_address", ExactText)
)
_exchanges = sa.Table(
    "capture_exchanges",
    _tables,
    sa.Column("capture_n", _BIG, sa.ForeignKey("captures.n"), primary_key=True, autoincrement=False),
    sa.Column("exchanges", Packed, nullable=False),
)
_ledger = sa.Table(
    "ledger",
    _tables,
    sa.Column("n", _BIG, primary_key=True, autoincrement=False),
    sa.Column("kind", ExactText, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("subject", ExactText, nullable=False),
    sa.Column("entry", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.Index("ledger_subject", "subject", "n"),
)
_editions = sa.Table(
    "editions",
    _tables,
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), primary_key=True, autoincrement=False),
    sa.Column("place", sa.LargeBinary, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("is_latest", sa.Boolean, nullable=False),
    sa.Index("editions_place", "place", "number", unique=True),
    sa.Index(
        "editions_earlier",
        "report_n",
        sqlite_where=sa.text("NOT is_latest"),
        postgresql_where=sa.text("NOT is_latest"),
    ),
)
_sightings = sa.Table(
    "sightings",
    _tables,
    sa.Column("n", _BIG, sa.Identity(), primary_key=True),
    sa.Column("report_n", _BIG, sa.ForeignKey("reports.n"), nullable=False),
    sa.Column("first_seen", UtcTime, nullable=False),
    sa.Column("last_seen", UtcTime, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Index("sightings_report_n", "report_n"),
)
_MADE = (_exchanges, _ledger, _editions, _sightings)
_LATEST = (
    "UPDATE editions SET is_latest ="
    " (number = (SELECT max(e.number) FROM editions AS e WHERE e.place = editions.place))"
)
#: Parameters that say whence a reader came, not what is read.


def upgrade() -> None:
    """Make the tables and fill them."""
    connection = op.get_bind()
    _tables.create_all(connection, tables=_MADE, checkfirst=False)
    now = datetime.now(UTC)
    chain = _Chain(connection, now)
    chain.append("opened", secrets.token_hex(16), {"upgraded": _some(connection)})
    numbers = _Numbers(connection)
    for page in _pages(connection):
        for row in page:
            chain.append("capture", row.sha256, _facts(row))
        read = [row for row in page if row.report_n is not None]
        if read:
            connection.execute(_editions.insert(), [numbers.edition(row) for row in read])
            connection.execute(
                _sightings.insert(),
                [
                    {
                        "report_n": row.n,
                        "first_seen": row.fetched_at,
                        "last_seen": row.fetched_at,
                        "times": 1,
                    }
                    for row in read
                ],
            )
        numbers.turn_page()
        chain.flush()
    connection.execute(sa.text(_LATEST))


class _Chain:
    """Return the ledger in the making."""

    def __init__(self, connection: sa.Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._n = 0
        self._hash = bytes(32)
        self._rows: list[dict[str, Any]] = []

    def append(self, kind: str, subject: str, facts: dict[str, Any]) -> None:
        self._n += 1
        told = {"n": self._n, "kind": kind, "at": _time(self._now), "subject": subject, "facts": facts}
        body = _canonical(told)
        self._hash = hashlib.sha256(self._hash + hashlib.sha256(body).digest()).digest()
        self._rows.append(
            {
                "n": self._n,
                "kind": kind,
                "at": self._now,
                "subject": subject,
                "entry": body,
                "hash": self._hash,
            }
        )

    def flush(self) -> None:
        if self._rows:
            self._connection.execute(_ledger.insert(), self._rows)
            self._rows = []


class _Numbers:
    """Return the numbers of editions, counted in the table: places may be many millions."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._page: dict[bytes, int] = {}

    def turn_page(self) -> None:
        self._page.clear()

    def edition(self, row: sa.Row[Any]) -> dict[str, Any]:
        place = hashlib.sha256(_place(row).encode("utf-8", "surrogatepass")).digest()[:16]
        if place not in self._page:
            last = self._connection.scalar(
                sa.select(sa.func.max(_editions.c.number)).where(_editions.c.place == place)
            )
            self._page[place] = last or 0
        self._page[place] += 1
        return {"report_n": row.n, "place": place, "number": self._page[place], "is_latest": True}


def _pages(connection: sa.Connection) -> Iterator[list[sa.Row[Any]]]:
    captures = _captures.c
    query = (
        sa.select(_captures, _reports.c.n.label("report_n"), _reports.c.canonical_address)
        .outerjoin_from(_captures, _reports, _reports.c.n == captures.n)
        .order_by(captures.fetched_at, captures.n)
        .limit(_PAGE)
    )
    page = query
    while True:
        found = list(connection.execute(page))
        yield found
        if len(found) < _PAGE:
            return
        last = sa.tuple_(sa.literal(found[-1].fetched_at, UtcTime), found[-1].n)
        page = query.where(sa.tuple_(captures.fetched_at, captures.n) > last)


def _some(connection: sa.Connection) -> bool:
    return connection.scalar(sa.select(_captures.c.n).limit(1)) is not None


def _facts(row: sa.Row[Any]) -> dict[str, Any]:
    known = {
        "id": row.id,
        "sha256": row.sha256,
        "size": row.size,
        "address": row.address,
        "fetched_at": _time(row.fetched_at),
        "media_type": row.media_type,
        "charset": row.charset,
        "headers": row.headers,
        "exchanges": [],
    }
    return {
        "id": row.id,
        "sha256": row.sha256,
        "size": row.size,
        "fetched_at": _time(row.fetched_at),
        "all": hashlib.sha256(_canonical(known)).hexdigest(),
        "via": {"kind": "upgrade"},
    }


def _canonical(thing: dict[str, Any]) -> bytes:
    line = json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return line.encode("utf-8", "backslashreplace")


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _place(row: sa.Row[Any]) -> str:
    """Return what a capture from before is an edition of, by the rule in use: what comes later must meet it there."""
    return place_of(row.address, canonical=row.canonical_address) or f"capture {row.id}"
