import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.trace.fingerprints import WIDTH, WINDOW, hash_runs, make_row, sample

WORDS = st.lists(st.integers(0, 50), max_size=80).map(lambda found: np.array(found, dtype=np.uint32))


@given(WORDS, WORDS, st.lists(st.integers(100, 200), min_size=WIDTH + WINDOW - 1, max_size=40))
def test_a_shared_run_of_a_window_always_leaves_a_shared_fingerprint(
    before: np.ndarray, after: np.ndarray, run: list[int]
) -> None:
    shared = np.array(run, dtype=np.uint32)
    kept = sample([np.concatenate([before, shared]), np.concatenate([shared, after])])
    assert set(kept.hashes[kept.owners == 0]) & set(kept.hashes[kept.owners == 1])


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_many_at_a_time_give_what_each_gives_alone(texts: list[np.ndarray]) -> None:
    together = sample(texts)
    for number, text in enumerate(texts):
        assert together.hashes[together.owners == number].tolist() == sample([text]).hashes.tolist()


def test_a_text_shorter_than_a_fingerprint_has_none() -> None:
    assert not len(sample([np.arange(WIDTH - 1, dtype=np.uint32)]).hashes)
    assert len(sample([np.arange(WIDTH, dtype=np.uint32)]).hashes)


def test_one_fingerprint_of_each_window_is_kept() -> None:
    text = np.arange(100, dtype=np.uint32)
    kept, runs = sample([text]).hashes, hash_runs(text)
    places = np.flatnonzero(np.isin(runs, kept))
    assert sorted(runs[places].tolist()) == kept.tolist()
    assert np.diff(places).max() <= WINDOW


@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(1, 4))
def test_runs_of_a_row_are_those_of_its_reports(texts: list[np.ndarray], width: int) -> None:
    hashes, whole = make_row(texts).runs(width)
    assert hashes[whole].tolist() == [one for text in texts for one in hash_runs(text, width).tolist()]
