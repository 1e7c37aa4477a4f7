import re

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.phrases import Phrases, vocabulary_of

LISTED = ("Kesh Mail", "op-ed", "İstanbul Post", "Q&A", "straße")
#: The listed phrases in pieces and other cases, so that they meet by chance.
PARTS = st.sampled_from(
    (
        "Kesh",
        "KESH",
        "mail",
        "Mail",
        "op",
        "-",
        "ed",
        " ",
        "\n",
        "istanbul",
        "ıstanbul",
        "POST",
        "Q",
        "&",
        "a",
        "straße",
        "STRASSE",
    )
)


@given(st.lists(PARTS).map("".join))
def test_what_a_pattern_finds_the_look_before_never_denies(words: str) -> None:
    pattern = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in LISTED)
    if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", words, re.IGNORECASE):
        assert Phrases.of(LISTED).may_stand_in(vocabulary_of(words))


def test_words_of_no_phrase_are_told_at_once() -> None:
    assert not Phrases.of(LISTED).may_stand_in(vocabulary_of("Sent by mail, she said."))


@given(st.lists(PARTS).map("".join))
def test_union_looks_for_the_phrases_of_all(words: str) -> None:
    vocabulary = vocabulary_of(words)
    several = [Phrases.of(LISTED[:2]), Phrases.of(LISTED[1:])]
    assert Phrases.union(several).may_stand_in(vocabulary) == Phrases.of(LISTED).may_stand_in(vocabulary)
