import pytest

from onrecord.adapters.documents.answers import FAULTS, read_answer
from onrecord.errors import PageUnreadable
from onrecord.ports.documents import Facts, Passage, Scroll, Sheet, Sheets, Word

FACTS = {"title": "Harbours", "author": "", "created": "2026-03-04"}


def test_an_answer_becomes_sheets_or_a_scroll() -> None:
    word = ["Selm", 1, 2.5, 3, 10, True, False, False]
    assert read_answer({"form": "pdf", "sheets": [[595, 842, [word]]], "facts": FACTS}, "a") == Sheets(
        (Sheet(595.0, 842.0, (Word("Selm", 1.0, 2.5, 3.0, 10.0, bold=True),)),),
        Facts("Harbours", None, "2026-03-04"),
    )
    assert read_answer({"form": "docx", "passages": [["Selm", "h1", ""]], "facts": {}}, "a") == Scroll(
        (Passage("Selm", "h1"),), Facts()
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told_in_words_with_its_subject(fault: str) -> None:
    with pytest.raises(PageUnreadable) as caught:
        read_answer({"form": "pdf", "fault": fault}, "a.pdf")
    assert str(caught.value).startswith("a.pdf: ")
    assert "{" not in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"form": "pdf", "facts": {}},
        {"form": "pdf", "fault": "new"},
        {"form": "pdf", "fault": [1]},
        {"form": "pdf", "facts": {}, "sheets": [[1, 2, [["a"]]]]},
        {"form": "pdf", "facts": {}, "sheets": [["wide", 2, []]]},
        {"form": "pdf", "facts": {}, "sheets": [[float("nan"), 2, []]]},
        {"form": "docx", "facts": {}, "passages": [["a", "script", ""]]},
        {"form": "docx", "facts": {}, "passages": [[1, "p", ""]]},
        {"form": "docx", "facts": [], "passages": []},
    ],
)
def test_nonsense_is_refused_and_never_believed(answer: object) -> None:
    with pytest.raises(PageUnreadable, match="nonsense"):
        read_answer(answer, "a.pdf")


def test_halves_of_characters_do_not_get_into_a_text() -> None:
    scroll = read_answer({"form": "docx", "passages": [["a\ud800b", "p", ""]], "facts": {}}, "a")
    assert isinstance(scroll, Scroll)
    assert scroll.passages[0].text == "a\ufffdb"
