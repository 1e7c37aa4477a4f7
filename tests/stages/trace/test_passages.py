import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.stages.trace.fingerprints import make_row
from onrecord.stages.trace.passages import Seeds, align, align_pairs
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
    runs = align(a, b)
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
    runs = align(a, b)
    assert (runs.a.tolist(), runs.b.tolist(), runs.lengths.tolist()) == ([4], [3], [10])


def test_a_flood_of_one_word_ends_at_once() -> None:
    flood = as_words("boat " * 200_000)
    began = time.process_time()
    align(flood, flood)
    assert time.process_time() - began < 5


@given(st.lists(TEXT, min_size=1, max_size=4), st.lists(TEXT, min_size=1, max_size=3))
def test_many_pairs_at_a_time_give_what_each_gives_alone(ones: list[str], others: list[str]) -> None:
    a, b = [*map(as_words, ones)], [*map(as_words, others)]
    which = [(x, y) for y in range(len(b)) for x in range(len(a))]
    owners = np.array([y for _, y in which])
    seeds = Seeds(make_row([words.hashes for words in b]))
    runs, pairs = align_pairs([a[x] for x, _ in which], seeds, owners)
    assert pairs.tolist() == sorted(pairs.tolist())
    for number, (x, y) in enumerate(which):
        those, alone = runs.keep(pairs == number), align(a[x], b[y])
        assert those.a.tolist() == alone.a.tolist()
        assert those.b.tolist() == alone.b.tolist()
        assert those.lengths.tolist() == alone.lengths.tolist()


def test_what_a_longer_run_has_taken_is_cut_from_a_shorter_one() -> None:
    a = as_words("tide boat pear quay fund dock sound night crate spring")
    b = as_words("tide boat pear quay fund dock sound then dock sound night crate spring")
    runs = align(a, b)
    assert list(zip(runs.a.tolist(), runs.b.tolist(), runs.lengths.tolist(), strict=True)) == [
        (0, 0, 7),
        (7, 10, 3),
    ]


def test_a_pair_with_too_few_words_in_runs_is_left_out() -> None:
    a = as_words("nine boats lay at anchor in the sound and the pears were sold")
    b = as_words("the pears were sold because nine boats lay at anchor")
    assert len(align(a, b)) == 2
    seeds = Seeds(make_row([b.hashes]))
    assert not len(align_pairs([a], seeds, np.zeros(1, dtype=np.int64), at_least=9)[0])
