from pathlib import Path

import onrecord.serve.cli
from tests.serve.conftest import Run

FOLDER = Path(onrecord.serve.cli.__file__).parent


def test_each_command_is_one_file_and_all_are_offered(run: Run) -> None:
    offered = [
        line.split()[1] for line in run("--help").out.splitlines() if line.startswith("│ ") and "  " in line
    ]
    commands = {"read", "demo", "init", "add", "search", "statements", "reports", "show", "verify", "reread"}
    assert commands <= set(offered)
    assert commands <= {path.stem for path in FOLDER.glob("*.py")}


def test_nothing_given_shows_the_help(run: Run) -> None:
    ended = run()
    assert "Usage" in ended.out + ended.err


def test_misspelt_command_is_a_wrong_use_with_a_hint(run: Run) -> None:
    ended = run("serach", "x")
    assert ended.code == 2
    assert "search" in ended.err
