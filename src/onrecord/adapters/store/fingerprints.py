"""The index of fingerprints: which reports hold a hash, `ports.FingerprintIndex` on both databases."""

import json

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.session import Session
from onrecord.adapters.store.tables import fingerprints, traced
from onrecord.ports.fingerprints import Holders

#: Values in one list of a query: below the variable limits of both databases.
#: Rows of one INSERT batch: bounds the memory that a report of any length takes.
_ROWS = 5_000
#: A fingerprint that more reports hold is counted no further: nobody is found by it.
MOST_COUNTED = 10_000
_STORED = np.dtype("<u4")


_HELD = "SELECT 1 FROM fingerprints f WHERE f.hash = asked.hash LIMIT :cap"
_ASKED = {
    "sqlite": "(SELECT value AS hash FROM json_each(:asked))",
    "postgresql": "(SELECT CAST(value AS integer) AS hash FROM json_array_elements_text(CAST(:asked AS json)))",
}
# Written out, with all that is asked as one value: a list of each length would be compiled anew.
_COUNT = "SELECT asked.hash, (SELECT count(*) FROM ({held}) held) FROM {asked} asked"
_HOLD = "SELECT f.hash, f.report_n FROM {asked} asked JOIN fingerprints f ON f.hash = asked.hash"
_COUNTS = {dialect: sa.text(_COUNT.format(held=_HELD, asked=asked)) for dialect, asked in _ASKED.items()}
_HOLDERS = {dialect: sa.text(_HOLD.format(asked=asked)) for dialect, asked in _ASKED.items()}


class SqlFingerprints:
    """Return the fingerprints kept in an open desk; a report's number is that of its row."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, reports: NDArray[np.uint32], fingerprints: NDArray[np.uint32]) -> None:
        """Keep fingerprints of reports that have none, each with the number of the report that holds it."""
        for number in np.unique(reports).tolist():
            insert(self._session.writer(), number, fingerprints[reports == number])

    def count(self, fingerprints: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return for each fingerprint how many reports hold it; what more than MOST_COUNTED hold is that many."""
        held: dict[int, int] = {}
        asked = _signed(fingerprints)
        with self._session.reads() as connection:
            for lot in batches(asked, _ROWS):
                values = {"asked": json.dumps(lot), "cap": MOST_COUNTED}
                held |= {row[0]: row[1] for row in connection.execute(_COUNTS[self._dialect], values)}
        return np.array([held[value] for value in asked], dtype=np.int64)

    def holders(self, fingerprints: NDArray[np.uint32]) -> Holders:
        """Return every report that holds any of `fingerprints`."""
        asked = _signed(fingerprints)
        places: dict[int, list[int]] = {}
        for at, value in enumerate(asked):
            places.setdefault(value, []).append(at)
        found: list[tuple[int, int]] = []
        wanted = list(places)
        with self._session.reads() as connection:
            for lot in batches(wanted, _ROWS):
                values = {"asked": json.dumps(lot)}
                for value, report in connection.execute(_HOLDERS[self._dialect], values):
                    found += [(at, report) for at in places[value]]
        rows = np.array(found, dtype=np.int64).reshape(-1, 2)
        return Holders(rows[:, 0].astype(np.intp), rows[:, 1].astype(np.uint32))

    @property
    def _dialect(self) -> str:
        return self._session.place.dialect


def insert(connection: sa.Connection, n: int, hashes: NDArray[np.uint32]) -> None:
    """Keep the fingerprints of report `n`, which has none."""
    kept = np.unique(hashes)
    connection.execute(traced.insert(), {"report_n": n, "hashes": kept.astype(_STORED).tobytes()})
    values = _signed(kept)
    for batch in batches(values, _ROWS):
        connection.execute(fingerprints.insert(), [{"hash": value, "report_n": n} for value in batch])


def delete(connection: sa.Connection, n: int) -> None:
    """Delete the fingerprints of report `n`, where it has any."""
    packed = connection.scalar(sa.select(traced.c.hashes).where(traced.c.report_n == n))
    if packed is None:
        return
    values = _signed(np.frombuffer(bytes(packed), dtype=_STORED).astype(np.uint32))
    for lot in batches(values):
        wanted = fingerprints.c.hash.in_(lot)
        connection.execute(fingerprints.delete().where(wanted, fingerprints.c.report_n == n))
    connection.execute(traced.delete().where(traced.c.report_n == n))


def _signed(hashes: NDArray[np.uint32]) -> list[int]:
    """Return 32 bits each as both databases keep them in four bytes."""
    values: list[int] = np.ascontiguousarray(hashes, dtype=np.uint32).view(np.int32).tolist()
    return values
