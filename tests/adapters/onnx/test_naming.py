import numpy as np

from onrecord.adapters.onnx.naming import NAME_TYPES, names_of
from onrecord.model import IdentityType, Span
from onrecord.ports import Named
from tests.adapters.onnx.small import window


def names(*labels: int) -> list[Named]:
    """Return the names of a window whose scores are sure of each piece's label."""
    scores = np.zeros((len(labels) + 2, 1 + 2 * len(NAME_TYPES)), dtype=np.float32)
    scores[range(len(scores)), (2, *labels, 2)] = (
        9.0  # what the model says of [CLS] and [SEP] counts for nothing
    )
    return list(names_of(window(len(labels)), scores))


def test_each_run_of_pieces_is_one_name() -> None:
    # a person of two pieces, nothing, two places side by side
    found = names(1, 2, 0, 9, 9)
    assert [(n.span, n.type) for n in found] == [
        (Span(0, 2), IdentityType.PERSON),
        (Span(3, 4), IdentityType.PLACE),
        (Span(4, 5), IdentityType.PLACE),
    ]
    assert all(0.9 < n.confidence <= 1 for n in found)


def test_pieces_of_one_name_settle_its_type_together() -> None:
    # two pieces say organization, the one that begins says person
    (name,) = names(1, 4, 4)
    assert (name.span, name.type) == (Span(0, 3), IdentityType.ORGANIZATION)
    assert 0.5 < name.confidence < 0.8


def test_a_name_may_begin_with_a_piece_that_only_carries_on() -> None:
    (name,) = names(0, 10)
    assert (name.span, name.type) == (Span(1, 2), IdentityType.PLACE)
