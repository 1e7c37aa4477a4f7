"""Cursors lead back into their own question, and into no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.store.cursors import cursor, question_of, read_cursor
from onrecord.errors import BadRequest
from onrecord.ports import Order, ReportsWanted, StatementsWanted

places = st.lists(
    st.one_of(st.integers(0, 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False)), max_size=4
)


@given(st.text(), places)
def test_a_cursor_gives_back_its_place(question: str, place: list[float]) -> None:
    assert read_cursor(cursor(question, *place), question, len(place)) == place


@given(st.text(max_size=100))
def test_what_was_made_up_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        read_cursor(text, "q", 1)


@given(st.integers(0, 2**62), st.integers(0, 30), st.integers(1, 25))
def test_one_that_was_changed_is_refused(place: int, at: int, by: int) -> None:
    made = cursor("q", place)
    at %= len(made)
    other = chr((ord(made[at]) - 97 + by) % 26 + 97)
    changed = made[:at] + other + made[at + 1 :]
    if changed == made:
        return
    try:
        # The last character may hold bits that stand for nothing.
        assert read_cursor(changed, "q", 1) == [place]
    except BadRequest:
        return


def test_questions_are_told_apart_and_the_order_of_sets_is_not() -> None:
    a = question_of("statements", StatementsWanted(said_by=frozenset({"a", "b", "c"})), Order.NEWEST)
    b = question_of("statements", StatementsWanted(said_by=frozenset({"c", "b", "a"})), Order.NEWEST)
    assert a == b
    others = {
        question_of("statements", StatementsWanted(words="a"), Order.BEST),
        question_of("statements", StatementsWanted(words="a"), Order.NEWEST),
        question_of("statements", StatementsWanted(by=("a",)), Order.NEWEST),
        question_of("reports", ReportsWanted(words="a"), Order.NEWEST),
        a,
    }
    assert len(others) == 5
