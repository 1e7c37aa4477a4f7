import pytest

from onrecord.stages.read.blocks.lines import is_name, names_in, read_breadcrumb, read_line, read_topic_line
from tests.stages.read.reading import whole


def facts(line: str) -> list[tuple[str, str]] | None:
    found = read_line(line, whole(line))
    return None if found is None else [(fact.field, fact.value) for fact in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 3, 2021", [("published", "2021-05-03")]),
        ("Posted on 3 May 2021 at 10:15", [("published", "2021-05-03")]),
        ("Last updated: 2021-05-03", [("updated", "2021-05-03")]),
        ("٣ أيار ٢٠٢١", [("published", "2021-05-03")]),
        (
            "May 3, 2021 Coast Bulletin No. 1,204",
            [("published", "2021-05-03"), ("series", "Coast Bulletin"), ("number", "1204")],
        ),
        ("Storms & Fees Series No. 12", [("series", "Storms & Fees Series"), ("number", "12")]),
        (
            "Coast, Fees | Coast Bulletin No. 7",
            [("topics", "Coast"), ("topics", "Fees"), ("series", "Coast Bulletin"), ("number", "7")],
        ),
        (
            "May 3, 2021 | By A. Marsh and L. Ode*",
            [("published", "2021-05-03"), ("authors", "A. Marsh"), ("authors", "L. Ode")],
        ),
        ("#120 | 01:10", [("clip", "120")]),
        ("By TOM MARSH, Coast News, and Ada Quill, Selm", [("authors", "TOM MARSH"), ("authors", "Ada Quill")]),
        ("Von Anna Groß und Uwe Klein", [("authors", "Anna Groß"), ("authors", "Uwe Klein")]),
        ("بقلم لينا عودة", [("authors", "لينا عودة")]),
    ],
)  # fmt: skip
def test_line_of_facts_is_read_part_by_part(line: str, expected: list[tuple[str, str]]) -> None:
    assert facts(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "The port was closed on May 3, 2021, for the first time.",
        "Security Council Resolution No. 12",
        "By the sea, nobody slept that night",
        "Selm",
        "Room 12",
        "May 3, 2021" + " and so on" * 40,
    ],
)
def test_line_that_says_more_is_no_line_of_facts(line: str) -> None:
    assert facts(line) is None


def test_span_of_every_fact_cuts_what_it_was_read_from() -> None:
    line = "Coast, Fees | Coast Bulletin No. 7 | By Ada Quill"
    found = read_line(line, whole(line))
    assert found is not None
    assert [fact.span.cut(line) for fact in found] == ["Coast", "Fees", "Coast Bulletin", "7", "Ada Quill"]


def test_breadcrumb_gives_the_section_and_then_topics() -> None:
    line = "Home \u00a0 / \u00a0 News \u00a0 / \u00a0 Coast \u00a0 / \u00a0 Selm"
    found = read_breadcrumb(line, whole(line)) or []
    assert [(fact.field, fact.value) for fact in found] == [
        ("section", "News"),
        ("topics", "Coast"),
        ("topics", "Selm"),
    ]


@pytest.mark.parametrize(
    "line", ["Fees / What they cost us all. And why.", "News", "and/or", "A > " + "b" * 90]
)
def test_other_lines_are_no_breadcrumb(line: str) -> None:
    assert read_breadcrumb(line, whole(line)) is None


def test_topic_line_lists_its_topics() -> None:
    found = read_topic_line("Tags: Coast, Fees", whole("Tags: Coast, Fees")) or []
    assert [fact.value for fact in found] == ["Coast", "Fees"]
    assert read_topic_line("Selm: Coast, Fees", whole("Selm: Coast, Fees")) is None


def test_names_lose_marks_and_what_their_bearers_are() -> None:
    found = names_in("Lena Ode*, Tom van der Marsh in Selm and Ada Quill Jr.", 0)
    assert [fact.value for fact in found] == ["Lena Ode", "Tom van der Marsh", "Ada Quill Jr"]


def test_names_are_few_capitalised_words() -> None:
    assert is_name("Abu Omar al-Selmi")
    assert not is_name("Lena Ode said so")
    assert not is_name("What Now?")
