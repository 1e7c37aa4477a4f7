import re

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.stages.trace.cues import Cues, matches_at, matches_before
from onrecord.stages.trace.words import split_words

PHRASES = ["according to", "citing", "as told by"]
VERBS = ["reports", "has reported"]
AFTER = re.compile(rf"(?<!\w)(?i:{'|'.join(p.replace(' ', chr(92) + 's+') for p in PHRASES)})\s+[A-Z]\w+")
BEFORE = re.compile(rf"(?<!\w)[A-Z]\w*(?:\s[A-Z]\w*){{0,6}}\s+(?:{'|'.join(VERBS)})(?!\w)")
PIECES = [
    "According",
    "to",
    "citing",
    "as",
    "told",
    "by",
    "Selm",
    "Press",
    "reports",
    "has",
    "reported",
    "dock",
    "(",
    ",",
    "Né",
    "“",
]
TEXT = st.lists(st.sampled_from([*PIECES, "dock", "(", ",", "Né", "“", "\n"]), max_size=40).map(" ".join)


@given(TEXT, st.integers(0, 40), st.integers(0, 200))
def test_what_is_found_where_phrases_stand_is_what_a_search_finds(text: str, start: int, end: int) -> None:
    start = min(start, len(text))
    within = Span(start, max(start, min(end, len(text))))
    ((after, before),) = Cues(PHRASES, VERBS).places([split_words(text)])
    for pattern, places, matches in ((AFTER, after, matches_at), (BEFORE, before, matches_before)):
        expected = [match.span() for match in pattern.finditer(text, within.start, within.end)]
        assert [match.span() for match in matches(pattern, text, within, places)] == expected


def test_each_text_has_its_own_places() -> None:
    texts = [
        split_words(text) for text in ("He was citing her", "", "Nothing here", "as told by Né, citing none")
    ]
    assert Cues(PHRASES).places(texts) == [([7],), ([],), ([],), ([0, 15],)]


def test_a_long_text_without_an_end_of_a_name_is_looked_at_quickly() -> None:
    text = "Aa " * 100_000 + "reports"
    ((places,),) = Cues(VERBS).places([split_words(text)])
    (match,) = matches_before(BEFORE, text, Span(0, len(text)), places)
    assert len(match[0].split()) == 8
