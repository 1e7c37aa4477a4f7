"""The accuracy that was reached on the hand-marked sample reports is kept.

The reports, their answers and the scorer are no part of the project; they lie
beside a checkout as `../shared`, and without them these tests skip.
"""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord import app
from onrecord.model import Reading
from onrecord.serve.formats.objects import report_object

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FLOORS: dict[str, dict[str, float]] = {
    name: floors
    for name, floors in json.loads(
        (Path(__file__).parent / "floors.json").read_text(encoding="utf-8")
    ).items()
    if not name.startswith("_")
}
#: The most of all predicted statements that may match none of the hand-marked ones.
MOST_SPURIOUS = 0.05


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = SHARED / "eval" / "score_reports.py"
    if not path.exists():
        pytest.skip("../shared is not here: it holds the sample reports and their hand-made answers")
    spec = importlib.util.spec_from_file_location("score_reports", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", FLOORS)
def test_sample_report_is_read_as_well_as_it_ever_was(name: str, scorer: ModuleType) -> None:
    ((_, reading),) = app.read_leads([str(SHARED / "reports" / f"{name}.txt")])
    assert isinstance(reading, Reading)
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    scores: dict[str, Any] = scorer.score(gold, report_object(reading))
    fallen = {key: (scores[key], floor) for key, floor in FLOORS[name].items() if scores[key] < floor}
    assert fallen == {}, f"fell below its floor: {fallen}; wrong metadata: {scores['wrong_metadata']}"
    assert scores["spurious"] <= MOST_SPURIOUS
