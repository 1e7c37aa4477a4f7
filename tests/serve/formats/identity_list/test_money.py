from typing import Any

import pytest

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, ListedRole
from onrecord.serve.formats.identity_list.gathering import Gathering, Listing
from onrecord.serve.formats.identity_list.money import MoneyReader


def entity(id_: str, schema: str, **properties: list[Any]) -> dict[str, Any]:
    return {"id": id_, "schema": schema, "properties": properties}


ADA = entity(
    "x-1",
    "Person",
    name=["Ada Lindqvist", "Ада Линдквист"],
    alias=["A. Lindqvist"],
    weakAlias=["Ada"],
    wikidataId=["Q7"],
    position=["mayor"],
    birthDate=["1970-01-01"],
    address=["1 Quay"],
    phone=["12"],
)
LEAGUE = entity("x-2", "PublicBody", name=["Harbour League"], abbreviation=["HL"], country=["no"])


def read(*things: dict[str, Any]) -> Listing:
    gathering = Gathering("a.json")
    reader = MoneyReader(gathering)
    for number, thing in enumerate(things, 1):
        reader.read(thing, f"a.json, line {number}")
    reader.finish()
    return gathering.finish()


def test_names_of_every_kind_and_positions_are_taken_and_private_life_is_left_out() -> None:
    listing = read({**ADA, "caption": "Ада Линдквист"}, LEAGUE)
    ada, league = listing.entries
    assert (ada.name, ada.type, ada.links) == ("Ада Линдквист", IdentityType.PERSON, (("wikidata", "Q7"),))
    assert [name.text for name in ada.names] == ["Ada Lindqvist", "Ада Линдквист", "A. Lindqvist", "Ada"]
    assert ada.roles == (ListedRole("mayor", ""),)
    assert [name.text for name in league.names] == ["Harbour League", "HL"]
    assert listing.left_out == {"birthDate": 1, "address": 1, "phone": 1, "country": 1}


def test_relations_are_roles_wherever_they_stand_in_the_file() -> None:
    listing = read(
        entity(
            "r-1",
            "Directorship",
            director=["x-1"],
            organization=[{"id": "x-2"}],
            role=["chair"],
            startDate=["2019-05-01"],
            sourceUrl=["https://league.example"],
        ),
        entity("r-2", "Membership", member=["x-1"], organization=["x-2"], endDate=["2018"]),
        entity("r-3", "Occupancy", holder=["x-1"], post=["p-1"], startDate=["2001"]),
        entity("p-1", "Position", name=["harbour master"], organization=["x-2"], numberOfSeats=["1"]),
        LEAGUE,
        ADA,
    )
    ada = next(one for one in listing.entries if one.id == "x-1")
    assert ada.roles == (
        ListedRole("mayor", ""),
        ListedRole("chair", "Harbour League", "2019-05-01", None, "https://league.example"),
        ListedRole("", "Harbour League", None, "2018"),
        ListedRole("harbour master", "Harbour League", "2001"),
    )
    assert listing.left_out["numberOfSeats"] == 1


def test_kin_contacts_addresses_and_what_leads_nowhere_are_left_out_and_counted() -> None:
    listing = read(
        ADA,
        entity("f-1", "Family", person=["x-1"], relative=["x-9"]),
        entity("a-1", "Address", full=["1 Quay"]),
        entity("o-1", "Ownership", owner=["x-1"], asset=["x-2"]),
        entity("m-1", "Membership", member=["x-1"], organization=["x-9"]),
    )
    assert len(listing.entries) == 1
    assert listing.entries[0].roles == (ListedRole("mayor", ""),)
    assert {key: listing.left_out[key] for key in ("Family", "Address", "Ownership")} == {
        "Family": 1,
        "Address": 1,
        "Ownership": 1,
    }
    assert listing.left_out["Membership of what is not in the file"] == 1


def test_legal_entity_may_be_anything_and_territory_is_a_place() -> None:
    listing = read(entity("1", "LegalEntity", name=["Lind"]), entity("2", "Territory", name=["Selm"]))
    assert [one.type for one in listing.entries] == [IdentityType.UNKNOWN, IdentityType.PLACE]


def test_types_that_our_own_export_classifies_come_back() -> None:
    listing = read(entity("1", "Organization", name=["The Selm Courier"], classification=["outlet"]))
    assert listing.entries[0].type is IdentityType.OUTLET
    assert listing.left_out == {}


@pytest.mark.parametrize(
    ("thing", "message"),
    [
        ({"id": "1", "schema": "Person"}, "has no schema or no properties"),
        ({"id": "1", "schema": 7.5, "properties": {}}, "schema: is no text"),
        (entity("", "Person", name=["Ada"]), "id: is missing"),
        (entity("1", "Person", birthDate=["1970"]), "has no name"),
        (entity("1", "Person", name=["x"] * 2_001), "more than 2,000 values"),
        (entity("1", "Person", name=[["x"]]), "name: is no text"),
        (entity("1", "Person", name=["Ada"], wikidataId=["P7"]), "is no id of Wikidata"),
    ],
)
def test_what_is_wrong_is_told(thing: dict[str, Any], message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        read(thing)


def test_two_entities_of_one_id_are_told() -> None:
    with pytest.raises(BadRequest, match=r"has the id of a\.json, line 1"):
        read(ADA, ADA)


def test_relation_with_a_wrong_day_is_told_with_its_line() -> None:
    listing = read(
        ADA, LEAGUE, entity("m", "Membership", member=["x-1"], organization=["x-2"], startDate=["soon"])
    )
    assert str(listing.problems[0]).startswith("a.json, line 3: since: 'soon' is no day")
