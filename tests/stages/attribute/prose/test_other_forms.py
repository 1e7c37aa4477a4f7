from tests.stages.attribute.said import said


def test_according_to_at_the_start_and_at_the_end() -> None:
    assert said("According to the pilots, the harbour had been closed for weeks.") == [
        ("the pilots", "According to", ("the harbour had been closed for weeks",))
    ]
    assert said("The harbour had been closed for weeks, according to the pilots.") == [
        ("the pilots", "according to", ("The harbour had been closed for weeks",))
    ]


def test_quotation_signed_with_a_dash() -> None:
    assert said("“Nobody asked the islanders.” — Ann Orr, pilot") == [
        ("Ann Orr, pilot", "—", ("Nobody asked the islanders.",))
    ]


def test_a_question_that_is_named_has_no_source() -> None:
    found = said("In response to a question about the toll on the bridge, Vale says that he will wait.")
    assert found == [
        ("", "question", ("the toll on the bridge",)),
        ("Vale", "says", ("he will wait",)),
    ]


def test_as_someone_said_attributes_the_main_clause() -> None:
    assert said("As Captain Orr said on Monday, the storm has begun and will not stop.") == [
        ("Captain Orr", "said", ("the storm has begun and will not stop",))
    ]


def test_words_on_a_website_are_given_to_the_website() -> None:
    assert said('On its website its aims are described as "to unite the islands."') == [
        ("its website", "described", ("to unite the islands.",))
    ]


def test_a_colon_alone_gives_the_words_to_the_subject() -> None:
    assert said('The captain turned to the crowd: "Go home and rest."') == [
        ("The captain", "", ("Go home and rest.",))
    ]
