import json
from pathlib import Path

from tests.serve.conftest import Run


def test_what_was_joined_is_told_with_how_to_take_it_back(run: Run, known: Path) -> None:
    assert known
    ended = run("identities", "same", "Ада Линдквист", "bbbb", "--because", "same office")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "judgement 2: Ada Lindqvist and A. Lindqvist, same",
        "joined A. Lindqvist (1 known name) and Ada Lindqvist (1 known name) into Ada Lindqvist (2 known names)",
        "take it back: onrecord identities undo 2",
    ]
    ended = run("identities", "different", "Ada Lindqvist", "A. Lindqvist", "--by", "L. Aas")
    assert ended.out.splitlines()[1] == (
        "parted Ada Lindqvist (2 known names) into A. Lindqvist (1 known name) and Ada Lindqvist (1 known name)"
    )
    ended = run("identities", "unsure", "Ada Lindqvist", "Tomas Okoro")
    assert ended.out.splitlines()[1] == "nothing was joined or parted; the two are apart"
    ended = run("identities", "history", "--format", "jsonl")
    assert [json.loads(line)["by"] for line in ended.out.splitlines()] == [
        "M. Kern",
        "L. Aas",
        "M. Kern",
        "matcher 1",
    ]


def test_programs_get_what_came_of_it_as_a_line(run: Run, known: Path) -> None:
    assert known
    told = json.loads(run("identities", "same", "Ada Lindqvist", "A. Lindqvist", "-f", "jsonl").out)
    assert (told["together"], told["undoing"]) == (True, None)
    assert told["after"] == [{"id": "a" * 24, "name": "Ada Lindqvist", "members": 2}]
    assert told["judgement"]["verdict"] == "same"


def test_who_is_not_known_ends_with_not_found(run: Run, known: Path) -> None:
    assert known
    ended = run("identities", "same", "Brandvold", "Ada Lindqvist")
    assert (ended.code, ended.out) == (4, "")
    assert (
        ended.err == "onrecord: Brandvold: nobody with this id or name is known; look with `onrecord who`\n"
    )
    assert run("identities", "same", "Ada Lindqvist", "aaaa").code == 2


def test_judgements_and_what_was_taken_back_stand_in_the_audit_log(run: Run, known: Path) -> None:
    assert known
    assert run("identities", "same", "Ada Lindqvist", "A. Lindqvist", "--by", "L. Aas").code == 0
    assert run("identities", "undo", "--by", "L. Aas").code == 0
    lines = run("audit", "--limit", "0", "-f", "jsonl").out.splitlines()
    told = [json.loads(line) for line in reversed(lines)]
    assert [(one["act"], one["name"], one["via"]) for one in told] == [
        ("identity.judge", "L. Aas", "command"),
        ("identity.undo", "L. Aas", "command"),
    ]
