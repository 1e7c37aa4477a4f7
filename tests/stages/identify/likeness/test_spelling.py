import pytest

from onrecord.stages.identify.likeness.spelling import broad, consonants, plain


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("سروان", "sruan"),
        ("саранов", "saranov"),
        ("ג'ורג'", "jurj"),
        ("şahin", "sahin"),
        ("øst", "ost"),
        ("习近平", "习近平"),
    ],
)
def test_words_in_plain_letters(word: str, latin: str) -> None:
    assert plain(word) == latin


@pytest.mark.parametrize(
    "spelled", [("qassem", "kasim", "qasm"), ("mahmoud", "mahmud", "mhmud"), ("sharif", "cherif")]
)
def test_spellings_of_one_sound_have_the_same_consonants(spelled: tuple[str, ...]) -> None:
    assert len({consonants(one) for one in spelled}) == 1


def test_broad_classes_forget_what_scripts_mix() -> None:
    assert broad(consonants("boutros")) == broad(consonants("putros"))
