"""The index of fingerprints: which reports hold a hash, `ports.FingerprintIndex` on both databases."""

import json

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import fingerprints, traced
from onrecord.ports.fingerprints import Shared

#: Values in one list of a query: below the variable limits of both databases.
_BATCH = 500
#: Rows of one INSERT batch: bounds the memory that a report of any length takes.
_ROWS = 5_000
_STORED = np.dtype("<u4")


def _queries(asked: str) -> tuple[sa.TextClause, sa.TextClause]:
    """Return the query for how many reports hold each hash asked for, and that for who they are.

    Written out, with all that is asked as one value: a list of each length would be compiled anew.

    Args:
        asked: A table of the hashes, as one column `hash`.
    """
    held = "SELECT 1 FROM fingerprints f WHERE f.hash = asked.hash LIMIT :cap"
    count = f"SELECT asked.hash, (SELECT count(*) FROM ({held}) held) FROM {asked}"  # noqa: S608 -- see _QUERIES
    holders = f"SELECT f.hash, f.report_n FROM {asked} JOIN fingerprints f ON f.hash = asked.hash"  # noqa: S608
    return sa.text(count), sa.text(holders)


_QUERIES = {
    "sqlite": _queries("(SELECT value AS hash FROM json_each(:asked)) asked"),
    "postgresql": _queries(
        "(SELECT CAST(value AS integer) AS hash FROM json_array_elements_text(CAST(:asked AS json))) asked"
    ),
}


class SqlFingerprints:
    """Return the fingerprints kept in an open desk; a report's number is that of its row."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __len__(self) -> int:
        with self._session.reads() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(traced)) or 0

    def add(self, number: int, fingerprints: NDArray[np.uint32]) -> None:
        """Keep the fingerprints of a report that has none."""
        insert(self._session.writer(), number, fingerprints)

    def shared(self, fingerprints: NDArray[np.uint32], *, most: int) -> Shared:
        """Return which reports hold any of `fingerprints`; see `ports.FingerprintIndex.shared`.

        A fingerprint that more than `most` reports hold counts as `most + 1`: no more of them are read.
        """
        asked = _signed(fingerprints)
        counts = np.zeros(len(asked), dtype=np.int64)
        places = {value: at for at, value in enumerate(asked)}
        found: list[tuple[int, int]] = []
        counting, holding = _QUERIES[self._session.place.dialect]
        with self._session.reads() as connection:
            for start in range(0, len(asked), _ROWS):
                batch = asked[start : start + _ROWS]
                held = connection.execute(counting, {"asked": json.dumps(batch), "cap": most + 1}).all()
                for value, count in held:
                    counts[places[value]] = count
                wanted = [value for value, count in held if 0 < count <= most]
                for value, report in connection.execute(holding, {"asked": json.dumps(wanted)}):
                    found.append((places[value], report))
        rows = np.array(found, dtype=np.int64).reshape(-1, 2)
        return Shared(rows[:, 0].astype(np.intp), rows[:, 1].astype(np.uint32), counts)


def insert(connection: sa.Connection, n: int, hashes: NDArray[np.uint32]) -> None:
    """Keep the fingerprints of report `n`, which has none."""
    kept = np.unique(hashes)
    connection.execute(traced.insert(), {"report_n": n, "hashes": kept.astype(_STORED).tobytes()})
    values = _signed(kept)
    for start in range(0, len(values), _ROWS):
        batch = values[start : start + _ROWS]
        connection.execute(fingerprints.insert(), [{"hash": value, "report_n": n} for value in batch])


def delete(connection: sa.Connection, n: int) -> None:
    """Delete the fingerprints of report `n`, where it has any."""
    packed = connection.scalar(sa.select(traced.c.hashes).where(traced.c.report_n == n))
    if packed is None:
        return
    values = _signed(np.frombuffer(bytes(packed), dtype=_STORED).astype(np.uint32))
    for start in range(0, len(values), _BATCH):
        wanted = fingerprints.c.hash.in_(values[start : start + _BATCH])
        connection.execute(fingerprints.delete().where(wanted, fingerprints.c.report_n == n))
    connection.execute(traced.delete().where(traced.c.report_n == n))


def _signed(hashes: NDArray[np.uint32]) -> list[int]:
    """Return 32 bits each as both databases keep them in four bytes."""
    values: list[int] = np.ascontiguousarray(hashes, dtype=np.uint32).view(np.int32).tolist()
    return values
