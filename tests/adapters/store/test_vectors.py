import re

from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.store.vectors import PART_BYTES, PART_WORDS, PLACES_OF_ONE_WORD, vectors
from onrecord.adapters.store.words import PHRASE_WORDS, words_of

_ENTRY = re.compile(r"'([^']*)':([\d,]+)")


def places(vector: str) -> dict[str, list[int]]:
    return {word: [int(n) for n in found.split(",")] for word, found in _ENTRY.findall(vector)}


def test_an_empty_text_has_one_empty_part() -> None:
    assert vectors("") == [""]
    assert vectors("…") == [""]


def test_no_part_exceeds_what_postgres_keeps() -> None:
    text = "the " * 2_000 + " ".join(f"w{i}{'x' * (i % 400)}" for i in range(40_000))
    for vector in vectors(text):
        found = places(vector)
        assert max(len(at) for at in found.values()) <= PLACES_OF_ONE_WORD
        assert max(max(at) for at in found.values()) <= PART_WORDS
        assert sum(len(word.encode()) for word in found) <= PART_BYTES + 2_000


def test_neighbouring_parts_share_one_word_less_than_a_phrase() -> None:
    words = [f"w{i}" for i in range(PART_WORDS + 500)]
    first, second = vectors(" ".join(words))
    shared = places(first).keys() & places(second).keys()
    assert len(shared) == PHRASE_WORDS - 1
    assert places(second)[words[PART_WORDS]] == [PHRASE_WORDS]


def test_a_word_with_a_particle_stands_at_one_place_in_both_forms() -> None:
    assert places(vectors("the port’s guard")[0]) == {
        "the": [1],
        "ports": [2],
        "port": [2],
        "guard": [3],
    }


@given(st.text())
def test_every_word_of_the_text_is_in_some_part(text: str) -> None:
    held = {word for vector in vectors(text) for word in places(vector)}
    assert set(words_of(text)) <= held
