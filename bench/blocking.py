"""How many of a million known names a new one is compared with, how fast they are found, and whether rightly.

    python bench/blocking.py LISTS              on SQLite
    python bench/blocking.py LISTS --postgres   on PostgreSQL as well, one that the tests can start
    python bench/blocking.py LISTS --names 100000 --missed 50

LISTS is a folder with `name_pairs_dev.csv`, `wd_hebrew.tsv`, `wd_arabic_tokens.txt`, `wd_russian_tokens.tsv` and
`ar2en_train.txt`. The register is made up of their tokens (`blocking_names.py`); one side of every true pair stands in
it, the other is looked up. A pair counts as found where the one that is known is among the candidates.
"""

import argparse
import itertools
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

import sqlalchemy as sa
from blocking_names import TruePair, make_names, read_others, read_pairs

from onrecord.adapters.store import open_store
from onrecord.adapters.store.known_keys import candidates, candidates_of_each, put_keys, put_shapes
from onrecord.adapters.store.tables import known
from onrecord.model import IdentityType
from onrecord.stages.identify.blocking import blocking_keys
from onrecord.stages.identify.shape import shape_of, shapes_of

_TYPES = {"PER": IdentityType.PERSON, "ORG": IdentityType.ORGANIZATION}
_SEED = 7
#: Names whose keys are written at once.
_LOT = 100_000
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


def build(engine: sa.Engine, register: Iterator[tuple[str, str]]) -> dict[str, float]:
    """Return how long the keys took to make and to write, in seconds, and how many a name has."""
    making = shaping = writing = 0.0
    rows = n = 0
    while lot := list(itertools.islice(register, _LOT)):
        begun = time.perf_counter()
        keys = {n + i: blocking_keys(name, _TYPES[type_]).stored for i, (type_, name) in enumerate(lot, 1)}
        made = time.perf_counter()
        shapes = shapes_of([(name, _TYPES[type_]) for type_, name in lot])
        shaped = time.perf_counter()
        with engine.begin() as connection:
            connection.execute(known.insert(), [_row(n + i, *one) for i, one in enumerate(lot, 1)])
            stored = time.perf_counter()
            put_keys(connection, keys)
            put_shapes(connection, dict(enumerate(shapes, n + 1)))
        making += made - begun
        shaping += shaped - made
        writing += time.perf_counter() - stored
        rows += sum(map(len, keys.values()))
        n += len(lot)
        print(f"\r{n:,}", end="", file=sys.stderr)
    return {"making": making, "shaping": shaping, "writing": writing, "keys": rows / n, "names": n}


def _row(n: int, type_: str, name: str) -> dict[str, object]:
    same = {"origin": "list", "reports": 0, "statements": 0, "cluster_n": n}
    return {"n": n, "id": f"{n:024x}", "name": name, "type": _TYPES[type_]} | same


def _asked(pair: TruePair) -> tuple[dict[int, float], bytes]:
    type_ = _TYPES[pair.type]
    return blocking_keys(pair.sought, type_).sought, shape_of(pair.sought, type_)


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
            sought = blocking_keys(pair.sought, _TYPES[pair.type]).sought
            keyed = time.perf_counter()
            found = candidates(connection, sought, shape_of(pair.sought, _TYPES[pair.type]))
            times.append(time.perf_counter() - begun)
            busy.append(time.thread_time() - busy_before)
            made.append(keyed - begun)
            sizes.append(len(found))
            place = next((i for i, (known_n, _) in enumerate(found) if known_n == n), len(found) + 10**6)
            shares = not sought.keys().isdisjoint(blocking_keys(pair.known, _TYPES[pair.type]).stored)
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


def run(address: str, folder: Path, count: int, missed: int, size: str) -> None:
    """Build the register in a new desk at `address`, and look the pairs up."""
    pairs = read_pairs(folder, hebrew=_HEBREW, seed=_SEED)
    with open_store(address, create=True):
        pass
    engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _quickly)
    begun = time.perf_counter()
    built = build(engine, make_register(folder, pairs, count))
    print(
        f"\n## {engine.dialect.name}: {built['names']:,} names, {built['keys']:.1f} keys each; made in"
        f" {built['making']:.0f} s, shapes in"
        f" {built['shaping']:.0f} s, written in {built['writing']:.0f} s, {time.perf_counter() - begun:.0f} s in all"
    )
    engine.dispose()
    engine = sa.create_engine(engine.url)  # looks up as a desk does
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("ANALYZE known_keys"))
        print(f"size of the keys: {connection.execute(sa.text(size)).scalar_one() / 1e6:,.0f} MB")
    look_up(engine, pairs, missed)
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
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(
            f"sqlite:///{Path(folder) / 'desk.db'}",
            given.lists,
            given.names,
            given.missed,
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        )
    if given.postgres:
        with _postgres() as address:
            run(
                address, given.lists, given.names, given.missed, "SELECT pg_total_relation_size('known_keys')"
            )


if __name__ == "__main__":
    main()
