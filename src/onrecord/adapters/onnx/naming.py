"""Names in a paragraph, as the model sees them."""

from collections.abc import Iterator

import numpy as np

from onrecord.adapters.onnx.decoding import Floats, softmax
from onrecord.adapters.onnx.pieces import Pieces
from onrecord.model import IdentityType, Span
from onrecord.ports import Named

#: The types in the order of the model's scores: two for each, for beginning and carrying on a name of it.
NAME_TYPES = (
    IdentityType.PERSON,
    IdentityType.ORGANIZATION,
    IdentityType.GROUP,
    IdentityType.OUTLET,
    IdentityType.PLACE,
)
_NONE = 0


def names_of(pieces: Pieces, scores: Floats) -> Iterator[Named]:
    """Yield the names of a paragraph, in text order.

    A run of pieces that are likelier in a name than not is one name, of the type that its pieces say together.

    Args:
        pieces: The paragraph's.
        scores: Of its pieces, [n, 1 + 2 for each of NAME_TYPES].
    """
    best = scores.argmax(axis=1).tolist()
    first = 0
    while first < len(best):
        if best[first] == _NONE:
            first += 1
            continue
        last = first
        while last + 1 < len(best) and best[last + 1] != _NONE and best[last + 1] % 2 == 0:
            last += 1
        shares = softmax(scores[first : last + 1]).mean(axis=0)
        by_type = shares[1::2] + shares[2::2]
        kind = int(np.argmax(by_type))
        span = Span(pieces.starts[first], pieces.ends[last])
        yield Named(span, NAME_TYPES[kind], round(float(by_type[kind]), 3))
        first = last + 1
