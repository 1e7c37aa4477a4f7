"""Names as points: what ranks the many that share a few keys with a name, and which keys cannot tell apart.

The vectors of a name's words (`likeness.vectors`), and of what else they are called by, are added up, each by how
much it tells. The sum says how near two names are as wholes: whatever their order, in whatever scripts, and with
vowels, of which keys know nothing. A shape also tells in which cells of the space the name lies (`points`): what
shares no key with it, or none that is rare, is found there.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from onrecord.model import Family, IdentityType, family_of
from onrecord.stages.identify.blocking import words_of
from onrecord.stages.identify.likeness.vectors import TokenVectors
from onrecord.stages.identify.likeness.weights import Weights
from onrecord.stages.identify.points import (
    NAME_CELLS,
    Cells,
    Floats,
    Point,
    in_whole_numbers,
    nearest,
    points_of,
)

#: Cells of other families that a name is looked for in as well: where nobody knows the type of one of the two.
_OTHER_CELLS = 4
#: Words of which it is kept how far they lead.
_KEPT = 1 << 16
_FAMILIES = (Family.PERSON, Family.BODY, Family.PLACE, Family.UNKNOWN)


def shape_of(name: str, type_: IdentityType) -> bytes:
    """Return the shape of one name; see `shapes_of`."""
    return shapes_of([(name, type_)])[0]


def shapes_of(names: Sequence[tuple[str, IdentityType]]) -> list[bytes]:
    """Return for each name where it lies: the cells, then its vector.

    Many at once take a tenth of the time each. Shapes that other vectors or cells made cannot be compared with these.

    Returns:
        For each a byte that is 1 for a body, else 0; a byte that counts the cells; the cells, nearest first, two bytes
        each, the high one first; a signed byte for each number of the vector, from -127 to 127, all of them 0, with
        no cells, where no letter is known.

    >>> one, same, other = (
    ...     np.frombuffer(shape[2 + 2 * shape[1] :], dtype=np.int8).astype(float)
    ...     for shape in (
    ...         shape_of(name, IdentityType.PERSON) for name in ("Naim Qassem", "قاسم نعيم", "Selma Lindqvist")
    ...     )
    ... )
    >>> bool(one @ same > one @ other)
    True
    """
    if not names:
        return []
    words = [words_of(name, type_) for name, type_ in names]
    points = points_of(form for some in words for word in some for form in word)
    none = np.zeros(TokenVectors.load().width, np.float32)
    parts = [
        [_unit(word, points) * (1.0 if family_of(type_) is Family.BODY else _told(word[0])) for word in some]
        for some, (_, type_) in zip(words, names, strict=True)
    ]
    whole = in_whole_numbers([np.sum(some, axis=0) if some else none for some in parts])
    cells, _ = nearest(whole, Cells.load().names, NAME_CELLS)
    return [
        bytes([family_of(type_) is Family.BODY])
        + (_cells(some, family_of(type_)) if vector.any() else b"\0")
        + vector.tobytes()
        for some, vector, (_, type_) in zip(cells.tolist(), whole.astype(np.int8), names, strict=True)
    ]


def _unit(word: Sequence[str], points: Mapping[str, Point]) -> Floats:
    """Return where a word lies, halfway to what else it is called by, or halfway to the middle of these."""
    written, *called = (points[form].vector for form in word)
    vector = written + np.mean(called, axis=0) if called else written
    size = float(np.linalg.norm(vector))
    return vector / size if size else vector


@lru_cache(maxsize=_KEPT)
def _told(word: str) -> float:
    """Return how far a word of a name leads: a given name that many bear less than a family name that few do."""
    return float(Weights.load().of_text(word) ** 0.5)


def _cells(nearest_cells: Sequence[int], family: Family) -> bytes:
    """Return the cells where a name of a family lies, then those where others that it may be lie."""
    own = _FAMILIES.index(family)
    others = [len(_FAMILIES) - 1] if family is not Family.UNKNOWN else range(len(_FAMILIES) - 1)
    found = [cell * len(_FAMILIES) + own for cell in nearest_cells]
    found += [cell * len(_FAMILIES) + other for other in others for cell in nearest_cells[:_OTHER_CELLS]]
    return bytes([len(found)]) + b"".join(cell.to_bytes(2) for cell in found)
