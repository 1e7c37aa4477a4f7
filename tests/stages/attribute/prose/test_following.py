import pytest

from tests.stages.attribute.said import said


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            'Orlen said: "The ferry will sail again on Friday."',
            [("Orlen", "said", ("The ferry will sail again on Friday.",))],
        ),
        (
            "He also states, “Nobody asked the islanders.”",
            [("He", "states", ("Nobody asked the islanders.",))],
        ),
        (
            "The minister stressed that the bridge was safe.",
            [("The minister", "stressed", ("the bridge was safe",))],
        ),
        (
            "Mayor Dana Orlen told reporters in Kesh on Monday that the harbour would stay closed.",
            [("Mayor Dana Orlen", "told", ("the harbour would stay closed",))],
        ),
        (
            "Orlen told reporters she would resign.",
            [("Orlen", "told", ("she would resign",))],
        ),
        (
            "The union said the harbour was closed.",
            [("The union", "said", ("the harbour was closed",))],
        ),
        (
            "She asked whether the harbour had been mined.",
            [("She", "asked", ("whether the harbour had been mined",))],
        ),
        (
            "The party vowed to reopen the harbour.",
            [("The party", "vowed", ("to reopen the harbour",))],
        ),
        (
            "In the interview, he discusses the work of the harbour guard.",
            [("he", "discusses", ("the work of the harbour guard",))],
        ),
        (
            "Islanders praised the pilots for their patience during the storm.",
            [("Islanders", "praised", ("their patience during the storm",))],
        ),
        (
            "Vale thanked the islanders, in a square full of flags.",
            [("Vale", "thanked", ("the islanders",))],
        ),
        (
            "The daily Lantern even labelled the islanders as heroes.",
            [("The daily Lantern", "labelled", ("heroes",))],
        ),
    ],
)
def test_words_after_a_cue_are_found_in_each_frame(
    paragraph: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert said(paragraph) == expected


def test_a_quotation_after_that_is_direct_words_without_its_marks() -> None:
    assert said('Vale asserts that "the harbour is ours to keep."') == [
        ("Vale", "asserts", ("the harbour is ours to keep.",))
    ]


def test_prose_around_a_quotation_makes_one_mixed_content() -> None:
    assert said('Vale says that the islanders were trained by the "harbour league" for years.') == [
        ("Vale", "says", ('the islanders were trained by the "harbour league" for years',))
    ]


def test_two_verbs_share_a_subject_and_split_their_words() -> None:
    assert said(
        'He stresses his rejection of the toll plan and asserts that the only way is "the ferry" home.'
    ) == [
        ("He", "stresses", ("his rejection of the toll plan",)),
        ("He", "asserts", ('the only way is "the ferry" home',)),
    ]


def test_a_participle_speaks_for_the_subject_before_it() -> None:
    assert said('"We never count the cost," Vale noted, adding, "We count the boats."') == [
        ("Vale", "noted", ("We never count the cost,",)),
        ("Vale", "adding", ("We count the boats.",)),
    ]


def test_a_gloss_of_the_report_is_no_part_of_the_words() -> None:
    assert said("He asserts that the islanders must go home, i.e. to the mainland.") == [
        ("He", "asserts", ("the islanders must go home",))
    ]


def test_a_month_is_not_taken_for_a_verb() -> None:
    found = said('Vale said in a May 15 phone call with the pilots: "The harbour is yours."')
    assert found == [("Vale", "said", ("The harbour is yours.",))]


def test_a_name_for_a_thing_is_no_statement() -> None:
    assert said('The pilots fought a battle called "the long night" there.') == []


def test_an_outlet_that_only_passes_words_on_is_no_speaker() -> None:
    found = said(
        'The agency reported, on June 2, that during a ceremony in Kesh, pilot Ann Orr said: "We thank you."'
    )
    assert [(source, content) for source, _, content in found] == [("pilot Ann Orr", ("We thank you.",))]


def test_one_cue_serves_the_news_and_the_words_about_it() -> None:
    found = said('The daily Lantern celebrated the news that the ferry had sailed: "The sea is open again."')
    assert [content for _, _, content in found] == [("the ferry had sailed",), ("The sea is open again.",)]


@pytest.mark.parametrize("verb", ["must", "could", "might", "should", "cannot"])
def test_what_could_be_said_was_not_said(verb: str) -> None:
    assert said(f"They {verb} say what they want.") == []
