import pytest

from onrecord.stages.trace.variants.naming import is_renaming
from onrecord.stages.trace.variants.said import Word
from tests.stages.trace.variants.telling import tell


def words(text: str) -> tuple[Word, ...]:
    return tell(f"so {text}").words[1:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Selmar army", "the occupier"),
        ("Orsk", "Upper Orsk"),
        ("Upper Varn", "the highlands"),
        ("Israel", "the Zionist regime"),
        ("our capital", "Kolm"),
    ],
)
def test_name_and_what_stands_for_it_are_a_renaming(one: str, other: str) -> None:
    assert is_renaming(words(one), words(other), None, None)
    assert is_renaming(words(other), words(one), None, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quickly", "with speed"),
        ("Orsk", "slowly walking"),
        ("the town", "the village"),
        ("Orsk", "the town on the hill that we left behind"),
    ],
)
def test_other_words_are_no_names(one: str, other: str) -> None:
    assert not is_renaming(words(one), words(other), None, None)


def test_article_that_both_have_makes_what_follows_definite() -> None:
    the = words("the")[0]
    assert is_renaming(words("Selmar army"), words("occupier"), the, the)
    assert not is_renaming(words("Selmar army"), words("occupier"), None, None)


def test_adjective_before_the_same_noun_is_no_name() -> None:
    the = words("the")[0]
    assert not is_renaming(words("Kolmish"), words("steadfast"), the, the, goes_on=True)


def test_nothing_is_no_name() -> None:
    assert not is_renaming((), words("Orsk"), None, None)
