"""Names as points: near where they are spellings of one, the same alone and among others."""

import numpy as np
from numpy.typing import NDArray

from onrecord.model import IdentityType
from onrecord.stages.identify.shape import shape_of, shapes_of

PERSON, ORGANIZATION = IdentityType.PERSON, IdentityType.ORGANIZATION


def cells(shape: bytes) -> list[int]:
    return [int.from_bytes(shape[i : i + 2]) for i in range(2, 2 + 2 * shape[1], 2)]


def vector(shape: bytes) -> NDArray[np.float64]:
    return np.frombuffer(shape[2 + 2 * shape[1] :], dtype=np.int8).astype(float)


def nearness(one: str, other: str) -> float:
    a, b = (vector(shape_of(name, PERSON)) for name in (one, other))
    return float(a @ b) / 127**2


def test_spellings_of_one_name_are_nearer_than_other_names_in_any_order_and_script() -> None:
    assert nearness("Naim Qassem", "قاسم نعيم") > nearness("Naim Qassem", "Nabil Qadir") + 0.2
    assert nearness("Sheikh Naim bin Qassem", "Sheikh Naim Qassem") > 0.99


def test_shape_is_the_same_alone_and_among_many() -> None:
    names = [
        (f"Ada Lindqvist {word}", PERSON)
        for word in ["abba", "bero", "cirin", "dolan", "elsa", "fero", "gunn"]
    ]
    names += [
        (f"{word} Selmar Union", ORGANIZATION)
        for word in ["iven", "jora", "kelm", "lorin", "mira", "nolde", "orin", "pelm"]
    ]
    assert shapes_of(names) == [shape_of(*name) for name in names]


def test_name_without_a_known_letter_has_a_shape_that_is_near_nothing() -> None:
    assert not any(shape_of("", PERSON))
    assert len(vector(shape_of("", PERSON))) == len(vector(shape_of("Ada Lindqvist", PERSON)))


def test_shape_says_whether_it_is_that_of_a_body() -> None:
    assert [shape_of("Selmar Union", type_)[0] for type_ in (ORGANIZATION, IdentityType.GROUP, PERSON)] == [
        1,
        1,
        0,
    ]


def test_spellings_of_one_name_lie_in_cells_near_each_other_and_persons_apart_from_places() -> None:
    known, sought = cells(shape_of("Naim Qassem", PERSON)), cells(shape_of("نعيم قاسم", PERSON))
    assert known[0] in sought
    place, unknown = (
        cells(shape_of("Naim Qassem", type_)) for type_ in (IdentityType.PLACE, IdentityType.UNKNOWN)
    )
    assert not set(place[:8]) & set(known[:8])
    assert known[0] in unknown
    assert unknown[0] in known


def test_short_form_lies_near_the_full_one_and_a_translated_word_near_its_own() -> None:
    assert nearness("Bob Lindqvist", "Robert Lindqvist") > nearness("Bob Lindqvist", "Rainer Lindqvist") + 0.1
    bodies = [
        vector(shape_of(name, ORGANIZATION)).astype(float)
        for name in ("حركة المقاومة", "Resistance Movement")
    ]
    one, other = (body / np.linalg.norm(body) for body in bodies)
    assert one @ other > 0.5


def test_rare_word_leads_further_than_one_that_many_bear() -> None:
    assert nearness("Mohammed Lindqvist", "Selma Lindqvist") > nearness(
        "Mohammed Lindqvist", "Mohammed Okoro"
    )
