"""One process per system, told when to run, so that rounds of all systems alternate. Standard library only.

A worker is `serve(load)` in a program of its own, in whatever environment; `Worker` is its other end. They speak
JSON lines: the worker says that it is ready (or why not), answers "run" with a round's costs, and
"results" with what the last round gave.
"""

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Run = Callable[[Sequence[str]], list[Any]]
"""Texts in, one JSON-able result for each out."""
Load = Callable[[], tuple[Run, dict[str, str]]]
"""What is loaded before the rounds: the runner, and the versions of what runs."""

#: Read once before the rounds, so that what a system loads when first used counts as loading.
FIRST = 'The bridge will close on Monday, the mayor said. "It is not safe," Ada Moss told reporters.'

#: One thread each: what OpenMP, OpenBLAS, MKL and `tokenizers` heed. CPU time counts all threads.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


class Unavailable(Exception):
    """What a system needs is not here; says what."""


def serve(load: Load, texts_file: Path) -> None:
    """Load, then answer commands until standard input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    sys.stdout = sys.stderr  # what a library prints is no answer

    def answer(thing: object) -> None:
        answers.write(json.dumps(thing) + "\n")
        answers.flush()

    try:
        run, versions = load()
    except (Unavailable, ImportError) as error:
        answer({"unavailable": str(error)})
        return
    run([FIRST])
    texts = [json.loads(line) for line in texts_file.open(encoding="utf-8")]
    answer({"cpu": time.process_time(), "peak_mb": peak_mb(), "versions": versions})
    results: list[Any] = []
    for command in sys.stdin:
        if command.strip() == "run":
            cpu, wall = time.process_time(), time.perf_counter()
            results = run(texts)
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            answer({"cpu": cpu, "wall": wall, "peak_mb": peak_mb()})
        else:
            answer(results)


def peak_mb() -> float:
    """Return the most memory this process has held at once, in MiB.

    Linux's VmHWM where there is one: ru_maxrss may count the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"))
        if found:
            return int(found[1]) / 1024
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


@dataclass
class Worker:
    """A system in a process of its own.

    Attributes:
        name: What its rows are called.
        command: The program and its arguments.
        folder: Where it runs.
        reason: Why it is not available; empty where it is.
        versions: Of what runs.
        load: CPU and wall seconds from its start until it was ready, and MiB.
        rounds: CPU and wall seconds of each round, and the peak of memory so far in MiB.
        results: What the last round gave.
    """

    name: str
    command: Sequence[str]
    folder: Path
    reason: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    load: dict[str, float] = field(default_factory=dict)
    rounds: list[dict[str, float]] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)

    def start(self) -> None:
        """Start it and wait until it is ready, or has said why it is not available."""
        began = time.perf_counter()
        kept = {name: value for name, value in os.environ.items() if name != "ONRECORD_DESK"}
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- our own programs, and the Python that was named
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                cwd=self.folder,
                env=kept | ONE_THREAD,
            )
        except OSError as error:
            self.reason = f"{self.command[0]} cannot be started: {error.strerror}"
            return
        said = self._listen()
        if "unavailable" in said:
            self.reason = said["unavailable"]
            return
        self.versions = said["versions"]
        self.load = {"cpu": said["cpu"], "wall": time.perf_counter() - began, "peak_mb": said["peak_mb"]}

    def run(self) -> None:
        """Run one round."""
        self._ask("run")
        self.rounds.append(self._listen())

    def finish(self) -> None:
        """Take the results of the last round and end it."""
        self._ask("results")
        self.results = self._listen()
        self._process.communicate()

    def _ask(self, command: str) -> None:
        if self._process.stdin is None:
            raise SystemExit(f"{self.name}: was started without standard input")
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def _listen(self) -> Any:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise SystemExit(f"{self.name}: ended with {self._process.wait()}; what it said stands above")
        return json.loads(line)
