"""Pairs of name tokens are read, spelled and parted; the lists are written for these tests."""

import doctest
from collections.abc import Sequence
from pathlib import Path

import name_scores
import name_spellings
import name_tokens
import numpy as np
from name_scores import area, mean_best, read_asked, score_tokens
from name_spellings import make_spellings
from name_tokens import gather, groups_of, hold_out, read_full, read_spaced
from numpy.typing import NDArray


def test_examples_in_docstrings_hold() -> None:
    for module in (name_scores, name_spellings, name_tokens):
        assert doctest.testmod(module).failed == 0


def test_tokens_are_spelled_before_they_are_counted() -> None:
    pairs = read_spaced(["karīm\tك ر ي م\t2\n", "karīm\tک ر ی م\t1\n"])
    assert gather(pairs) == {("karīm", "كريم"): 3}


def test_what_is_no_pair_of_a_latin_token_and_another_is_left_out() -> None:
    assert not gather(
        [(("x", "ك"), 1), (("karim", "karim"), 1), (("كريم", "كريم"), 1), (("王王", "كريم"), 1)]
    )


def test_full_names_of_unequal_length_and_descriptions_give_no_pairs() -> None:
    lines = ["Ivan Selm Petrov\tאיוואן סלם\n", "Anna of Selm\tאנה, מלכת סלם\n", "Olga (singer)\tאולגה\n"]
    assert list(read_full(lines)) == [(("Olga", "אולגה"), 1)]


def test_tokens_that_hang_together_by_any_pair_are_held_out_together() -> None:
    counts = {(f"a{n}", f"я{n // 3}"): 1 for n in range(300)}
    groups, held_out = groups_of(counts), hold_out(counts)
    assert 0 < len(held_out) < 10
    assert all(groups[a] == groups[b] for a, b in counts)
    assert hold_out(counts) == held_out


def test_made_spellings_are_the_same_in_each_run_and_follow_the_latin_letters() -> None:
    pairs = [("selma", "селма"), ("panahi", "بناهي"), ("banahi", "بناهي")] * 30
    made = list(make_spellings(pairs))
    assert made == list(make_spellings(pairs))
    assert {("selma", "σελμα"), ("panahi", "پناهي")} < set(made)
    assert not any("پ" in word for latin, word in made if latin == "banahi")


def test_a_likeness_that_knows_counterparts_scores_full_and_one_that_knows_nothing_half(
    tmp_path: Path,
) -> None:
    path = tmp_path / "pairs.tsv"
    names = [f"{a}{b}" for a in "bcdfg" for b in "aeiou"]
    rows = [f"{name}\tлл{letter:c}\t1\ttest\n" for letter, name in enumerate(names, start=0x430)]
    path.write_text("".join(rows), encoding="utf-8")
    asked = read_asked(path)["Cyrillic"]
    truth = dict(asked.pairs)

    def knows(some: Sequence[str], others: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[truth[a] == b for b in others] for a in some], np.float32)

    known = score_tokens(knows, asked)
    assert known == {"auc": 1, "first": 1, "ten": 1, "hard_auc": 1, "hard_right": 1}
    nothing = score_tokens(lambda some, others: 0 * knows(some, others), asked)
    assert (nothing["auc"], nothing["first"], nothing["hard_auc"]) == (0.5, 0, 0.5)


def test_words_are_matched_best_first_and_each_once() -> None:
    assert mean_best(np.array([[0.9, 0.8, 0.1], [0.9, 0.2, 0.3]], np.float32)) == np.mean([0.9, 0.3]).astype(
        np.float32
    )
    assert area(np.array([0.2, 0.1], np.float32), np.array([False, True])) == 0
