from onrecord.ports import UNMARKED, Fetched, Validators, validators_of


def marks(*headers: tuple[str, str]) -> Validators:
    return validators_of(Fetched(b"", "https://courier.example/a", headers=headers))


def test_marks_are_found_however_their_names_are_written() -> None:
    assert marks(("eTAG", 'W/"1"'), ("LAST-modified", "today")) == Validators('W/"1"', "today")
    assert marks() == UNMARKED


def test_marks_that_cannot_be_sent_back_are_left_out() -> None:
    assert marks(("ETag", "a\r\nX: b"), ("Last-Modified", "x" * 501)) == UNMARKED
    assert marks(("ETag", "é")) == UNMARKED
