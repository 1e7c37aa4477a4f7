"""A real desk in a temporary folder, and reports written for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk

DISPATCH = """\
Harbour talks resume

Mayor Ada Lindqvist said: “The harbour belongs to everybody.”

“We will answer in June,” Tomas Okoro of the Dockers’ Union told Radio Selm.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return init_desk(tmp_path / "desk")


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with open_desk(folder) as opened:
        yield opened


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    below = tmp_path / "reports"
    (below / "more").mkdir(parents=True)
    (below / "a.txt").write_text(DISPATCH, encoding="utf-8")
    (below / "more" / "b.txt").write_text(DISPATCH.replace("June", "July"), encoding="utf-8")
    (below / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return below
