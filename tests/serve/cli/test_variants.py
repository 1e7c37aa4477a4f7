import json
from pathlib import Path

import pytest

from tests.serve.conftest import Run

pytestmark = pytest.mark.usefixtures("desk")

SAID = "Nobody closes the eastern harbour while the dockers of Selm stand at its gates."


@pytest.fixture
def carried(run: Run, place: Path) -> str:
    """Return the id of a statement that another report of the desk carries in part."""
    (place / "b.txt").write_text(f"Mayor Ada Lindqvist said: “{SAID}”\n", encoding="utf-8")
    (place / "c.txt").write_text(
        "Ada Lindqvist told the council: “Nobody closes the eastern harbour ... at its gates.”\n",
        encoding="utf-8",
    )
    run("add", "b.txt", "c.txt")
    line = json.loads(run("statements", "--report", "b.txt", "-f", "jsonl").out)
    return str(line["id"])


def test_variants_are_shown_aligned(run: Run, carried: str) -> None:
    out = " ".join(run("variants", carried[:10]).out.split())  # wherever the width breaks a line
    assert "Nobody closes the eastern harbour [-while the dockers of Selm stand-] at its gates." in out
    assert "a part of it" in out


def test_table_of_statements_prints_an_id_that_variants_takes(run: Run, carried: str) -> None:
    assert carried[:10] in run("statements", "--report", "b.txt").out
    assert carried[:10] in run("show", "b.txt").out


def test_variants_for_programs(run: Run, carried: str) -> None:
    thing = json.loads(run("variants", carried, "--format", "json").out)
    assert thing["statement"]["id"] == carried
    assert [variant["relation"] for variant in thing["variants"]] == ["a part of it"]


def test_statement_that_nobody_else_carries_has_none(run: Run, carried: str) -> None:
    assert run("statements", "--report", "a.txt").code == 0
    line = json.loads(run("statements", "--report", "a.txt", "--limit", "1", "-f", "jsonl").out)
    assert "0 variants" in run("variants", line["id"]).out
    assert carried != line["id"]


def test_id_that_means_nothing_ends_as_not_found(run: Run) -> None:
    ended = run("variants", "ffffffffff")
    assert ended.code == 4
    assert "no statement has this id" in ended.err
