from pathlib import Path

import pytest

from onrecord.app import open_desk
from onrecord.desk.filing import let_go, unfile_report
from tests.serve.conftest import Run

pytestmark = pytest.mark.usefixtures("desk")


def test_desk_that_was_filled_before_is_brought_up_to_date_once(run: Run, place: Path) -> None:
    with open_desk(None) as opened:
        for line in list(opened.store.reports()):
            with opened.store.writing():
                let_go(opened, unfile_report(opened, line.id))
    assert place.is_dir()
    assert run("who", "Okoro").code == 4
    assert "1 report filed" in run("identities", "update").out
    assert run("who", "Okoro").code == 0
    assert "0 reports filed" in run("identities", "update").out
