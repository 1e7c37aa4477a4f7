import json
from pathlib import Path

from tests.serve.conftest import Run
from tests.stages.trace.told import OTHER, STORY, page


def test_a_folder_is_traced_a_line_a_pair(run: Run, place: Path) -> None:
    folder = place / "wire"
    folder.mkdir()
    (folder / "one.txt").write_text(page("Ferry plan waits", *STORY), encoding="utf-8")
    (folder / "two.txt").write_text(page(*STORY[:3], "Source: Orva News"), encoding="utf-8")
    (folder / "three.txt").write_text(page(*OTHER), encoding="utf-8")
    ended = run("reprints", "wire", "--format", "jsonl")
    (line,) = ended.out.splitlines()
    told = json.loads(line)
    assert (ended.code, ended.err) == (0, "")
    assert {told["a"], told["b"]} == {"wire/one.txt", "wire/two.txt"}
    assert told["origin"] == "wire/one.txt"
    texts = {name: run("read", name, "-f", "text").out for name in (told["a"], told["b"])}
    for passage in told["passages"]:
        words = [texts[told[side]][slice(*passage[side])] for side in "ab"]
        assert words[0] == words[1]


def test_people_get_a_table(run: Run, place: Path) -> None:
    (place / "one.txt").write_text(page(*STORY), encoding="utf-8")
    (place / "two.txt").write_text(page(*STORY[1:]), encoding="utf-8")
    out = run("reprints", "one.txt", "two.txt").out
    assert "1 pair of reports" in out
    assert "not known" in out


def test_people_are_told_in_a_line_that_there_are_none(run: Run, place: Path) -> None:
    (place / "one.txt").write_text(page(*STORY), encoding="utf-8")
    (place / "two.txt").write_text(page(*OTHER), encoding="utf-8")
    assert run("reprints", "one.txt", "two.txt").out == "no pairs of reports with words in common\n"


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(run: Run, place: Path) -> None:
    (place / "one.txt").write_text(page(*STORY), encoding="utf-8")
    (place / "two.txt").write_text(page(*STORY[1:]), encoding="utf-8")
    (place / "empty.txt").write_bytes(b"")
    (place / "picture.txt").write_bytes(bytes(range(256)) * 40)
    ended = run("reprints", "one.txt", "empty.txt", "picture.txt", "two.txt", "-f", "jsonl")
    assert ended.code == 1
    assert len(ended.out.splitlines()) == 1
    assert "empty.txt" in ended.err
    assert "picture.txt" in ended.err


def test_slight_shares_can_be_left_out(run: Run, place: Path) -> None:
    (place / "one.txt").write_text(page(*STORY), encoding="utf-8")
    (place / "two.txt").write_text(page(*OTHER, *STORY[2:4]), encoding="utf-8")
    assert len(run("reprints", "one.txt", "two.txt", "-f", "jsonl").out.splitlines()) == 1
    assert run("reprints", "one.txt", "two.txt", "-f", "jsonl", "--min-share", "0.9").out == ""


def test_a_command_that_names_nothing_is_refused(run: Run) -> None:
    assert run("reprints").code == 2
