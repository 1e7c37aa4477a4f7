from pathlib import Path

from tests.serve.conftest import DISPATCH, Run

WHY = ("--reason", "order 5", "--by", "M. Kern")


def test_removal_is_told_recorded_and_verified(run: Run, desk: Path) -> None:
    ended = run("remove", "a.txt", *WHY, "--yes")
    assert ended.code == 0
    assert ended.out.startswith("edition 1 · a.txt · Harbour talks resume · sha256 ")
    assert ended.out.endswith("removed 1 capture; the tombstones are in the ledger\n")
    assert not [file for file in (desk / "evidence").rglob("*") if file.is_file()]
    assert run("verify").out.startswith("verified 0 captures, 0 reports, 0 statements: all still true\n")


def test_same_bytes_are_refused_afterwards_unless_asked_for(run: Run, desk: Path) -> None:
    assert desk
    run("remove", "a.txt", *WHY, "--yes")
    ended = run("add", "a.txt")
    assert ended.code == 2
    assert "were removed from this desk on" in ended.err
    assert "by M. Kern: order 5" in ended.err
    assert "add it with --again" in ended.err
    assert "1 added" in run("add", "a.txt", "--again").out


def test_nobody_is_asked_where_nobody_can_answer(run: Run, desk: Path) -> None:
    assert desk
    ended = run("remove", "a.txt", *WHY)
    assert (ended.code, "give --yes" in ended.err) == (2, True)
    assert run("show", "a.txt").code == 0


def test_one_edition_is_removed_by_its_number(run: Run, desk: Path) -> None:
    (desk / "a.txt").write_text(DISPATCH.replace("June", "July"), encoding="utf-8")
    run("add", "a.txt")
    assert "removed 1 capture" in run("remove", "a.txt", "--edition", 2, *WHY, "-y").out
    assert "June" in run("show", "a.txt").out


def test_others_with_the_same_bytes_are_named(run: Run, desk: Path) -> None:
    (desk / "b.txt").write_text(DISPATCH, encoding="utf-8")
    assert "1 already here" in run("add", "b.txt").out, "a file is known by its bytes"
    ended = run("remove", "a.txt", *WHY, "--yes")
    assert ended.err == ""
