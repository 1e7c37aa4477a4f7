import pytest
import typer

from onrecord.errors import BadRequest, NotFound
from onrecord.serve.cli.outcome import MIXED, Outcome


def test_failure_is_told_as_it_comes(capsys: pytest.CaptureFixture[str]) -> None:
    Outcome().fail(NotFound("is not there; check the path", subject="a.txt"))
    assert capsys.readouterr().err == "onrecord: a.txt: is not there; check the path\n"


def test_what_worked_goes_on_and_what_failed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = Outcome()
    results = [("a", 1), ("b", NotFound("is not there; check the path", subject="b.txt")), ("c", 3)]
    assert list(outcome.sift(results)) == [("a", 1), ("c", 3)]
    assert (outcome.worked, outcome.codes) == (2, [4])
    assert capsys.readouterr().err == "onrecord: b.txt: is not there; check the path\n"


@pytest.mark.parametrize(
    ("worked", "errors", "code"),
    [
        (0, [], 0),
        (3, [], 0),
        (0, [NotFound("a"), NotFound("b")], 4),
        (0, [NotFound("a"), BadRequest("b")], MIXED),
        (1, [NotFound("a")], MIXED),
    ],
)
def test_status_tells_whether_all_some_or_none_worked(worked: int, errors: list[NotFound], code: int) -> None:
    outcome = Outcome(worked)
    for error in errors:
        outcome.fail(error)
    assert outcome.exit_code == code
    if code:
        with pytest.raises(typer.Exit):
            outcome.finish()
    else:
        outcome.finish()
