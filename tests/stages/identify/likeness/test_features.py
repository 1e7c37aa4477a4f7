import numpy as np

from onrecord.model import IdentityType
from onrecord.stages.identify.likeness.features import NAMES, measure
from onrecord.stages.identify.likeness.weights import Weights
from onrecord.stages.identify.likeness.words import words_of

PERSON = IdentityType.PERSON


def measured(one: str, other: str, kind: IdentityType = PERSON) -> dict[str, float]:
    found = measure([(words_of(one), words_of(other), kind)], Weights({}))
    return dict(zip(NAMES, found.rows[0].tolist(), strict=True))


def test_a_name_beside_itself_is_covered_whole() -> None:
    row = measured("Adel Sarwan", "Adel Sarwan")
    assert row["cover_less"] > 0.99
    assert row["left_more"] < 0.01
    assert row["inversions"] == 0


def test_another_order_is_an_inversion() -> None:
    assert measured("Adel Sarwan", "Sarwan Adel")["inversions"] == 1


def test_what_is_left_over_is_measured_by_its_weight() -> None:
    titled, named = measured("Dr Adel Sarwan", "Adel Sarwan"), measured("Marzouk Adel Sarwan", "Adel Sarwan")
    assert titled["left_more"] < named["left_more"]


def test_patronymics_are_compared_where_both_have_one() -> None:
    assert measured("Oleg Saranov", "Oleg Petrovich Saranov")["patronymics"] == -1
    assert measured("Oleg Petrovich Saranov", "Олег Петрович Саранов")["patronymics"] > 0.9
    assert measured("Oleg Ivanovich Saranov", "Олег Петрович Саранов")["patronymics"] < 0.8


def test_figures_of_organisations_are_not_measured_of_persons() -> None:
    assert measured("Adel Sarwan", "Adel Sarwan")["body_core"] == -2
    assert measured("Selm Bank", "Selm Bank", IdentityType.OUTLET)["body_core"] > 0.99


def test_rows_are_in_the_order_of_the_pairs() -> None:
    names = ["Adel Sarwan", "A B C D E F G H I J K L M N", "Selm", "Oleg Ivanovich Saranov von Selm"]
    pairs = [(words_of(one), words_of(other), PERSON) for one in names for other in names]
    together = measure(pairs, Weights({})).rows
    alone = np.concatenate([measure([pair], Weights({})).rows for pair in pairs])
    assert np.array_equal(together, alone)


def test_no_pairs_have_no_rows() -> None:
    assert measure([], Weights({})).rows.shape == (0, len(NAMES))
