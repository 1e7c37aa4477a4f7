import pytest

from onrecord.text.telegram import has_words, poll_lines, text_pieces


def test_words_are_read_with_their_forms() -> None:
    assert text_pieces(
        {"text": ["a", {"type": "link", "text": "b"}, {"type": 7}, 8, None, {"text": "c"}]}
    ) == (
        ("", "a"),
        ("link", "b"),
        ("", "c"),
    )
    assert text_pieces({"text": "a \ud83d b"}) == (("", "a � b"),)


@pytest.mark.parametrize(
    "poll", [None, 7, {}, {"question": 7, "answers": 8}, {"answers": [7, {"text": None}]}]
)
def test_broken_polls_say_nothing(poll: object) -> None:
    assert poll_lines({"poll": poll}) == ()


def test_service_messages_and_mere_pictures_have_no_words() -> None:
    assert has_words({"type": "message", "text": "a"})
    assert has_words({"type": "message", "text": "", "poll": {"question": "a?"}})
    assert not has_words({"type": "service", "text": "a"})
    assert not has_words({"type": "message", "text": " \n", "photo": "a.jpg"})
