"""Marks stand beside words in one index: no word looks like one, and no database cuts one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.store.marks import (
    GAP,
    SIGN,
    Field,
    language_marks,
    mark,
    name_run,
    names,
    origin_marks,
    part_of,
)
from onrecord.adapters.store.words import words_of
from onrecord.errors import BadRequest


@given(st.text())
def test_no_word_of_any_text_looks_like_a_mark(text: str) -> None:
    assert not any(word.startswith(SIGN) for word in words_of(text))


@given(st.sampled_from(Field), st.text(max_size=300))
def test_a_mark_is_one_word_to_both_databases(field: Field, value: str) -> None:
    made = mark(field, value)
    assert made.startswith(f"{SIGN}{field}")
    assert all(char.isalnum() or char in {SIGN, "_"} for char in made)
    assert len(made.encode()) < 1_000


@given(st.text(max_size=60))
def test_a_name_is_asked_for_by_the_marks_that_it_has(name: str) -> None:
    run = name_run(Field.BY, name)
    if run:
        assert part_of(Field.BY, name) == (run,)
        assert names(Field.BY, [name, "?", name]) == [*run, GAP, *run, GAP]
    else:
        with pytest.raises(BadRequest):
            part_of(Field.BY, name)


def test_languages_and_origins_have_a_mark_for_all_that_may_be_asked() -> None:
    assert language_marks(None) == origin_marks(None) == []
    assert language_marks("pt-BR") == ["§lpt", "§lpt_br"]
    assert origin_marks(1)[-1] == "§g1"
    assert origin_marks(500) == origin_marks(20)
