"""How the program ends, seen from outside."""

import signal
import subprocess
from pathlib import Path

from tests.serve.conftest import DISPATCH, PROGRAM, Run


def test_error_is_one_line_without_a_traceback(program: Run) -> None:
    ended = program("read", "nowhere.txt")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err == "onrecord: nowhere.txt: no such file or folder; check the path\n"


def test_reader_that_leaves_early_is_no_error(place: Path) -> None:
    (place / "long.txt").write_text(DISPATCH * 3000, encoding="utf-8")
    words = [*PROGRAM, "read", "long.txt", "-f", "text"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=place) as started:  # noqa: S603 -- our own program
        assert started.stdout is not None
        assert started.stderr is not None
        assert started.stdout.readline()
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait(60) == 141


def test_interrupt_is_one_line_and_its_own_status(place: Path) -> None:
    words = [*PROGRAM, "read", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, cwd=place) as started:  # noqa: S603 -- our own program
        assert started.stdin is not None
        # More than a pipe holds: when it is taken, the program is past its imports and reads.
        started.stdin.write(b"said " * 100_000)
        started.stdin.flush()
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=60)
    assert (started.returncode, out) == (130, b"")
    assert err == b"onrecord: stopped; what was finished is kept, and the same command goes on from there\n"


def test_reading_loads_no_database_and_help_loads_no_reader(place: Path) -> None:
    (place / "x.py").write_text(
        "import sys\n"
        "from onrecord.serve.cli import app\n"
        "try:\n    app(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "print(sorted({'sqlalchemy', 'httpx', 'alembic', 'pydantic'} & set(sys.modules)), file=sys.stderr)\n",
        encoding="utf-8",
    )

    def loaded(*words: str) -> str:
        done = subprocess.run(  # noqa: S603 -- our own program
            [PROGRAM[0], "x.py", *words], capture_output=True, check=True, cwd=place, timeout=60
        )
        return done.stderr.decode().strip()

    assert loaded("--help") == "[]"
    assert loaded("read", "a.txt") == "['pydantic']"


def test_version_and_help_need_no_desk(run: Run) -> None:
    assert run("--version").out.startswith("onrecord ")
    for command in (
        "read",
        "add",
        "search",
        "statements",
        "reports",
        "show",
        "verify",
        "reread",
        "init",
        "demo",
    ):
        ended = run(command, "--help")
        assert ended.code == 0
        assert "Usage" in ended.out
