"""The tables that tell who is named."""

from onrecord.stages.attribute.cast.name_tables import load_name_tables


def test_given_names_of_many_scripts_share_an_entry_and_a_gender() -> None:
    given = load_name_tables().given
    assert given["muhammad"] == given["محمد"]
    assert given["dana"][1] == "f"
    assert given["karim"][1] == "m"


def test_demonyms_and_capitals_lead_to_places() -> None:
    tables = load_name_tables()
    assert tables.demonyms["iranian"] == "iran"
    assert tables.places["tehran"] == "tehran"
    assert "israelis" in tables.peoples


def test_pronouns_of_an_unknown_language_are_those_of_english() -> None:
    tables = load_name_tables()
    assert tables.pronouns_of("xx")["she"] == "she"
    assert tables.pronouns_of("fr-CA")["elle"] == "she"
    assert tables.pronouns_of("ru")["она"] == "she"
