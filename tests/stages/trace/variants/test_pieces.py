from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import PieceKind, Span
from onrecord.stages.trace.variants import compare_statements
from tests.stages.trace.variants.telling import tell, told

WHOLE = "Nobody closes the eastern harbour while the dockers of Selm stand at its gates."


def pieces(one: str, other: str) -> list[tuple[str, str | None, str | None]]:
    return told(compare_statements(tell(one), tell(other), {}), one, other)


def test_same_words_are_one_piece() -> None:
    assert pieces(WHOLE, WHOLE) == [("same", WHOLE[:-1], WHOLE[:-1])]


def test_what_was_left_out_points_to_the_dots_in_its_place() -> None:
    assert pieces(WHOLE, "Nobody closes the eastern harbour ... at its gates.") == [
        ("same", "Nobody closes the eastern harbour", "Nobody closes the eastern harbour"),
        ("left out", "while the dockers of Selm stand", "..."),
        ("same", "at its gates", "at its gates"),
    ]


def test_what_was_left_out_without_dots_points_nowhere() -> None:
    assert ("left out", "of Selm", None) in pieces(WHOLE, WHOLE.replace(" of Selm", ""))


def test_words_in_brackets_are_inserted_whoever_has_them() -> None:
    inserted = WHOLE.replace("its gates", "its [northern] gates")
    assert ("inserted", None, "northern") in pieces(WHOLE, inserted)
    assert ("inserted", "northern", None) in pieces(inserted, WHOLE)
    assert [kind for kind, *_ in pieces(inserted, inserted)] == ["same"]


def test_words_without_brackets_are_added() -> None:
    assert ("added", None, "old") in pieces(WHOLE, WHOLE.replace("its gates", "its old gates"))


def test_another_name_in_the_same_place_is_renamed() -> None:
    one = "Our shells fell on the Selmar army all night long."
    other = "Our shells fell on the occupier all night long."
    assert pieces(one, other)[1] == ("renamed", "Selmar army", "occupier")


def test_other_words_in_the_same_place_are_reworded() -> None:
    other = WHOLE.replace("stand at", "keep watch before")
    assert ("reworded", "stand at", "keep watch before") in pieces(WHOLE, other)


def test_quotation_from_a_speech_leaves_the_rest_to_the_speech() -> None:
    speech = f"The winter was long and cold for all of us here. {WHOLE} That is what we came to tell."
    kinds = [kind for kind, *_ in pieces(WHOLE, speech)]
    assert kinds == ["added", "same", "added"]
    assert [kind for kind, *_ in pieces(speech, WHOLE)] == ["left out", "same", "left out"]


def test_nothing_in_the_same_words_is_reworded_as_a_whole() -> None:
    assert pieces("We stay.", "Nobody goes.") == [("reworded", "We stay", "Nobody goes")]


def test_no_piece_runs_over_the_end_of_a_content_span() -> None:
    one = tell("Nobody closes the eastern harbour", "while the dockers stand at its gates")
    other = tell("Nobody closes the eastern harbour while the dockers stand at its gates")
    for a, b in ((one, other), (other, one), (one, tell("A word of something else"))):
        for piece in compare_statements(a, b, {}).pieces:
            for span, said in ((piece.a, a), (piece.b, b)):
                assert span is None or any(content.covers(span) for content in said.statement.content)


WORDS = st.lists(
    st.sampled_from(["harbour", "dockers", "gates", "[Selm]", "stand", "...", "the", "of", "Orsk", "never"]),
    max_size=20,
)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_every_word_lies_in_one_piece_of_its_statement(one: list[str], other: list[str]) -> None:
    a, b = tell(" ".join(one)), tell(" ".join(other))
    variant = compare_statements(a, b, {})
    for said, spans in (
        (a, [piece.a for piece in variant.pieces]),
        (b, [piece.b for piece in variant.pieces if piece.kind is not PieceKind.LEFT_OUT]),
    ):
        for word in said.words:
            assert sum(span is not None and _covers(span, word.span) for span in spans) == 1


def _covers(span: Span, word: Span) -> bool:
    return span.start <= word.start and word.end <= span.end
