from pathlib import Path

import pytest

from onrecord.serve.cli.statuses import draw_statuses
from onrecord.settings import draw_settings

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize(
    ("page", "drawn"), [("settings.md", draw_settings()), ("exit-codes.md", draw_statuses())]
)
def test_page_drawn_from_the_code_is_up_to_date(page: str, drawn: str) -> None:
    assert (REFERENCE / page).read_text(encoding="utf-8") == drawn, "run: python docs/write_reference.py"
