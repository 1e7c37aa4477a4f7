import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.stages.trace.passages import align, make_seeds
from onrecord.stages.trace.words import Words, words_in

TEXT = st.lists(
    st.sampled_from(["tide", "boat", "pear", "quay", "fund", "dock", "sound", "night", "crate", "spring"]),
    max_size=60,
).map(" ".join)


def as_words(text: str) -> Words:
    return words_in(text, [Span(0, len(text))])


@given(TEXT, TEXT)
def test_runs_are_the_same_words_and_do_not_overlap_in_either(one: str, other: str) -> None:
    a, b = as_words(one), as_words(other)
    runs = align(a, b, make_seeds(b))
    used_a: set[int] = set()
    used_b: set[int] = set()
    for at, there, length in zip(runs.a.tolist(), runs.b.tolist(), runs.lengths.tolist(), strict=True):
        assert a.hashes[at : at + length].tolist() == b.hashes[there : there + length].tolist()
        assert not used_a & set(range(at, at + length))
        assert not used_b & set(range(there, there + length))
        used_a |= set(range(at, at + length))
        used_b |= set(range(there, there + length))


def test_the_longest_passage_is_whole_and_what_surrounds_it_is_not() -> None:
    a = as_words("first words here then nine boats lay at anchor in the sound all winter and so on")
    b = as_words("quite different opening nine boats lay at anchor in the sound all winter whereas elsewhere")
    runs = align(a, b, make_seeds(b))
    assert (runs.a.tolist(), runs.b.tolist(), runs.lengths.tolist()) == ([4], [3], [10])


def test_a_flood_of_one_word_ends_at_once() -> None:
    flood = as_words("boat " * 200_000)
    began = time.process_time()
    align(flood, flood, make_seeds(flood))
    assert time.process_time() - began < 5
