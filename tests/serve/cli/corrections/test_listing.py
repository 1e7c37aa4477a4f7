import json
from pathlib import Path

import pytest

from tests.serve.conftest import Run

BY = ("--by", "M. Kern")


def test_history_is_listed_newest_first(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk
    monkeypatch.setenv("COLUMNS", "160")
    run("correct", "--report", "a.txt", "--title", "Quays", "--because", "a slip of the page", *BY)
    run("corrections", "undo", "--because", "none after all", "--by", "M. Kern")
    shown = run("corrections", "list").out
    assert "took back 1: title: Harbour talks resume → Quays" in shown
    assert "taken back by 2" in shown
    assert "a slip of the page" in shown
    lines = [json.loads(line) for line in run("corrections", "list", "a.txt", "-f", "jsonl").out.splitlines()]
    assert [(line["n"], line["by"], line["report_name"].endswith("a.txt")) for line in lines] == [
        (2, "M. Kern", True),
        (1, "M. Kern", True),
    ]
    assert (lines[0]["undoes"], lines[1]["undone"], lines[1]["value"]) == (1, 2, "Quays")
    assert run("corrections", "list", "--limit", 1, "-f", "jsonl").out.count("\n") == 1


def test_nothing_is_to_be_looked_at(run: Run, desk: Path) -> None:
    assert desk
    assert run("corrections", "list").out == "nothing was corrected yet\n"
    assert run("corrections", "list", "--unfit").out == "nothing is to be looked at\n"
    assert run("corrections", "list", "a.txt", "--unfit").out == "nothing is to be looked at\n"
    assert run("corrections", "list", "none.txt").code == 4
