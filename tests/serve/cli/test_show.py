import json

import pytest

from tests.serve.conftest import DISPATCH, Run


@pytest.mark.usefixtures("desk")
def test_kept_report_is_shown_as_it_was_read(run: Run) -> None:
    assert run("show", "a.txt").out == run("read", "a.txt").out
    assert run("show", "a.txt", "-f", "text").out == DISPATCH
    kept = json.loads(run("show", "a.txt", "-f", "json").out)
    assert kept == json.loads(run("read", "a.txt", "-f", "json").out)


@pytest.mark.usefixtures("desk")
def test_report_that_is_not_here_is_not_found(run: Run) -> None:
    ended = run("show", "b.txt")
    assert ended.code == 4
    assert ended.err.startswith("onrecord: b.txt: ")
