import pytest

from onrecord.stages.read.blocks.crossrefs import find_pointers, is_pointer_line
from tests.stages.read.reading import PROSE, kinds, piece, read, whole


@pytest.mark.parametrize(
    ("text", "span", "target"),
    [
        ("It began in May (Read Part I here).", "(Read Part I here)", "Part I"),
        ("For more about Ode, see Coast TV clip no 75.", "Coast TV clip no 75", "Coast TV clip no 75"),
        ("See also Coast Bulletin No. 1,204.", "Coast Bulletin No. 1,204", "Coast Bulletin No. 1,204"),
        ("To view this clip on TV, click here", "To view this clip on TV, click here", "this clip on TV"),
        ("As we wrote (see Part II), fees rose.", "(see Part II)", "Part II"),
        ("To read the full report, click here.", "To read the full report, click here", "the full report"),
    ],
)  # fmt: skip
def test_pointer_is_found_with_its_target(text: str, span: str, target: str) -> None:
    (pointer,) = find_pointers(text, whole(text))
    assert (pointer.span.cut(text), pointer.target) == (span, target)


@pytest.mark.parametrize("text", ["The ships lie here.", "Pier no. 7 is shut.", "He played his part in it."])
def test_other_words_point_nowhere(text: str) -> None:
    assert find_pointers(text, whole(text)) == []


def test_block_that_only_points_is_a_cross_reference() -> None:
    assert is_pointer_line("(Read Part I here)", piece("(Read Part I here)"))
    report = read(f"Fees In Selm\n\n{PROSE}\n\nSee also: Coast Desk Bulletin No. 4.\n\n{PROSE}")
    assert ("cross_reference", "See also: Coast Desk Bulletin No. 4.") in kinds(report)


def test_pointer_to_a_clip_is_furniture_and_a_pointer() -> None:
    line = "To view this clip on Coast TV, click here or below"
    report = read(f"Fees In Selm\n\n{PROSE}\n\n{line}\n\n{PROSE}")
    assert ("boilerplate", line) in kinds(report)
    assert [pointer.span.cut(report.text) for pointer in report.cross_references] == [line]


def test_own_number_of_the_report_is_no_pointer() -> None:
    assert read(f"May 3, 2021 Coast Bulletin No. 7\n\nFees In Selm\n\n{PROSE}").cross_references == ()
