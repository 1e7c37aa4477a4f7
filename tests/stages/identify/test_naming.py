import pytest

from onrecord.model import Family, IdentityType, Name
from onrecord.stages.identify.naming import Weight, full_spellings, known_id, weigh_name
from tests.factory import make_identity, make_report


@pytest.mark.parametrize(
    ("name", "type_", "weight"),
    [
        ("Okoro", IdentityType.PERSON, Weight.BARE),
        ("Sheikh Okoro", IdentityType.PERSON, Weight.BARE),
        ("T. Okoro", IdentityType.PERSON, Weight.BARE),
        ("Tomas Okoro", IdentityType.PERSON, Weight.FULL),
        ("أبو كرم", IdentityType.PERSON, Weight.FULL),
        ("كرم", IdentityType.PERSON, Weight.BARE),
        ("Selm", IdentityType.PLACE, Weight.FULL),
        ("Courier", IdentityType.OUTLET, Weight.FULL),
        ("Interior Ministry", IdentityType.ORGANIZATION, Weight.GENERIC),
        ("Supreme Court", IdentityType.ORGANIZATION, Weight.GENERIC),
        ("Dockers’ Union", IdentityType.ORGANIZATION, Weight.FULL),
        ("", IdentityType.ORGANIZATION, Weight.NOTHING),
        ("…", IdentityType.PERSON, Weight.NOTHING),
    ],
)
def test_name_says_all_or_only_a_family_or_what_every_country_has(
    name: str, type_: IdentityType, weight: Weight
) -> None:
    assert weigh_name(name, type_) is weight


def test_short_forms_are_no_names_to_be_known_by_elsewhere() -> None:
    report = make_report("x")
    who = make_identity(report, "Tomas Okoro", "Okoro", "Tómas Okoro", "توماس أوكورو")
    assert full_spellings(who) == ["Tomas Okoro", "توماس أوكورو"]
    front = make_identity(report, "Harbour Front", "Front", "HF", type_=IdentityType.GROUP)
    assert full_spellings(front) == ["Harbour Front", "HF"]
    assert front.names[0] == Name("Harbour Front", "Latn")


def test_id_of_a_name_depends_on_its_folded_words_and_family() -> None:
    person = known_id(Family.PERSON, "Tómas  Okoro")
    assert person == known_id(Family.PERSON, "tomas okoro")
    assert person != known_id(Family.BODY, "tomas okoro")
    assert known_id(Family.BODY, "Parliament", "selm") != known_id(Family.BODY, "Parliament", "norland")
