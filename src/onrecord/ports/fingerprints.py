"""An index of fingerprints: which reports share words with one."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray


class Holders(NamedTuple):
    """Return which reports hold fingerprints that were asked for.

    Attributes:
        asked: For each finding the position, in what was asked, of the fingerprint.
        reports: For each finding the number of a report that holds it.
    """

    asked: NDArray[np.intp]
    reports: NDArray[np.uint32]


class FingerprintIndex(Protocol):
    """Keep the fingerprints of reports; a report is a number that who asks has given it.

    Fingerprints are 32-bit hashes: a report that is found may share none of the
    words, so whoever asks compares them. All take many at a time.
    """

    def add(self, reports: NDArray[np.uint32], fingerprints: NDArray[np.uint32]) -> None:
        """Keep fingerprints, each with the number of the report that holds it; no pair of both twice."""
        ...

    def count(self, fingerprints: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return for each fingerprint how many reports hold it."""
        ...

    def holders(self, fingerprints: NDArray[np.uint32]) -> Holders:
        """Return every report that holds any of `fingerprints`."""
        ...
