import pytest

from onrecord.stages.read.blocks.headings import looks_like_heading
from tests.stages.read.reading import PROSE, kinds, piece, read


@pytest.mark.parametrize(
    "line",
    [
        "Background",
        "What happens next?",
        "Selm Rejects The Fees",
        "Harbour Minister Sand: “We Shall Raise The Fees... And More”",
        "Minister Sand: fees are fair",
        'Minister Sand: "We Shall Raise Them"; "Nobody Will Be Asked About It – Not The Towns, Not The Union"',
        "Sand To Mayor Ode Of Selm:",
        "Appendix: The Letters Of The Minister",
        "Fees In The U.S.",
        "ردود الفعل في سلم",
    ],
)
def test_line_has_the_form_of_a_heading(line: str) -> None:
    assert looks_like_heading(piece(line))


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "The poster read:",
        "She added: “No one has been asked, and no one will be.”[11]",
        "No one was asked.",
        "and so on",
        "Following are excerpts:[1]",
        "“No one was asked” he said",
        "***",
    ],
)
def test_line_has_not_the_form_of_a_heading(line: str) -> None:
    assert not looks_like_heading(piece(line))


def test_section_under_another_is_a_level_deeper() -> None:
    body = (
        f"Fees In Selm\n\n{PROSE}\n\nReactions Of The Towns\n\n"
        f"Mayor Ode: “We Were Never Asked”\n\n{PROSE}\n\nMayor Quill: “Neither Were We Here”\n\n{PROSE}\n\n"
        f"Appendix: What The Letters Say\n\n{PROSE}\n"
    )
    report = read(body)
    levels = [(block.level, block.span.cut(report.text)[:6]) for block in report.blocks if block.level]
    assert levels == [(1, "Fees I"), (2, "Reacti"), (3, "Mayor "), (3, "Mayor "), (2, "Append")]


def test_line_that_heads_nothing_is_no_heading() -> None:
    assert kinds(read(f"Fees In Selm\n\n{PROSE}\n\nThe End Of It"))[-1][0] == "paragraph"


def test_short_line_right_above_its_paragraph_is_a_heading() -> None:
    assert ("heading", "Background") in kinds(read(f"Fees In Selm\n\n{PROSE}\n\nBackground\n{PROSE}"))


def test_title_in_title_case_may_end_in_a_full_stop() -> None:
    report = read(f"Harbour Fees Will Stay As They Are.\n\n{PROSE}\n\n{PROSE}")
    assert report.metadata.title == "Harbour Fees Will Stay As They Are."
