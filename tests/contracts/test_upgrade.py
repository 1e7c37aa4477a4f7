"""A desk of the first version, on both databases, brought to the present one with all it holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic import command

from onrecord.adapters.store import open_store, queue_tables, tables
from onrecord.adapters.store.migrate import migrations
from onrecord.adapters.store.queue_rows import lead_values
from onrecord.adapters.store.rows import capture_values
from onrecord.model import EntryKind, FeedCredit, Lead
from onrecord.model.ledger import bound_facts, facts_of, is_bound
from onrecord.ports import LeadTask
from onrecord.text.places import place_of
from tests.contracts.test_ledger import check_chain
from tests.factory import NOON, make_capture, make_reading

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


@contextmanager
def desk_of(url: str, revision: str) -> Iterator[sa.Connection]:
    """Make a desk as a version left it, and lend a connection that fills it."""
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    config = migrations()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        yield connection
    engine.dispose()


@pytest.fixture
def unsourced(url: str) -> str:
    """Return the address of a desk as version 0010 left it, with a lead that waits."""
    with desk_of(url, "0010") as connection:
        connection.execute(tables.captures.insert(), capture_values(make_capture()))
        values = lead_values(Lead("https://courier.example/a", "a"))
        new = {name: value for name, value in values.items() if not name.startswith("credit_")}
        connection.execute(queue_tables.leads.insert(), {**new, "found_at": NOON, "next_at": NOON})
        host = {"host": "courier.example", "next_at": NOON}
        connection.execute(queue_tables.hosts.insert(), host)
    return url


def test_desk_from_before_feeds_named_sources_has_none_and_keeps_new_ones(unsourced: str) -> None:
    credit = FeedCredit("Coast News", "https://coast.example/", "https://links.example/rss", NOON)
    with open_store(unsourced) as store:
        record = store.capture(make_capture().id)
        assert record is not None
        assert (record.capture, record.credit) == (make_capture(), None)
        (task,) = store.queue.take("one", most=9, lease_seconds=60, delay_seconds=0)
        assert isinstance(task, LeadTask)
        assert task.lead == Lead("https://courier.example/a", "a")
        capture = make_capture("new", address="https://courier.example/a")
        with store.writing():
            store.add(capture, make_reading("new", capture=capture, said=[]), credit=credit)
        kept = store.capture(capture.id)
        assert kept is not None
        assert kept.credit == credit
        entry = store.ledger.about(capture.sha256)[-1]
        assert is_bound(facts_of(entry), capture, credit)
        assert not is_bound(facts_of(entry), capture, None)


@pytest.fixture
def old(url: str) -> str:
    """Return the address of a desk as version 0001 left it."""
    with desk_of(url, "0001") as connection:
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
