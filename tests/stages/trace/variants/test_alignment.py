from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.stages.trace.variants import alignment
from onrecord.stages.trace.variants.alignment import align_words, same_words
from onrecord.stages.trace.variants.weights import weights_of
from tests.stages.trace.variants.telling import tell


def aligned(one: str, other: str) -> list[tuple[str, str]]:
    a, b = tell(one).words, tell(other).words
    return [(a[i].word, b[j].word) for i, j in align_words(a, b, weights_of(a, {}), weights_of(b, {}))]


def test_quotation_is_found_whole_in_the_midst_of_a_speech() -> None:
    quotation = "nobody closes the eastern harbour without us"
    speech = f"Friends, the winter was long and the harbour froze. {quotation}. We are not without friends."
    assert [word for word, _ in aligned(quotation, speech)] == quotation.split()


def test_words_left_out_in_the_middle_do_not_part_what_stands_around() -> None:
    one = "we fired many missiles into the valley, as our fathers did in the long war, and we shall fire more"
    other = "we fired many missiles into the valley and we shall fire more"
    assert [word for _, word in aligned(one, other)] == other.split()


def test_small_words_in_common_are_nothing() -> None:
    assert aligned("we are of the sea and the wind", "they who were in the town and of the hill") == []


def test_forms_and_spellings_of_a_word_are_that_word() -> None:
    assert ("haniyeh", "haniya") in aligned("Haniyeh travelled to Orsk", "Haniya travels to Orsk")


def test_nothing_aligns_with_nothing() -> None:
    assert aligned("", "we stay") == []


def test_very_long_wordings_are_aligned_by_equal_words(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = "nobody closes the eastern harbour", "he said nobody closes the eastern harbour today"
    near = aligned(one, other)
    monkeypatch.setattr(alignment, "_MOST_PAIRS", 1)
    assert aligned(one, other) == near


def test_same_words_count_by_the_lighter_of_both_weights() -> None:
    a, b = tell("quay").words, tell("the quay").words
    same = same_words(a, b, weights_of(a, {}), weights_of(b, {"quay": 100}))
    assert same.shape == (1, 2)
    assert same[0, 0] == 0
    assert 0 < same[0, 1] < 1


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "the", "of", "quay"]), max_size=25),
    st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "the", "of", "quay"]), max_size=25),
)
def test_pairs_are_in_the_order_of_both_and_no_word_is_paired_twice(one: list[str], other: list[str]) -> None:
    a, b = tell(" ".join(one)).words, tell(" ".join(other)).words
    pairs = align_words(a, b, weights_of(a, {}), weights_of(b, {}))
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))
    assert all(a[i].key == b[j].key for i, j in pairs)
