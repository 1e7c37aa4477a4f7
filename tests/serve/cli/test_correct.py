import json
from pathlib import Path

import pytest

from tests.serve.conftest import Run

BY = ("--by", "M. Kern")


@pytest.fixture
def ids(run: Run, desk: Path) -> list[str]:
    """Return the ids of the statements of the desk's one report."""
    assert desk
    return [json.loads(line)["id"] for line in run("statements", "-f", "jsonl").out.splitlines()]


def statements(run: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("show", "a.txt", "-f", "jsonl").out.splitlines()]


def test_statement_is_corrected_shown_as_a_persons_word_and_taken_back(run: Run, ids: list[str]) -> None:
    before = statements(run)
    ended = run(
        "correct", ids[0][:8], "--speaker", "Tomas Okoro", "--act", "promise", "--because", "the tape", *BY
    )
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "correction 1: speaker: Ada Lindqvist → Tomas Okoro\n"
        "correction 2: act: say → promise\n"
        f"statement {ids[0]}\n"
        "take it back: onrecord corrections undo 1 2\n"
    )
    said = statements(run)[0]
    assert (said["id"], said["act"], said["made_by"], said["confidence"]) == (
        ids[0],
        "promise",
        "person: M. Kern",
        1.0,
    )
    assert "corrected" in run("show", "a.txt").out
    assert "corrected by M. Kern on" in run("show", "a.txt", "--why").out
    ended = run("corrections", "undo", 1, 2, *BY)
    assert ended.out == (
        "took back correction 1: speaker: Ada Lindqvist → Tomas Okoro\n"
        "took back correction 2: act: say → promise\n"
    )
    assert statements(run) == before
    assert run("verify").code == 0


def test_spans_are_given_by_numbers_or_by_their_words(run: Run, ids: list[str]) -> None:
    text = run("show", "a.txt", "-f", "text").out
    start = text.index("The harbour")
    ended = run("correct", ids[0], "--content", f"{start}:{start + 11}", "--cue", "Mayor", *BY, "-f", "jsonl")
    told = json.loads(ended.out)
    assert [one["value"] for one in told["corrections"]] == [
        [[start, start + 11, "The harbour"]],
        [[text.index("Mayor"), text.index("Mayor") + 5, "Mayor"]],
    ]
    assert statements(run)[0]["content"] == [[start, start + 11]]


def test_missing_statement_is_added_and_one_struck_out(run: Run, ids: list[str]) -> None:
    ended = run(
        "correct", "--report", "a.txt", "--missing", "--content", "Harbour talks resume", "--speaker", "Radio Selm",
        "--type", "outlet", "--kind", "heading", "--said-on", "2024-03-01", *BY,
    )  # fmt: skip
    assert ended.code == 0
    said = statements(run)[0]
    assert said["speaker"]["name"] == "Radio Selm"  # type: ignore[index]
    assert (said["kind"], said["said_on"]) == ("heading", "2024-03-01")
    assert run("correct", ids[1], "--not-a-statement", *BY).out.startswith(
        "correction 2: not a statement: Tomas Okoro, “We will answer in June,”"
    )
    assert ids[1] not in {one["id"] for one in statements(run)}
    assert "right as it stands" in run("correct", ids[0], "--right", *BY).out
    assert run("correct", ids[0], "--speaker", "", *BY).out.startswith(
        "correction 4: speaker: Ada Lindqvist → –"
    )


def test_head_of_a_report_is_corrected(run: Run, ids: list[str]) -> None:
    assert ids
    ended = run(
        "correct", "--report", "a.txt", "--title", "Quays", "--topic", "Harbours", "--topic", "Fish", *BY
    )
    assert ended.out.splitlines()[:2] == [
        "correction 1: title: Harbour talks resume → Quays",
        "correction 2: topics: – → Harbours; Fish",
    ]
    assert "Quays" in run("reports").out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "name a statement"),
        (("1234", "--report", "a.txt", "--title", "x"), "name a statement"),
        (("1234",), "say what is right"),
        (("1234", "--title", "x"), "title: is nothing of a statement"),
        (("--report", "a.txt", "--act", "say"), "act: is nothing of a report"),
        (("1234", "--missing", "--content", "x"), "has no id yet"),
        (
            ("--report", "a.txt", "--missing", "--content", "x", "--title", "x"),
            "title: is nothing of a statement",
        ),
        (("--report", "a.txt", "--published", "soon"), "is no day"),
        (("--report", "a.txt", "--missing", "--content", "zeppelin"), "stands nowhere in the report"),
        (("--report", "a.txt", "--missing", "--content", "a"), "more than once"),
        (("--report", "a.txt", "--missing", "--content", "9:2"), "cannot run from 9 to 2"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(run: Run, ids: list[str], words: tuple[str, ...], why: str) -> None:
    assert ids
    ended = run("correct", *words, *BY)
    assert ended.code == 2
    assert why in ended.err
    assert run("corrections", "list").out == "nothing was corrected yet\n"


def test_corrections_and_what_was_taken_back_stand_in_the_audit_log(run: Run, ids: list[str]) -> None:
    assert run("correct", ids[0], "--act", "promise", *BY).code == 0
    assert run("correct", "--report", "a.txt", "--title", "Talks", *BY).code == 0
    assert run("corrections", "undo", 1, *BY).code == 0
    lines = run("audit", "--limit", "0", "-f", "jsonl").out.splitlines()
    told = [json.loads(line) for line in reversed(lines)]
    assert [(one["act"], one["name"], one["via"], one["facts"]["corrections"]) for one in told] == [
        ("statement.correct", "M. Kern", "command", [1]),
        ("report.correct", "M. Kern", "command", [2]),
        ("correction.undo", "M. Kern", "command", [1]),
    ]
    assert told[0]["subject"] == ids[0]
