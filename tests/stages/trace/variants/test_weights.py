from onrecord.stages.trace.variants.weights import COUNTED, rarest, weights_of, word_weight
from tests.stages.trace.variants.telling import tell


def test_rarer_words_count_more_and_small_ones_next_to_nothing() -> None:
    counts = {"harbour": 400, "quay": 3}
    assert 1 > word_weight("quay", counts) > word_weight("harbour", counts) > word_weight("the", counts)
    assert word_weight("unheard", counts) == 1.0
    assert word_weight("common", {"common": COUNTED * 9}) == word_weight("common", {"common": COUNTED})


def test_weights_stand_in_the_order_of_the_words() -> None:
    said = tell("the quay")
    assert weights_of(said.words, {}).tolist() == [weights_of([word], {})[0] for word in said.words]


def test_every_stretch_of_a_speech_gives_some_of_its_rarest_words() -> None:
    said = tell(" ".join(f"alpha{n} beta{n} common" for n in range(100)))
    counts = {"common": 100} | {f"alpha{n}": 1 + n for n in range(100)}
    found = rarest(said, counts, most=30)
    assert len(found) == 30
    assert "common" not in found
    assert {int(word.lstrip("abehlpt")) // 13 for word in found} >= {0, 1, 2, 3, 4, 5, 6}


def test_rarest_word_comes_first_and_small_words_never() -> None:
    said = tell("the harbour and the quay")
    assert rarest(said, {"harbour": 90, "quay": 2}, most=9) == ["quay", "harbour"]
    assert rarest(tell("we and they"), {}, most=9) == []
