"""How long each question of a page takes on a large desk: alone, and with many clients at once.

    python bench/desk_scale.py DESK                 a desk that large_desk.py made
    python bench/desk_scale.py DESK --clients 20 --rounds 20 --plans 5

Each question is asked in several forms (other names, other words, other days), so that no answer is read twice in a
row. Told are milliseconds by the clock and of processor time, alone; then by the clock with all clients asking mixed
questions at once without a pause, from threads of one process as the server does; then the query plans of the slowest.
"""

import argparse
import random
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import sqlalchemy as sa
from large_desk import DAYS, FIRST_DAY, outlet, somebody, vocabulary

from onrecord.adapters.store import SqlStore, open_store
from onrecord.model import IdentityType, StatementKind
from onrecord.ports import Carried, Finding, Order, ReportsWanted, StatementsWanted, Step

#: A question: what asks it, with its own random choices.
Question = Callable[[Finding, random.Random], object]

WORDS = vocabulary("en")
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)


def often(rng: random.Random) -> str:
    """Return a word that stands in a good part of all statements."""
    return WORDS[rng.randrange(3, 30)]


def seldom(rng: random.Random) -> str:
    """Return a word that few hold."""
    return WORDS[rng.randrange(2_000, 20_000)]


def a_day(rng: random.Random) -> date:
    """Return a day of those that the desk covers."""
    return FIRST_DAY + timedelta(days=rng.randrange(DAYS - 400))


def name(rng: random.Random, among: int = 200) -> str:
    """Return the name of one who is named often."""
    return somebody(rng.randrange(among)).names[0]


class Clusters:
    """Return clusters without asking for them within what is timed."""

    ids: tuple[str, ...] = ()


def top(rng: random.Random) -> frozenset[str]:
    """Return one of the thirty most talkative."""
    return frozenset({Clusters.ids[rng.randrange(30)]})


def deep(finding: Finding, rng: random.Random) -> object:
    """Return the fifth page of a search."""
    wanted, after = StatementsWanted(words=often(rng)), None
    for _ in range(5):
        page = finding.statements(wanted, after=after)
        after = page.following
    return after


def statements(**fields: Any) -> Question:
    """Return the question for a page of statements, its fields made anew each time."""

    def ask(finding: Finding, rng: random.Random) -> object:
        order = fields.get("order", Order.NEWEST)
        return finding.statements(_filled(StatementsWanted(), fields, rng), order=order)

    return ask


def reports(**fields: Any) -> Question:
    """Return the question for a page of reports."""

    def ask(finding: Finding, rng: random.Random) -> object:
        order = fields.get("order", Order.NEWEST)
        return finding.reports(_filled(ReportsWanted(), fields, rng), order=order)

    return ask


def _filled(wanted: Any, fields: dict[str, Any], rng: random.Random) -> Any:
    given = {key: value(rng) if callable(value) else value for key, value in fields.items() if key != "order"}
    return replace(wanted, **given)


def facets(**fields: Any) -> Question:
    """Return the question for facets of statements."""
    return lambda finding, rng: finding.facets(_filled(StatementsWanted(), fields, rng))


def over_days(days: int, ask: Callable[[Finding, date, date], object]) -> Question:
    """Return the question for so many days from some day on."""

    def asked(finding: Finding, rng: random.Random) -> object:
        day = a_day(rng)
        return ask(finding, day, day + timedelta(days=days))

    return asked


def midday(day: date) -> datetime:
    """Return noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


QUESTIONS: dict[str, Question] = {
    "statements: all, newest": statements(),
    "statements: frequent word, newest": statements(words=often),
    "statements: frequent word, best": statements(words=often, order=Order.BEST),
    "statements: two frequent words, best": statements(words=lambda r: f"{often(r)} {often(r)}", order=Order.BEST),
    "statements: rare word, best": statements(words=seldom, order=Order.BEST),
    "statements: phrase, best": statements(words=lambda r: f'"{often(r)} {often(r)}"', order=Order.BEST),
    "statements: a OR b -c": statements(words=lambda r: f"{seldom(r)} OR {often(r)} -{often(r)}"),
    "statements: -a alone": statements(words=lambda r: f"-{often(r)}"),
    "statements: by name": statements(by=lambda r: (name(r),)),
    "statements: by name, frequent word": statements(by=lambda r: (name(r),), words=often),
    "statements: by cluster": statements(said_by=top),
    "statements: of cluster": statements(said_of=top),
    "statements: by one of another": statements(said_by=top, said_of=top),
    "statements: by cluster, rare word": statements(said_by=top, words=seldom),
    "statements: outlet, kind, language": statements(
        outlets=lambda r: (outlet(r.randrange(40))[0],), kinds=frozenset({StatementKind.LETTER}),
        languages=frozenset({"en"}),
    ),
    "statements: Arabic letters of organisations": statements(
        languages=frozenset({"ar"}), kinds=frozenset({StatementKind.LETTER}),
        types=frozenset({IdentityType.ORGANIZATION}),
    ),
    "statements: topic, a month, frequent word": statements(
        topics=("mining",), since=a_day, until=LAST_DAY, words=often
    ),
    "statements: origins >= 2": statements(origins=2),
    "statements: fifth page": deep,
    "facets: all": facets(),
    "facets: frequent word": facets(words=often),
    "facets: cluster": facets(said_by=top),
    "facets: rare word": facets(words=seldom),
    "reports: all, newest": reports(),
    "reports: frequent word, best": reports(words=often, order=Order.BEST),
    "reports: frequent word, newest": reports(words=often),
    "reports: two words, best": reports(words=lambda r: f"{often(r)} {seldom(r)}", order=Order.BEST),
    "reports: originals of an outlet": reports(
        carried=frozenset({Carried.ORIGINAL}), outlets=lambda r: (outlet(r.randrange(40))[0],)
    ),
    "reports: shared, topic": reports(carried=frozenset({Carried.SHARED}), topics=("ports",)),
    "reports: facets": lambda f, r: f.report_facets(ReportsWanted(words=often(r))),
    "today": over_days(1, lambda f, a, b: f.today(midday(a), midday(b))),
    "today: a month": over_days(30, lambda f, a, b: f.today(midday(a), midday(b))),
    "speakers: a week": over_days(7, lambda f, a, b: f.speakers(a, b)),
    "speakers: two years and some": lambda f, r: f.speakers(
        date(2021, 2, 3), date(2023, 3, r.randrange(1, 28))
    ),
    "speakers: ever": lambda f, r: f.speakers(None, None, limit=r.randrange(20, 30)),
    "timeline: cluster by month": lambda f, r: f.timeline(top(r), step=Step.MONTH),
    "timeline: cluster by day": lambda f, r: f.timeline(top(r), step=Step.DAY),
    "timeline: frequent word": lambda f, r: f.timeline_of(StatementsWanted(words=often(r)), step=Step.WEEK),
    "network: 10": lambda f, r: f.network(nodes=10, since=a_day(r)),
    "network: 200 ever": lambda f, r: f.network(nodes=200 + r.randrange(3)),
    "network: 200, five years": lambda f, r: f.network(nodes=200 + r.randrange(3), since=FIRST_DAY),
    "network: 2,000": lambda f, r: f.network(nodes=2_000 - r.randrange(3)),
    "network: a week": over_days(7, lambda f, a, b: f.network(since=a, until=b)),
    "network: around one": lambda f, r: f.network(around=top(r), nodes=60),
    "network: frequent word": lambda f, r: f.network_of(StatementsWanted(words=often(r))),
    "compare: frequent word": lambda f, r: f.compare_outlets(StatementsWanted(words=often(r))),
    "compare: cluster": lambda f, r: f.compare_outlets(StatementsWanted(said_of=top(r))),
    "known: first page": lambda f, r: f.known(limit=50 + r.randrange(3)),
    "known: places": lambda f, _: f.known(types={IdentityType.PLACE}),
    "known: part of a name": lambda f, r: f.known(part=name(r).split()[0]),
    "known: as one types": lambda f, r: f.names_like(name(r)[: r.randrange(2, 5)]),
    "outlets": lambda f, _: f.outlets(),
}  # fmt: skip


def alone(store: SqlStore, rounds: int, chosen: list[str]) -> dict[str, tuple[list[float], list[float]]]:
    """Return how long each question took, by the clock and of processor time, in milliseconds."""
    found = {}
    for label in chosen:
        rng = random.Random(f"{label} 1")
        clock, cpu = [], []
        for _ in range(rounds):
            begun, worked = time.perf_counter(), time.process_time()
            QUESTIONS[label](store.finding, rng)
            clock.append((time.perf_counter() - begun) * 1000)
            cpu.append((time.process_time() - worked) * 1000)
        found[label] = (clock, cpu)
    return found


def at_once(
    store: SqlStore, clients: int, seconds: float, chosen: list[str], answered: int
) -> dict[str, list[float]]:
    """Return how long each question took while all clients asked, `answered` at a time, with its waiting for a turn."""
    turns = threading.BoundedSemaphore(answered)
    found: dict[str, list[float]] = defaultdict(list)
    until = time.perf_counter() + seconds

    def ask(client: int) -> None:
        rng = random.Random(f"client {client}")
        while time.perf_counter() < until:
            label = rng.choice(chosen)
            begun = time.perf_counter()
            with turns:
                QUESTIONS[label](store.finding, rng)
            found[label].append((time.perf_counter() - begun) * 1000)

    threads = [threading.Thread(target=ask, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@contextmanager
def overheard(store: SqlStore) -> Iterator[list[tuple[str, Any]]]:
    """Give what is asked of the database within."""
    asked: list[tuple[str, Any]] = []
    engine = store._place.engine

    def hear(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:  # noqa: FBT001 -- SQLAlchemy's
        asked.append((statement, parameters))

    sa.event.listen(engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        sa.event.remove(engine, "before_cursor_execute", hear)


def plans(store: SqlStore, label: str) -> Iterator[str]:
    """Yield what the database does for a question, and how long each part takes."""
    with overheard(store) as asked:
        QUESTIONS[label](store.finding, random.Random(5))
    with store._place.engine.connect() as connection:
        for statement, parameters in asked:
            if statement == "BEGIN":
                continue
            begun = time.perf_counter()
            rows = connection.exec_driver_sql(statement, parameters).all()
            took = (time.perf_counter() - begun) * 1000
            yield f"  {took:7.1f} ms, {len(rows)} rows: {' '.join(statement.split())[:300]}"
            for line in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                yield f"             {line[-1]}"


def p95(values: list[float]) -> float:
    """Return the time below which 95 of 100 are."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def main() -> None:
    """Time the questions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("desk", help="its folder, or the address of its database")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--answered", type=int, default=4, help="questions that are answered at a time")
    parser.add_argument("--switch-seconds", type=float, default=0.001, help="see sys.setswitchinterval")
    parser.add_argument("--plans", type=int, default=5)
    parser.add_argument("--only", default="", help="questions whose name begins so")
    options = parser.parse_args()
    url = options.desk if "://" in options.desk else f"sqlite:///{Path(options.desk) / 'desk.db'}"
    chosen = [label for label in QUESTIONS if label.startswith(options.only)]
    with open_store(url) as store:
        print(store.counts())
        Clusters.ids = tuple(line.cluster for line in store.finding.known(limit=60).lines)
        alone(store, 1, chosen)
        times = alone(store, options.rounds, chosen)
        sys.setswitchinterval(options.switch_seconds)
        busy = (
            at_once(store, options.clients, options.seconds, chosen, options.answered)
            if options.clients
            else {}
        )
        print(
            f"{'milliseconds':44} {'p50':>7} {'p95':>7} {'cpu':>7} {'cpu95':>7} {'busy50':>8} {'busy95':>8}"
        )
        for label, (clock, cpu) in times.items():
            there = busy.get(label) or [0.0]
            print(
                f"{label:44} {median(clock):7.1f} {p95(clock):7.1f} {median(cpu):7.1f} {p95(cpu):7.1f}"
                f" {median(there):8.1f} {p95(there):8.1f}"
            )
        every = [one for some in busy.values() for one in some]
        if every:
            print(
                f"{options.clients} at once: {len(every) / options.seconds:.0f} a second,"
                f" p50 {median(every):.0f} ms, p95 {p95(every):.0f} ms"
            )
        slowest = sorted(times, key=lambda label: -median(times[label][1]))[: options.plans]
        for label in slowest:
            print(f"\n{label}: {median(times[label][1]):.1f} ms of processor time")
            for line in plans(store, label):
                print(line)


if __name__ == "__main__":
    sys.exit(main())
