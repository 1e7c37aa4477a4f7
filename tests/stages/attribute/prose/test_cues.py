from tests.stages.attribute.said import said


def test_cue_of_several_words() -> None:
    assert said("Al-Amari went on to say that the boats had left.") == [
        ("Al-Amari", "went on to say", ("the boats had left",))
    ]


def test_phrase_with_a_gap() -> None:
    assert said("Haddin expressed his deep thanks to the pilots for their help.") == [
        ("Haddin", "expressed his deep thanks", ("their help",))
    ]


def test_a_noun_that_looks_like_a_verb_is_no_cue() -> None:
    assert said("The report of the committee was long.") == []
    assert said("Their demands for boats grew.") == []


def test_nobody_is_the_source_of_it_was_reported() -> None:
    assert said("It was reported that the boats had left.") == [("", "reported", ("the boats had left",))]


def test_a_series_of_verbs_shares_its_subject() -> None:
    found = said('Haddin thanked the pilots, sent regards to the mayor, and stressed that "the sea is open."')
    assert [(s, c) for s, c, _ in found] == [
        ("Haddin", "thanked"),
        ("Haddin", "sent"),
        ("Haddin", "stressed"),
    ]


def test_stressing_may_be_the_purpose_of_coming() -> None:
    assert said(
        "Officer Dana Haddin joined the meeting by video to emphasize the right of islanders to fish."
    ) == [("Officer Dana Haddin", "emphasize", ("the right of islanders to fish",))]
    assert said("He refused to emphasize the right of islanders to fish.") == []
