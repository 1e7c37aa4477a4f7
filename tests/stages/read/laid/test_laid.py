import pytest

from onrecord.errors import PageUnreadable
from onrecord.stages.read.laid.laid import MAX_CHARACTERS, check_length


def test_a_text_of_the_longest_length_passes_and_one_more_does_not() -> None:
    check_length("a" * MAX_CHARACTERS, "a.txt")
    with pytest.raises(PageUnreadable, match=r"a\.txt: has a text of 5,000,001 characters"):
        check_length("a" * (MAX_CHARACTERS + 1), "a.txt")
