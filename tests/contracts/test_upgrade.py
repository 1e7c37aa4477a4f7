"""A desk of the first version, on both databases, brought to the present one with all it holds."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic import command

from onrecord.adapters.store import open_store, tables
from onrecord.adapters.store.migrate import migrations
from onrecord.model import EntryKind
from onrecord.model.ledger import bound_facts, facts_of
from onrecord.text.places import place_of
from tests.contracts.test_ledger import check_chain
from tests.factory import NOON, make_capture

#: Address, canonical address, text, day.
OLD = [
    ("https://courier.example/a", None, "first", 3),
    ("https://courier.example/a?utm_source=x", None, "second", 1),
    ("http://www.courier.example/b", "https://courier.example/a", "third", 5),
    ("http://www.courier.example/c", "https://courier.example/", "fourth", 2),
    ("https://elsewhere.example/a", "https://courier.example/a", "fifth", 2),
    ("file:///reports/ü%0A.txt", None, "sixth", 2),
    ("stdin:", None, "seventh", 4),
    ("stdin:", None, "eighth", 4),
]


@pytest.fixture
def old(url: str) -> str:
    """Return the address of a desk as version 0001 left it."""
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    config = migrations()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for n, (address, canonical, text, day) in enumerate(OLD, 1):
            capture = make_capture(
                text, address=address, fetched_at=NOON + timedelta(days=day), headers=(("X", "ü"),)
            )
            values = {
                name: getattr(capture, name)
                for name in (
                    "id",
                    "sha256",
                    "size",
                    "address",
                    "fetched_at",
                    "media_type",
                    "charset",
                    "headers",
                )
            }
            connection.execute(tables.captures.insert(), {"n": n, **values})
            report = {
                "n": n, "id": capture.id, "name": f"{n}.txt", "name_end": f"{n}.txt", "day": 0,
                "canonical_address": canonical, "encoding": "utf-8", "undecodable": 0, "made_by": "tests 1",
                "statement_count": 0,
            }  # fmt: skip
            connection.execute(tables.reports.insert(), report)
            connection.execute(
                tables.report_texts.insert(),
                {
                    "report_n": n, "text_sha256": capture.sha256, "authors": [], "topics": [], "grounds": [],
                    "blocks": [], "footnotes": [], "cross_references": [], "text": text.encode(),
                },
            )  # fmt: skip
    engine.dispose()
    return url


def test_ledger_is_made_from_the_captures_in_their_order(old: str) -> None:
    with open_store(old) as store:
        assert check_chain(store) == len(OLD) + 1
        opened, *entries = store.ledger.entries()
        assert opened.kind is EntryKind.OPENED
        captures = [record.capture for record in store.captures()]
        assert [facts_of(entry) for entry in entries] == [
            bound_facts(capture, {"kind": "upgrade"}) for capture in captures
        ]


def test_captures_of_one_place_become_editions_of_one_report(old: str) -> None:
    with open_store(old) as store:
        assert store.counts()["captures"] == len(OLD)
        found = store.editions.at("https://courier.example/a")
        assert [(edition.number, edition.name, edition.is_latest) for edition in found] == [
            (1, "2.txt", False),
            (2, "1.txt", False),
            (3, "3.txt", True),
        ]
        assert store.counts()["reports"] == len(OLD) - 2


def test_places_are_those_that_new_captures_get(old: str) -> None:
    with open_store(old) as store:
        for (_, canonical, _, _), record in zip(
            sorted(OLD, key=lambda one: one[3]), store.captures(), strict=True
        ):
            place = place_of(record.capture.address, canonical=canonical)
            assert record.report is not None
            if place is not None:
                assert record.report in {edition.report for edition in store.editions.at(place)}
            else:
                assert len(store.editions.of(record.report)) == 1
