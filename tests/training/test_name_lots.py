"""Pairs of name tokens become lots to learn from; the tokens are made up."""

import doctest
from pathlib import Path

import name_lots
import numpy as np
from name_lots import link, linked, number_all, order_near, plain_letters, read_data

from onrecord.stages.identify.likeness.letters import ALPHABET, FIRST, LAST, LONGEST, number


def test_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(name_lots).failed == 0


def test_letters_are_numbered_between_their_edges() -> None:
    assert number_all(["ab", "x" * LONGEST])[0, :5].tolist() == [FIRST, 4, 5, LAST, 0]
    assert number_all(["ab", "x" * LONGEST])[1, -1] == LAST


def test_pairs_seen_often_are_repeated_and_the_article_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(
        "dori\tالدوري\t1\ttrain\nselma\tسلمى\t30\ttrain\nsalma\tسلمى\t1\ttrain\nnora\tنورا\t9\ttest\n",
        encoding="utf-8",
    )
    data = read_data(path, everything=False)
    rows = [(data.tokens[a], data.tokens[b]) for a, b in data.pairs]
    assert rows.count(("selma", "سلمى")) == 3
    assert ("dori", "دوري") in rows
    assert not any("nora" in row for row in rows)
    assert "nora" in data.tokens
    assert {(data.tokens[a], data.tokens[b]) for a, b, _ in data.shared} == {
        ("selma", "salma"),
        ("salma", "selma"),
    }
    assert ("nora", "نورا") in {
        (data.tokens[a], data.tokens[b]) for a, b in read_data(path, everything=True).pairs
    }


def test_plain_letters_are_plain_themselves() -> None:
    plain = plain_letters()
    assert (plain[plain] == plain).all()
    assert plain[number("ş")[0]] == number("s")[0]
    assert plain[number("أ")[0]] == number("ا")[0]
    assert len(plain) == 4 + len(ALPHABET)


def test_linked_tokens_are_seen_in_a_lot_and_scratch_is_left_as_it_was() -> None:
    links = link([(0, 1), (2, 1), (3, 4)], 5)
    places = np.full(5, -1)
    found = linked(np.array([0, 2, 3, 0]), links, places)
    assert found.tolist() == [[1, 1, 0, 1], [1, 1, 0, 1], [0, 0, 1, 0], [1, 1, 0, 1]]
    assert (places == -1).all()


def test_an_order_of_near_ones_holds_each_once() -> None:
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(500, 6)).astype(np.float32)
    assert sorted(order_near(vectors, rng).tolist()) == list(range(500))
