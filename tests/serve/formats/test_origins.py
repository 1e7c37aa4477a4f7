import io
import json
from dataclasses import replace
from datetime import date

from rich.console import Console

from onrecord.desk import Origins, hits_of
from onrecord.model import (
    Corroboration,
    Denial,
    DenialKind,
    Doubt,
    Evidence,
    Join,
    JoinKind,
    Node,
    NodeKind,
    Origin,
    Span,
)
from onrecord.serve.formats.origins import count_line, origins_object, origins_tree
from tests.factory import make_reading

WORDS = Evidence("r1", Span(3, 9))
JOIN = Join(JoinKind.REPRINT, "90% of it stands in the other", 0.95, is_directed=False, evidence=(WORDS,))


def make_origins(*, doubts: tuple[Doubt, ...] = (), at_least: int = 2) -> Origins:
    reading = make_reading()
    hits = tuple(hits_of(reading, reading.statements))
    day = date(2024, 3, 4)
    first = Origin(
        "r1",
        (
            Node("r1", NodeKind.REPORT, "a.txt", "The Lantern", day, "r1", (hits[0].statement.id,)),
            Node("r2", NodeKind.REPORT, "b\x1b[31m.txt", None, None, "r2", (), "r1", JOIN),
        ),
    )
    second = Origin(
        "outlet:selm",
        (
            Node("outlet:selm", NodeKind.CARRIER, "Radio Selm"),
            Node(
                "r3",
                NodeKind.REPORT,
                "c.txt",
                None,
                None,
                "r3",
                (),
                "outlet:selm",
                replace(JOIN, is_directed=True),
            ),
        ),
    )
    denial = Denial(
        DenialKind.RETRACTED,
        (hits[0].statement.id,),
        None,
        "r2",
        day,
        (WORDS,),
        "the mayor retracted it",
        0.9,
        "tests",
    )
    return Origins(
        asked=hits[:1],
        hits=hits,
        corroboration=Corroboration((first, second), doubts, at_least, "tests 1"),
        denials=(denial,),
        words={WORDS: "the words"},
        names={"r1": "a.txt", "r2": "b.txt"},
        titles={},
    )


def shown(found: Origins) -> str:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(origins_tree(found, whole=False))
    return console.export_text()


def test_the_number_stands_first_and_each_tree_shows_why() -> None:
    out = shown(make_origins())
    assert "2 independent origins  3 reports, 2 statements" in out
    assert "1  a.txt  The Lantern · 2024-03-04" in out
    assert "reprint: 90% of it stands in the other; which was first is not known (0.95)" in out
    assert "“the words” 3–9" in out
    assert "2  Radio Selm  no report of this here" in out
    assert "\x1b[31m" not in out


def test_a_doubt_makes_a_range_and_is_told() -> None:
    doubts = (
        Doubt(JoinKind.WORDING, ("r1", "outlet:selm"), "both word it alike", (WORDS,)),
        Doubt(JoinKind.UNKNOWN, ("r1",), "nothing tells whose report a.txt is"),
    )
    found = make_origins(doubts=doubts, at_least=1)
    assert count_line(found.corroboration) == "at least 1 independent origin, at most 2"
    out = shown(found)
    assert "1 and 2 may be one: both word it alike" in out
    assert "1 may depend on any of the others: nothing tells whose report a.txt is" in out


def test_what_was_said_later_is_told_in_its_words_and_not_judged() -> None:
    out = shown(make_origins())
    assert "Said of it later" in out
    assert "2024-03-04  retracted  “the words”" in out
    assert "b.txt · the mayor retracted it (0.90)" in out


def test_statements_that_were_left_out_are_told() -> None:
    assert "more fit than were counted" in shown(replace(make_origins(), is_cut=True))


def test_the_object_has_everything() -> None:
    thing = json.loads(origins_object(make_origins()))
    assert (thing["at_least"], thing["at_most"], thing["reports"]) == (2, 2, 3)
    assert thing["origins"][0]["nodes"][1]["join"]["evidence"] == [
        {"report_id": "r1", "span": [3, 9], "words": "the words"}
    ]
    assert thing["origins"][1]["nodes"][0]["kind"] == "carrier"
    assert thing["denials"][0]["kind"] == "retracted"
    assert len(thing["statements"]) == 2
