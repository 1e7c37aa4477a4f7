from pathlib import Path

from tests.serve.conftest import Run


def test_last_judgement_of_an_editor_is_taken_back_or_the_one_of_a_number(run: Run, known: Path) -> None:
    assert known
    run("identities", "same", "Ada Lindqvist", "A. Lindqvist")
    ended = run("identities", "undo", "--because", "a slip")
    assert ended.out.splitlines() == [
        "took back judgement 2: Ada Lindqvist and A. Lindqvist, same, by M. Kern",
        "parted Ada Lindqvist (2 known names) into A. Lindqvist (1 known name) and Ada Lindqvist (1 known name)",
    ]
    assert run("identities", "undo", "1").code == 0
    ended = run("identities", "undo", "1")
    assert (ended.code, ended.err) == (2, "onrecord: 1: was taken back before, by number 4\n")
    assert run("identities", "undo").code == 4
    assert run("identities", "undo", "99").code == 4
