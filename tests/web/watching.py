"""A desk that watches the invented web, with our own program as processes."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from onrecord.app import init_desk, open_desk
from tests.web.plan import Plan
from tests.web.serving import Web, read_log, serving

PROGRAM = (sys.executable, "-c", "from onrecord.serve.cli import main; main()")
DELAY = 0.02
SETTINGS = {
    "ONRECORD_TAGGER": "rules",
    "ONRECORD_ALLOW_NETWORKS": "127.0.0.0/8",
    "ONRECORD_HOST_DELAY_SECONDS": str(DELAY),
    "ONRECORD_RETRY_SECONDS": "0.1",
    "ONRECORD_RECHECK_HOURS": "",
    "ONRECORD_LEASE_SECONDS": "5",
}


@dataclass
class WatchedWeb:
    """Return a desk that watches a running web.

    Attributes:
        web: The web.
        desk: The desk's folder.
        log: Where the web notes requests.
        environment: Of the processes.
    """

    web: Web
    desk: Path
    log: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Return `onrecord watch` that was started as a process."""
        return subprocess.Popen(  # noqa: S603 -- our own program
            [*PROGRAM, "watch", *words, "--desk", str(self.desk)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
        )

    def captured(self) -> Counter[str]:
        """Return how often each address was captured."""
        with open_desk(self.desk, read_only=True) as desk:
            return Counter(record.capture.address for record in desk.store.captures())

    def usual_gap(self) -> float:
        """Return the time, in seconds, that lies at least between nine tenths of the requests to a host and the next.

        Of single ones the log cannot tell: it says when the server came to write, which others may keep it from.
        """
        times = defaultdict(list)
        for row in read_log(self.log):
            times[row["host"]].append(float(str(row["at"])))
        gaps = sorted(after - before for at in times.values() for before, after in pairwise(at))
        return gaps[len(gaps) // 10]

    def asked(self) -> list[str]:
        """Return the path of every request."""
        return [str(row["path"]) for row in read_log(self.log)]


@contextmanager
def watched_web(plan: Plan, folder: Path, settings: Mapping[str, str]) -> Iterator[WatchedWeb]:
    """Serve a web, and give a new desk in `folder` that watches it.

    The settings must be in this process's environment too.
    """
    desk = init_desk(folder / "desk")
    log = folder / "log.jsonl"
    with serving(plan, log) as web:
        (desk / "outlets").mkdir(exist_ok=True)
        (desk / "outlets" / "web.toml").write_text(web.outlets(), encoding="utf-8")
        yield WatchedWeb(web, desk, log, {**os.environ, **settings})
