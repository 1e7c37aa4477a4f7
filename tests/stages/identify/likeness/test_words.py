import pytest

from onrecord.stages.identify.likeness.words import ARABIC, FATHER_SIGN, LATIN, SERVANT_SIGN, words_of


@pytest.mark.parametrize(
    "name", ["Abd al-Rahman", "Abdul Rahman", "Abdulrahman", "Abdel Rahman", "عبد الرحمن", "عبدالرحمن"]
)
def test_servant_of_is_one_word_however_it_is_written(name: str) -> None:
    (word,) = words_of(name).words
    assert word.fine == f"{SERVANT_SIGN}rmn"


def test_father_of_joins_the_next_word() -> None:
    assert [word.latin for word in words_of("Abou Adel").words] == [f"{FATHER_SIGN}adel"]
    assert [word.latin for word in words_of("Adel Abu").words] == ["adel", "abu"]


def test_neighbours_are_also_one_word() -> None:
    name = words_of("Nur al-Din Sarwan")
    assert [word.latin for word in name.joins] == ["nuraldin", "dinsarwan"]
    assert all(word.is_join for word in name.joins)


def test_scripts_are_told_by_letters() -> None:
    assert words_of("عادل سروان").script == ARABIC
    assert words_of("Adel Sarwan عادل").script == LATIN
    assert words_of("").script == LATIN


def test_patronymics_and_given_names_are_known() -> None:
    oleg, father, _ = words_of("Robert Ivanovich Saranov").words
    assert father.is_patronymic
    assert oleg.given == words_of("Bob").words[0].given != 0
