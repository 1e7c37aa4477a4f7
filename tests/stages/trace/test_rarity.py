import numpy as np

from onrecord.stages.trace.fingerprints import hash_runs, make_row, sample
from onrecord.stages.trace.rarity import RARE_IN, fingerprint_weights, nearest_fingerprints
from tests.stages.trace.told import OTHER, STORY, page, words


def test_what_many_reports_hold_counts_little() -> None:
    weights = fingerprint_weights(np.array([1, RARE_IN, 10 * RARE_IN]))
    assert np.allclose(weights, [1, 1, 0.1])


def test_each_word_goes_with_the_fingerprint_that_stands_nearest() -> None:
    texts = [words(page(*STORY)).hashes, words(page(*OTHER)).hashes, words(page(*STORY[:2])).hashes]
    row, kept = make_row(texts), sample(texts)
    near = nearest_fingerprints(row, kept)
    assert len(near) == len(row.hashes)
    assert kept.owners[near].tolist() == row.owners.tolist()
    runs = hash_runs(texts[1])
    own = np.flatnonzero(np.isin(runs, kept.hashes[kept.owners == 1]))
    first = near[row.begins[1] : row.begins[2]]
    assert kept.hashes[first[own + 1]].tolist() == runs[own].tolist()


def test_reports_without_fingerprints_take_none_from_others() -> None:
    texts = [words("Two words").hashes, words(page(*STORY)).hashes, words("Two more").hashes]
    row, kept = make_row(texts), sample(texts)
    near = nearest_fingerprints(row, kept)
    assert set(kept.owners[near[row.begins[1] : row.begins[2]]].tolist()) == {1}
