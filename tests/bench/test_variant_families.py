from bench.variant_families import LEVELS, gold_words, make_families
from onrecord.model import PieceKind


def test_families_are_the_same_every_time_and_of_both_halves() -> None:
    assert [family.first.text for family in make_families()] == [
        family.first.text for family in make_families()
    ]
    assert {family.half for family in make_families()} == {"tuning", "held"}
    assert {family.half for family in make_families("held")} == {"held"}


def test_no_mark_of_the_source_is_left_and_the_chunks_are_the_text() -> None:
    for family in make_families():
        for _, told in (("", family.first), *family.variants):
            assert not set("{}<>|") & set(told.text)
            assert "".join(chunk.text for chunk in told.chunks) == told.text


def test_gold_tells_what_became_of_each_word() -> None:
    kinds: dict[str, set[PieceKind]] = {level: set() for level in LEVELS}
    for family in make_families():
        for level, told in family.variants:
            kinds[level] |= {kind for words in gold_words(family.first, told) for _, kind in words}
    assert kinds["same"] == {PieceKind.SAME}
    assert PieceKind.RENAMED in kinds["renamed"]
    assert PieceKind.INSERTED in kinds["inserted"]
    assert PieceKind.LEFT_OUT in kinds["cut"]
    assert PieceKind.REWORDED in kinds["otherwise"]
