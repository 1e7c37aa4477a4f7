import json
from pathlib import Path

import pytest

from tests.serve.conftest import Run
from tests.training.conftest import TRAINING

#: What learns from one's own annotations; its programs import each other by bare names.
annotations = pytest.importorskip(
    "annotations", reason=f"{TRAINING} is not here: a source distribution lacks it"
)
BY = ("--by", "M. Kern")


def test_corrected_reports_are_training_data(run: Run, desk: Path) -> None:
    ids = [json.loads(line)["id"] for line in run("statements", "-f", "jsonl").out.splitlines()]
    run("correct", ids[0], "--content", "The harbour", *BY)
    run("correct", ids[1], "--not-a-statement", *BY)
    ended = run("corrections", "export")
    (told,) = [json.loads(line) for line in ended.out.splitlines()]
    assert (told["settled"], told["withdrawn"]) == ([ids[0]], [ids[1]])
    assert [one["field"] for one in told["corrections"]] == ["content", "not_a_statement"]
    file = desk / "yours.jsonl"
    file.write_text(ended.out, encoding="utf-8")
    (article,) = annotations.read_annotations(file)
    text = article["text"]
    first = article["attributions"][0]
    assert [text[s:e] for s, e in first["content"]] == ["The harbour"]
    assert not any("June" in text[s:e] for one in article["attributions"] for s, e in one["content"])


def test_desk_without_corrections_exports_nothing(run: Run, desk: Path) -> None:
    assert desk
    assert run("corrections", "export").out == ""
