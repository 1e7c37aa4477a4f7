import io
from pathlib import Path

import pytest
from rich.text import Text

from onrecord.errors import NotFound
from onrecord.serve.cli import console
from tests.serve.conftest import DISPATCH, Run


def test_error_is_one_line_whatever_its_subject_holds(capsys: pytest.CaptureFixture[str]) -> None:
    console.tell(NotFound("is not there", subject="a\nb\x1b[31m\u202e\udce9.txt"))
    assert capsys.readouterr().err == "onrecord: a b\\x1b[31m\\u202e\\udce9.txt: is not there\n"


def test_bytes_for_programs_are_utf8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out, encoding="latin-1"))
    console.emit("نعم\n")
    assert out.getvalue() == "نعم\n".encode()


def test_line_for_people_falls_back_to_escapes_in_a_narrow_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out, encoding="latin-1"))
    console.show_line("Grüße  نعم")
    assert out.getvalue() == "Grüße  \\u0646\\u0639\\u0645\n".encode("latin-1")


@pytest.mark.parametrize(("columns", "width"), [(None, 100), ("40", 40), ("0", 100), ("wide", 100)])
def test_width_of_a_pipe_is_what_the_environment_says_or_a_hundred(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: str | None, width: int
) -> None:
    if columns is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", columns)
    console.show(Text("word " * 60))
    lines = capsys.readouterr().out.splitlines()
    assert width - 5 <= max(map(len, lines)) <= width


def test_no_colours_and_no_padding_go_into_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    console.show(Text("bold words", style="bold red"))
    assert capsys.readouterr().out == "bold words\n"


def test_output_longer_than_a_pipe_takes_at_once_comes_whole_without_buffering(
    program: Run, place: Path
) -> None:
    text = DISPATCH * 3000
    (place / "long.txt").write_text(text, encoding="utf-8")
    for unbuffered in ("", "1"):
        assert program("read", "long.txt", "-f", "text", PYTHONUNBUFFERED=unbuffered).out == text
