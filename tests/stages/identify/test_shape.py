"""Names as points: near where they are spellings of one, the same alone and among others."""

import numpy as np

from onrecord.model import IdentityType
from onrecord.stages.identify.shape import shape_of, shapes_of

PERSON, ORGANIZATION = IdentityType.PERSON, IdentityType.ORGANIZATION


def nearness(one: str, other: str) -> float:
    a, b = (np.frombuffer(shape_of(name, PERSON), dtype=np.int8).astype(float) for name in (one, other))
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
    assert len(shape_of("", PERSON)) == len(shape_of("Ada Lindqvist", PERSON))
