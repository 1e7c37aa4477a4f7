import io

import pytest

from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.progress import watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_items_pass_unchanged_and_nothing_is_drawn_where_nobody_watches(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(watched(iter([("a", 1), ("b", 2)]), total=2)) == [("a", 1), ("b", 2)]
    assert capsys.readouterr() == ("", "")


def test_items_pass_unchanged_under_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    items = [("a\x1b[5m", 1), ("[red]b", 2), ("one more than said", 3)]
    assert list(watched(iter(items), total=2)) == items
    assert "\x1b[5m" not in terminal.getvalue()
    assert "3/2" not in terminal.getvalue()


def test_output_to_a_file_stays_there_while_a_bar_is_on_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    for name, _ in watched(iter([("a", 1)]), total=1):
        show_line(f"added {name}")
    assert capsys.readouterr().out == "added a\n"
    assert "added" not in terminal.getvalue()
