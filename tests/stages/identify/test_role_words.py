from onrecord.stages.identify.role_words import load_role_words
from onrecord.text.fold import fold


def test_one_office_has_one_number_in_every_language() -> None:
    offices = load_role_words().offices
    one = {
        offices[fold(name)] for name in ("prime minister", "رئيس الوزراء", "ראש הממשלה", "премьер-министр")
    }
    assert len(one) == 1
    assert one.pop()[1], "there is one at a time"
    assert offices["spokesman"][1] is False


def test_title_of_one_gender_is_no_office_and_an_office_no_honorific() -> None:
    words = load_role_words()
    assert words.honorifics["mrs"] == "f"
    assert words.honorifics["sheikh"] == "m"
    assert "president" not in words.honorifics
    assert "president" in words.nouns


def test_nouns_that_anybody_may_be_tell_no_role() -> None:
    nouns = load_role_words().nouns
    assert not {"witness", "martyr", "father", "source"} & nouns.keys()
    assert {"cardiologist", "footballer", "mayor"} <= nouns.keys()


def test_walks_that_go_together_do_so_both_ways() -> None:
    words = load_role_words()
    assert ("public", "arms") in words.together
    assert ("arms", "public") in words.together
    assert ("public", "sport") not in words.together
    assert {walk for pair in words.together for walk in pair} <= set(words.walks.values())


def test_country_is_known_by_its_people() -> None:
    words = load_role_words()
    assert words.countries["iranian"] == words.countries["iran"] == "iran"
    assert {"iranians", "muslims"} <= words.peoples
