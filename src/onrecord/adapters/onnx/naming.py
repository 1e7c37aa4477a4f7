"""Names in a text, as the model sees them."""

from collections.abc import Iterator

import numpy as np

from onrecord.adapters.onnx.decoding import Floats, softmax
from onrecord.adapters.onnx.windows import Window
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


def names_of(window: Window, scores: Floats) -> Iterator[Named]:
    """Yield the names in a window, in text order.

    A run of pieces that are likelier in a name than not is one name, of the type that its pieces say together.

    Args:
        window: What was read.
        scores: Of its pieces, [m, 1 + 2 for each of NAME_TYPES].
    """
    best = scores.argmax(axis=1)
    best[window.edges] = _NONE
    goes_on = (best % 2 == 0) & (best != _NONE)
    begins = np.flatnonzero((best != _NONE) & ~(goes_on & (np.append(_NONE, best[:-1]) != _NONE)))
    lasts = np.flatnonzero((best != _NONE) & ~np.append(goes_on[1:], False))
    if not len(begins):
        return
    # a window's names at once: a softmax for each took as long as all the rest of this
    shares = np.add.reduceat(softmax(scores), np.column_stack([begins, lasts + 1]).ravel(), axis=0)[::2]
    by_type = (shares[:, 1::2] + shares[:, 2::2]) / (lasts - begins + 1)[:, None]
    kinds = by_type.argmax(axis=1)
    for n, (first, last, kind) in enumerate(
        zip(begins.tolist(), lasts.tolist(), kinds.tolist(), strict=True)
    ):
        span = Span(window.starts[first], window.ends[last])
        yield Named(span, NAME_TYPES[kind], round(float(by_type[n, kind]), 3))
