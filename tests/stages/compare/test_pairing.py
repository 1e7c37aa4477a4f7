from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.compare.pairing import MOST_UNMATCHED, Said, moved, pair, said_in, same_speaker
from tests.factory import make_reading


def reading(*said: tuple[str, str]) -> list[Said]:
    text = "\n\n".join(f"{who}: {words}" for who, words in said)
    return said_in(make_reading(text, said=list(said)))


def test_same_words_by_the_same_speaker_are_one_statement_wherever_they_stand() -> None:
    before = reading(("Ada", "The harbour is open."), ("Tomas", "We will answer."))
    after = reading(("Tomas", "We will answer."), ("Ada", "The harbour is open."))
    assert pair(before, after) == [(1, 0), (0, 1)]


def test_words_said_by_two_go_to_who_said_them() -> None:
    before = reading(("Ada", "Never again."), ("Tomas", "Never again."))
    after = reading(("Tomas", "Never again."), ("Ada", "Never again."))
    assert pair(before, after) == [(1, 0), (0, 1)]


def test_most_of_the_words_by_the_same_speaker_are_the_same_statement() -> None:
    before = reading(("Ada", "The harbour belongs to everybody in Selm."))
    after = reading(("Ada", "The harbour belongs to nobody in Selm."))
    assert pair(before, after) == [(0, 0)]


def test_another_remark_of_the_same_speaker_is_another_statement() -> None:
    before = reading(("Ada", "The harbour belongs to everybody in Selm."))
    after = reading(("Ada", "Taxes will not rise before the autumn."))
    assert pair(before, after) == []


def test_half_of_the_words_by_somebody_else_is_another_statement() -> None:
    before = reading(("Ada", "The harbour belongs to everybody."))
    after = reading(("Tomas", "The harbour belongs to me alone, as it always did."))
    assert pair(before, after) == []


def test_shorter_form_of_a_name_is_the_same_speaker() -> None:
    assert same_speaker("ada lindqvist", "lindqvist")
    assert same_speaker("", "")
    assert not same_speaker("ada lindqvist", "")
    assert not same_speaker("ada lindqvist", "ada okoro")


def test_wholly_other_report_of_many_statements_is_not_paired_word_by_word() -> None:
    many = [("Ada", f"one{n} two{n} three{n}") for n in range(MOST_UNMATCHED + 1)]
    others = [("Ada", f"one{n} two{n} four{n}") for n in range(MOST_UNMATCHED + 1)]
    assert pair(reading(*many), reading(*others)) == []


@given(order=st.permutations(range(9)))
def test_what_has_not_moved_stands_in_its_old_order_and_is_as_much_as_can(order: list[int]) -> None:
    pairs = [(i, j) for j, i in enumerate(order)]
    gone = moved(pairs)
    stayed = [i for k, (i, _) in enumerate(pairs) if k not in gone]
    assert all(one < other for one, other in pairwise(stayed))
    longest = [1] * len(order)
    for k in range(len(order)):
        longest[k] += max((longest[m] for m in range(k) if order[m] < order[k]), default=0)
    assert len(stayed) == max(longest)


def test_one_that_went_to_the_end_is_the_one_that_moved() -> None:
    assert moved([(1, 0), (2, 1), (3, 2), (0, 3)]) == {3}
    assert moved([]) == set()
