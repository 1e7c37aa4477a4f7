"""How much each word of a report counts as evidence: what many reports hold tells of none of them."""

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.fingerprints import WIDTH, hash_runs, sampled_places
from onrecord.stages.trace.words import Hashes, Words

#: Reports that may hold a fingerprint before it counts for less: about a story and its copies. Set by judgement,
#: between stories that ten outlets carry and standing paragraphs.
RARE_IN = 6


def fingerprint_weights(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how much fingerprints count, 0 to 1, by how many reports hold each.

    >>> fingerprint_weights(np.array([0, 2, 12])).tolist()
    [1.0, 1.0, 0.5]
    """
    return np.minimum(1.0, RARE_IN / np.maximum(counts, 1))


def word_weights(words: Words, sampled: Hashes, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much each word counts: as the kept fingerprint that stands nearest.

    Args:
        words: The words of the report.
        sampled: Its kept fingerprints, ascending.
        weights: How much each of those counts.
    """
    runs = hash_runs(words.hashes)
    places = sampled_places(runs, sampled)
    if not len(places):
        return np.ones(len(words))
    # Half way between two kept ones the next takes over.
    turns = (places[1:] + places[:-1] + WIDTH) // 2
    sizes = np.diff(np.concatenate(([0], turns, [len(words)])))
    return np.repeat(weights[np.searchsorted(sampled, runs[places])], sizes)
