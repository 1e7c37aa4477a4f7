import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.stages.trace.variants.said import MOST_WORDS, is_small, key_of, words_by_key
from onrecord.stages.trace.variants.variants import words_of
from tests.stages.trace.variants.telling import tell


def test_words_keep_their_places_over_content_spans() -> None:
    said = tell("We stay,", "said nobody")
    assert [(word.word, word.span) for word in said.words] == [
        ("we", Span(0, 2)),
        ("stay", Span(3, 7)),
        ("said", Span(9, 13)),
        ("nobody", Span(14, 20)),
    ]


def test_insertions_are_marked_and_markers_of_notes_are_no_words() -> None:
    said = tell("The quay [of Selm] is ours.[3]")
    assert [word.word for word in said.words if word.is_inserted] == ["of", "selm"]
    assert "3" not in [word.word for word in said.words]


def test_dots_in_either_form_are_kept_with_their_places() -> None:
    assert tell("We stay... as long … as we can.").dots == (Span(7, 10), Span(19, 20))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("We saw Selm and Ordal.", {"selm", "ordal"}),
        ("Selm is here. Ordal is not.", set()),
        ("“Never,” said Okoro", {"okoro"}),
        ("The Harbour Belongs To Everybody", set()),
        ("I know that I saw Orsk", {"orsk"}),
    ],
)
def test_name_has_a_capital_that_neither_sentence_nor_heading_asks_for(words: str, names: set[str]) -> None:
    assert {word.word for word in tell(words).words if word.is_name} == names


def test_whom_the_statement_names_is_a_name_in_a_heading_too() -> None:
    said = tell("Okoro Leaves The Harbour", names=("Tomas Okoro",))
    assert [word.word for word in said.words if word.is_name] == ["okoro"]


def test_possessives_apostrophes_and_accents_make_no_other_word() -> None:
    one, other = tell("Na’im’s rockets"), tell("Naim rocket")
    assert [word.key for word in one.words] == [word.key for word in other.words]


def test_scripts_without_spaces_are_read_by_character_and_others_by_word() -> None:
    assert [word.word for word in tell("和平 в порту").words] == ["和", "平", "в", "порту"]


def test_speech_without_end_is_cut() -> None:
    assert len(tell("word " * (MOST_WORDS + 50)).words) == MOST_WORDS


@given(
    st.lists(
        st.sampled_from(
            ["The", "ships’", "ship", "[1]", "[the", "]", "ten.5", "…", "和平", "O'Brien", "ي", "."]
        )
    )
)
def test_words_alone_are_those_of_the_statement(words: list[str]) -> None:
    said = " ".join(words)
    assert words_by_key([said]) == words_of(tell(said))


def test_words_alone_are_cut_where_the_statement_is() -> None:
    for said in (
        " ".join(f"w{n}" for n in range(MOST_WORDS + 5)),
        "".join(map(chr, range(0x4E00, 0x4E00 + MOST_WORDS + 5))),
    ):
        assert words_by_key([said]) == words_of(tell(said))


def test_day_is_that_of_the_words_or_else_of_the_report() -> None:
    assert tell("Yes.").is_dated
    later = tell("Yes.", said_on=None, published=tell("Yes.").day)
    assert later.day is not None
    assert not later.is_dated


@pytest.mark.parametrize("word", ["the", "we", "и", "الذي"])
def test_small_words_of_several_languages_are_small(word: str) -> None:
    assert is_small(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("fired", "firing"), ("missiles", "missile"), ("countries", "country"), ("stopped", "stops")],
)
def test_forms_of_one_word_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(("one", "other"), [("harbour", "harvest"), ("campus", "camp"), ("news", "new")])
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)
