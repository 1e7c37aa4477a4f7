"""`onrecord mcp`: what it says where it cannot begin; how it speaks is tested in tests/serve/mcp."""

from pathlib import Path

from tests.serve.conftest import Run


def test_folder_without_a_desk_is_an_error_and_nothing_is_said_to_the_assistant(
    run: Run, place: Path
) -> None:
    ended = run("mcp", "--desk", place / "none")
    assert (ended.code, ended.out) == (4, "")
    assert "none" in ended.err


def test_it_ends_when_the_assistant_does(program: Run, desk: Path) -> None:
    ended = program("mcp", "--desk", desk)
    assert (ended.code, ended.out) == (0, "")
