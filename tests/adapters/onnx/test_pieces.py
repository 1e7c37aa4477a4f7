from onrecord.adapters.onnx.pieces import QUOTATION, SHAPES, WINDOW_PIECES, cut_text
from onrecord.model import Span
from tests.adapters.onnx.small import tokenizer


def test_pieces_lie_where_their_letters_stand() -> None:
    text = "Intro.\n“Rain,” said Ms. Okonjo."
    (cut,) = cut_text(tokenizer(), text, [Span(7, len(text))])
    assert "".join(text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)) == text[7:].replace(" ", "")


def test_case_and_quotation_are_told_apart_for_each_piece() -> None:
    text = 'NATO said: "We won."'
    (cut,) = cut_text(tokenizer(), text, [Span(0, len(text))])
    words = [text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)]
    shapes = [SHAPES[x] for x in cut.shapes]
    states = [QUOTATION[x] for x in cut.quotation]
    assert (shapes[0], shapes[words.index("We")], shapes[-1]) == ("upper", "title", "mark")
    assert (states[0], states[words.index("We")], states[-1]) == ("outside", "inside", "closes")


def test_quotation_that_nothing_closes_runs_to_the_end() -> None:
    text = "“We go on"
    (cut,) = cut_text(tokenizer(), text, [Span(0, len(text))])
    assert [QUOTATION[x] for x in cut.quotation] == ["opens", "inside", "inside", "inside"]


def test_long_passage_is_cut_after_a_sentence_and_loses_nothing() -> None:
    text = "It rains on the hills and on the plain. " * 60
    parts = list(cut_text(tokenizer(), text, [Span(0, len(text))]))
    assert len(parts) > 1
    assert all(len(p.ids) <= WINDOW_PIECES - 2 for p in parts)
    assert all(text[p.ends[-1] - 1] == "." for p in parts)
    whole = [s for p in parts for s in p.starts]
    assert whole == sorted(set(whole))
    assert {p.passage for p in parts} == {0}


def test_endless_sentence_is_cut_at_the_window() -> None:
    text = "rain " * 600
    parts = list(cut_text(tokenizer(), text, [Span(0, len(text))]))
    assert [len(p.ids) for p in parts] == [254, 254, 92]


def test_passage_without_letters_gives_no_pieces() -> None:
    (only,) = cut_text(tokenizer(), "  \n word", [Span(0, 2), Span(3, 8)])
    assert only.passage == 1
