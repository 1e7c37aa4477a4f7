"""An index of fingerprints: which reports share words with one."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray


class Shared(NamedTuple):
    """Return which reports hold fingerprints that were asked for.

    Attributes:
        asked: For each finding the position, in what was asked, of the fingerprint.
        reports: For each finding the number of a report that holds it.
        counts: For each fingerprint asked for how many reports hold it, those not looked up included.
    """

    asked: NDArray[np.intp]
    reports: NDArray[np.uint32]
    counts: NDArray[np.int64]


class FingerprintIndex(Protocol):
    """Keep the fingerprints of reports; a report is a number that who asks has given it.

    Fingerprints are 32-bit hashes: a report that is found may share none of the
    words, so whoever asks compares them.
    """

    def __len__(self) -> int:
        """Return how many reports it holds."""
        ...

    def add(self, number: int, fingerprints: NDArray[np.uint32]) -> None:
        """Keep the fingerprints of a report, each once."""
        ...

    def shared(self, fingerprints: NDArray[np.uint32], *, most: int) -> Shared:
        """Return which reports hold any of `fingerprints`.

        Args:
            fingerprints: What is looked for.
            most: How many findings at most; the rarest fingerprints are looked up first, each with all reports
                that hold it.
        """
        ...
