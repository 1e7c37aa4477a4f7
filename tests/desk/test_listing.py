from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onrecord.desk import Desk
from onrecord.desk.listing import Imported, id_of_entry, import_list, links_of_entry
from onrecord.model import (
    IdentityType,
    Judgement,
    KnownFrom,
    ListedRole,
    ListEntry,
    ListJudgement,
    Name,
    Verdict,
    content_id,
)
from onrecord.ports import NewKnown
from onrecord.text.scripts import script_of

PERSON, GROUP = IdentityType.PERSON, IdentityType.GROUP
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(
    name: str,
    *others: str,
    id_: str | None = None,
    type_: IdentityType | None = PERSON,
    wikidata: str = "",
    roles: tuple[ListedRole, ...] = (),
    line: int = 2,
) -> ListEntry:
    names = tuple(Name(text, script_of(text)) for text in (name, *others) if text)
    links = (("wikidata", wikidata),) if wikidata else ()
    return ListEntry(f"a.csv, line {line}", id_, type_, name, names, links, roles)


ADA = entry(
    "Ada Lindqvist", "Ада Линдквист", id_="m1", wikidata="Q7", roles=(ListedRole("mayor", "Selm", "2019"),)
)


def state(desk: Desk) -> list[object]:
    registry = desk.store.registry
    everybody = list(registry.all())
    ids = [known.id for known in everybody]
    return [everybody, registry.links(ids), registry.listed_roles(ids), list(desk.store.judgements.history())]


def told(imported: Imported) -> list[str]:
    assert imported.problems
    return [str(problem) for problem in imported.problems]


def test_entry_becomes_known_with_its_names_links_and_roles(desk: Desk) -> None:
    imported = import_list(desk, [ADA])
    assert imported == Imported(new=(content_id("known", "list", "Q7"),), roles=1, links=2)
    (known,) = desk.store.registry.all()
    assert (known.name, known.type, known.origin) == ("Ada Lindqvist", PERSON, KnownFrom.LIST)
    assert [(name.name.text, name.name.script, name.listed) for name in known.names] == [
        ("Ada Lindqvist", "Latn", True),
        ("Ада Линдквист", "Cyrl", True),
    ]
    assert desk.store.registry.links([known.id])[known.id] == [("list", "m1"), ("wikidata", "Q7")]
    assert desk.store.registry.listed_roles([known.id])[known.id] == [ListedRole("mayor", "Selm", "2019")]


def test_same_list_again_changes_nothing(desk: Desk) -> None:
    list_ = [ADA, entry("Harbour League", type_=GROUP), entry("Tomas Okoro", id_="m2")]
    import_list(desk, list_)
    before = state(desk)
    again = import_list(desk, list_)
    assert (again.new, len(again.known)) == ((), 3)
    assert (again.names, again.roles, again.links, again.judgements) == (0, 0, 0, 0)
    assert state(desk) == before


def test_longer_list_adds_to_whom_it_names_by_link_or_by_id(desk: Desk) -> None:
    (ada,) = import_list(desk, [ADA]).new
    by_link = entry("A. Lindqvist", wikidata="Q7", roles=(ListedRole("", "Harbour League"),))
    by_id = entry("", id_="m1", type_=None, roles=(ListedRole("chair", "Harbour League"),))
    first, second = import_list(desk, [by_link]), import_list(desk, [by_id])
    assert (first.known, first.names, first.roles) == ((ada,), 1, 1)
    assert (second.known, second.names, second.roles) == ((ada,), 0, 1)
    (known,) = desk.store.registry.all()
    assert len(known.names) == 3


def test_entry_under_an_id_of_the_desk_tells_of_that_identity(desk: Desk) -> None:
    own = "0" * 23 + "a"
    with desk.store.writing():
        desk.store.registry.put([NewKnown(own, "Ada Lindqvist", PERSON, KnownFrom.REPORTS)])
    other = import_list(desk, [entry("Tomas Okoro", id_=own)])
    assert told(other)[0].startswith(f"a.csv, line 2: its id '{own}' is that of Ada Lindqvist")
    assert import_list(desk, [entry("Ada Lindqvist", "A. L.", id_=own)]).known == (own,)
    elsewhere = "0" * 23 + "b"
    assert import_list(desk, [entry("Tomas Okoro", id_=elsewhere)]).new == (elsewhere,)


def test_lists_of_different_people_that_both_begin_with_one_are_kept_apart(desk: Desk) -> None:
    import_list(desk, [entry("Ada Lindqvist", id_="1")])
    ada = content_id("known", "list", "1")
    (problem,) = told(import_list(desk, [entry("Tomas Okoro", id_="1")]))
    assert problem == (
        f"a.csv, line 2: its id '1' is that of Ada Lindqvist ({ada}) here, who has none of its names; "
        "give it another id, or one of these names"
    )
    assert import_list(desk, [entry("Lindqvist, A.", "ada lindqvist", id_="1")]).names == 2


def test_entry_whose_ids_belong_to_two_identities_is_told(desk: Desk) -> None:
    import_list(desk, [entry("Ada Lindqvist", id_="m1"), entry("Tomas Okoro", wikidata="Q8")])
    (problem,) = told(import_list(desk, [entry("Ada Lindqvist", id_="m1", wikidata="Q8")]))
    assert "its ids belong to several identities here" in problem
    assert "onrecord identities same" in problem


def test_entry_of_another_kind_than_what_is_known_is_told(desk: Desk) -> None:
    import_list(desk, [entry("Selm", wikidata="Q9", type_=IdentityType.PLACE)])
    (problem,) = told(import_list(desk, [entry("Selm", wikidata="Q9", type_=GROUP)]))
    assert "is a group, and Selm" in problem
    assert import_list(desk, [entry("Selm", wikidata="Q9", type_=IdentityType.UNKNOWN)]).known


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (entry("Ada", type_=None), "a.csv, line 2: has no type; give it one"),
        (entry("", id_="m9"), "a.csv, line 2: has no name, and its ids are not known here"),
    ],
)
def test_of_a_list_with_a_mistake_nothing_is_taken_unless_the_rest_is_asked_for(
    desk: Desk, wrong: ListEntry, message: str
) -> None:
    imported = import_list(desk, [ADA, wrong])
    assert told(imported)[0].startswith(message)
    assert (imported.new, list(desk.store.registry.all())) == ((), [])
    rest = import_list(desk, [ADA, wrong], keep_going=True)
    assert (len(rest.new), len(rest.problems)) == (1, 1)


def test_two_entries_that_tell_of_one_identity_are_told(desk: Desk) -> None:
    import_list(desk, [replace(ADA, links=(*ADA.links, ("wikidata", "Q8")))])
    two = [entry("Ada Lindqvist", wikidata="Q7"), entry("Ada Lindqvist", wikidata="Q8", line=3)]
    assert told(import_list(desk, two)) == [
        "a.csv, line 3: tells of the same identity as a.csv, line 2; put the two together"
    ]


def test_judgements_of_a_list_are_taken_over_once_and_not_after_they_were_taken_back(desk: Desk) -> None:
    list_ = [ADA, entry("A. Lindqvist", id_="m2"), entry("Adam Lindqvist", id_="m3")]
    judgements = [
        ListJudgement("a.jsonl, line 4", "m1", "m2", Verdict.SAME, "mk", NOON, "same office"),
        ListJudgement("a.jsonl, line 5", "Q7", "m3", Verdict.DIFFERENT, "mk", NOON, "two offices"),
    ]
    imported = import_list(desk, list_, judgements)
    assert (len(imported.new), imported.judgements) == (3, 2)
    ada, short, adam = (desk.store.registry.get(imported.new)[id_] for id_ in imported.new)
    assert ada.cluster == short.cluster != adam.cluster
    said = [one for one in desk.store.judgements.history() if isinstance(one, Judgement) and one.is_person]
    second, first = said
    assert (first.by, first.is_person, first.at, first.because) == ("mk", True, NOON, "same office")
    assert import_list(desk, list_, judgements).judgements == 0
    with desk.store.writing():
        desk.store.judgements.undo(second.n, by="ol", at=NOON)
    assert import_list(desk, list_, judgements).judgements == 0


def test_judgement_of_nobody_is_told_and_nothing_is_taken(desk: Desk) -> None:
    wrong = [ListJudgement("a.jsonl, line 4", "m1", "m9", Verdict.SAME, "mk", NOON)]
    assert told(import_list(desk, [ADA], wrong)) == [
        "a.jsonl, line 4: judges 'm9', and nobody goes by it here; put the entry into the list"
    ]
    assert list(desk.store.registry.all()) == []
    itself = [ListJudgement("a.jsonl, line 4", "m1", "Q7", Verdict.DIFFERENT, "mk", NOON)]
    assert "both are one identity here" in told(import_list(desk, [ADA], itself))[0]


def test_id_of_an_entry_is_that_of_wikidata_of_its_list_or_of_its_name() -> None:
    assert id_of_entry(ADA) == content_id("known", "list", "Q7")
    assert id_of_entry(entry("Ada", id_="m1")) == content_id("known", "list", "m1")
    assert id_of_entry(entry("Ada  Lindqvist")) == id_of_entry(entry("ada lindqvist"))
    assert id_of_entry(entry("Ada")) != id_of_entry(entry("Ada", type_=GROUP))
    assert id_of_entry(entry("Ada", id_="f" * 24)) == "f" * 24
    assert links_of_entry(entry("Ada", id_="f" * 24)) == ()
