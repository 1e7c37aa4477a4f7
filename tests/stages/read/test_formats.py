import pytest

from onrecord.stages.read.formats import lay_out_capture
from tests.factory import make_capture

PAGE = "<html><body><p>The harbour of Selm opens in May, said the mayor.</p></body></html>"


@pytest.mark.parametrize("media_type", ["text/html", "application/xhtml+xml", "TEXT/HTML"])
def test_a_page_is_read_as_markup(media_type: str) -> None:
    laid = lay_out_capture(make_capture(PAGE, media_type=media_type), PAGE.encode(), "a")
    assert laid.decoded.text == "The harbour of Selm opens in May, said the mayor."


def test_text_stays_as_it_is_even_where_it_looks_like_a_page() -> None:
    laid = lay_out_capture(make_capture(PAGE, media_type="text/plain"), PAGE.encode(), "a")
    assert laid.decoded.text == PAGE


def test_bytes_of_an_unknown_type_that_begin_as_a_page_are_one() -> None:
    laid = lay_out_capture(make_capture(PAGE, media_type="application/x-other"), PAGE.encode(), "a")
    assert "<" not in laid.decoded.text
