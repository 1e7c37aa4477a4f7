"""What feeds say of where reports come from, and what that makes of which of two was first."""

from collections.abc import Sequence

import pytest

from onrecord.model import FeedCredit, Metadata
from onrecord.stages.trace.direction import UNTOLD, Direction, find_direction, read_tellings
from onrecord.stages.trace.feeds import Arrival, add_feeds
from onrecord.stages.trace.passages import align
from onrecord.stages.trace.words import split_words, words_of
from tests.factory import NOON
from tests.stages.trace.told import OTHER, STORY, page, read, with_metadata

ORVA = "https://orvamail.example/a"
LANTERN = "https://www.selmlantern.example/2026/ferry"
SAYS_LANTERN = "the feed that led to the other names Selm Lantern"


def fed(
    name: str | None = None,
    source: str | None = None,
    *,
    at: str = ORVA,
    feed: str = "https://orvamail.example/rss",
) -> Arrival:
    credit = FeedCredit(name, source, feed, NOON) if name or source else None
    return Arrival(at, credit)


def told(
    one: Arrival,
    other: Arrival,
    texts: tuple[str, str] = (page(*STORY), page(*STORY)),
    *,
    outlets: Sequence[str | None] = (None, None),
) -> Direction:
    """Return which was first of the reports that came so, the same from either side."""
    reports = [
        with_metadata(read(text, name), Metadata(outlet=outlet))
        for text, name, outlet in zip(texts, ("a.txt", "b.txt"), outlets, strict=True)
    ]
    words = (words_of(reports[0]), words_of(reports[1]))
    tellings = read_tellings(reports, [split_words(report.text) for report in reports])
    there = add_feeds((tellings[0], tellings[1]), (one, other))
    back = add_feeds((tellings[1], tellings[0]), (other, one))
    found = find_direction(*there, words, align(*words))
    turned = find_direction(*back, words[::-1], align(*words[::-1]))
    assert turned.because == found.because
    assert turned.first == (None if found.first is None else 1 - found.first)
    return found


@pytest.mark.parametrize(
    "source",
    [
        "https://selmlantern.example/rss",
        "https://feeds.selmlantern.example/all",
        "http://selmlantern.example:80/other",
    ],
)
def test_source_whose_address_is_the_other_reports_was_first(source: str) -> None:
    found = told(fed(at=LANTERN), fed("Selm Lantern", source))
    assert (found.first, found.confidence) == (0, 0.95)
    assert found.because == f"{SAYS_LANTERN}, where this is from, as its source"


def test_source_that_is_called_as_the_other_reports_outlet_was_first() -> None:
    files = fed(at="file:///wire.txt"), fed("The Selm Lantern")
    found = told(*files, outlets=("Selm Lantern", None))
    assert (found.first, found.confidence) == (0, 0.95)
    assert told(*files, (page("SELM LANTERN", *STORY), page(*STORY))).first == 0
    assert told(fed(at=LANTERN), fed("Selm Lantern")).first == 0, "by the name of its site"


def test_source_without_a_name_is_called_by_its_host() -> None:
    found = told(fed(at=LANTERN), fed(source="https://selmlantern.example/rss"))
    assert found.first == 0
    assert "names selmlantern.example, where this is from" in found.because


def test_only_one_whose_feed_names_a_source_is_the_copy() -> None:
    found = told(fed(at=LANTERN), fed("Coast News", "https://coast.example/"))
    assert (found.first, found.confidence) == (0, 0.85)
    assert found.because == (
        "the feed that led to the other names Coast News as its source, and nothing names one of this"
    )


@pytest.mark.parametrize(
    "arrival",
    [
        fed("Orva Mail", "https://orvamail.example/rss"),
        fed("Orva Mail"),
        fed("Something Else", "https://feeds.orvamail.example/"),
        fed("Something Else", "https://m.orvamail.example/", at="https://www.orvamail.example/a"),
        fed("Orva Mail", feed="https://links.example/rss"),
        fed("Print edition"),
        fed(),
        fed("…", None),
    ],
)
def test_source_that_is_the_outlet_itself_or_no_outlet_says_nothing(arrival: Arrival) -> None:
    assert told(fed(at=LANTERN), arrival) == UNTOLD


def test_known_outlet_is_itself_at_each_of_its_domains() -> None:
    own = fed("Reuters UK", "https://uk.reuters.com/rss", at="https://www.reuters.com/world/a")
    assert told(fed(at=LANTERN), own) == UNTOLD
    assert told(fed(at="https://www.reuters.com/world/a"), fed("Reuters")).first == 0


def test_two_whose_feeds_name_one_source_are_both_copies() -> None:
    by_name, by_address = fed("Coast News", at=LANTERN), fed("Coast News", "https://coastnews.example/")
    assert told(by_name, by_address) == UNTOLD
    other = fed("The latest from Coast", "https://www.coastnews.example/rss", at=LANTERN)
    assert told(by_address, other) == UNTOLD
    assert told(by_address, fed("Tandre Press", "https://tandre.example/", at=LANTERN)) == UNTOLD


def test_source_that_the_other_credits_in_its_text_is_one_of_both() -> None:
    credited = (page(*STORY), page(*STORY, "Source: Coast News"))
    assert told(fed("Coast News", at=LANTERN), fed(), credited).first is None
    # An agency signs its own reports.
    signed = (page(*STORY), page(*STORY[:-1], STORY[-1] + " (HLN)"))
    assert told(fed("HLN", at=LANTERN), fed(), signed).first == 1


def test_feed_and_text_that_say_the_same_make_it_surer_and_otherwise_nothing_is_known() -> None:
    dated = (page("March 5, 2024 09:40", *STORY), page("March 5, 2024 10:10", *STORY))
    source = fed("Selm Lantern", "https://selmlantern.example/")
    assert told(fed(at=LANTERN), source, dated).confidence > 0.95
    late = told(fed(at=LANTERN), fed("Coast News", "https://coast.example/"), dated[::-1])
    assert late.first is None
    assert "contradictory" in late.because
    assert told(fed("Orva Mail", ORVA, at=LANTERN), source) == UNTOLD, "each names the other"


def test_source_of_a_report_is_not_that_of_a_passage_in_it_unless_it_is_the_other() -> None:
    quoting = page(*OTHER, STORY[0], *OTHER[::-1])
    texts = (page(*STORY), quoting)
    assert told(fed(at=LANTERN), fed("Coast News", "https://coast.example/"), texts) == UNTOLD
    assert told(fed(at=LANTERN), fed("Selm Lantern", "https://selmlantern.example/"), texts).first == 0


def test_neighbours_on_one_host_of_many_are_not_taken_for_each_other() -> None:
    here, there = "https://ada.blogs.example/1", "https://ilse.blogs.example/2"
    assert told(fed(at=here), fed("Ilse", "https://ilse.blogs.example/", at=there)) == UNTOLD
    assert told(fed(at=here), fed("Ilse News", "https://ilse.blogs.example/")).first == 0
    machine = "http://192.0.2.7:8081/a"
    assert told(fed(at=machine), fed(source="http://192.0.2.7:8082/", at="http://192.0.2.9/")).first == 0
    assert (
        told(fed(at=machine), fed(source="http://192.0.2.7:8081/", at="http://192.0.2.7:8082/")).confidence
        == 0.95
    )


@pytest.mark.parametrize("address", ["http://[", "https://", "https:///a", "http://[]:x/"])
def test_address_that_is_none_names_nobody_and_breaks_nothing(address: str) -> None:
    assert told(fed(at=address), fed(source=address)).first is None
    assert told(fed(at=address), fed("Coast News", address)).first in {0, None}


def test_tellings_are_as_they_were_where_no_feed_names_a_source() -> None:
    (telling,) = read_tellings([read(page(*STORY))], [split_words(page(*STORY))])
    assert add_feeds((telling, telling), (fed(), fed())) == (telling, telling)
