"""What a desk read, and what a person wrote, are learned from alike."""

import json
from pathlib import Path

import pytest
from annotations import read_annotations

from onrecord.app import read_leads
from onrecord.model import Reading
from onrecord.serve.formats.objects import report_object

TEXT = "Harbour fees will rise, Ilse Varga said.\n"
VARGA = {"source": [[24, 34]], "cue": [[35, 39]], "content": [[0, 22]]}


def lines(path: Path, *objects: object) -> Path:
    path.write_text("".join(json.dumps(o) + "\n" for o in objects), encoding="utf-8")
    return path


def test_reading_of_a_desk_is_an_annotation(tmp_path: Path) -> None:
    file = tmp_path / "fees.txt"
    file.write_text(TEXT, encoding="utf-8")
    ((_, reading),) = read_leads([str(file)])
    assert isinstance(reading, Reading)
    (article,) = read_annotations(lines(tmp_path / "read.jsonl", report_object(reading)))
    assert article == {"doc": str(file), "text": TEXT, "attributions": [VARGA]}


def test_nested_statements_and_those_of_structure_alone_are_left_out(tmp_path: Path) -> None:
    outer = VARGA | {"nested_in": None}
    nested, turn = outer | {"nested_in": "1"}, outer | {"cue": []}
    report = {"report": {"file": "a"}, "text": TEXT, "statements": [outer, nested, turn]}
    (article,) = read_annotations(lines(tmp_path / "read.jsonl", report))
    assert article["attributions"] == [VARGA]


@pytest.mark.parametrize(
    "line",
    [
        {"doc": "a", "text": TEXT},
        {"doc": "a", "text": TEXT, "attributions": [VARGA | {"cue": [[35, 400]]}]},
        {"doc": "a", "text": TEXT, "attributions": [{"source": [], "cue": []}]},
        ["no", "object"],
    ],
)
def test_line_that_is_no_article_is_refused_with_its_number(tmp_path: Path, line: object) -> None:
    good = {"doc": "a", "text": TEXT, "attributions": [VARGA]}
    with pytest.raises(SystemExit, match=r"bad\.jsonl, line 2: no annotated article"):
        list(read_annotations(lines(tmp_path / "bad.jsonl", good, line)))
