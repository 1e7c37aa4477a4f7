import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.stages.trace.index import MemoryIndex

REPORTS = st.lists(st.sets(st.integers(0, 60), max_size=20), min_size=1, max_size=40)


@given(REPORTS, st.sets(st.integers(0, 60)))
@settings(max_examples=60)
def test_it_answers_as_a_dictionary_would_between_additions(reports: list[set[int]], asked: set[int]) -> None:
    index = MemoryIndex()
    ask = np.array(list(asked), dtype=np.uint32)
    held: dict[int, set[int]] = {}
    for number, fingerprints in enumerate(reports):
        own = np.array(sorted(fingerprints), dtype=np.uint32)
        index.add(np.full(len(own), number, dtype=np.uint32), own)
        for one in fingerprints:
            held.setdefault(one, set()).add(number)
        found = index.holders(ask)
        told = {(int(ask[a]), int(r)) for a, r in zip(found.asked, found.reports, strict=True)}
        assert told == {(one, r) for one in asked for r in held.get(one, ())}
        assert index.count(ask).tolist() == [len(held.get(int(one), ())) for one in ask]


def test_those_asked_for_again_after_an_addition_are_found_with_it() -> None:
    index, ask = MemoryIndex(), np.array([5, 3, 5], dtype=np.uint32)
    index.add(np.array([1, 1], dtype=np.uint32), np.array([3, 5], dtype=np.uint32))
    assert index.count(ask).tolist() == [1, 1, 1]
    index.add(np.array([2], dtype=np.uint32), np.array([5], dtype=np.uint32))
    assert index.count(ask).tolist() == [2, 1, 2]
    found = index.holders(ask[:1])
    assert sorted(found.reports.tolist()) == [1, 2]


def test_a_fingerprint_takes_eight_bytes() -> None:
    index = MemoryIndex()
    index.add(np.zeros(1000, dtype=np.uint32), np.arange(1000, dtype=np.uint32))
    assert index.nbytes == 8_000
