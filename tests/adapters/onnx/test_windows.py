from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.onnx.pieces import WINDOW_PIECES
from onrecord.adapters.onnx.windows import cut_windows
from tests.adapters.onnx.small import pieces


@given(st.lists(st.integers(1, WINDOW_PIECES - 2), max_size=30))
def test_every_paragraph_is_labelled_once_in_order_and_fits(lengths: list[int]) -> None:
    paragraphs = [pieces(n, passage=k) for k, n in enumerate(lengths)]
    windows = list(cut_windows(paragraphs))
    labelled = [p.passage for w in windows for p in w.paragraphs[w.context :]]
    assert labelled == list(range(len(lengths)))
    assert all(len(w.ids) <= WINDOW_PIECES for w in windows)


def test_short_paragraph_is_read_again_before_the_next_window() -> None:
    first, second = cut_windows([pieces(180, passage=0), pieces(60, passage=1), pieces(120, passage=2)])
    assert (first.context, [p.passage for p in first.paragraphs]) == (0, [0, 1])
    assert (second.context, [p.passage for p in second.paragraphs]) == (1, [1, 2])


def test_long_paragraph_is_not_read_again() -> None:
    _, second = cut_windows([pieces(200), pieces(100, passage=1)])
    assert (second.context, len(second.paragraphs)) == (0, 1)


def test_columns_tell_where_each_paragraph_begins() -> None:
    (window,) = cut_windows([pieces(2), pieces(3, passage=1)])
    assert window.columns == [1, 4]
    assert window.ids == [101, 1000, 1001, 102, 1000, 1001, 1002, 102]
    assert len(window.shapes) == len(window.quotation) == len(window.ids)
