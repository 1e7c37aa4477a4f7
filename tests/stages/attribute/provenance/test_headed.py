from onrecord.model import Block, BlockKind, Identity, IdentityType, Metadata, Report, Span, StatementKind
from onrecord.stages.attribute.cast.cast import Cast
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.headed import find_headed
from onrecord.stages.attribute.provenance.outline import Outline

QUILL = Identity("q", "Quill", IdentityType.PERSON, named=True, names=(), mentions=())
ORR = Identity("o", "Orr", IdentityType.PERSON, named=True, names=(), mentions=())


def headed(*blocks: tuple[int, str, Identity]) -> tuple[int, ...]:
    """Return the statements that the first heading stands for; each block is (level or 0, words, speaker)."""
    text, made, drafts = "", [], []
    for level, words, _ in blocks:
        span = Span(len(text), len(text) + len(words))
        text += words + "\n\n"
        made.append(Block(BlockKind.HEADING if level else BlockKind.PARAGRAPH, span, level or None))
        kind = StatementKind.HEADING if level else StatementKind.DIRECT
        drafts.append(Draft((), (), (span,), kind, len(made) - 1))
    report = Report(
        id="r",
        name="r",
        capture="0" * 64,
        text=text,
        encoding="utf-8",
        metadata=Metadata(),
        blocks=tuple(made),
    )
    cast = Cast((QUILL, ORR), tuple(who for _, _, who in blocks), tuple(None for _ in blocks))
    return find_headed(Outline.of(report, drafts, cast), 0)


def test_words_of_the_same_speaker_that_repeat_the_heading_come_first() -> None:
    assert headed(
        (2, "Boats Float", QUILL), (0, "boats float", ORR), (0, "no", QUILL), (0, "boats float", QUILL)
    ) == (3,)


def test_words_of_another_count_only_when_they_repeat_enough_of_the_heading() -> None:
    long = "Every Wooden Ferry Floats Here"
    assert headed((2, long, QUILL), (0, "no", ORR), (0, "every wooden ferry floats", ORR)) == (2,)
    assert headed((2, "Boats Float", QUILL), (0, "no", ORR), (0, "boats float", ORR)) == (1, 2)


def test_heading_above_a_heading_looks_under_it_for_its_own_speaker_only() -> None:
    assert headed((2, "Boats", QUILL), (3, "More", ORR), (0, "no", ORR), (0, "yes", QUILL)) == (3,)


def test_heading_with_nothing_below_stands_for_nothing() -> None:
    assert headed((2, "Boats", QUILL), (2, "More", ORR), (0, "no", QUILL)) == ()
