import pytest

from onrecord.stages.read.documents.pdf_words import Vocabulary


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the light-", "house burns"], "the lighthouse burns"),
        (["a well-", "known light"], "a well-known light"),
        (["the Selm-", "Orr ferry"], "the Selm-Orr ferry"),
        (["in 2023-", "24 alone"], "in 2023-24 alone"),
        (["in 2023–", "24 alone"], "in 2023–24 alone"),
        (["soft\u00ad", "ware"], "software"),
        (["so\u00adft ware"], "soft ware"),
        (["he went –", "or ran"], "he went – or ran"),
        (["港口将于", "五月开放"], "港口将于五月开放"),
        (["one"], "one"),
    ],
)
def test_hyphens_that_only_part_a_word_are_undone(lines: list[str], joined: str) -> None:
    assert Vocabulary(lines).join(lines) == joined


def test_a_word_that_stands_unbroken_elsewhere_tells_what_its_hyphen_is() -> None:
    lines = ["the night-", "boat"]
    assert Vocabulary([*lines, "a night-boat"]).join(lines) == "the night-boat"
    assert Vocabulary([*lines, "a nightboat"]).join(lines) == "the nightboat"
    halves = ["of self-", "rule"]
    assert Vocabulary(halves).join(halves) == "of self-rule"
