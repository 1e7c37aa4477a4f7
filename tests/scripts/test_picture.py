import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from scripts import picture


def test_picture_in_the_docs_is_an_image_of_the_commands_it_claims() -> None:
    drawing = ET.parse(picture.PICTURE)  # noqa: S314 -- our own file
    words = " ".join(drawing.getroot().itertext()).replace("\xa0", " ")
    assert all(command in words for command in picture.SHOWN)
    assert "all still true" in words


def test_program_runs_on_a_terminal_and_keeps_its_colours(tmp_path: Path) -> None:
    printed = picture.run_on_terminal("onrecord --help", tmp_path)
    assert "\x1b[" in printed
    assert "verify" in printed


def test_command_that_fails_ends_the_drawing_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        picture.run_on_terminal("onrecord read missing.txt", tmp_path)
    assert "missing.txt" in str(end.value)
