"""Where sentences start."""

from onrecord.stages.attribute.cast.sentences import find_sentence_starts, opens_sentence, sentence_at
from tests.stages.attribute.spoken import report_of


def test_titles_and_initials_with_a_full_stop_end_no_sentence() -> None:
    text = "Gen. J. Haddad came. “He left.” The end?"
    starts = find_sentence_starts(report_of(text))
    assert [text[s : s + 3] for s in starts] == ["Gen", "“He", "The"]


def test_arabic_question_mark_ends_a_sentence() -> None:
    text = "هل جاء؟ نعم جاء."
    starts = find_sentence_starts(report_of(text))
    assert len(starts) == 2
    assert sentence_at(starts, len(text) - 1) == 1


def test_word_after_a_quotation_mark_a_dash_or_a_bullet_opens_a_sentence() -> None:
    for text in ("“Now", "• Now", "It went – Now"):
        assert opens_sentence(text, text.index("Now"), 0)
    assert not opens_sentence("He saw Now", 7, 0)
