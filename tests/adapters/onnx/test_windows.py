from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.onnx.pieces import WINDOW_PIECES
from onrecord.adapters.onnx.windows import SHARED_PIECES, cut_windows
from tests.adapters.onnx.small import pieces


@given(st.lists(st.integers(1, WINDOW_PIECES - 2), max_size=30), st.integers(2, SHARED_PIECES))
def test_every_paragraph_is_read_once_in_order_and_fits(lengths: list[int], first: int) -> None:
    paragraphs = [pieces(n, passage=k) for k, n in enumerate(lengths)]
    windows = list(cut_windows(paragraphs, first=first))
    assert [p.passage for w in windows for p in w.paragraphs] == list(range(len(lengths)))
    assert all(len(w.ids) <= WINDOW_PIECES for w in windows)
    assert all(len(w.ids) <= SHARED_PIECES for w in windows if len(w.paragraphs) > 1)


def test_short_paragraphs_share_a_window_and_a_long_one_has_its_own() -> None:
    windows = cut_windows(pieces(n, passage=k) for k, n in enumerate((60, 60, 20, 200, 10)))
    assert [[p.passage for p in w.paragraphs] for w in windows] == [[0, 1], [2], [3], [4]]


def test_columns_tell_where_each_paragraph_begins() -> None:
    (window,) = cut_windows([pieces(2), pieces(3, passage=1)])
    assert window.columns == [1, 4]
    assert window.ids == [101, 1000, 1001, 102, 1000, 1001, 1002, 102]
    assert len(window.shapes) == len(window.quotation) == len(window.ids)
