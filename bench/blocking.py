"""How many of a million known names a new one is compared with, how fast they are found, and whether rightly.

    python bench/blocking.py LISTS              on SQLite
    python bench/blocking.py LISTS --postgres   on PostgreSQL as well, one that the tests can start
    python bench/blocking.py LISTS --names 100000 --missed 50
    python bench/blocking.py LISTS --keep FILE  the register is built there once, and used again

LISTS is a folder with `name_pairs_dev.csv`, `wd_hebrew.tsv`, `wd_arabic_tokens.txt`, `wd_russian_tokens.tsv` and
`ar2en_train.txt`. The register is made up of their tokens (`blocking_names.py`); one side of every true pair stands in
it, the other is looked up. A pair counts as found where the one that is known is among the candidates.
"""

import argparse
import itertools
import sys
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

import numpy as np
import sqlalchemy as sa
from blocking_names import TruePair, make_names, read_others, read_pairs
from numpy.typing import NDArray

from onrecord.adapters.store import open_store
from onrecord.adapters.store.known_keys import candidates, candidates_of_each, put_rows
from onrecord.adapters.store.known_shapes import put_shapes
from onrecord.adapters.store.tables import known
from onrecord.model import IdentityType
from onrecord.stages.identify.blocking import sought_keys, stored_keys
from onrecord.stages.identify.shape import shape_of, shapes_of

_TYPES = {"PER": IdentityType.PERSON, "ORG": IdentityType.ORGANIZATION}
_SEED = 7
#: Rows of keys that are handed on at once.
_WRITTEN = 200_000
#: Names read at once: of their words, those that stand in several are read once.
_READ = 5_000
#: Pairs of `wd_hebrew.tsv` that are looked up beside those of `name_pairs_dev.csv`.
_HEBREW = 4_000
_LIMITS = (10, 50, 100, 200)
_REPORT_NAMES = 50


def make_register(folder: Path, pairs: Sequence[TruePair], count: int) -> Iterator[tuple[str, str]]:
    """Yield `count` types and names: the known sides of the pairs, near misses, then made-up ones."""
    kept = itertools.chain(
        ((pair.type, pair.known) for pair in pairs), read_others(folder), make_names(folder, seed=_SEED)
    )
    return itertools.islice(kept, count)


def build(engine: sa.Engine, register: Iterator[tuple[str, str]], processes: int) -> dict[str, float]:
    """Return how long the keys took to make, in seconds of processors, and to write, and how many a name has."""
    making = shaping = writing = 0.0
    made: list[NDArray[np.int64]] = []
    n = 0
    with ProcessPoolExecutor(processes) as pool:
        for lot in _ahead(pool, register, processes):
            stored = time.perf_counter()
            with engine.begin() as connection:
                rows = [_row(n + i, *one) for i, one in enumerate(lot.names, 1)]
                connection.execute(known.insert(), rows)
                put_shapes(connection, dict(enumerate(lot.shapes, n + 1)))
            writing += time.perf_counter() - stored
            made.append(lot.keys + np.array([[0], [n]]))
            making, shaping = making + lot.making, shaping + lot.shaping
            n += len(lot.names)
            print(f"\r{n:,}", end="", file=sys.stderr)
    stored = time.perf_counter()
    key, holder = np.concatenate(made, axis=1)
    order = np.lexsort((holder, key))
    with engine.begin() as connection:
        for start in range(0, len(order), _WRITTEN):
            some = order[start : start + _WRITTEN]
            put_rows(connection, zip(key[some].tolist(), holder[some].tolist(), strict=True))
    writing += time.perf_counter() - stored
    return {"making": making, "shaping": shaping, "writing": writing, "keys": len(key) / n, "names": n}


@dataclass(frozen=True, slots=True)
class _Lot:
    """Return names with what they are stored under, the keys with the number of each in its lot, from 1."""

    names: list[tuple[str, str]]
    keys: NDArray[np.int64]
    shapes: list[bytes]
    making: float
    shaping: float


def _ahead(pool: Executor, register: Iterator[tuple[str, str]], processes: int) -> Iterator[_Lot]:
    """Yield the lots of a register in order, a few of them made ahead."""
    running: deque[Future[_Lot]] = deque()
    for names in iter(lambda: list(itertools.islice(register, _READ)), []):
        running.append(pool.submit(_make, names))
        if len(running) > 2 * processes:
            yield running.popleft().result()
    while running:
        yield running.popleft().result()


def _make(names: list[tuple[str, str]]) -> _Lot:
    typed = [(name, _TYPES[type_]) for type_, name in names]
    begun = time.process_time()
    shapes = shapes_of(typed)  # first: keys are made of the same points
    shaped = time.process_time()
    keys = [(key, i) for i, one in enumerate(typed, 1) for key in stored_keys(*one)]
    return _Lot(names, np.array(keys, np.int64).T, shapes, time.process_time() - shaped, shaped - begun)


def _row(n: int, type_: str, name: str) -> dict[str, object]:
    same = {"origin": "list", "reports": 0, "statements": 0, "cluster_n": n}
    return {"n": n, "id": f"{n:024x}", "name": name, "type": _TYPES[type_]} | same


def _asked(pair: TruePair) -> tuple[dict[int, float], bytes]:
    type_ = _TYPES[pair.type]
    return sought_keys(pair.sought, type_), shape_of(pair.sought, type_)


def look_up(engine: sa.Engine, pairs: Sequence[TruePair], missed: int) -> None:
    """Print how many of the pairs are found, among how many candidates and how fast; show some that are not."""
    places: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    times: list[float] = []
    made: list[float] = []
    busy: list[float] = []
    shared = 0
    lost: list[str] = []
    with engine.connect() as connection:
        for n, pair in enumerate(pairs, 1):
            begun, busy_before = time.perf_counter(), time.thread_time()
            sought = sought_keys(pair.sought, _TYPES[pair.type])
            keyed = time.perf_counter()
            found = candidates(connection, sought, shape_of(pair.sought, _TYPES[pair.type]))
            times.append(time.perf_counter() - begun)
            busy.append(time.thread_time() - busy_before)
            made.append(keyed - begun)
            sizes.append(len(found))
            place = next((i for i, (known_n, _) in enumerate(found) if known_n == n), len(found) + 10**6)
            shares = not sought.keys().isdisjoint(stored_keys(pair.known, _TYPES[pair.type]))
            shared += shares
            for group in (pair.stratum, "all", *(["all that share a key"] if shares else [])):
                places[group].append(place)
            if place >= 10**6:
                lost.append(
                    f"  {pair.stratum}: {pair.known} | {pair.sought}{'' if shares else ' (no key in common)'}"
                )
        lots = [pairs[i : i + _REPORT_NAMES] for i in range(0, len(pairs), _REPORT_NAMES)]
        begun = time.perf_counter()
        for lot in lots:
            candidates_of_each(connection, [_asked(one) for one in lot])
        batched = (time.perf_counter() - begun) / len(lots)
    cuts, spent = quantiles(times, n=100), quantiles(busy, n=100)
    print(
        f"candidates: {mean(sizes):.1f} on average, p95 {quantiles(sizes, n=20)[-1]:.0f}, most {max(sizes)}"
    )
    print(
        f"look-up, ms: p50 {cuts[49] * 1e3:.1f}, p95 {cuts[94] * 1e3:.1f}, max {max(times) * 1e3:.1f};"
        f" of this thread's own time p50 {spent[49] * 1e3:.1f}, p95 {spent[94] * 1e3:.1f}, max {max(busy) * 1e3:.1f};"
        f" making the keys {mean(made) * 1e3:.2f}; {_REPORT_NAMES} names of a report at once {batched * 1e3:.0f}"
    )
    print(f"pairs with a key in common: {shared / len(pairs):.4f} of {len(pairs):,}")
    print("| pairs | of | found | " + " | ".join(f"among the first {limit}" for limit in _LIMITS[:-1]) + " |")
    for group, ranks in sorted(places.items()):
        shares_ = " | ".join(
            f"{mean(rank < limit for rank in ranks):.4f}" for limit in (10**6, *_LIMITS[:-1])
        )
        print(f"| {group} | {len(ranks)} | {shares_} |")
    if missed:
        print(*lost[:: max(1, len(lost) // missed)], sep="\n")


def _quickly(connection: Any, record: object) -> None:
    """Build a desk that may be lost: what is measured is the keys, and not the disk."""
    del record
    for setting in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -500000"):
        connection.execute(f"PRAGMA {setting}")


def fill(address: str, given: argparse.Namespace, pairs: Sequence[TruePair]) -> None:
    """Build the register in a new desk at `address`."""
    with open_store(address, create=True):
        pass
    engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _quickly)
    begun = time.perf_counter()
    built = build(engine, make_register(given.lists, pairs, given.names), given.processes)
    print(
        f"\n## {engine.dialect.name}: {built['names']:,} names, {built['keys']:.1f} keys each; made in"
        f" {built['making']:.0f} CPU s, shapes in"
        f" {built['shaping']:.0f} CPU s, written in {built['writing']:.0f} s,"
        f" {time.perf_counter() - begun:.0f} s in all"
    )
    engine.dispose()


def run(address: str, given: argparse.Namespace, size: str, *, is_new: bool) -> None:
    """Build the register in a new desk at `address`, unless one was kept there, and look the pairs up."""
    pairs = read_pairs(given.lists, hebrew=_HEBREW, seed=_SEED)
    if is_new:
        fill(address, given, pairs)
    engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://"))  # as a desk does
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("ANALYZE known_keys"))
        print(f"size of the keys: {connection.execute(sa.text(size)).scalar_one() / 1e6:,.0f} MB")
    look_up(engine, pairs, given.missed)
    engine.dispose()


@contextmanager
def _postgres() -> Iterator[str]:
    sys.path.append(str(Path(__file__).resolve().parent.parent))
    from tests.postgres import fresh_database, running_server  # noqa: PLC0415 - its driver need not be here

    with running_server() as server, fresh_database(server) as address:
        yield address


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lists", type=Path)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--missed", type=int, default=0, help="show so many of the pairs that are not found")
    parser.add_argument("--processes", type=int, default=2, help="that make the keys")
    parser.add_argument(
        "--keep", type=Path, help="a file: the register is built there, and taken from there next time"
    )
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = given.keep or Path(folder) / "desk.db"
        size = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        run(f"sqlite:///{kept}", given, size, is_new=not kept.exists())
    if given.postgres:
        with _postgres() as address:
            run(address, given, "SELECT pg_total_relation_size('known_keys')", is_new=True)


if __name__ == "__main__":
    main()
