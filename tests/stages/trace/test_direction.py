from onrecord.stages.trace.direction import Direction, find_direction, read_telling
from onrecord.stages.trace.passages import align, make_seeds
from onrecord.stages.trace.words import words_of
from tests.stages.trace.told import OTHER, STORY, page, read


def direction(one: str, other: str) -> Direction:
    reports = (read(one, "a.txt"), read(other, "b.txt"))
    words = (words_of(reports[0]), words_of(reports[1]))
    runs = align(words[0], words[1], make_seeds(words[1]))
    told = find_direction(read_telling(reports[0]), read_telling(reports[1]), words, runs)
    turned = find_direction(
        read_telling(reports[1]),
        read_telling(reports[0]),
        words[::-1],
        align(words[1], words[0], make_seeds(words[0])),
    )
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
