from pathlib import Path

from tests.serve.conftest import Run


def test_history_tells_who_said_what_why_and_what_was_taken_back(run: Run, known: Path) -> None:
    assert known
    run("identities", "same", "Ada Lindqvist", "A. Lindqvist", "--because", "same office")
    run("identities", "undo")
    # However wide the columns are, and wherever that breaks a line.
    told = " ".join(run("identities", "history").out.split())
    assert told.startswith("no. when who what 3 ")
    undone = "M. Kern took back 2: Ada Lindqvist / A. Lindqvist, same"
    judged = "M. Kern Ada Lindqvist / A. Lindqvist: same, taken back by 3 same office"
    asked = "1 2024-03-05 12:00 matcher 1 Ada Lindqvist / A. Lindqvist: unsure 0.60 · initial only"
    assert told.index(undone) < told.index(judged) < told.index(asked)
    assert run("identities", "history", "Tomas Okoro").out == "nothing was judged yet\n"
    assert run("identities", "history", "Brandvold").code == 4
