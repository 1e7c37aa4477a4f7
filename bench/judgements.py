"""How fast known identities are joined, parted and reviewed on a desk of many.

    python -m bench.judgements [--known 100000] [--times 30] [--postgres]

A desk is made whose clusters are as they come: most small, ten of 1,000, one of 10,000, each grown by joining a new
name to one that is there; 100,000 open questions; some words of difference. Then an editor judges and takes back,
through the same verbs as the command line, one transaction each, and each is timed: `judge` and `undo`. The worst
case, one chain of all of them, is timed apart.
"""

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import sqlalchemy as sa

from onrecord.adapters.store import SqlStore, open_store, tables
from onrecord.adapters.store.questions import weigh_known
from onrecord.desk import Desk
from onrecord.desk.judging import judge, rejoin, undo
from onrecord.model import Verdict, content_id
from tests.factory import NOON
from tests.judging import desk_over
from tests.postgres import fresh_database, running_server

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE
Pair = tuple[str, str]
#: Seconds on the clock, and of this process's own work.
Took = tuple[float, float]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.judgements", description=__doc__.splitlines()[0])
    parser.add_argument("--known", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=30, help="judgements of each kind")
    parser.add_argument("--postgres", action="store_true", help="in PostgreSQL, not in SQLite")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for chain in (False, True):
        with _store(postgres=arguments.postgres) as store:
            started = time.perf_counter()
            desk = desk_over(store)
            chance = random.Random(arguments.seed)
            groups = _chain(arguments.known) if chain else _mixed(arguments.known, chance)
            _make(desk, groups, arguments.questions, chance, chain=chain)
            what = "one chain of all" if chain else "a mix"
            print(f"\n{what}: {arguments.known:,} known, made in {time.perf_counter() - started:.0f} s")
            print("| what | times | p50 ms | p95 ms | max ms | p50 own CPU ms |\n|---|---|---|---|---|---|")
            runs = (
                _chain_runs(desk, groups, arguments.times, chance)
                if chain
                else _mixed_runs(desk, groups, arguments.times, chance)
            )
            for name, took in runs:
                _tell(name, took)
    return 0


@contextmanager
def _store(*, postgres: bool) -> Iterator[SqlStore]:
    if postgres:
        with running_server() as server, fresh_database(server) as url, open_store(url, create=True) as store:
            yield store
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(f"sqlite:///{Path(folder) / 'desk.db'}", create=True) as store,
    ):
        yield store


def _id(n: int) -> str:
    return content_id("bench", n)


def _mixed(known: int, chance: random.Random) -> list[list[int]]:
    """Return numbers in groups: one of 10,000, ten of 1,000, then of 1 to 30, the small ones far more often."""
    sizes = [size for size in (10_000, *[1_000] * 10) if size <= known // 10]
    while sum(sizes) < known:
        sizes.append(min(int(chance.paretovariate(1.3)), 30, known - sum(sizes)))
    numbers = list(range(known))
    chance.shuffle(numbers)
    groups, at = [], 0
    for size in sizes:
        groups.append(sorted(numbers[at : at + size]))
        at += size
    return groups


def _chain(known: int) -> list[list[int]]:
    return [list(range(known))]


def _make(
    desk: Desk, groups: Sequence[Sequence[int]], questions: int, chance: random.Random, *, chain: bool
) -> None:
    """Fill the tables straight away, in a minute and not in an hour; then the clusters are divided as ever."""
    numbers = [n for group in groups for n in group]
    edges: list[tuple[int, int]] = []
    for group in groups:
        edges += [
            (group[place - 1 if chain else chance.randrange(place)], group[place])
            for place in range(1, len(group))
        ]
        # As matchers do: a few are judged the same as several of a cluster.
        edges += [] if chain else [_two(group, chance) for _ in range(len(group) // 4)]
    said = {pair: (SAME, round(chance.uniform(0.7, 1.0), 3)) for pair in edges}
    for _ in range(questions):
        said.setdefault(_two(numbers, chance), (UNSURE, round(chance.uniform(0.3, 0.7), 3)))
    for _ in range(0 if chain else len(numbers) // 100):
        said.setdefault(_two(numbers, chance), (DIFFERENT, 0.1))
    store = cast("SqlStore", desk.store)
    with store.writing():
        connection = store._session.writer()  # noqa: SLF001 -- see above
        person = {"type": "person", "origin": "list", "reports": 1}
        _insert(
            connection,
            tables.known,
            (
                {"n": n + 1, "id": _id(n), "name": f"Name {n}", "cluster_n": n + 1, **person}
                | {"statements": int(chance.paretovariate(0.8)) % 1000}
                for n in sorted(numbers)
            ),
        )
        common = {"is_person": False, "by": "bench 1", "at": NOON, "because": "alike"}
        _insert(
            connection,
            tables.judgements,
            (
                {"n": n, "a_n": a + 1, "b_n": b + 1, "verdict": verdict, "score": score, **common}
                for n, ((a, b), (verdict, score)) in enumerate(
                    (((a, b) if _id(a) < _id(b) else (b, a), word) for (a, b), word in said.items()), 1
                )
            ),
        )
        _insert(
            connection,
            tables.ties,
            (
                {"known_n": a + 1, "other_n": b + 1, "verdict": verdict, "is_person": False, "judgement_n": n}
                | {"score": score, "settles": 0 if verdict is UNSURE else None, "doubt": abs(score - 0.5)}
                for n, (pair, (verdict, score)) in enumerate(said.items(), 1)
                for a, b in (pair, pair[::-1])
            ),
        )
        if connection.dialect.name == "postgresql":
            for table in ("known", "judgements"):
                connection.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'n'), (SELECT max(n) FROM {table}))"  # noqa: S608 -- named above
                )
        rejoin(desk, [_id(n) for n in numbers])
        weigh_known(connection, [n + 1 for n in numbers])


def _two(group: Sequence[int], chance: random.Random) -> tuple[int, int]:
    a, b = sorted(chance.sample(group, 2))
    return a, b


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, object]]) -> None:
    left = iter(rows)
    while batch := list(itertools.islice(left, 5_000)):
        connection.execute(table.insert(), batch)


def _mixed_runs(
    desk: Desk, groups: Sequence[Sequence[int]], times: int, chance: random.Random
) -> Iterator[tuple[str, list[Took]]]:
    giant, thousands = groups[0], groups[1:11]
    small = [group for group in groups[11:] if len(group) > 1]
    single = [group for group in groups[11:] if len(group) == 1]

    def pick(group: Sequence[int]) -> str:
        return _id(chance.choice(group))

    def linked(group: Sequence[int]) -> Pair:
        """Return two of a cluster that a word of sameness links."""
        while True:
            members = group[:40]
            for a in chance.sample(members, len(members)):
                for b in members:
                    if a != b and (tie := desk.store.judgements.tie(_id(a), _id(b))) and tie.verdict is SAME:
                        return _id(a), _id(b)

    kinds: list[tuple[str, Callable[[], Pair]]] = [
        ("two small clusters", lambda: (pick(chance.choice(small)), pick(chance.choice(small)))),
        ("one alone to one of 1,000", lambda: (pick(chance.choice(single)), pick(chance.choice(thousands)))),
        ("two of 1,000", lambda: (pick(thousands[0]), pick(chance.choice(thousands[1:])))),
        ("one alone to one of 10,000", lambda: (pick(chance.choice(single)), pick(giant))),
        ("one of 1,000 to one of 10,000", lambda: (pick(chance.choice(thousands)), pick(giant))),
    ]
    for name, pairs in kinds:
        joined, taken = _both(desk, [pairs() for _ in range(times)], SAME)
        yield f"same: {name}", joined
        yield "… and undo", taken
    cuts: list[tuple[str, Callable[[], Pair]]] = [
        ("linked ones of a small cluster", lambda: linked(chance.choice(small))),
        ("linked ones of 10,000", lambda: linked(giant)),
    ]
    for name, pairs in cuts:
        parted, taken = _both(desk, [pairs() for _ in range(times)], DIFFERENT)
        yield f"different: {name}", parted
        yield "… and undo", taken
    apart, taken = _both(desk, [(pick(giant), pick(giant)) for _ in range(times)], DIFFERENT)
    yield "different: any two of 10,000, a chain of words against it", apart
    yield "… and undo", taken
    a, b = pick(giant), pick(giant)
    judge(desk, a, b, DIFFERENT, by="bench")
    joined, taken = _both(desk, [(pick(chance.choice(single)), pick(giant)) for _ in range(times)], SAME)
    yield "same: one alone to one of 10,000 in which words contradict", joined
    yield "… and undo", taken
    yield (
        "review: the first 20 questions",
        [_timed(lambda: desk.store.judgements.questions(limit=20)) for _ in range(times)],
    )


def _chain_runs(
    desk: Desk, groups: Sequence[Sequence[int]], times: int, chance: random.Random
) -> Iterator[tuple[str, list[Took]]]:
    chain = groups[0]
    few = max(times // 10, 3)
    ends = [(_id(chain[-2 - n]), _id(chain[-1 - n])) for n in range(few)]
    middles = [
        (_id(chain[at]), _id(chain[at + 1])) for at in (chance.randrange(len(chain) - 1) for _ in range(few))
    ]
    for name, pairs in (("near its end", ends), ("anywhere", middles)):
        parted, taken = _both(desk, pairs, DIFFERENT)
        yield f"different: neighbours {name}", parted
        yield "… and undo", taken
    apart, taken = _both(desk, [(_id(chain[0]), _id(chain[-1]))] * few, DIFFERENT)
    yield "different: both ends", apart
    yield "… and undo", taken


def _both(desk: Desk, pairs: Sequence[Pair], verdict: Verdict) -> tuple[list[Took], list[Took]]:
    """Return the seconds of each judgement, and of its taking back at once."""
    judged, taken = [], []
    for a, b in pairs:
        if a == b:
            continue
        judged.append(_timed(lambda a=a, b=b: judge(desk, a, b, verdict, by="bench", because="bench")))  # type: ignore[misc]
        taken.append(_timed(lambda: undo(desk, by="bench")))
    return judged, taken


def _timed(work: Callable[[], object]) -> Took:
    started, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - worked


def _tell(name: str, took: Sequence[Took]) -> None:
    ordered = sorted(1000 * wall for wall, _ in took)
    own = statistics.median(1000 * worked for _, worked in took)
    p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    print(
        f"| {name} | {len(ordered)} | {statistics.median(ordered):.1f} | {p95:.1f} | {ordered[-1]:.1f} | {own:.1f} |",
        flush=True,
    )


if __name__ == "__main__":
    raise SystemExit(main())
