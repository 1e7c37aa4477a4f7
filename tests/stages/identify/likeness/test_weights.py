from onrecord.stages.identify.likeness.weights import Weights, word_key
from onrecord.stages.identify.likeness.words import words_of


def test_spellings_of_a_word_share_their_key() -> None:
    one, other = words_of("Mahmoud محمود").words
    assert word_key(one) == word_key(other)


def test_common_words_titles_and_initials_tell_little() -> None:
    sheikh, a, common, rare = words_of("Sheikh A. Mahmoud Sarwan").words
    weights = Weights({word_key(common): 0.3})
    assert weights.of(rare) == 1.0
    assert weights.of(common) == 0.3
    assert weights.of(sheikh) < weights.of(a) < 1.0
