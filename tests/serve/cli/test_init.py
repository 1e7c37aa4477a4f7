from pathlib import Path

from tests.serve.conftest import Run


def test_desk_is_made_and_the_next_step_told(run: Run, place: Path) -> None:
    ended = run("init", "my/desk")
    assert ended.code == 0
    assert "cd my/desk && onrecord add" in ended.out
    assert sorted(path.name for path in (place / "my/desk").iterdir()) == [
        "desk.db",
        "evidence",
        "onrecord.toml",
    ]


def test_second_desk_in_the_same_place_is_refused(run: Run) -> None:
    run("init", "d")
    ended = run("init", "d")
    assert ended.code == 2
    assert ended.err == (
        "onrecord: d: is a desk already; go there and add reports, or choose another folder\n"
    )


def test_file_in_the_place_of_the_folder_is_refused(run: Run) -> None:
    ended = run("init", "a.txt")
    assert ended.code == 2
    assert ended.err.startswith("onrecord: a.txt: is a file, not a folder; choose another name")
