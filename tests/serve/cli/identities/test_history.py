from pathlib import Path

from tests.serve.conftest import Run


def test_history_tells_who_said_what_why_and_what_was_taken_back(run: Run, known: Path) -> None:
    assert known
    run("identities", "same", "Ada Lindqvist", "A. Lindqvist", "--because", "same office")
    run("identities", "undo")
    lines = [" ".join(line.split()) for line in run("identities", "history").out.splitlines()]
    assert lines[0] == "no. when who what"
    assert lines[1].endswith("M. Kern took back 2: Ada Lindqvist / A. Lindqvist, same")
    assert lines[2].endswith("M. Kern Ada Lindqvist / A. Lindqvist: same, taken back by 3")
    assert lines[3] == "same office"
    assert lines[4] == "1 2024-03-05 12:00 matcher 1 Ada Lindqvist / A. Lindqvist: unsure"
    assert lines[5] == "0.60 · initial only"
    assert run("identities", "history", "Tomas Okoro").out == "nothing was judged yet\n"
    assert run("identities", "history", "Brandvold").code == 4
