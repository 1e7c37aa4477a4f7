import json
from datetime import date

from rich.console import Console

from onrecord.desk import Somebody
from onrecord.desk.who import Spelt
from onrecord.model import IdentityType, ListedRole, ToldRole
from onrecord.serve.formats.people import people_object, people_table


def somebody(name: str = "Ada Lindqvist") -> Somebody:
    return Somebody(
        id="f" * 24,
        name=name,
        type=IdentityType.PERSON,
        score=0.98,
        because="the same name",
        spellings={"Latn": (Spelt(name, 2, listed=False),), "Arab": (Spelt("آدا", 0, listed=True),)},
        told=(ToldRole("Mayor", "Selm"),),
        listed=(ListedRole("senator", "", since="2019"),),
        links=(("wikidata", "Q1"),),
        reports=2,
        statements=1,
        first_day=date(2024, 3, 4),
        last_day=date(2024, 3, 5),
        members=("f" * 24,),
    )


def shown(*people: Somebody) -> str:
    console = Console(width=100, record=True, file=None)
    with console.capture() as captured:
        console.print(people_table(people, whole=False))
    return captured.get()


def test_table_tells_score_spellings_roles_and_links() -> None:
    out = shown(somebody())
    assert "Ada Lindqvist  person, 0.98: the same name" in out
    assert "2 reports, 1 statement, 2024-03-04 to 2024-03-05" in out
    assert "Latn: Ada Lindqvist (2)" in out
    assert "Arab: آدا" in out
    assert "called: senator, 2019–, Mayor (Selm)" in out
    assert "links: wikidata Q1" in out
    assert "whom it may mean" not in out


def test_several_are_followed_by_what_settles_it_and_steering_characters_are_escaped() -> None:
    out = shown(somebody(), somebody("Ada\x1b[31m"))
    assert "2 whom it may mean" in out
    assert "\x1b[31m" not in out.replace("\x1b[0m", "")


def test_object_has_every_spelling_and_role() -> None:
    found = json.loads(people_object([somebody()]))[0]
    assert found["names"][1] == {"text": "آدا", "script": "Arab", "reports": 0, "listed": True}
    assert [role["title"] for role in found["roles"]] == ["senator", "Mayor"]
    assert found["first_day"] == "2024-03-04"
