import pytest

from onrecord.errors import BadRequest
from onrecord.model import Span


def test_a_span_cuts_the_words_it_covers() -> None:
    assert Span(4, 9).cut("the words here") == "words"
    assert Span(0, 9).covers(Span(4, 9))
    assert Span(0, 5).overlaps(Span(4, 9))
    assert not Span(0, 4).overlaps(Span(4, 9))
    assert len(Span(4, 9)) == 5


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_cannot_run_backwards(start: int, end: int) -> None:
    with pytest.raises(BadRequest):
        Span(start, end)
