from itertools import pairwise

from onrecord.stages.read.subtitles.cues import Cue, Line, Track
from onrecord.stages.read.subtitles.speakers import find_utterances
from onrecord.stages.read.subtitles.talk import Talk


def talk(*captions: tuple[float, float, str]) -> list[tuple[str, str]]:
    cues = [Cue(start, end, (Line(words),)) for start, end, words in captions]
    track = Track(cues)
    made = Talk(track)
    for utterance in find_utterances(track, cues):
        made.add(utterance)
    text, blocks, times = made.finish()
    assert all(t.span.cut(text) == t.span.cut(text).strip() != "" for t in times)
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))
    assert all(block.label is None or block.label.end + 1 <= block.span.end for block in blocks)
    return [(block.hint, block.span.cut(text)) for block in blocks]


def test_a_sentence_over_several_captions_is_one_block() -> None:
    assert talk((0, 2, "ADA: The harbour"), (2, 4, "belongs to"), (4, 5, "everybody.")) == [
        ("turn", "ADA: The harbour belongs to everybody.")
    ]


def test_a_long_pause_begins_a_new_block_of_the_same_turn() -> None:
    assert talk((0, 2, "ADA: We open."), (9, 10, "In May.")) == [
        ("turn", "ADA: We open."),
        ("turn", "In May."),
    ]


def test_a_sentence_that_is_not_at_its_end_goes_on_over_a_pause() -> None:
    assert talk((0, 2, "Yes. We open"), (7, 8, "in May."), (30, 31, "Now.")) == [
        ("said", "Yes. We open in May."),
        ("said", "Now."),
    ]


def test_speech_without_full_stops_is_parted_by_its_pauses() -> None:
    captions = [(k * 2.0, k * 2.0 + 2, f"words {k} and more") for k in range(20)]
    captions += [(60.0, 62.0, "after the pause")]
    assert [words for _, words in talk(*captions)][-1] == "after the pause"
    assert len(talk(*captions)) == 2


def test_a_new_speaker_whom_nobody_names_is_not_the_one_before() -> None:
    assert talk((0, 1, ">> ADA: We open."), (1, 2, ">> When?")) == [
        ("turn", "ADA: We open."),
        ("said", "When?"),
    ]


def test_applause_within_a_sentence_stays_there_and_after_one_stands_alone() -> None:
    assert talk((0, 1, "We shall"), (1, 2, "[applause]"), (2, 3, "open."), (3, 4, "[applause]")) == [
        ("said", "We shall [applause] open."),
        ("direction", "[applause]"),
    ]


def test_a_speech_without_a_pause_is_broken_into_paragraphs_at_sentences() -> None:
    blocks = talk(*[(k * 2.0, k * 2.0 + 2, f"This is the sentence of number {k}.") for k in range(100)])
    assert 3 <= len(blocks) <= 5
    assert all(words.endswith(".") for _, words in blocks)


def test_scripts_without_spaces_are_joined_without() -> None:
    assert talk((0, 1, "港口将于"), (1, 2, "五月开放。")) == [("said", "港口将于五月开放。")]
