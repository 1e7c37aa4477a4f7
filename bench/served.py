"""How long the pages and the API of a served desk take, alone and with many clients at once.

    python bench/served.py DESK                       a desk that large_desk.py made
    python bench/served.py DESK --rounds 30 --clients 20 --workers 2

`onrecord serve` runs as a process of its own, as a user runs it; this one asks over loopback. Told is the server's own
time (`Server-Timing`: from the first byte of the request to the head of the answer) and how long clients wait.
Reports, statements, names and words differ from one request to the next. Many clients ask twice: as people do, each
with a pause of some seconds after a page (`--pause`, exponentially distributed), and without any.
"""

import argparse
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

import httpx
from large_desk import outlet, somebody, vocabulary

from onrecord.app import open_desk
from onrecord.desk.access import add_account, open_session
from onrecord.desk.desk import Desk
from onrecord.model.access import Asker, Role, Via

Address = Callable[[random.Random], str]
_WORDS = vocabulary("en")
_SAMPLED = 300


def main() -> int:
    """Ask, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("desk", type=Path)
    parser.add_argument("--rounds", type=int, default=20, help="requests of each kind, alone; 0 for none")
    parser.add_argument("--clients", type=int, default=20, help="clients at once")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long they ask")
    parser.add_argument(
        "--pause",
        type=float,
        nargs="*",
        default=[5.0, 0.0],
        help="seconds between a page and the next, on average; each is a run of its own",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes that answer")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with open_desk(asked.desk) as desk:
        key = _session(desk)
        kinds = _kinds(desk)
    with _served(asked.desk, asked.workers) as base:
        cookies = {"onrecord_session": key}
        _warm(base, cookies, kinds, asked.workers)
        if asked.rounds:
            with httpx.Client(base_url=base, cookies=cookies, timeout=60, follow_redirects=True) as client:
                alone = _alone(client, kinds, asked.rounds, random.Random(asked.seed))
            _print("One client", alone)
        for pause in asked.pause:
            many, seconds = _at_once(base, cookies, kinds, asked, pause)
            told = f"with a pause of {pause:g} s on average" if pause else "without a pause"
            _print(f"{asked.clients} clients at once, {told}", many)
            print(f"\n{sum(map(len, many.values())) / seconds:.1f} answers a second")
    return 0


def _session(desk: Desk) -> str:
    book = desk.store.access.accounts
    account = book.named("bench") or add_account(desk, "bench", Role.EDITOR, by=Asker("bench", Via.COMMAND))
    return open_session(desk, account, address="127.0.0.1", agent="bench", how="bench").key


def _kinds(desk: Desk) -> dict[str, Address]:
    """Return what is asked for, by its name."""
    finding = desk.store.finding
    rng = random.Random(7)
    lines = finding.known(limit=_SAMPLED).lines
    clusters = [one.cluster for one in lines]
    some_reports = [line.id for line in desk.store.reports(limit=20 * _SAMPLED)]
    reports = rng.sample(some_reports, min(_SAMPLED, len(some_reports)))
    statements = [one.id for report in reports[:60] for one in desk.store.reading(report).statements]

    def often(r: random.Random) -> str:
        return _WORDS[r.randrange(3, 30)]

    def seldom(r: random.Random) -> str:
        return _WORDS[r.randrange(2_000, 20_000)]

    def name(r: random.Random) -> str:
        return quote(somebody(r.randrange(200)).names[0])

    return {
        "today": lambda r: f"/?days={r.choice((1, 7))}",
        "search, everything": lambda _: "/search",
        "search, a common word": lambda r: f"/search?q={quote(often(r))}",
        "search, a rare word": lambda r: f"/search?q={quote(seldom(r))}",
        "search, two words, best": lambda r: f"/search?q={quote(often(r) + ' ' + often(r))}&order=best",
        "search, a speaker": lambda r: f"/search?speaker={name(r)}",
        "search, speaker and word": lambda r: f"/search?speaker={name(r)}&q={quote(often(r))}",
        "search, an outlet": lambda r: f"/search?outlet={quote(outlet(r.randrange(40))[0])}",
        "search, reports": lambda r: f"/search?in=reports&q={quote(often(r))}",
        "report": lambda r: f"/reports/{r.choice(reports)}",
        "report, its family": lambda r: f"/reports/{r.choice(reports)}/family",
        "statement": lambda r: f"/statements/{r.choice(statements)}",
        "statement, elsewhere": lambda r: f"/statements/{r.choice(statements)}/variants",
        "statement, origins": lambda r: f"/statements/{r.choice(statements)}/origins",
        "who is known": lambda _: "/who",
        "who, a name": lambda r: f"/who?name={name(r)}",
        "person": lambda r: f"/who/{r.choice(clusters)}",
        "outlets": lambda _: "/outlets",
        "outlet": lambda r: f"/outlets/{quote(outlet(r.randrange(40))[0], safe='')}",
        "timeline, a word": lambda r: f"/timeline?q={quote(often(r))}",
        "timeline, a person": lambda r: f"/timeline?said_by={r.choice(clusters)}",
        "network": lambda r: f"/network?nodes={r.choice((10, 60, 200))}",
        "compare": lambda r: f"/compare?q={quote(often(r))}",
        "review": lambda _: "/review",
        "API, statements": lambda r: f"/api/v1/statements?q={quote(seldom(r))}",
        "API, evidence": lambda r: f"/api/v1/statements/{r.choice(statements)}/evidence",
        "suggestions": lambda r: f"/suggest?start={somebody(r.randrange(200)).names[0][:3]}",
    }


@contextmanager
def _served(desk: Path, workers: int) -> Iterator[str]:
    command = [sys.executable, "-c", "from onrecord.serve.cli import main; main()"]
    command += ["--desk", str(desk), "serve", "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as serving:  # noqa: S603 -- our own program
        try:
            assert serving.stderr is not None  # noqa: S101 -- for the type checker: it was asked for
            found = (re.search(r"served at (http://[^/]+)/", line) for line in serving.stderr)
            yield next(one[1] for one in found if one)
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(30)


def _warm(base: str, cookies: dict[str, str], kinds: dict[str, Address], workers: int) -> None:
    """Ask for each kind, on connections of their own: what each process loads once is no one’s wait."""
    rng = random.Random(0)
    for address in kinds.values():
        for _ in range(1 if workers == 1 else 4 * workers):
            with httpx.Client(base_url=base, cookies=cookies, timeout=60, follow_redirects=True) as client:
                _ask(client, address(rng))


Times = dict[str, list[tuple[float, float]]]


def _alone(client: httpx.Client, kinds: dict[str, Address], rounds: int, rng: random.Random) -> Times:
    times: Times = defaultdict(list)
    for name, address in kinds.items():
        _ask(client, address(rng))  # what is loaded once is no one's wait
        for _ in range(rounds):
            times[name].append(_ask(client, address(rng)))
    return times


def _at_once(
    base: str, cookies: dict[str, str], kinds: dict[str, Address], asked: argparse.Namespace, pause: float
) -> tuple[Times, float]:
    times: Times = defaultdict(list)
    begun = time.perf_counter()

    def visit(number: int) -> None:
        rng = random.Random(asked.seed * 1_000 + number)
        with httpx.Client(base_url=base, cookies=cookies, timeout=120, follow_redirects=True) as client:
            if pause:
                time.sleep(rng.uniform(0, pause))  # they do not all begin at once
            while time.perf_counter() - begun < asked.seconds:
                name = rng.choice(list(kinds))
                times[name].append(_ask(client, kinds[name](rng)))
                if pause:
                    time.sleep(rng.expovariate(1 / pause))

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(asked.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, time.perf_counter() - begun


def _ask(client: httpx.Client, address: str) -> tuple[float, float]:
    """Return the server's own milliseconds, and the client's."""
    begun = time.perf_counter()
    answer = client.get(address)
    waited = (time.perf_counter() - begun) * 1_000
    if answer.status_code not in {200, 404}:
        raise SystemExit(f"{address}: {answer.status_code} {answer.text[:300]}")
    return float(answer.headers["server-timing"].partition("dur=")[2]), waited


def _print(title: str, times: Times) -> None:
    print(
        f"\n{title}\n\n| | requests | server p50 ms | p95 | worst | waited p95 |\n|---|---|---|---|---|---|"
    )
    for name, some in times.items():
        server, waited = [one for one, _ in some], [one for _, one in some]
        p50, p95 = _percentile(server, 50), _percentile(server, 95)
        print(
            f"| {name} | {len(some)} | {p50:.0f} | {p95:.0f} | {max(server):.0f} | {_percentile(waited, 95):.0f} |"
        )
    every = [one for some in times.values() for one, _ in some]
    print(
        f"| all | {len(every)} | {_percentile(every, 50):.0f} | {_percentile(every, 95):.0f} | {max(every):.0f} | |"
    )


def _percentile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    raise SystemExit(main())
