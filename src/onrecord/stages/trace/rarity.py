"""How much each word of a report counts as evidence: what many reports hold tells of none of them."""

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.trace.fingerprints import WIDTH, Row, Sample
from onrecord.stages.trace.lookup import Lookup

#: Reports that may hold a fingerprint before it counts for less: about a story and its copies. Set by judgement,
#: between stories that ten outlets carry and standing paragraphs.
RARE_IN = 6


def fingerprint_weights(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how much fingerprints count, 0 to 1, by how many reports hold each.

    >>> fingerprint_weights(np.array([0, 2, 12])).tolist()
    [1.0, 1.0, 0.5]
    """
    return np.minimum(1.0, RARE_IN / np.maximum(counts, 1))


def nearest_fingerprints(row: Row, kept: Sample) -> NDArray[np.intp]:
    """Return for each word of several reports which of the kept fingerprints stands nearest.

    Args:
        row: The words of the reports.
        kept: The kept fingerprints of the same. The words of a report that has none are given those of another.
    """
    hashes, whole = row.runs(WIDTH)
    asked, at = Lookup(kept.owners, kept.hashes).find(row.owners[: len(hashes)], hashes)
    order = np.argsort(asked)
    places, at = asked[order], at[order]
    places, at = places[whole[places]], at[whole[places]]
    # Half way between two kept ones the next takes over, and where its report begins.
    turns = (places[1:] + places[:-1] + WIDTH) // 2
    apart = kept.owners[at[1:]] != kept.owners[at[:-1]]
    turns[apart] = row.begins[kept.owners[at[1:]][apart]]
    return np.repeat(at, np.diff(np.concatenate(([0], turns, [len(row.hashes)]))))
