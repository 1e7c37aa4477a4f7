"""Invented people in several reports: who comes out as one, who stays apart, and what is asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from onrecord.desk import Desk, file_unfiled, match_known, plan_removal, remove
from onrecord.desk.filing import Filed, file_report, let_go, unfile_report
from onrecord.model import (
    Filing,
    Identity,
    IdentityType,
    Judgement,
    Known,
    KnownFrom,
    ListedRole,
    Metadata,
    Name,
    Reading,
    Verdict,
    content_id,
)
from onrecord.ports import NewKnown
from onrecord.stages.identify import blocking_keys
from onrecord.text.scripts import script_of
from tests.factory import make_capture, make_identity, make_report, make_statement

PERSON, BODY, PLACE = IdentityType.PERSON, IdentityType.ORGANIZATION, IdentityType.PLACE
Named = str | tuple[str, ...]
_numbers = count(1)


def read(
    text: str, *names: Named, type_: IdentityType = PERSON, outlet: str = "The Selm Courier", year: int = 2024
) -> Reading:
    """Return a reading in which the identities are those given; the first says what stands in quotation marks."""
    capture = make_capture(text, address=f"file:///reports/{next(_numbers)}.txt")
    meta = Metadata(outlet=outlet, published=date(year, 3, 4), language="en")
    report = make_report(text, capture=capture, name=capture.address, metadata=meta)
    people = tuple(
        make_identity(report, *((name,) if isinstance(name, str) else name), type_=type_) for name in names
    )
    words = text.partition("“")[2].partition("”")[0]
    said = (make_statement(report, words, by=people[0]),) if words else ()
    return Reading(report, people, said)


def keep(desk: Desk, reading: Reading, *, filed: bool = True) -> Reading:
    capture = replace(make_capture(reading.report.text), address=reading.report.name)
    with desk.store.writing():
        desk.store.add(capture, reading)
        if filed:
            file_report(desk, reading)
    return reading


def take(
    desk: Desk,
    text: str,
    *names: Named,
    type_: IdentityType = PERSON,
    outlet: str = "The Selm Courier",
    year: int = 2024,
) -> Known:
    """Return to whom the first of the names belongs once the report is filed."""
    return known_of(desk, keep(desk, read(text, *names, type_=type_, outlet=outlet, year=year)))


def known_of(desk: Desk, reading: Reading, at: int = 0) -> Known:
    filing = next(
        one
        for one in desk.store.registry.filings(reading.report.id)
        if one.identity == reading.identities[at].id
    )
    return now(desk, filing.known)


def now(desk: Desk, known: Known | str) -> Known:
    id_ = known if isinstance(known, str) else known.id
    return desk.store.registry.get([id_])[id_]


def are_one(desk: Desk, *known: Known) -> bool:
    return len({now(desk, one).cluster for one in known}) == 1


def asked(desk: Desk) -> set[frozenset[str]]:
    return {
        frozenset((one.judgement.a, one.judgement.b)) for one in desk.store.judgements.questions(limit=100)
    }


def pair(one: Known, other: Known) -> frozenset[str]:
    return frozenset((one.id, other.id))


def listed(desk: Desk, name: str, *others: str, role: ListedRole | None = None) -> Known:
    id_ = content_id("list", name, next(_numbers))
    names = tuple(Name(text, script_of(text)) for text in (name, *others))
    keys = tuple({key for text in (name, *others) for key in blocking_keys(text, PERSON).stored})
    with desk.store.writing():
        desk.store.registry.put([NewKnown(id_, name, PERSON, KnownFrom.LIST, names, keys)])
        if role:
            desk.store.registry.list_roles(id_, [role])
    return now(desk, id_)


def test_one_name_in_two_reports_is_one_person_with_each_spelling_kept(desk: Desk) -> None:
    first = take(desk, "Tomas Okoro said: “No.” Okoro left.", ("Tomas Okoro", "Okoro"))
    second = take(desk, "Tómas Okoro said: “Yes.”", "Tómas Okoro")
    assert first.id == second.id
    found = now(desk, first)
    assert {name.name.text: name.reports for name in found.names} == {
        "Tomas Okoro": 1,
        "Okoro": 1,
        "Tómas Okoro": 1,
    }
    assert (found.reports, found.statements, found.origin) == (2, 2, KnownFrom.REPORTS)


def test_two_people_of_one_name_stay_two_and_are_asked_about(desk: Desk) -> None:
    minister = take(desk, "Selm foreign minister Tomas Okoro said: “No.”", "Tomas Okoro")
    doctor = take(desk, "Tomas Okoro, a cardiologist, said: “Rest.”", "Tomas Okoro")
    assert minister.id != doctor.id
    assert doctor.origin is KnownFrom.APART
    assert not are_one(desk, minister, doctor)
    assert asked(desk) == {pair(minister, doctor)}
    # Whoever has told them apart knows them again.
    again = take(desk, "The cardiologist Tomas Okoro said: “Sleep.”", "Tomas Okoro")
    assert again.id == doctor.id
    assert take(desk, "Foreign Minister Tomas Okoro said: “Never.”", "Tomas Okoro").id == minister.id
    # Nobody can tell whom a report without any role means.
    either = take(desk, "Tomas Okoro said: “Perhaps.”", "Tomas Okoro")
    assert either.origin is KnownFrom.APART
    assert {pair(either, minister), pair(either, doctor)} <= asked(desk)


def test_one_person_in_three_scripts_is_one(desk: Desk) -> None:
    latin = take(desk, "Samir Haddad said: “No.”", "Samir Haddad")
    arabic = take(desk, "قال سمير حداد: “لا”", "سمير حداد")
    cyrillic = take(desk, "Самир Хаддад: “Нет”", "Самир Хаддад")
    assert len({latin.id, arabic.id, cyrillic.id}) == 3
    assert are_one(desk, latin, arabic, cyrillic)
    members = desk.store.registry.cluster(latin.id)
    assert {name.name.script for one in members for name in one.names} == {"Latn", "Arab", "Cyrl"}
    said = desk.store.judgements.between(latin.id, arabic.id)
    assert [(one.verdict, one.is_person) for one in said] == [(Verdict.SAME, False)]
    assert "سمير" in said[0].because


def test_family_name_alone_joins_nobody(desk: Desk) -> None:
    full = take(desk, "Tomas Okoro said: “No.” Okoro left.", ("Tomas Okoro", "Okoro"))
    for text, name in (
        ("Okoro said: “A.”", "Okoro"),
        ("Mr. Okoro said: “B.”", "Mr. Okoro"),
        ("T. Okoro said: “C.”", "T. Okoro"),
    ):
        bare = take(desk, text, name)
        assert bare.id != full.id
        assert bare.origin is KnownFrom.APART
        assert not are_one(desk, full, bare)
    two = [take(desk, f"Okoro said: “{words}.”", "Okoro") for words in "DE"]
    assert not are_one(desk, *two)
    assert {pair(full, one) for one in two} <= asked(desk)


def test_office_settles_whose_family_name_it_is(desk: Desk) -> None:
    full = take(desk, "Selm Prime Minister Tomas Okoro said: “No.” Okoro left.", ("Tomas Okoro", "Okoro"))
    other = take(desk, "The painter Ada Okoro said: “Red.” Okoro left.", ("Ada Okoro", "Okoro"))
    bare = take(desk, "Prime Minister Okoro said: “Never.”", "Okoro")
    assert are_one(desk, full, bare)
    assert not are_one(desk, other, bare)
    assert "prime minister" in desk.store.judgements.between(full.id, bare.id)[0].because
    later = take(desk, "Prime Minister Okoro said: “Again.”", "Okoro", year=2040)
    assert not are_one(desk, full, later)


def test_office_that_two_of_the_family_held_settles_nothing(desk: Desk) -> None:
    father = take(desk, "Selm mayor Tomas Okoro said: “No.” Okoro left.", ("Tomas Okoro", "Okoro"))
    son = take(desk, "Selm mayor Samuel Okoro said: “Yes.” Okoro left.", ("Samuel Okoro", "Okoro"))
    bare = take(desk, "Selm mayor Okoro said: “Perhaps.”", "Okoro")
    assert len({now(desk, one).cluster for one in (father, son, bare)}) == 3
    assert {pair(father, bare), pair(son, bare)} <= asked(desk)


def test_son_of_his_fathers_name_is_another(desk: Desk) -> None:
    father = take(desk, "Tomas Okoro said: “No.”", "Tomas Okoro")
    son = take(desk, "Tomas Okoro Jr. said: “Yes.”", "Tomas Okoro Jr")
    assert not are_one(desk, father, son)


def test_minister_is_not_the_ministry_and_a_person_no_body(desk: Desk) -> None:
    reading = keep(desk, read("Norland’s Interior Ministry said: “No.”", "Interior Ministry", type_=BODY))
    ministry = known_of(desk, reading)
    minister = take(desk, "Interior Minister Tomas Okoro said: “Yes.”", "Tomas Okoro")
    person = take(desk, "Interior Ministry said: “Who?”", "Interior Ministry", type_=PERSON)
    assert not are_one(desk, ministry, minister)
    assert not are_one(desk, ministry, person)


def test_ministries_of_two_countries_are_two(desk: Desk) -> None:
    def ministry(text: str, outlet: str) -> Known:
        return take(desk, text, "Interior Ministry", type_=BODY, outlet=outlet)

    iraqi = ministry("The Iraqi Interior Ministry said: “A.”", "The Selm Courier")
    kenyan = ministry("Kenya’s Interior Ministry said: “B.”", "The Selm Courier")
    again = ministry("The Interior Ministry of Iraq said: “C.”", "Radio Norland")
    assert iraqi.id == again.id
    assert not are_one(desk, iraqi, kenyan)
    home = ministry("The Interior Ministry said: “D.”", "Radio Norland")
    assert home.id == ministry("The Interior Ministry said: “E.”", "Radio Norland").id
    assert not are_one(desk, home, iraqi)


def test_names_that_one_report_gives_one_body_are_one_across_reports(desk: Desk) -> None:
    short = take(desk, "The Quayside Movement said: “No.”", "Quayside Movement", type_=BODY)
    both = take(
        desk,
        "The Harbour Dockers’ Front (Quayside Movement) said: “Yes.”",
        ("Harbour Dockers’ Front", "Quayside Movement"),
        type_=BODY,
    )
    assert are_one(desk, short, both)
    assert "as well" in desk.store.judgements.between(short.id, both.id)[0].because
    wing = take(
        desk,
        "The Harbour Dockers’ Front’s armed wing said: “War.”",
        "Harbour Dockers’ Front’s armed wing",
        type_=BODY,
    )
    assert not are_one(desk, both, wing)


def test_two_whom_one_report_names_apart_are_not_one(desk: Desk) -> None:
    take(desk, "Samir Haddad said: “No.”", "Samir Haddad")
    reading = keep(desk, read("Samir Haddad said: “A.” Sameer Hadad left.", "Samir Haddad", "Sameer Hadad"))
    assert not are_one(desk, known_of(desk, reading), known_of(desk, reading, 1))


def test_place_that_speaks_is_the_place_and_a_longer_name_another(desk: Desk) -> None:
    place = take(desk, "Norland said: “No.”", "Norland", type_=PLACE)
    south = take(desk, "South Norland said: “Yes.”", "South Norland", type_=PLACE)
    assert take(desk, "He left Norland.", "Norland", type_=PLACE).id == place.id
    assert not are_one(desk, place, south)


def test_name_of_unknown_kind_joins_the_one_kind_it_is_known_as(desk: Desk) -> None:
    body = take(desk, "Dockers United said: “No.”", "Dockers United", type_=BODY)
    unknown = take(desk, "Dockers United left.", "Dockers United", type_=IdentityType.UNKNOWN)
    assert unknown.id == body.id


def test_name_without_a_letter_and_nobody_named_are_not_filed(desk: Desk) -> None:
    reading = read("“No.” ? said so.", "?")
    assert desk.store.registry.filings(keep(desk, reading).report.id) == []
    report = make_report("A spokesman left.", capture=make_capture("A spokesman left."))
    spokesman = make_identity(report, "A spokesman", named=False)
    keep(desk, Reading(report, (spokesman,), ()))
    assert list(desk.store.registry.all()) == []


def everything(desk: Desk) -> list[tuple[Known, list[str]]]:
    known = list(desk.store.registry.all())
    judged = [
        f"{one.a} {one.b} {one.verdict} {one.score}"
        for one in desk.store.judgements.history()
        if isinstance(one, Judgement)
    ]
    return [(one, judged) for one in sorted(known, key=lambda one: one.id)]


def fill(desk: Desk) -> None:
    take(desk, "Selm mayor Samir Haddad said: “No.” Haddad left.", ("Samir Haddad", "Haddad"))
    take(desk, "The HDF said: “No.”", "HDF", type_=BODY)


def test_report_removed_leaves_the_registry_as_if_it_had_never_come(desk: Desk) -> None:
    fill(desk)
    before = everything(desk)
    reading = keep(desk, read("قال سمير حداد: “لا”", "سمير حداد", "حداد"))
    assert everything(desk) != before
    removed = remove(desk, plan_removal(desk, reading.report.id), by="Ada", reason="a test")
    assert len(removed) == 1
    assert everything(desk) == before


def test_report_filed_again_is_filed_as_before(desk: Desk) -> None:
    fill(desk)
    readings = [
        keep(desk, read("قال سمير حداد: “لا”", "سمير حداد")),
        keep(desk, read("Haddad said: “No.”", "Haddad")),
        keep(desk, read("Samir Haddad, a cardiologist, said: “Rest.”", "Samir Haddad")),
    ]
    before = everything(desk)
    filings = [desk.store.registry.filings(one.report.id) for one in readings]
    for reading in readings:
        with desk.store.writing():
            known = unfile_report(desk, reading.report.id)
            desk.store.replace(reading)
            file_report(desk, reading)
            let_go(desk, known)
    assert [(f.identity, f.known) for some in filings for f in some] == [
        (f.identity, f.known) for one in readings for f in desk.store.registry.filings(one.report.id)
    ]
    assert everything(desk) == before


def test_desk_from_before_is_filed_report_by_report_and_once(desk: Desk) -> None:
    keep(desk, read("Tomas Okoro said: “No.”", "Tomas Okoro"), filed=False)
    keep(desk, read("Tomas Okoro said: “Yes.”", "Tomas Okoro"), filed=False)
    results = [result for _, result in file_unfiled(desk)]
    assert results == [Filed(1, 1, 0, 0), Filed(1, 0, 0, 0)]
    assert list(file_unfiled(desk)) == []
    assert [one.reports for one in desk.store.registry.all()] == [2]


def test_list_entry_is_whom_reports_call_by_its_names(desk: Desk) -> None:
    latin = take(desk, "Samir Haddad said: “No.”", "Samir Haddad")
    arabic = take(desk, "قال سمير حداد: “لا”", "سمير حداد")
    entry = listed(desk, "Samir Haddad", "سمير حداد")
    with desk.store.writing():
        said = match_known(desk, [entry.id])
    assert Verdict.SAME in {one.verdict for one in said}
    assert are_one(desk, entry, latin, arabic)
    # Who is listed before any report names him is found by it.
    early = listed(desk, "Ada Lindqvist")
    assert take(desk, "Ada Lindqvist said: “Yes.”", "Ada Lindqvist").id == early.id


def test_two_list_entries_of_one_name_are_not_made_one_by_the_reports_that_bear_it(desk: Desk) -> None:
    take(desk, "Tomas Okoro said: “No.”", "Tomas Okoro")
    entries = [listed(desk, "Tomas Okoro"), listed(desk, "Tomas Okoro")]
    with desk.store.writing():
        match_known(desk, [one.id for one in entries])
    assert not are_one(desk, *entries)


def test_list_tells_two_of_one_name_apart_by_their_roles(desk: Desk) -> None:
    mayor = listed(desk, "Tomas Okoro", role=ListedRole("mayor", "Selm"))
    painter = listed(desk, "Tomas Okoro", role=ListedRole("painter", ""))
    assert take(desk, "Selm mayor Tomas Okoro said: “No.”", "Tomas Okoro").id == mayor.id
    assert take(desk, "The painter Tomas Okoro said: “Red.”", "Tomas Okoro").id == painter.id


def test_one_person_in_two_lists_is_asked_about_once_and_not_with_every_report(desk: Desk) -> None:
    entries = [listed(desk, "Tomas Okoro"), listed(desk, "Tomas Okoro")]
    first, second = (take(desk, f"Tomas Okoro said: “{words}.”", "Tomas Okoro") for words in ("A", "B"))
    assert first.id == second.id
    assert first.origin is KnownFrom.REPORTS
    assert {pair(first, one) for one in entries} <= asked(desk)
    assert len(list(desk.store.judgements.history())) == 2


def test_reason_and_score_are_kept_with_every_filing(desk: Desk) -> None:
    take(desk, "Selm mayor Tomas Okoro said: “No.”", "Tomas Okoro")
    reading = keep(desk, read("Selm’s mayor, Tomas Okoro, said: “Yes.”", "Tomas Okoro"))
    filing: Filing = desk.store.registry.filings(reading.report.id)[0]
    assert 0.9 < filing.score <= 1
    assert filing.because.startswith("the same name")
    assert "mayor" in filing.because
    assert filing.made_by.startswith("identity ")


@pytest.mark.parametrize("names", [("Okoro",), ("Okoro", "Okoro")])
def test_person_who_told_a_report_apart_is_heeded_when_it_is_filed_again(
    desk: Desk, names: Sequence[str]
) -> None:
    take(desk, "Tomas Okoro said: “No.”", ("Tomas Okoro", *names))
    reading = keep(desk, read("Tomas Okoro said: “Yes.”", "Tomas Okoro"))
    who: Identity = reading.identities[0]
    with desk.store.writing():
        desk.store.registry.put([NewKnown(who.id, who.name, who.type, KnownFrom.APART)])
        known = unfile_report(desk, reading.report.id)
        file_report(desk, reading)
        let_go(desk, known)
    assert known_of(desk, reading).id == who.id
