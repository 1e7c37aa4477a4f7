"""How well news pages are read, as it was reached, is kept.

The pages, their answers and the scorer are no part of the project; they lie
beside a checkout as `../shared`, and without them this test skips.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
#: What was reached on 123 pages (2026-11-21: .984, .935, .984, 1.0, .957), less what one page more or less makes.
FLOORS = {"body_f1": 0.98, "body_f1>=.95": 0.92, "title": 0.97, "published": 0.99, "authors": 0.94}


def test_pages_are_read_as_well_as_they_ever_were(tmp_path: Path) -> None:
    scorer, pages = SHARED / "eval" / "score_pages.py", SHARED / "data" / "pages"
    if not (scorer.exists() and pages.exists()):
        pytest.skip("../shared is not here: it holds the pages and their hand-made answers")
    program = tmp_path / "program.py"
    program.write_text("from onrecord.serve.cli import main\nmain()\n", encoding="utf-8")
    command = [sys.executable, str(scorer), str(pages / "gold.jsonl"), str(pages)]
    ended = subprocess.run(  # noqa: S603 -- the scorer, on our own program
        [*command, "--command", f"{sys.executable} {program}"],
        env={**os.environ, "ONRECORD_TAGGER": "rules", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    scores = json.loads(ended.stdout.splitlines()[0])
    assert scores["pages"] == 123
    fallen = {key: (scores[key], floor) for key, floor in FLOORS.items() if scores[key] < floor}
    assert fallen == {}, f"fell below its floor: {fallen}"
