import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.store.words import (
    PHRASE_WORDS,
    QUERY_WORDS,
    WORD_CHARS,
    fts5,
    index_text,
    parse,
    tsquery,
    without_particles,
    words_of,
)
from onrecord.errors import BadRequest


def test_words_joined_by_a_hyphen_are_asked_for_as_a_phrase() -> None:
    assert parse("al-Nour").all_of == (((("al", "nour"),),),)


def test_or_joins_only_its_neighbours() -> None:
    wanted = parse("a OR b c OR d")
    assert [len(group) for group in wanted.all_of] == [2, 2]


@pytest.mark.parametrize("query", ["OR a", "a OR", "a OR OR", "OR OR a", 'a OR "" OR', "a OR -"])
def test_or_without_a_neighbour_means_nothing(query: str) -> None:
    assert parse(query).all_of == (((("a",),),),)


def test_minus_inside_a_word_excludes_nothing() -> None:
    assert parse("cease-fire").none_of == ()
    assert parse("a -cease-fire").none_of == ((("cease", "fire"),),)


def test_a_long_quotation_is_asked_for_in_consecutive_pieces() -> None:
    words = [f"w{i}" for i in range(PHRASE_WORDS * 2 + 1)]
    [[term]] = parse('"' + " ".join(words) + '"').all_of
    assert [word for piece in term for word in piece] == words
    assert {len(piece) for piece in term} == {PHRASE_WORDS, 1}


def test_more_words_than_the_limit_are_refused() -> None:
    assert parse("w " * QUERY_WORDS)
    with pytest.raises(BadRequest, match=str(QUERY_WORDS)):
        parse("w " * (QUERY_WORDS + 1))


def test_pieces_of_a_long_term_stay_together_in_every_dialect() -> None:
    long = '"' + " ".join("ab"[i % 2] for i in range(PHRASE_WORDS + 1)) + '"'
    assert fts5(parse(f"{long} OR c")).endswith('AND "a") OR "c")')
    assert tsquery(parse(f"c -{long}")).endswith("& 'a'))")


def test_a_word_beyond_all_measure_is_shortened() -> None:
    assert words_of("x" * 9_999) == ["x" * WORD_CHARS]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hizbullah’s", "Hizbullah"),
        ("the ministers’ reply", "the ministers’ reply"),
        ("l'accord", "accord"),
        ("Na’im", "Na’im"),
        ("Ra’s", "Ra’s"),
        ("it’s", "it’s"),
        ("2020’s", "2020’s"),
    ],
)
def test_only_short_particles_beside_a_longer_word_are_dropped(text: str, left: str) -> None:
    assert without_particles(text) == left


@given(st.text(st.characters(codec=None)))
def test_every_query_is_either_parsed_or_refused_in_our_words(query: str) -> None:
    try:
        wanted = parse(query)
    except BadRequest:
        return
    assert wanted.phrases
    for text in (fts5(wanted), tsquery(wanted)):
        assert text.count("(") == text.count(")")
        assert "\x00" not in text
    # What stands between the quotes is the words and nothing else.
    quoted = fts5(wanted).split('"')[1::2]
    assert {word for words in quoted for word in words.split()} >= {w for p in wanted.phrases for w in p}


@given(st.text())
def test_words_hold_nothing_that_either_index_cuts_or_folds(text: str) -> None:
    for word in words_of(text):
        assert not any(char.isspace() or char in "'\"\\\x00" for char in word)
        assert not any("A" <= char <= "Z" for char in word)
    assert index_text(text).split() == words_of(text)
