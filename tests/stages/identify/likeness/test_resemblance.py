import numpy as np
import pytest

from onrecord.stages.identify.likeness.resemblance import CHANNELS, resemblances
from onrecord.stages.identify.likeness.words import words_of


def likely(one: str, other: str) -> float:
    words = [words_of(one).words[0], words_of(other).words[0]]
    return float(resemblances(words, np.array([0]), np.array([1]))[0, CHANNELS.index("likely")])


@pytest.mark.parametrize(
    ("name", "same", "unlike"),
    [
        ("sarwan", "سروان", "مرزوق"),
        ("saranov", "саранов", "стоянов"),
        ("rotem", "רותם", "לבון"),
        ("haniyeh", "haniya", "hamdan"),
        ("al-jiran", "aljiran", "jumayyil"),
        ("a", "adel", "sarwan"),
        ("robert", "bob", "bruno"),
        ("44", "44", "45"),
    ],
)
def test_spellings_of_a_word_are_likelier_than_others(name: str, same: str, unlike: str) -> None:
    assert likely(name, same) > likely(name, unlike) + 0.2


def test_each_pair_stands_alone() -> None:
    words = [words_of(name).words[0] for name in ("sarwan", "سروان", "saranov", "саранов", "רותם")]
    ones, others = np.array([0, 1, 2, 3, 4, 0]), np.array([1, 2, 3, 4, 0, 3])
    together = resemblances(words, ones, others)
    for at in range(len(ones)):
        assert np.array_equal(resemblances(words, ones[at : at + 1], others[at : at + 1])[0], together[at])


def test_no_pairs_have_no_rows() -> None:
    none = np.array([], dtype=np.int64)
    assert resemblances([], none, none).shape == (0, len(CHANNELS))
