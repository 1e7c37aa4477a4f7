from pathlib import Path

from tests.serve.conftest import Run


def test_desk_that_is_whole_is_said_to_be(run: Run, desk: Path) -> None:
    ended = run("verify", "--desk", desk)
    assert (ended.code, ended.err) == (0, "")
    told, head = ended.out.splitlines()
    assert told == "verified 1 capture, 1 report, 3 statements: all still true"
    assert head == f"ledger: {run('evidence', 'head').out.strip()}", "to be kept with the log"


def test_broken_evidence_ends_with_its_own_status_and_the_cure(run: Run, desk: Path) -> None:
    (kept,) = [file for file in (desk / "evidence").rglob("*") if file.is_file()]
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes().replace(b"harbour", b"hArbour"))
    ended = run("verify")
    assert ended.code == 7
    assert ended.out.startswith("broken: a.txt: its bytes were changed in the evidence")
    assert "restore them from a backup" in ended.out
    assert ended.err.count("\n") == 1


def test_bytes_without_a_report_are_a_note_and_no_failure(run: Run, desk: Path) -> None:
    (desk / "empty.txt").write_bytes(b"\0\1\2\3" * 100)
    assert run("add", "empty.txt").code == 3
    ended = run("verify")
    assert ended.code == 0
    assert ended.out.startswith("note: ")
    assert "all still true (1 note)\n" in ended.out
