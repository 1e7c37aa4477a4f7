import numpy as np

from onrecord.stages.trace.fingerprints import sample
from onrecord.stages.trace.rarity import RARE_IN, fingerprint_weights, word_weights
from tests.stages.trace.told import STORY, page, words


def test_what_many_reports_hold_counts_little() -> None:
    weights = fingerprint_weights(np.array([1, RARE_IN, 10 * RARE_IN]))
    assert np.allclose(weights, [1, 1, 0.1])


def test_each_word_counts_as_the_fingerprint_that_stands_nearest() -> None:
    those = words(page(*STORY))
    kept = sample([those.hashes]).hashes
    assert len(word_weights(those, kept, np.ones(len(kept)))) == len(those)
    assert word_weights(those, kept, np.full(len(kept), 0.25)).max() == 0.25


def test_a_text_without_fingerprints_counts_in_full() -> None:
    assert word_weights(words("Two words"), np.zeros(0, dtype=np.uint32), np.zeros(0)).tolist() == [1, 1]
