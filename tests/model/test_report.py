import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Metadata, Report


def report_of(text: str) -> Report:
    return Report(
        id="r", name="r.txt", capture="0" * 64, text=text, encoding="utf-8", metadata=Metadata(), blocks=()
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_of_a_report_is_known_by_the_hash_of_its_utf_8_bytes(text: str) -> None:
    assert report_of(text).text_sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_reports_that_differ_in_a_space_differ_in_their_hash() -> None:
    assert report_of("a b").text_sha256 != report_of("a  b").text_sha256


def test_report_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        report_of("a").text = "b"  # type: ignore[misc]  # what is tested


def test_report_that_says_nothing_of_itself_has_no_empty_strings() -> None:
    metadata = Metadata()
    assert metadata.title is None
    assert metadata.authors == ()
