"""Shapes taken apart and compared; what is read from a database is in tests/contracts/test_known_keys.py."""

import numpy as np

from onrecord.adapters.store.known_shapes import Lying, Shape, nearness, of_numbers, places_of, take_apart


def test_shape_holds_its_cells_and_its_vector() -> None:
    assert take_apart(b"\x00\x02\x01\x00\x00\x07\x7f\x81") == Shape([256, 7], b"\x7f\x81")
    assert take_apart(b"\x01\x00\x7f") == Shape([], b"\x7f", is_body=True)
    assert take_apart(b"") == Shape([], b"")


def test_those_with_some_numbers_are_taken_in_the_order_asked_for() -> None:
    some = Lying(np.array([3, 7, 9]), np.array([[-127, 0], [127, 0], [0, 127]], np.int8))
    there = of_numbers(np.array([9, 5, 3]), some)
    assert there.numbers.tolist() == [9, 3]
    assert nearness(b"\x7f\x00", there).tolist() == [0.0, -1.0]
    assert nearness(b"\x7f\x00", of_numbers(np.array([1]), some)).tolist() == []


def test_places_in_a_row_in_order() -> None:
    assert places_of(np.array([7, 1, 11]), np.array([3, 7, 9])).tolist() == [1, -1, -1]
    assert places_of(np.array([7]), np.zeros(0, np.int64)).tolist() == [-1]
