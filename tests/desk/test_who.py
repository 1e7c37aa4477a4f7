from dataclasses import replace

import pytest

from onrecord.desk import Desk, members_of, who
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Identity, IdentityRef, IdentityType, Statement
from tests.desk.test_filing import keep, read, take


def test_everyone_of_a_family_name_is_shown_and_none_preferred(desk: Desk) -> None:
    take(desk, "Selm mayor Tomas Okoro said: “No.” Okoro left.", ("Tomas Okoro", "Okoro"))
    take(desk, "The painter Ada Okoro said: “Red.”", "Ada Okoro")
    take(desk, "Okoro said: “Perhaps.”", "Okoro")
    take(desk, "Samir Haddad said: “Yes.”", "Samir Haddad")
    found = who(desk, "okoro")
    assert sorted(one.name for one in found) == ["Ada Okoro", "Okoro", "Tomas Okoro"]
    assert len({one.score for one in found}) == 1
    assert [one.name for one in who(desk, "Okoro", people=1)] == [found[0].name]


def test_one_in_two_scripts_is_shown_once_with_all_it_said(desk: Desk) -> None:
    take(desk, "Selm mayor Samir Haddad said: “No.”", "Samir Haddad")
    take(desk, "قال سمير حداد: “لا”", "سمير حداد")
    for name in ("Samir Haddad", "سمير حداد", "Самир Хаддад"):
        found = who(desk, name)
        assert len(found) == 1
        assert found[0].spellings.keys() == {"Latn", "Arab"}
        assert [role.title for role in found[0].told] == ["mayor"]
        assert {hit.words for hit in found[0].said} == {("No.",), ("لا",)}
        assert found[0].statements == 2
    assert members_of(desk, "Samir Haddad") == set(who(desk, "سمير حداد")[0].members)
    assert who(desk, found[0].id)[0].because == "its id"


def test_role_of_an_organisation_known_by_two_names_is_told_once(desk: Desk) -> None:
    take(desk, "The Harbour League said: “Yes.”", "Harbour League", type_=IdentityType.GROUP)
    for number in range(2):
        take(
            desk, f"Harbour League chair Samir Haddad said: “No {number}.”", "Samir Haddad", "Harbour League"
        )
    take(desk, "HARBOUR LEAGUE Chair Samir Haddad said: “Never.”", "Samir Haddad")
    (found,) = who(desk, "Samir Haddad")
    assert [(role.title, role.organization) for role in found.told] == [("chair", "Harbour League")]


def test_what_was_said_of_somebody_is_found_in_the_reports_that_mean_this_one(desk: Desk) -> None:
    mayor = read(
        "Ada Lindqvist said: “Tomas Okoro left.” Tomas Okoro, mayor, left.", "Ada Lindqvist", "Tomas Okoro"
    )
    about = mayor.statements[0]
    keep(desk, type(mayor)(mayor.report, mayor.identities, (with_about(about, mayor.identities[1]),)))
    found = who(desk, "Tomas Okoro")[0]
    assert found.said == ()
    assert [hit.words for hit in found.said_of] == [("Tomas Okoro left.",)]
    assert who(desk, "Ada Lindqvist")[0].said_of == ()


def with_about(statement: Statement, person: Identity) -> Statement:
    return replace(statement, about=(IdentityRef(person.id, person.name),))


def test_nobody_of_that_name_and_no_name_are_told(desk: Desk) -> None:
    with pytest.raises(NotFound, match="try a part of the name"):
        who(desk, "Zebulon Quux")
    with pytest.raises(BadRequest):
        who(desk, "…")
    with pytest.raises(BadRequest):
        who(desk, "Okoro", people=0)


def test_statements_of_one_are_asked_for_by_a_spelling_that_no_report_has(desk: Desk) -> None:
    take(desk, "Selm mayor Samir Haddad said: “No.”", "Samir Haddad")
    assert members_of(desk, "سمير حداد") == members_of(desk, "Samir Haddad")
    with pytest.raises(NotFound):
        members_of(desk, "Zebulon Quux")


def test_country_is_not_its_people_and_who_bears_the_very_name_comes_first(desk: Desk) -> None:
    take(desk, "Norwegians said: “No.”", ("Norwegians",), type_=IdentityType.GROUP)
    take(desk, "Norway said: “Yes.”", ("Norway",), type_=IdentityType.PLACE)
    assert [one.name for one in who(desk, "Norway")] == ["Norway"]
    assert [one.name for one in who(desk, "Norwegians")] == ["Norwegians"]
