from onrecord.model import SAYING, THINKING, Act, Span, StatementKind, statement_id

TEXT = "Orr said that it rained in Kesh."


def id_of(content: Span, text: str = TEXT) -> str:
    return statement_id(
        "r1", StatementKind.INDIRECT, source=(Span(0, 3),), cue=(Span(4, 8),), content=(content,), text=text
    )


def test_a_shifted_span_gives_another_id() -> None:
    assert id_of(Span(14, 31)) != id_of(Span(13, 30))


def test_a_changed_text_under_the_same_spans_gives_another_id() -> None:
    assert id_of(Span(14, 31)) != id_of(Span(14, 31), TEXT.replace("rained", "snowed"))


def test_every_act_either_says_or_thinks() -> None:
    assert set(Act) == SAYING | THINKING
    assert not SAYING & THINKING
