import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.read.messages.flowed import unflow


def test_broken_lines_are_put_together_at_the_same_depth_of_quotation() -> None:
    assert unflow("a \nb\nc\n> d \n> e\n>> f \n") == "a b\nc\n> d e\n>> f \n"
    assert unflow("a \r\nb\r\n") == "a b\n"


def test_stuffed_blanks_and_signatures_keep_their_form() -> None:
    assert unflow(" From here\n >x\na \n-- \nAda") == "From here\n>x\na \n-- \nAda"
    assert unflow("Hafen \nrundfahrt", delsp=True) == "Hafenrundfahrt"


@given(st.text(alphabet="ab> \n-", max_size=200))
def test_no_letter_is_lost(text: str) -> None:
    assert [c for c in unflow(text) if c in "ab"] == [c for c in text if c in "ab"]


def test_long_paragraphs_take_time_in_proportion() -> None:
    began = time.process_time()
    unflow("word \n" * 500_000)
    assert time.process_time() - began < 3
