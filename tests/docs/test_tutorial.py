"""The tutorial works when it is pasted: its commands run as printed, and print what it shows.

Blocks marked `sh` are run, in one shell, in the order of the page. A block
marked `text` shows some lines of what the `sh` block before it prints: each of
its lines must stand in that output, in this order.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Shown:
    """Commands of the tutorial, and the lines that it shows of their output."""

    commands: str
    lines: tuple[str, ...]


def read_blocks() -> list[Shown]:
    blocks: list[Shown] = []
    for match in _BLOCK.finditer(TUTORIAL.read_text(encoding="utf-8")):
        if match["kind"] == "sh":
            blocks.append(Shown(match["body"], ()))
        elif match["kind"] == "text":
            blocks[-1] = Shown(blocks[-1].commands, tuple(match["body"].splitlines()))
    return blocks


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Run all blocks in one shell and return what each printed, on either stream."""
    folder = tmp_path_factory.mktemp("tutorial")
    checkout = folder / "checkout"
    samples = Path("src", "onrecord", "data", "demo")
    shutil.copytree(ROOT / samples, checkout / samples)
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "onrecord"
    run = "from onrecord.serve.cli import main; main()"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{run}' \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    fence = "-- end of a block --"
    script = "set -e\n" + "".join(f"{block.commands}echo '{fence}'\n" for block in read_blocks())
    settings = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    settings["PATH"] = os.pathsep.join([str(programs), str(Path(sys.executable).parent), settings["PATH"]])
    settings["PYTHONPATH"] = str(ROOT / "src")
    settings["COLUMNS"] = "100"
    done = subprocess.run(  # noqa: S603 -- the tutorial's own commands
        ["/bin/sh", "-c", script],
        cwd=checkout,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=_SECONDS,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout.split(f"{fence}\n")[:-1]


def test_every_command_of_the_tutorial_runs_as_printed(outputs: list[str]) -> None:
    assert len(outputs) == len(read_blocks())
    assert len(outputs) > 8


def test_tutorial_shows_only_lines_that_its_commands_print(outputs: list[str]) -> None:
    for block, output in zip(read_blocks(), outputs, strict=True):
        printed = iter(output.splitlines())
        for line in block.lines:
            assert any(line.rstrip() in real for real in printed), (
                f"{TUTORIAL.name}: {line!r} is not, or not there, in what this prints:\n"
                f"{block.commands}\n{output}"
            )


def test_tutorial_leaves_its_desk_where_it_says(
    outputs: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "tutorial0" / "onrecord-tutorial"
    assert outputs
    assert (folder / "desk" / "onrecord.toml").is_file()
