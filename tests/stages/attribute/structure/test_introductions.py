import pytest

from onrecord.model import Span
from onrecord.stages.attribute.prose import CueRules
from onrecord.stages.attribute.prose.cue_lexicon import load_cue_lexicon
from onrecord.stages.attribute.structure.introductions import find_author, find_introduction, is_set_off

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


@pytest.mark.parametrize(
    ("paragraph", "is_so"),
    [
        ("Hatem added:", True),
        ("In a speech last July, the Harbour Board wrote:", True),
        ("Hatem said this of the quay:", False),
        ("The board noted the sparse attendance:", False),
        ("Watch all of Hatem's remarks below:", False),
    ],
)
def test_colon_right_after_a_verb_of_saying_announces_words_set_off(paragraph: str, is_so: bool) -> None:  # noqa: FBT001 - a table's column
    words = "The quay was never safe. Nobody looked at it."
    text = f"{paragraph}\n\n{words}"
    intro = find_introduction(text, Span(0, len(paragraph)), LEXICON)
    block = Span(len(paragraph) + 2, len(text))
    assert (intro is not None and is_set_off(text, block, intro, [])) is is_so


@pytest.mark.parametrize("shown", ["Advertisement", "pic.example/7", "Hatem at the quay on Monday"])
def test_what_stands_in_the_place_of_a_post_is_nobodys_words(shown: str) -> None:
    text = f"Hatem added:\n\n{shown}"
    intro = find_introduction(text, Span(0, 12), LEXICON)
    assert intro is not None
    assert not is_set_off(text, Span(14, len(text)), intro, [])


def test_paragraph_that_quotes_is_the_reports_own_again() -> None:
    words = "The board said “we looked at it” a day later."
    text = f"Hatem added:\n\n{words}"
    block = Span(14, len(text))
    intro = find_introduction(text, Span(0, 12), LEXICON)
    assert intro is not None
    (found,) = CueRules().tag(text, [block]).attributions
    assert found
    assert not is_set_off(text, block, intro, found)


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
