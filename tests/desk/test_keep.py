"""What becomes of a capture, seen through the one door that all captures come in by."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from onrecord.desk import (
    Added,
    Already,
    Desk,
    Kept,
    NewEdition,
    Seen,
    keep_fetched,
    plan_removal,
    remove,
    verify,
)
from onrecord.errors import BadRequest, PageUnreadable
from onrecord.model import FeedCredit, Lead
from onrecord.ports import Fetched
from tests.factory import NOON

ADDRESS = "https://courier.example/news/a"
PAGE = """<html><head><title>Harbour talks</title>{head}</head><body><article><h1>Harbour talks</h1>
<p>Mayor Ada Lindqvist said on Monday in Selm: “The harbour {verb} to everybody who lives by the sea.”</p>
<p>The council of Selm meets on Friday to talk about the harbour and the ferry to Oskland again.</p>
</article></body></html>"""


def fetched(*, verb: str = "belongs", head: str = "", at: datetime = NOON, address: str = ADDRESS) -> Fetched:
    return Fetched(PAGE.format(verb=verb, head=head).encode(), address, "text/html", "utf-8", fetched_at=at)


def put(desk: Desk, what: Fetched, *, again: bool = False) -> Kept:
    return keep_fetched(desk, Lead(what.address, what.address), what, again=again)


def hashes(desk: Desk) -> int:
    return len(list(desk.evidence.hashes()))


def test_same_bytes_at_the_same_address_are_already_here_and_seen_once_more(desk: Desk) -> None:
    first = put(desk, fetched())
    assert isinstance(first, Added)
    assert put(desk, fetched(at=NOON + timedelta(days=1))) == Already(first.report)
    (edition,) = desk.store.editions.of(first.report)
    assert (edition.sightings[0].times, edition.sightings[0].last_seen) == (2, NOON + timedelta(days=1))


CREDIT = FeedCredit("Coast News", "https://coast.example/", "https://courier.example/rss", NOON)


def put_led(desk: Desk, what: Fetched, credit: FeedCredit | None) -> Kept:
    return keep_fetched(desk, Lead(what.address, what.address, credit=credit), what)


def credit_of(desk: Desk, kept: Kept) -> FeedCredit | None:
    assert isinstance(kept, Added | NewEdition)
    record = desk.store.capture(kept.report)
    assert record is not None
    return record.credit


def test_what_the_feed_said_of_the_source_is_kept_with_each_edition_that_it_led_to(desk: Desk) -> None:
    first = put_led(desk, fetched(), CREDIT)
    second = put_led(desk, fetched(verb="is open"), CREDIT)
    by_hand = put(desk, fetched(verb="is closed"))
    assert [credit_of(desk, one) for one in (first, second, by_hand)] == [CREDIT, CREDIT, None]
    assert not [finding for _, found in verify(desk) for finding in found]


@pytest.mark.parametrize("said", [None, CREDIT])
def test_what_another_feed_says_of_what_is_here_changes_nothing(desk: Desk, said: FeedCredit | None) -> None:
    first = put_led(desk, fetched(), said)
    other = replace(CREDIT, name="Orva Mail", feed="https://links.example/rss")
    assert isinstance(put_led(desk, fetched(), other), Already)
    assert isinstance(put_led(desk, fetched(head="<!-- served by 2 -->"), other), Seen)
    assert credit_of(desk, first) == said
    assert not [finding for _, found in verify(desk) for finding in found]


def test_same_text_in_other_bytes_is_seen_and_no_bytes_are_kept_twice(desk: Desk) -> None:
    first = put(desk, fetched())
    assert isinstance(first, Added)
    result = put(desk, fetched(head="<!-- served by 2 -->", at=NOON + timedelta(days=1)))
    assert result == Seen(first.report, 1)
    assert hashes(desk) == 1
    assert desk.store.counts()["captures"] == 1


def test_other_text_is_a_new_edition_and_never_a_second_report(desk: Desk) -> None:
    first = put(desk, fetched())
    second = put(desk, fetched(verb="is open", at=NOON + timedelta(days=1)))
    assert isinstance(first, Added)
    assert isinstance(second, NewEdition)
    assert second.number == 2
    assert desk.store.counts()["reports"] == 1
    assert hashes(desk) == 2
    assert not [finding for _, findings in verify(desk) for finding in findings]


def test_page_under_its_canonical_address_and_under_another_is_one_report(desk: Desk) -> None:
    own = f'<link rel="canonical" href="{ADDRESS}">'
    put(desk, fetched(head=own))
    other = put(
        desk, fetched(head=own, address="https://m.courier.example/a?x=1", at=NOON + timedelta(days=1))
    )
    assert isinstance(other, Seen)


def test_file_that_was_changed_is_an_edition_and_standard_input_never_is(desk: Desk) -> None:
    for address, kind in (("file:///reports/a.html", NewEdition), ("stdin:", Added)):
        put(desk, fetched(address=address, verb="belongs still"))
        assert isinstance(put(desk, fetched(address=address, verb=f"is {len(address)}")), kind)


def test_bytes_that_cannot_be_read_stay_in_the_evidence(desk: Desk) -> None:
    with pytest.raises(PageUnreadable):
        put(desk, Fetched(b"\0\1\2\3" * 100, ADDRESS))
    assert hashes(desk) == 1
    assert desk.store.counts()["captures"] == 0


def test_bytes_stay_also_where_the_reader_itself_breaks(desk: Desk) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put(replace(desk, read=broken), fetched())  # type: ignore[arg-type]  # a reader that only fails
    assert hashes(desk) == 1


def test_what_was_removed_is_refused_with_who_and_why_unless_asked_for_again(desk: Desk) -> None:
    put(desk, fetched())
    remove(desk, plan_removal(desk, ADDRESS), by="M. Kern", reason="order 5")
    with pytest.raises(BadRequest, match=r"were removed from this desk on .* by M. Kern: order 5"):
        put(desk, fetched())
    assert hashes(desk) == 0
    assert isinstance(put(desk, fetched(), again=True), Added)
    assert isinstance(put(desk, fetched()), Already), "taken back, it is here like any other"
    assert not [finding for _, findings in verify(desk) for finding in findings]
