from pathlib import Path

import pytest
import sqlalchemy as sa

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


def test_desk_whose_names_an_older_version_prepared_says_what_to_do_and_does_it(
    run: Run, place: Path
) -> None:
    engine = sa.create_engine(f"sqlite:///{next(place.glob('*.db'))}")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE known SET keyed_by = NULL"))
        connection.execute(sa.text("UPDATE known_keys SET key = -key"))
        connection.execute(sa.text("UPDATE known_shapes SET cell = NULL"))
    engine.dispose()
    assert "onrecord identities update" in run("who", "Okoro").err
    assert "prepared anew" in run("identities", "update").out
    after = run("who", "Okoro")
    assert after.code == 0
    assert "update" not in after.err
    assert "prepared anew" not in run("identities", "update").out
