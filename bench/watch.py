"""Watch an invented web with real processes: killed at random, politely, and three at once on PostgreSQL.

    python -m bench.watch kills            # `watch --once` again and again, killed 20 times, until all is captured
    python -m bench.watch steady           # one uninterrupted run: captures/s, memory over the run
    python -m bench.watch postgres         # three watchers share the work, one is killed
    python -m bench.watch all

Each checks that every article is captured, none twice, that `onrecord verify` is content, and, from the servers' own
log, that no host was asked faster than set and nothing that a robots.txt forbids. Every process ends by itself
(`--minutes`). The web (`tests/web`) has 50 feeds on 25 hosts by default, with faults by a seed.
"""

import argparse
import contextlib
import itertools
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from onrecord.app import open_desk
from tests.postgres import fresh_database, running_server

ROOT = Path(__file__).resolve().parents[1]
_PROGRAM = (sys.executable, "-c", "from onrecord.serve.cli import main; main()")
_SAMPLE_SECONDS = 0.25


@dataclass
class Place:
    """Return where a run happens: its folder, and the environment of its processes."""

    folder: Path
    environment: dict[str, str]
    #: (moment, megabytes) of whatever watcher was running, and the processor time of the last one.
    rss: list[tuple[float, float]] = field(default_factory=list)
    cpu_seconds: float = 0.0

    @property
    def desk(self) -> Path:
        """Return the desk's folder."""
        return self.folder / "desk"

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Return a program of ours that was started, its output in a file."""
        with (self.folder / "out.txt").open("ab") as out, (self.folder / "err.txt").open("ab") as err:
            return subprocess.Popen(  # noqa: S603 -- our own program
                [*_PROGRAM, *words, "--desk", str(self.desk)], stdout=out, stderr=err, env=self.environment
            )

    def watch(self) -> "subprocess.Popen[bytes]":
        """Return a `watch --once` that was started."""
        return self.start("watch", "--once", "--quiet")

    def captured(self) -> Counter[str]:
        """Return how often each address was captured."""
        with open_desk(self.desk, read_only=True) as desk:
            return Counter(record.capture.address for record in desk.store.captures())


@contextlib.contextmanager
def _served(arguments: argparse.Namespace, **more: str) -> Iterator[Place]:
    """Give a place with a new desk that watches a web, which runs until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-watch-"))
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "ONRECORD_TAGGER": arguments.tagger,
        "ONRECORD_ALLOW_NETWORKS": "127.0.0.0/8",
        "ONRECORD_HOST_DELAY_SECONDS": str(arguments.delay),
        "ONRECORD_FETCH_CONCURRENCY": str(arguments.concurrency),
        "ONRECORD_RETRY_SECONDS": "1",
        "ONRECORD_RECHECK_HOURS": "",
        "ONRECORD_LEASE_SECONDS": "5",
        **more,
    }
    os.environ.update({name: value for name, value in environment.items() if name.startswith("ONRECORD_")})
    place = Place(folder, environment)
    subprocess.run([*_PROGRAM, "init", str(place.desk)], check=True, env=environment, capture_output=True)  # noqa: S603
    words = [
        "-m", "tests.web", str(place.desk / "outlets" / "web.toml"), str(folder / "log.jsonl"),
        str(folder / "wanted.json"), "--feeds", str(arguments.feeds), "--articles", str(arguments.articles),
        "--hopeless", str(arguments.hopeless), "--seed", str(arguments.seed), "--minutes", str(arguments.minutes),
        "--crawl-delay", str(arguments.crawl_delay),
    ]  # fmt: skip
    web = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, *words], stdout=subprocess.PIPE, env=environment, cwd=ROOT
    )
    try:
        if web.stdout is None or not web.stdout.readline():
            raise SystemExit("the web did not start")
        yield place
    finally:
        web.terminate()
        web.wait(30)


def _sampled(process: "subprocess.Popen[bytes]", place: Place, seconds: float) -> bool:
    """Return whether a process ended within the time, noting its memory meanwhile."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        with contextlib.suppress(OSError, IndexError, StopIteration):
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
            place.rss.append((time.monotonic(), int(line.split()[1]) / 1024))
            times = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            place.cpu_seconds = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(min(_SAMPLE_SECONDS, left))
            return True
    return False


def run_kills(arguments: argparse.Namespace) -> bool:
    """Kill `watch --once` at random moments until it is done; return whether all is well."""
    dice = random.Random(arguments.seed)
    with _served(arguments) as place:
        begun, kills, rounds = time.monotonic(), 0, 0
        while time.monotonic() - begun < 60 * arguments.minutes:
            rounds += 1
            process = place.watch()
            seconds = dice.uniform(0.3, 5.0) if kills < arguments.kills else 60 * arguments.minutes
            if not _sampled(process, place, seconds):
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
                continue
            if kills >= arguments.kills and len(place.captured()) >= arguments.articles:
                break
            time.sleep(1.0)
        seconds = time.monotonic() - begun
        print(f"kills: {kills} of {rounds} runs killed, {seconds:.0f} s in all")
        return _checked(place, arguments)


def run_steady(arguments: argparse.Namespace) -> bool:
    """Run once without a break, and again until all is captured; return whether all is well."""
    with _served(arguments) as place:
        begun = time.monotonic()
        process = place.watch()
        ended = _sampled(process, place, 60 * arguments.minutes)
        seconds = time.monotonic() - begun
        kept = len(place.captured())
        print(
            f"steady: {kept} captures in {seconds:.1f} s: {kept / seconds:.1f}/s, with {arguments.tagger}; "
            f"{kept / max(place.cpu_seconds, 0.01):.1f} for each second of the watcher's processor time"
        )
        _tell_memory(place)
        for _ in range(10):
            if not ended or len(place.captured()) >= arguments.articles:
                break
            time.sleep(2)
            ended = _sampled(place.watch(), place, 60 * arguments.minutes)
        return _checked(place, arguments) and ended


def run_postgres(arguments: argparse.Namespace) -> bool:
    """Let three watchers share the work on PostgreSQL and kill one; return whether all is well."""
    with (
        running_server() as server,
        fresh_database(server) as url,
        _served(arguments, ONRECORD_STORE_URL=url) as place,
    ):
        begun = time.monotonic()
        watchers = [place.watch() for _ in range(3)]
        while len(place.captured()) < arguments.articles // 5 and watchers[0].poll() is None:
            time.sleep(0.5)
        watchers[0].kill()
        watchers[0].wait()
        seconds = time.monotonic() - begun
        print(f"postgres: one of three killed after {seconds:.0f} s, at {len(place.captured())} captures")
        for watcher in watchers[1:]:
            _sampled(watcher, place, 60 * arguments.minutes)
        for _ in range(20):
            if len(place.captured()) >= arguments.articles:
                break
            time.sleep(1)
            _sampled(place.watch(), place, 60 * arguments.minutes)
        seconds = time.monotonic() - begun
        kept = len(place.captured())
        print(f"postgres: {kept} captures in {seconds:.1f} s: {kept / seconds:.1f}/s")
        for line in (place.folder / "out.txt").read_text().splitlines():
            print(f"  a watcher said: {line}")
        return _checked(place, arguments)


def _checked(place: Place, arguments: argparse.Namespace) -> bool:
    """Print what was found in the desk and in the servers' log, and return whether all of it is as it must be."""
    wanted = set(json.loads((place.folder / "wanted.json").read_text()))
    found = place.captured()
    twice = sum(count > 1 for count in found.values())
    verified = subprocess.run(  # noqa: S603 -- our own program
        [*_PROGRAM, "verify", "--desk", str(place.desk)],
        env=place.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = [line for line in verified.stdout.splitlines() if line.startswith("verified")]
    print(
        f"  captured {len(found.keys() & wanted)} of {len(wanted)}, {len(found.keys() - wanted)} others, {twice} twice"
    )
    print(f"  verify: {said[-1] if said else verified.stderr.strip()} (status {verified.returncode})")
    polite = _tell_manners(place, arguments)
    return found.keys() == wanted and not twice and verified.returncode == 0 and polite


def _tell_manners(place: Place, arguments: argparse.Namespace) -> bool:
    log = [json.loads(line) for line in (place.folder / "log.jsonl").read_text().splitlines()]
    times = defaultdict(list)
    for row in log:
        times[row["host"]].append(row["at"])
    forbidden = [row for row in log if row["path"].startswith("/private/")]
    closed = {
        row["host"]
        for row in log
        if row["path"] == "/robots.txt" and row["status"] == HTTPStatus.INTERNAL_SERVER_ERROR
    }
    asked = [row for row in log if row["host"] in closed and row["path"] != "/robots.txt"]
    gaps = {host: min(b - a for a, b in itertools.pairwise(at)) for host, at in times.items() if len(at) > 1}
    outlets = (place.desk / "outlets" / "web.toml").read_text()
    slow = json.loads(outlets.partition("= [")[2].partition("]")[0].split(",")[0]).rpartition("/feeds/")[0]
    least = min((gap for host, gap in gaps.items() if host != slow), default=0.0)
    names = {row["agent"] for row in log}
    once = Counter((row["host"], row["path"]) for row in log if row["status"] == HTTPStatus.OK)
    again = sum(count - 1 for (_, path), count in once.items() if path.startswith("/news/"))
    print(
        f"  {len(log)} requests to {len(times)} hosts; least gap {least:.3f} s where {arguments.delay:g} s are set, "
        f"{gaps.get(slow, 0.0):.3f} s where robots.txt asks for {arguments.crawl_delay:g} s"
    )
    print(
        f"  asked for though forbidden: {len(forbidden)}; of the host without a robots.txt to be had: {len(asked)}; "
        f"articles answered with 200 again (cut short, or in work when killed): {again}; as {sorted(map(str, names))}"
    )
    # A server notes a request once its head has come: half a millisecond is its own.
    fast = least < arguments.delay - 0.0005 or gaps.get(slow, 9e9) < arguments.crawl_delay - 0.0005
    return not (fast or forbidden or asked)


def _tell_memory(place: Place) -> None:
    quarter = max(len(place.rss) // 4, 1)
    parts = [
        statistics.median(mb for _, mb in place.rss[n * quarter : (n + 1) * quarter] or place.rss)
        for n in range(4)
    ]
    peak = max(mb for _, mb in place.rss)
    print(
        f"  memory (RSS): {' → '.join(f'{mb:.0f}' for mb in parts)} MB by quarters of the run, {peak:.0f} MB at most"
    )


def main() -> int:
    """Run what is asked for; the status is 1 where something was not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m bench.watch", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["kills", "steady", "postgres", "all"])
    parser.add_argument("--feeds", type=int, default=50)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--hopeless", type=int, default=24, help="articles more that cannot be captured")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--delay", type=float, default=0.25, help="seconds between two requests to a host")
    parser.add_argument("--crawl-delay", type=float, default=0.75, help="what the first host asks for")
    parser.add_argument("--concurrency", type=int, default=8)
    parser.add_argument("--tagger", choices=["rules", "model"], default="rules")
    parser.add_argument("--minutes", type=float, default=10.0, help="the most that each run may take")
    arguments = parser.parse_args()
    runs = {"kills": run_kills, "steady": run_steady, "postgres": run_postgres}
    chosen = list(runs) if arguments.what == "all" else [arguments.what]
    results = {name: runs[name](arguments) for name in chosen}
    print(", ".join(f"{name}: {'well' if well else 'NOT WELL'}" for name, well in results.items()))
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
