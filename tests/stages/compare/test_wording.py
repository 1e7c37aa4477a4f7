from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Fate
from onrecord.stages.compare.wording import ALIGNED_WORDS, align, keys, likeness

WORDS = st.lists(st.sampled_from(["we", "will", "answer", "in", "June,", "سنرد", "和平"]), max_size=12).map(
    " ".join
)


@given(before=WORDS, after=WORDS)
def test_both_wordings_can_be_read_off_the_alignment(before: str, after: str) -> None:
    parts = align(before, after)
    assert " ".join(p.words for p in parts if p.fate is not Fate.ADDED) == before
    assert " ".join(p.words for p in parts if p.fate is not Fate.DROPPED) == after


def test_changed_word_shows_between_those_that_stay() -> None:
    parts = align("We will answer in June.", "We may answer in July.")
    assert [(part.fate, part.words) for part in parts] == [
        (Fate.KEPT, "We"),
        (Fate.DROPPED, "will"),
        (Fate.ADDED, "may"),
        (Fate.KEPT, "answer in"),
        (Fate.DROPPED, "June."),
        (Fate.ADDED, "July."),
    ]


def test_speech_of_an_hour_is_given_whole_rather_than_aligned_for_minutes() -> None:
    long = "word " * (ALIGNED_WORDS + 1)
    assert [part.fate for part in align(long, "short")] == [Fate.DROPPED, Fate.ADDED]


def test_case_accents_and_punctuation_do_not_make_another_word() -> None:
    assert keys("The Hârbour, said “he”") == keys("the harbour said he")
    assert likeness(keys("We WILL go!"), keys("we will go")) == 1.0
    assert likeness([], []) == 1.0
    assert likeness(["a"], []) == 0.0
