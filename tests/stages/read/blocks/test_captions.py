import pytest

from onrecord.stages.read.blocks.captions import is_caption, is_picture_phrase
from tests.stages.read.reading import DIRECTORY, PROSE, piece


@pytest.mark.parametrize(
    "line",
    [
        "Harbour master Ode (Source: Coast TV, Selm, May 3, 2020)",
        "Ode and Marsh (Source:, January 9, 2020)",
        "Harbour master Ode. Source: Coast TV, May 3, 2020.",
        "Lena Ode. (Source: Coast TV, Selm, May 3, 2020)",
        "Photo: boats in the harbour of Selm",
        "File photo | The old quay",
        "Boats lie in the harbour of Selm (Reuters)",
        "Boats lie in the harbour on Monday. REUTERS/Tom Marsh",
        "The mayor of Selm, left, and the minister in this file photo from May 2020",
        "Lena Ode speaking in Selm on Thursday. Photograph: Ada Quill/The Guardian",
        "صورة: قوارب في ميناء سلم",
    ],
)
def test_line_with_a_picture_credit_is_a_caption(line: str) -> None:
    assert is_caption(piece(line), DIRECTORY, last=False)


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Coast TV Video: The Storm Of Selm And Its End",
        "Source: Coast TV",
        "“We had no choice,” she said. “None.” (Source: the minutes of the council, which she read out.)",
        "Report From: The Harbour",
    ],
)
def test_other_lines_are_no_captions(line: str) -> None:
    assert not is_caption(piece(line), DIRECTORY, last=False)


def test_agency_behind_the_last_paragraph_credits_the_report() -> None:
    closing = piece("The storm is expected to last until Thursday. (Reuters)")
    assert not is_caption(closing, DIRECTORY, last=True)


def test_phrase_that_names_somebody_may_stand_under_a_lead_picture() -> None:
    assert is_picture_phrase(piece("The harbour master of the coastal town of Selm, Lena Ode"))
    assert not is_picture_phrase(piece("The harbour master Lena Ode says the port is shut"))
    assert not is_picture_phrase(piece("Fees And Storms In The Harbour Of Selm"))
    assert not is_picture_phrase(piece("The harbour in the storm"))
