from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console, RenderableType

from onrecord.desk import hits_of
from onrecord.model import Act, Reading, Report, Span, Timing
from onrecord.ports import ReportHit, ReportLine
from onrecord.serve.formats.table import added_table, hits_table, reading_table, report_table, search_list
from tests.factory import make_reading


def drawn(thing: RenderableType, width: int = 80) -> str:
    console = Console(width=width, color_system=None, highlight=False)
    with console.capture() as captured:
        console.print(thing)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def renamed(reading: Reading, **changes: str) -> Reading:
    return Reading(replace(reading.report, **changes), reading.identities, reading.statements)  # type: ignore[arg-type]


def table_of(reading: Reading, *, hidden: int = 0, whole: bool = False) -> str:
    return drawn(reading_table(reading, reading.statements, hidden=hidden, whole=whole))


def test_reading_shows_who_said_what_how_and_in_which_line() -> None:
    shown = table_of(make_reading())
    assert "who" in shown
    assert "Ada Lindqvist" in shown
    assert "The harbour belongs to everybody." in shown
    assert shown.splitlines()[-1].strip() == f"{len(make_reading().statements)} statements"


def test_clip_shows_when_instead_of_the_line() -> None:
    made = make_reading()
    first, *others = made.statements
    report = replace(made.report, times=(Timing(Span(0, 9), 62.5, 67.0),))
    clip = Reading(report, made.identities, (replace(first, time=(62.5, 67.0)), *others))
    assert "1:02" in table_of(clip)
    assert "1:02" in drawn(hits_table(hits_of(clip, clip.statements), whole=False))
    assert "1:02" not in table_of(made)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    reading = renamed(make_reading(), name="a/very/long/path/" * 8 + "report.txt")
    shown = drawn(reading_table(reading, reading.statements, hidden=0, whole=True), width)
    assert max(map(len, shown.splitlines())) <= width


def test_report_without_statements_says_so() -> None:
    reading = make_reading()
    shown = drawn(reading_table(reading, (), hidden=3, whole=False))
    assert "no statements found" in shown
    assert "3 more of thoughts and attitudes with --all-acts" in shown


def test_long_words_lose_their_middle_unless_asked_for_whole() -> None:
    made = make_reading()
    report: Report = replace(made.report, text="so " * 400 + "end", blocks=())
    said = replace(made.statements[0], content=(replace(made.statements[0].content[0], start=0, end=1203),))
    reading = Reading(report, made.identities, (said,))
    assert "[…]" in table_of(reading)
    assert "[…]" not in table_of(reading, whole=True)


def test_reason_confidence_and_finder_follow_the_words_when_asked_for() -> None:
    made = make_reading()
    said = replace(
        made.statements[0], because="the label gives the name", confidence=0.875, made_by="rules 9"
    )
    shown = drawn(reading_table(made, (said,), hidden=0, whole=False, why=True))
    assert "the label gives the name (0.88, rules 9)" in " ".join(shown.replace(said.id[:10], "").split())
    assert "the label gives" not in drawn(reading_table(made, (said,), hidden=0, whole=False))


def test_act_is_shown_where_it_is_more_than_saying() -> None:
    made = make_reading()
    asked = Reading(made.report, made.identities, (replace(made.statements[0], act=Act.CALL_FOR),))
    assert "call for" in table_of(asked)


def test_markup_controls_and_overrides_in_a_report_are_shown_as_they_are() -> None:
    made = make_reading()
    metadata = replace(made.report.metadata, title="[red]T\x1b[31m\u202e[/red]")
    reading = Reading(replace(made.report, metadata=metadata), made.identities, made.statements)
    shown = table_of(reading)
    assert r"[red]T\x1b[31m\u202e[/red]" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_found_statements_stand_under_their_report() -> None:
    made = make_reading()
    shown = drawn(hits_table(hits_of(made, made.statements), whole=False))
    assert shown.count(made.report.metadata.title or made.report.name) == 1
    first = made.statements[0].content
    assert f"{first[0].start}–{first[-1].end}" in shown


def test_found_passage_shows_its_matches_whatever_the_white_space_around_them() -> None:
    line = ReportLine("1", "a.txt", "Title", "Outlet", date(2026, 3, 1), 2)
    hit = ReportHit(line, "the\nnight  ferry\x07 sails", ((4, 9), (11, 16)))
    shown = drawn(search_list([hit]))
    assert r"the night ferry\x07 sails" in shown
    assert "Outlet · 2026-03-01 · a.txt" in shown


def test_listing_shows_a_line_for_each_report() -> None:
    lines = [
        ReportLine("1", "a.txt", None, None, None, 0),
        ReportLine("2", "b.txt", "T", "O", date(2026, 3, 1), 7),
    ]
    shown = drawn(report_table(lines))
    assert "a.txt" in shown
    assert "2026-03-01" in shown


def test_added_reports_fit_one_line_each() -> None:
    shown = drawn(added_table([("a.txt", 3, "A title " * 30), ("b.txt", 0, None)]))
    assert len(shown.splitlines()) == 3
