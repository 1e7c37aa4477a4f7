# ruff: noqa: INP001 -- a script, run by its path
"""Write the pages of docs/reference that are drawn from the code; a test fails where one is out of date."""

from pathlib import Path

from onrecord.serve.cli.statuses import draw_statuses
from onrecord.settings import draw_settings

FOLDER = Path(__file__).parent / "reference"
PAGES = {"settings.md": draw_settings, "exit-codes.md": draw_statuses}


def write_pages() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PAGES.items():
        (FOLDER / name).write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    write_pages()
