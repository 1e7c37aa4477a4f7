import io

import pytest

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
    assert list(watched(iter([("a\x1b[31m", 1), ("[red]b", 2)]), total=None)) == [
        ("a\x1b[31m", 1),
        ("[red]b", 2),
    ]
    assert (
        "\x1b[31m" not in terminal.getvalue().replace("a\x1b[31m", "")
        or "a\x1b[31m" not in terminal.getvalue()
    )
