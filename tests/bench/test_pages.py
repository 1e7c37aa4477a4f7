"""The bench of pages scores words as the measure of pages does."""

import pytest

from bench.pages import ours, score


def test_words_are_scored_as_often_as_they_stand() -> None:
    assert score(["a b a"], ["a a a c"]) == pytest.approx((4 / 7, 0.5, 2 / 3))
    assert score(["a"], []) == (0.0, 0.0, 0.0)


def test_a_page_that_cannot_be_read_has_no_words() -> None:
    assert ours(b"<html></html>") == []
    assert ours(b"<html><body><p>Hello from Selm.</p></body></html>") == ["Hello from Selm."]
