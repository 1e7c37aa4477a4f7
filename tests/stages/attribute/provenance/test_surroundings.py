from dataclasses import replace

from onrecord.model import Block, BlockKind, Metadata, Report, Span, StatementKind
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.surroundings import (
    HIDDEN,
    anchor_of,
    find_sentences,
    hide,
    sentence_within,
    words_for,
)

PROSE = 'Mara Quill said: "It floats, he says." She left.'
TEXT = f"{PROSE}\n\nThe ferry at its pier"
REPORT = Report(
    id="r",
    name="r.txt",
    capture="0" * 64,
    text=TEXT,
    encoding="utf-8",
    metadata=Metadata(language="en"),
    blocks=(
        Block(BlockKind.PARAGRAPH, Span(0, len(PROSE))),
        Block(BlockKind.CAPTION, Span(len(PROSE) + 2, len(TEXT))),
    ),
)


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


SAID = Draft(
    (span_of("Mara Quill"),), (span_of("said"),), (span_of("It floats, he says."),), StatementKind.DIRECT, 0
)
INNER = Draft(
    (span_of("he"),), (span_of("says"),), (span_of("It floats"),), StatementKind.INDIRECT, 0, parent=0
)


def test_sentences_hide_the_words_said_and_keep_every_position() -> None:
    first, second = find_sentences(REPORT, [SAID, INNER])
    assert first.drafts == (0,)
    assert "floats" not in first.words
    assert first.words.startswith('Mara Quill said: "' + HIDDEN)
    assert len(first.words) == len(first.span)
    assert (second.words, second.drafts) == ("She left.", ())


def test_captions_are_no_prose() -> None:
    assert all(s.block == 0 for s in find_sentences(REPORT, []))


def test_sentence_within_words_hides_only_what_is_quoted_there() -> None:
    inner = sentence_within(REPORT, INNER, parent=SAID, siblings=[INNER], number=1)
    assert inner is not None
    assert inner.words == HIDDEN * len("It floats") + ", he says."
    assert inner.drafts == (1,)


def test_letters_and_turns_stand_where_their_words_stand() -> None:
    assert anchor_of(SAID) == TEXT.index("said")
    assert anchor_of(replace(SAID, cue=())) == 0
    assert anchor_of(replace(SAID, kind=StatementKind.LETTER)) == SAID.content[0].start


def test_overlapping_spans_are_hidden_once() -> None:
    assert hide("abcdef", [Span(1, 4), Span(2, 3), Span(3, 5)]) == "a" + HIDDEN * 4 + "f"


def test_language_without_a_table_uses_the_english_one() -> None:
    assert words_for("xx") == words_for("en") == words_for(None) == words_for("en-GB")
