import pytest

from onrecord.model import Span
from onrecord.stages.attribute.prose.cue_lexicon import load_cue_lexicon
from onrecord.stages.attribute.structure.introductions import find_author, find_introduction

LEXICON = load_cue_lexicon()


@pytest.mark.parametrize(
    ("paragraph", "source", "letter"),
    [
        ("The ceremony was long. Hatem said:", "Hatem", False),
        ("The following are the main points of his statements:", "his", False),
        ("Below are the main points of Salim's statements:", "Salim", False),
        (
            "The following are highlights of Qadir's letters to Deen and Akram (see the Appendix):",
            "Qadir",
            True,
        ),
        ("These are excerpts of the interview conducted with Vale:", "Vale", False),
    ],
)
def test_an_introduction_names_who_speaks_next(paragraph: str, source: str, letter: bool) -> None:  # noqa: FBT001 - a table's column
    found = find_introduction(paragraph, Span(0, len(paragraph)), LEXICON)
    assert found is not None
    assert found.source is not None
    assert found.source.cut(paragraph) == source
    assert found.letter is letter


def test_a_paragraph_without_a_colon_introduces_nothing() -> None:
    paragraph = "Hatem said that it rained."
    assert find_introduction(paragraph, Span(0, len(paragraph)), LEXICON) is None


def test_a_piece_of_writing_speaks_for_who_published_it() -> None:
    before = "On May 25, Captain Khalid Vale released a poster of thanks on his website."
    paragraph = "The poster read:"
    text = f"{before}\n\n{paragraph}"
    here = Span(len(before) + 2, len(text))
    found = find_introduction(text, here, LEXICON)
    assert found is not None
    assert found.noun == "poster"
    author = find_author(text, [here, Span(0, len(before))], "poster", LEXICON)
    assert author is not None
    assert author.cut(text) == "Captain Khalid Vale"
