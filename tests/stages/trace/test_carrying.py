from onrecord.stages.trace.carrying import carried_words, find_counterpart
from tests.stages.trace.made import pair, read, same, says

WORDS = "The harbour belongs to everybody who works in it"
ONE = f"Ada Lindqvist said: “{WORDS}.”"
OTHER = f"At the quay the mayor repeated it. “{WORDS}”, she said. Nobody answered."


def test_words_are_carried_where_most_of_them_stand_in_a_shared_passage() -> None:
    said = says("one", ONE, WORDS)
    there = carried_words(said, pair("one", "two", passages=[same(ONE, OTHER, WORDS)]))
    assert [span.cut(OTHER) for span in there] == [WORDS]
    turned = carried_words(said, pair("two", "one", passages=[same(OTHER, ONE, WORDS)]))
    assert turned == there


def test_three_words_of_a_sentence_do_not_carry_it() -> None:
    said = says("one", ONE, WORDS)
    assert carried_words(said, pair("one", "two", passages=[same(ONE, OTHER, "belongs to everybody")])) == ()
    assert carried_words(said, pair("one", "two")) == ()


def test_counterpart_is_the_statement_with_the_most_of_the_words() -> None:
    whole, part = says("two", OTHER, WORDS), says("two", OTHER, "everybody who works")
    (span,) = whole.content
    assert find_counterpart(read("two", OTHER, part, whole), [span]) == whole
    assert find_counterpart(read("two", OTHER), [span]) is None


def test_words_beside_the_passage_are_nobodys_counterpart() -> None:
    (span,) = says("two", OTHER, WORDS).content
    beside = says("two", OTHER, "At the quay the mayor repeated it")
    assert find_counterpart(read("two", OTHER, beside), [span]) is None
