from datetime import UTC, datetime

from onrecord.stages.trace.direction import Direction, add_sights, find_direction, read_tellings
from onrecord.stages.trace.passages import align
from onrecord.stages.trace.sights import Sight
from onrecord.stages.trace.words import split_words, words_of
from tests.stages.trace.told import OTHER, STORY, page, read


def direction(one: str, other: str) -> Direction:
    reports = (read(one, "a.txt"), read(other, "b.txt"))
    words = (words_of(reports[0]), words_of(reports[1]))
    runs = align(words[0], words[1])
    one_tells, other_tells = read_tellings(reports, [split_words(report.text) for report in reports])
    told = find_direction(one_tells, other_tells, words, runs)
    turned = find_direction(other_tells, one_tells, words[::-1], align(words[1], words[0]))
    assert (turned.first is None) == (told.first is None)
    assert turned.first is None or turned.first == 1 - (told.first or 0)
    return told


def test_a_credit_to_the_outlet_of_the_other_decides_even_against_the_clock() -> None:
    told = direction(
        page("SELM LANTERN", "Ferry plan waits", "Published: 2024-03-06 10:00", *STORY),
        page("Ferry plan waits", "Published: 2024-03-05 10:00", *STORY, "Source: Selm Lantern"),
    )
    assert told.first == 0
    assert told.confidence > 0.9
    assert "Selm Lantern" in told.because


def test_who_alone_credits_somebody_is_the_copy() -> None:
    assert direction(page("Ferry plan waits", *STORY), page(*STORY[:4], "(HLN)")).first == 0


def test_the_earlier_of_two_without_credits_was_first() -> None:
    told = direction(
        page("Waits", "March 5, 2024 10:10", *STORY), page("Waits", "March 5, 2024 09:40", *STORY)
    )
    assert (told.first, told.confidence) == (1, 0.85)


def test_nothing_tells_where_nothing_is_told() -> None:
    assert direction(page(*STORY), page(*STORY[:3])).first is None


def test_evidence_that_contradicts_tells_nothing() -> None:
    told = direction(
        page("Waits", "March 5, 2024 10:10", *STORY),
        page("Waits", "March 5, 2024 09:40", *STORY, "Source: Orva News"),
    )
    assert told.first is None
    assert "contradictory" in told.because


def test_a_passage_after_an_attribution_is_of_the_one_who_is_named() -> None:
    quoting = page(*OTHER[:3], f"According to Harbor Press, {STORY[0]} {STORY[1]}", *OTHER[3:])
    assert direction(page(*STORY), quoting).first == 0


def test_an_attribution_that_only_the_longer_of_two_has_is_not_its_source() -> None:
    whole = page(STORY[0], STORY[1][:-1] + ", Orva News reported.", *STORY[2:])
    assert direction(whole, page(STORY[0], *STORY[3:])).first is None


def sighted(one: str, other: str, *seen_on: int) -> Direction:
    tellings = read_tellings(
        (read(one, "a.txt"), read(other, "b.txt")), [split_words(one), split_words(other)]
    )
    sights = [Sight(datetime(2024, 3, day, tzinfo=UTC), is_watched=True) for day in seen_on]
    return add_sights(direction(one, other), (tellings[0], tellings[1]), (sights[0], sights[1]))


def test_first_sight_tells_where_nothing_else_does() -> None:
    told = sighted(page(*STORY), page(*STORY[:3]), 7, 4)
    assert (told.first, told.confidence) == (1, 0.5)
    assert "first seen 2024-03-04" in told.because


def test_first_sight_says_nothing_against_other_evidence_or_of_what_contradicts() -> None:
    credited = page(*STORY[:4], "(HLN)")
    assert sighted(page("Ferry plan waits", *STORY), credited, 7, 4).first == 0
    contradictory = (
        page("Waits", "March 5, 2024 10:10", *STORY),
        page("Waits", "March 5, 2024 09:40", *STORY, "Source: Orva News"),
    )
    assert sighted(*contradictory, 4, 7).first is None
