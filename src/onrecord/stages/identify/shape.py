"""Names as points: what ranks the many that share a few keys with a name, and which keys cannot tell apart.

The vectors of a name's words (`likeness.vectors`), added up, say how near two names are as wholes: whatever their
order, in whatever scripts, and with vowels, of which keys know nothing.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.model import IdentityType
from onrecord.stages.identify.blocking import words_of
from onrecord.stages.identify.likeness.vectors import TokenVectors

#: A shape's numbers run from minus this to this.
_TOP = 127


def shape_of(name: str, type_: IdentityType) -> bytes:
    """Return the shape of one name; see `shapes_of`."""
    return shapes_of([(name, type_)])[0]


def shapes_of(names: Sequence[tuple[str, IdentityType]]) -> list[bytes]:
    """Return for each name a signed byte for each number of a vector; all of them 0 where no letter is known.

    Many at once take a tenth of the time each. Shapes that other vectors made cannot be compared with these
    (`TokenVectors.version`).

    >>> one, same, other = (
    ...     np.frombuffer(shape_of(name, IdentityType.PERSON), dtype=np.int8).astype(float)
    ...     for name in ("Naim Qassem", "قاسم نعيم", "Selma Lindqvist")
    ... )
    >>> bool(one @ same > one @ other)
    True
    """
    words = [words_of(name, type_) for name, type_ in names]
    vectors = _vectors(sorted({word for some in words for word in some}))
    width = TokenVectors.load().width
    shapes: list[bytes] = []
    for some in words:
        whole = np.sum([vectors[word] for word in some], axis=0) if some else np.zeros(width, np.float32)
        length = float(np.linalg.norm(whole)) or 1.0
        shapes.append(np.rint(whole / length * _TOP).astype(np.int8).tobytes())
    return shapes


def _vectors(words: list[str]) -> dict[str, NDArray[np.float32]]:
    if len(words) <= _FEW:
        return {word: _vector(word) for word in words}
    return dict(zip(words, TokenVectors.load().of(words), strict=True))


#: So few words are likely to be those of other names just seen.
_FEW = 16


@lru_cache(maxsize=1 << 14)
def _vector(word: str) -> NDArray[np.float32]:
    found: NDArray[np.float32] = TokenVectors.load().of([word])[0]
    return found
