"""Which editions are the latest, asked of a real database."""

from datetime import timedelta
from pathlib import Path

from onrecord.adapters.store import open_store
from onrecord.adapters.store.latest import earlier
from tests.factory import NOON, make_capture, make_reading


def test_all_editions_but_the_last_of_each_place_are_earlier(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}", create=True) as store:
        with store.writing():
            for number, place in enumerate("aba"):
                text = f"“The harbour stays {number}.” said Ada Lindqvist."
                capture = make_capture(text, fetched_at=NOON + timedelta(days=number))
                store.add(
                    capture, make_reading(text, capture=capture, said=[], name=str(number)), place=place
                )
        with store._place.engine.connect() as connection:
            found = list(connection.scalars(earlier()))
            first = connection.exec_driver_sql("SELECT n FROM reports WHERE name = '0'").scalar_one()
    assert found == [first]
