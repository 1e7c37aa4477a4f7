import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.trace.lookup import Lookup, no_more_than

HELD = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20)), max_size=60)


def columns(rows: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([r for r, _ in rows], dtype=np.int64), np.array([h for _, h in rows], dtype=np.uint32)


@given(HELD, HELD)
def test_every_place_of_a_hash_in_its_own_report_is_found(
    held: list[tuple[int, int]], asked: list[tuple[int, int]]
) -> None:
    found = Lookup(*columns(held)).find(*columns(asked))
    told = sorted(zip(*(one.tolist() for one in found), strict=True))
    assert told == [(n, m) for n, one in enumerate(asked) for m, other in enumerate(held) if one == other]


@given(HELD, st.integers(1, 4))
def test_a_hash_that_a_report_holds_too_often_is_left_out(held: list[tuple[int, int]], most: int) -> None:
    asked, _ = Lookup(*columns(held)).find(*columns(held), most=most)
    few = [n for n, one in enumerate(held) if held.count(one) <= most]
    assert sorted(set(asked.tolist())) == few
    assert np.flatnonzero(no_more_than(most, *columns(held))).tolist() == few


def test_hashes_made_to_share_a_place_of_the_table_are_told_apart() -> None:
    hashes = np.arange(500, dtype=np.uint32) << np.uint32(20)
    owners = np.zeros(500, dtype=np.int64)
    asked, found = Lookup(owners, hashes).find(owners, hashes)
    assert sorted(zip(asked.tolist(), found.tolist(), strict=True)) == [(n, n) for n in range(500)]
