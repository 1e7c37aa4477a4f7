"""The accuracy that was reached on the fictional articles is kept; `floors.json` holds what it was."""

import json
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from onrecord import app
from onrecord.model import Reading
from tests.quality.attribution.markup import read_articles
from tests.quality.attribution.scoring import Tally, tally

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parent / "floors.json").read_text(encoding="utf-8")
)


def read_all(folder: Path) -> Tally:
    tallies = []
    for article in read_articles():
        file = folder / f"{article.doc}.txt"
        file.write_text(article.text, encoding="utf-8")
        ((_, reading),) = app.read_leads([str(file)])
        assert isinstance(reading, Reading)
        assert reading.report.text == article.text.rstrip("\n")
        tallies.append(tally(article.attributions, reading))
    return reduce(add, tallies)


@pytest.mark.parametrize("tagger", sorted(FLOORS))
def test_fictional_articles_are_read_as_well_as_they_ever_were(
    tagger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_TAGGER", tagger)
    shares = read_all(tmp_path).shares()
    fallen = {key: (shares[key], floor) for key, floor in FLOORS[tagger].items() if shares[key] < floor}
    assert fallen == {}, f"fell below its floor: {fallen}"
