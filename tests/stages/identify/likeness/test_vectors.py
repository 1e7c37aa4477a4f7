"""Spellings of one name lie near each other, whatever their scripts; the names are everyday ones."""

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.stages.identify.likeness import vectors as module
from onrecord.stages.identify.likeness.vectors import LOT, TokenVectors

NAMES = [
    "Karim",
    "كريم",
    "Карим",
    "כרים",
    "Καρίμ",
    "Ólafur",
    "O’Neil",
    "ג'ון",
    "Юлия",
    "نعيم",
    "X",
    "Çelik-7",
]


@pytest.fixture(name="vectors", scope="module")
def _vectors() -> TokenVectors:
    return TokenVectors.load()


def alike(vectors: TokenVectors, a: str, b: str) -> float:
    one, other = vectors.of([a, b])
    return float(one @ other)


def test_each_token_has_a_row_of_unit_length(vectors: TokenVectors) -> None:
    rows = vectors.of(NAMES)
    assert rows.shape == (len(NAMES), vectors.width)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_no_tokens_have_no_rows(vectors: TokenVectors) -> None:
    assert vectors.of([]).shape == (0, vectors.width)


def test_the_net_is_read_once_and_says_what_it_is(vectors: TokenVectors) -> None:
    assert TokenVectors.load() is vectors
    assert vectors.version.startswith("name-vectors ")


def test_a_token_has_the_same_vector_to_the_bit_in_any_company(vectors: TokenVectors) -> None:
    many = [name + ending for ending in ("", "a", "son", "ов", "ان") for name in NAMES * 20]
    assert len(many) > 2 * LOT
    together = vectors.of(many)
    assert np.array_equal(together[::-1], vectors.of(many[::-1]))
    assert np.array_equal(together[: len(NAMES)], np.concatenate([vectors.of([name]) for name in NAMES]))
    assert np.array_equal(together[7:30], vectors.of(many[7:30]))


def test_sums_stay_in_whole_numbers_that_floats_hold_exactly(vectors: TokenVectors) -> None:
    """What makes the same vector on any machine: no sum can pass 2 to the 24th."""
    places = len(vectors.middle_scale)
    for weights in (vectors.letters, vectors.middle, vectors.last):
        assert np.array_equal(weights, np.rint(weights))
    before, at, after = (np.abs(vectors.middle[:, i * places : (i + 1) * places]) for i in range(3))
    assert (before + at + after).sum(axis=0).max() * module._TOP < 2**24
    top = np.repeat([module._TOP, module._TOP_SUM], places)
    assert (np.abs(vectors.last) * top[:, None]).sum(axis=0).max() < 2**24


@pytest.mark.parametrize(
    "token", ["", " ", "-", "...", "王", "김정", "42", "\0", "\x01\x02", "\u064b\u0640", "\ud800"]
)
def test_what_has_no_known_letter_is_like_nothing(vectors: TokenVectors, token: str) -> None:
    assert not vectors.of([token]).any()


def test_garbage_beside_a_name_leaves_the_name_alone(vectors: TokenVectors) -> None:
    odd = ["", "a\nb", "\x01\x02\x03", "\U0001f600" * 50, "Karim", "\u0301" * 5_000, "ﷺ" * 400, "İ" * 400]
    assert np.array_equal(vectors.of(odd)[4], vectors.of(["Karim"])[0])


def test_a_very_long_token_costs_no_more_than_its_first_letters(vectors: TokenVectors) -> None:
    began = time.process_time()
    rows = vectors.of(["a" * 24, "a" * 5_000_000, "ﷺ" * 1_000_000])
    assert time.process_time() - began < 2
    assert np.array_equal(rows[0], rows[1])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Qassem", "قاسم"),
        ("Naim", "نعيم"),
        ("Na'im", "Naim"),
        ("Ismail", "إسماعيل"),
        ("Ismail", "اسماعیل"),
        ("Haniya", "Haniyeh"),
        ("Hezbollah", "Хезболла"),
        ("Muhammad", "محمد"),
        ("Mohammed", "Мухаммед"),
        ("Şahin", "شاهين"),
        ("John", "ג'ון"),
        ("Charlotte", "שרלוט"),
        ("Aleksandr", "Alexander"),
        ("Schröder", "Шрёдер"),
        ("Giorgos", "Γιώργος"),
        ("Омар", "عمر"),
        ("Kareem", "کریم"),
    ],
)
def test_spellings_of_one_name_are_more_alike_than_it_and_any_other(
    vectors: TokenVectors, a: str, b: str
) -> None:
    others = [
        "Suleiman",
        "Tariq",
        "Petrov",
        "Olga",
        "بشير",
        "ليلى",
        "Виктор",
        "Нина",
        "רבקה",
        "דוד",
        "Νίκος",
        "Wolf",
    ]
    rows = vectors.of([a, b, *others])
    assert rows[0] @ rows[1] > max((rows[0] @ rows[2:].T).max(), (rows[1] @ rows[2:].T).max())
    assert rows[0] @ rows[1] > 0.6


def test_the_order_of_letters_counts(vectors: TokenVectors) -> None:
    assert alike(vectors, "Karim", "Makir") < 0.5 < alike(vectors, "Karim", "Kerim")


def test_case_marks_and_forms_of_letters_count_little_or_nothing(vectors: TokenVectors) -> None:
    def same(some: str, others: str) -> bool:
        rows: NDArray[np.float32] = vectors.of([some, others])
        return np.array_equal(rows[0], rows[1])

    assert same("KARIM", "karim")
    assert same("مُحَمَّد", "محمد")
    assert same("محمـــد", "محمد")
    assert same("کریم", "كريم")
    assert same("Na’im", "Naʿim")
    assert alike(vectors, "Şahin", "Sahin") > 0.7
