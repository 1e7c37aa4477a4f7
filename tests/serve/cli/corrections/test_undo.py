from pathlib import Path

from tests.serve.conftest import Run


def test_last_of_ones_own_is_taken_back_and_none_is_an_error(run: Run, desk: Path) -> None:
    assert desk
    run("correct", "--report", "a.txt", "--title", "Quays", "--by", "M. Kern")
    assert run("corrections", "undo", "--by", "L. Aho").code == 4
    assert run("corrections", "undo", "--by", "M. Kern").out.startswith("took back correction 1: title")
    assert run("corrections", "undo", 1, "--by", "M. Kern").code == 2
    assert run("corrections", "undo", 9, "--by", "M. Kern").code == 4
