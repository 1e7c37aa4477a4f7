import json
from datetime import date
from typing import Any

import pytest

from onrecord.desk.card import Card
from onrecord.model import IdentityType, Known, KnownFrom, KnownName, Name, Role
from onrecord.serve.formats.identity_list import MoneyDrawer, read_list
from onrecord.text.scripts import script_of

ADA, LEAGUE, SELM = "a" * 24, "b" * 24, "c" * 24


def known(id_: str, cluster: str, type_: IdentityType, *names: str, **more: Any) -> Known:
    spelled = tuple(KnownName(Name(name, script_of(name)), 1, listed=False) for name in names)
    return Known(id_, names[0], type_, KnownFrom.REPORTS, cluster, spelled, **more)


def card(*members: Known, roles: tuple[Role, ...] = (), links: tuple[tuple[str, str], ...] = ()) -> Card:
    first = members[0]
    return Card(first.cluster, first.name, first.type, members, links, roles)


CARDS = (
    card(
        known(
            ADA, ADA, IdentityType.PERSON, "Ada Lindqvist", "Lindqvist", reports=3, first_day=date(2026, 1, 4)
        ),
        known(
            "d" * 24, ADA, IdentityType.PERSON, "Ада Линдквист", first_day=date(2025, 1, 4), last_day=date(2026, 2, 1)
        ),
        links=(("wikidata", "Q7"), ("list", "m1")),
        roles=(
            Role("chair", "Harbour League", LEAGUE, "2019-03", None, "https://league.example/who", listed=True),
            Role("mayor", "Selm", None, "2001", "2004", "the town’s list", listed=True),
            Role("mayor", "Selm", reports=2, first_day=date(2026, 1, 4), last_day=date(2026, 2, 1)),
            Role("", "Coast Front", "e" * 24, reports=1),
        ),
    ),
    card(known(LEAGUE, LEAGUE, IdentityType.GROUP, "Harbour League")),
    card(known(SELM, SELM, IdentityType.PLACE, "Selm")),
    card(known("f" * 24, "f" * 24, IdentityType.UNKNOWN, "Lind"), roles=(Role("", "Nowhere", listed=True),)),
)  # fmt: skip


def drawn(*cards: Card) -> tuple[list[dict[str, Any]], MoneyDrawer]:
    drawer = MoneyDrawer()
    lines = [line for one in cards for line in drawer.draw(one)]
    return [json.loads(line) for line in [*lines, *drawer.finish()]], drawer


def test_cluster_is_one_entity_with_its_names_and_referents() -> None:
    ada = drawn(*CARDS)[0][0]
    assert ada == {
        "id": ADA,
        "caption": "Ada Lindqvist",
        "schema": "Person",
        "properties": {
            "name": ["Ada Lindqvist", "Ада Линдквист"],
            "weakAlias": ["Lindqvist"],
            "wikidataId": ["Q7"],
            "position": ["mayor, Selm"],
        },
        "referents": ["d" * 24],
        "datasets": ["onrecord"],
        "first_seen": "2025-01-04",
        "last_seen": "2026-02-01",
    }


def test_roles_are_memberships_of_known_organisations_and_others_are_occupied_posts() -> None:
    entities, _ = drawn(*CARDS)
    relations = [one for one in entities if one["schema"] in {"Membership", "Occupancy"}]
    assert [one["properties"] for one in relations] == [
        {
            "member": [ADA],
            "organization": [LEAGUE],
            "startDate": ["2019-03"],
            "sourceUrl": ["https://league.example/who"],
            "role": ["chair"],
        },
        {
            "holder": [ADA],
            "post": [entities[2]["id"]],
            "startDate": ["2001"],
            "endDate": ["2004"],
            "publisher": ["the town’s list"],
        },
        {"member": [ADA], "organization": ["e" * 24], "summary": ["named so in 1 report"]},
    ]


def test_organisation_that_is_only_referred_to_is_written_by_its_name() -> None:
    last = drawn(*CARDS)[0][-1]
    assert (last["id"], last["schema"], last["properties"]) == (
        "e" * 24,
        "Organization",
        {"name": ["Coast Front"]},
    )


def test_what_has_no_place_there_is_counted() -> None:
    assert drawn(*CARDS)[1].left_out == {"place": 1, "role of an organization elsewhere": 1}


def test_our_own_reader_takes_it_back() -> None:
    text = "".join(json.dumps(one) + "\n" for one in drawn(*CARDS)[0])
    listing = read_list(text.encode(), subject="a.ftm")
    assert listing.problems == ()
    by_name = {one.name: one for one in listing.entries}
    assert by_name.keys() == {"Ada Lindqvist", "Harbour League", "Lind", "Coast Front"}
    assert by_name["Harbour League"].type is IdentityType.GROUP
    assert [(role.title, role.organization, role.since) for role in by_name["Ada Lindqvist"].roles] == [
        ("mayor, Selm", "", None),
        ("chair", "Harbour League", "2019-03"),
        ("mayor, Selm", "", "2001"),
        ("", "Coast Front", None),
    ]


def test_library_of_the_format_accepts_every_entity_unchanged() -> None:
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed; it needs ICU, which the tests do without"
    )
    entities, _ = drawn(*CARDS)
    read = {}
    for one in entities:
        schema = ftm.model.get(one["schema"])
        schema.validate(json.loads(json.dumps(one)))
        proxy = ftm.entity.ValueEntity.from_dict(json.loads(json.dumps(one)), cleaned=False)
        assert {key: sorted(values) for key, values in one["properties"].items()} == {
            key: sorted(values) for key, values in proxy.to_dict()["properties"].items()
        }
        assert {proxy.caption, *proxy.datasets} >= {"onrecord"}
        assert (proxy.first_seen, proxy.last_seen) == (one.get("first_seen"), one.get("last_seen"))
        assert proxy.referents == set(one["referents"])
        read[proxy.id] = proxy
    for proxy in read.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert read[value].schema.is_a(prop.range)
