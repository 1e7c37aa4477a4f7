import pytest

from onrecord import errors
from onrecord.errors import BadRequest, EvidenceBroken, NotFound, OnRecordError, StoreError

KINDS = OnRecordError.__subclasses__()


def test_error_names_its_subject_and_then_says_what_happened() -> None:
    assert str(NotFound("is not here", subject="a.txt")) == "a.txt: is not here"
    assert str(NotFound("is not here")) == "is not here"


def test_cause_is_told_in_one_line_behind_the_message() -> None:
    error = StoreError("cannot be written; check the disk", subject="desk.db")
    error.__cause__ = OSError("disk\nfull")
    assert str(error) == "desk.db: cannot be written; check the disk (OSError: disk full)"


def test_cause_that_says_nothing_new_is_not_repeated() -> None:
    error = BadRequest("the value is wrong")
    error.__cause__ = ValueError("wrong")
    assert str(error) == "the value is wrong"


def test_every_kind_of_error_ends_a_run_with_a_status_of_its_own() -> None:
    statuses = [kind.exit_code for kind in KINDS]
    assert len(set(statuses)) == len(statuses) == 10
    assert not {0, 1} & set(statuses)


def test_bad_request_is_a_value_error_to_those_who_do_not_know_us() -> None:
    with pytest.raises(ValueError, match="cannot"):
        raise BadRequest("cannot be done")


def test_every_error_of_the_module_can_be_caught_by_the_base() -> None:
    named = [
        value for value in vars(errors).values() if isinstance(value, type) and value is not OnRecordError
    ]
    assert EvidenceBroken in named
    assert all(issubclass(kind, OnRecordError) for kind in named)
