"""Draw docs/images/demo.svg: what the program itself prints on a terminal, for the README.

    python scripts/picture.py

The commands below are run one after another in a temporary folder with the
demo's sample reports, on a terminal of our making, so that they print their
colours. The picture is Rich's recording of that output. Standard error, which is
the progress bar, is left out.
"""

import fcntl
import html
import io
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "demo.svg"
SAMPLES = ROOT / "src" / "onrecord" / "data" / "demo"
COLUMNS = 92
ROWS = 60
#: What the picture shows; the first two make the desk and are run without being shown.
BEFORE = ("onrecord init .", "onrecord add --quiet reports")
SHOWN = ("onrecord read reports/03-agency.txt", "onrecord verify")
_READ_BYTES = 65_536
_INDENTED = re.compile(
    r'(?P<head><text class="[^"]*") x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" textLength="(?P<length>[^"]*)"'
    r"(?P<tail>[^>]*)>(?P<text>[^<]*)</text>"
)


def run_on_terminal(command: str, folder: Path) -> str:
    """Return what `command` prints on a terminal, with its colours as escape sequences.

    Raises:
        SystemExit: It fails; its output is the message.
    """
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    words = command.split()
    program = [sys.executable, "-c", "from onrecord.serve.cli import main; main()", *words[1:]]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    settings |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": str(COLUMNS)}
    settings |= {"PYTHONPATH": str(ROOT / "src")}
    settings.pop("NO_COLOR", None)
    with subprocess.Popen(  # noqa: S603 -- our own program
        program, cwd=folder, env=settings, stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.PIPE
    ) as process:
        os.close(follower)
        printed = b""
        while chunk := _read(leader):
            printed += chunk
        complaint = process.stderr.read().decode() if process.stderr else ""
    os.close(leader)
    text = printed.decode("utf-8").replace("\r\n", "\n")
    if process.returncode:
        sys.exit(f"{command}: ended with {process.returncode}\n{text}{complaint}")
    return text


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, _READ_BYTES)
    except OSError:  # Linux ends so when the last writer has gone
        return b""


def draw_picture() -> str:
    """Return the picture as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    with tempfile.TemporaryDirectory(prefix="onrecord-picture-") as name:
        folder = Path(name)
        shutil.copytree(SAMPLES, folder / "reports")
        for command in BEFORE:
            run_on_terminal(command, folder)
        for command in SHOWN:
            console.print(Text.assemble(("$ ", "bold green"), command))
            console.print(Text.from_ansi(run_on_terminal(command, folder).strip("\n")))
            console.print()
    return _INDENTED.sub(_moved, console.export_svg(title="onrecord", unique_id="onrecord"))


def _moved(element: re.Match[str]) -> str:
    """Return a stretch of text with its indent as a place: some viewers drop spaces at its edges."""
    text = html.unescape(element["text"])
    cell = float(element["length"]) / max(cell_len(text), 1)
    indent = len(text) - len(text.lstrip())
    x, length = float(element["x"]) + indent * cell, cell_len(text.strip()) * cell
    words = html.escape(text.strip()).replace("\xa0", "&#160;")
    return f'{element["head"]} x="{x:g}" y="{element["y"]}" textLength="{length:g}"{element["tail"]}>{words}</text>'


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(draw_picture(), encoding="utf-8")
