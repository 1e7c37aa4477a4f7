from tests.stages.attribute.said import said


def test_quotation_before_its_cue() -> None:
    assert said('"The harbour is closed," he said.') == [("he", "said", ("The harbour is closed,",))]


def test_subject_after_the_cue_with_its_apposition() -> None:
    assert said("“We forced them to leave,” said Dana Orlen, the mayor of Kesh, on Monday.") == [
        ("Dana Orlen, the mayor of Kesh", "said", ("We forced them to leave,",))
    ]


def test_clause_before_its_cue() -> None:
    assert said("The plan was also meant to end the blockade of the island, he said.") == [
        ("he", "said", ("The plan was also meant to end the blockade of the island",))
    ]


def test_quotation_split_by_its_cue_keeps_both_halves() -> None:
    assert said('"These boats," he said, "were built at home."') == [
        ("he", "said", ("These boats,", "were built at home."))
    ]


def test_sentence_interrupted_by_its_cue_keeps_both_halves() -> None:
    assert said("These boats, it said, were built on the island.") == [
        ("it", "said", ("These boats", "were built on the island"))
    ]


def test_a_second_quotation_of_the_paragraph_goes_on_with_the_first() -> None:
    assert said('"The harbour is closed," he said. "It will stay closed."') == [
        ("he", "said", ("The harbour is closed,", "It will stay closed."))
    ]


def test_a_question_is_claimed_by_the_sentence_after_it() -> None:
    assert said('"Who closed the harbour?" Dana Orlen asked.') == [
        ("Dana Orlen", "asked", ("Who closed the harbour?",))
    ]


def test_french_and_german_marks_are_quotations_too() -> None:
    assert said("« Le port est fermé », he said.") == [("he", "said", ("Le port est fermé",))]
    assert said("„Der Hafen ist zu“, he said.") == [("he", "said", ("Der Hafen ist zu",))]


def test_an_opening_phrase_before_a_cue_is_not_content() -> None:
    assert said("On Monday, he said.") == []
