from pathlib import Path

from tests.serve.conftest import DISPATCH, Run


def test_report_is_added_once_however_often_it_is_given(run: Run, desk: Path) -> None:
    (desk / "b.txt").write_text(DISPATCH.replace("June", "July"), encoding="utf-8")
    ended = run("add", "a.txt", "b.txt")
    assert ended.code == 0
    assert "added b.txt · 3 statements · Harbour talks resume" in ended.out
    assert ended.out.endswith("1 added with 3 statements, 1 already here, 0 failed\n")


def test_failures_are_told_and_the_rest_is_added(run: Run, desk: Path) -> None:
    (desk / "b.txt").write_text("Nothing is said here.\n", encoding="utf-8")
    (desk / "empty.txt").write_bytes(b"")
    ended = run("add", "--quiet", "empty.txt", "gone.txt", "b.txt")
    assert ended.code == 1
    assert [line.split(": ")[1] for line in ended.err.splitlines()] == ["empty.txt", "gone.txt"]
    assert ended.out == "1 added with 0 statements, 0 already here, 2 failed\n"


def test_without_a_desk_the_way_to_make_one_is_told(run: Run, place: Path) -> None:
    ended = run("add", "a.txt")
    assert ended.code == 4
    assert ended.err.startswith(
        f"onrecord: {place}: no desk here or above; make one with `onrecord init DIR`"
    )


def test_desk_may_be_named_before_and_after_the_command(run: Run, place: Path) -> None:
    run("init", "one")
    assert run("--desk", "one", "add", "a.txt").code == 0
    assert "1 already here" in run("add", "a.txt", "--desk", "one").out
    ended = run("add", "a.txt", "--desk", "two")
    assert ended.code == 4
    assert ended.err == "onrecord: two: is not a desk; make one with `onrecord init two`\n"
    assert place.is_dir()
