"""The registry on both databases: who is known, by which names, and to whom the identities of reports belong."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.adapters.store import SqlStore
from onrecord.errors import NotFound
from onrecord.model import (
    Filing,
    Identity,
    IdentityType,
    Known,
    KnownFrom,
    ListedRole,
    Metadata,
    Name,
    Reading,
    content_id,
)
from onrecord.ports import NewKnown
from tests.factory import make_capture, make_identity, make_report, make_statement

PERSON, GROUP, PLACE = IdentityType.PERSON, IdentityType.GROUP, IdentityType.PLACE


def keep(store: SqlStore, text: str, *names: str) -> Reading:
    """Return the kept reading of a text in which `names[0]` says what stands in quotation marks."""
    report = make_report(text, capture=make_capture(text))
    who = make_identity(report, *names)
    said = make_statement(report, text.partition("“")[2].partition("”")[0], by=who)
    reading = Reading(report, (who,), (said,))
    with store.writing():
        store.add(make_capture(text), reading)
    return reading


def know(
    store: SqlStore, name: str, type_: IdentityType = PERSON, origin: KnownFrom = KnownFrom.REPORTS
) -> str:
    id_ = content_id("known", name, type_)
    with store.writing():
        store.registry.put([NewKnown(id_, name, type_, origin)])
    return id_


def file(store: SqlStore, reading: Reading, known: str, score: float = 1.0) -> None:
    who: Identity = reading.identities[0]
    with store.writing():
        store.registry.file(reading.report.id, [Filing(who.id, known, score, "the same name", "tests 1")])


def one(store: SqlStore, id_: str) -> Known:
    return store.registry.get([id_])[id_]


def test_report_filed_gives_the_known_one_its_spellings_counts_and_days(store: SqlStore) -> None:
    known = know(store, "Ada Lindqvist")
    first = keep(store, "Ada Lindqvist said: “No.” Lindqvist left.", "Ada Lindqvist", "Lindqvist")
    second = keep(store, "Ada Líndqvist said: “Yes.”", "Ada Líndqvist")
    assert list(store.registry.unfiled()) == [first.report.id, second.report.id]
    file(store, first, known)
    file(store, second, known, 0.9)
    assert list(store.registry.unfiled()) == []
    found = one(store, known)
    assert (found.reports, found.statements, found.cluster) == (2, 2, known)
    assert [(name.name.text, name.reports) for name in found.names] == [
        ("Ada Lindqvist", 1),
        ("Lindqvist", 1),
        ("Ada Líndqvist", 1),
    ]
    assert [filing.score for filing in store.registry.filings(second.report.id)] == [0.9]


def test_days_are_those_of_the_reports_and_go_with_them(store: SqlStore) -> None:
    known = know(store, "Ada Lindqvist")
    readings = []
    for day in (5, 9):
        text = f"Ada Lindqvist said: “Day {day}.”"
        capture = make_capture(text)
        report = replace(make_report(text, capture=capture), metadata=Metadata(published=date(2024, 3, day)))
        who = make_identity(report, "Ada Lindqvist")
        reading = Reading(report, (who,), ())
        with store.writing():
            store.add(capture, reading)
        readings.append(reading)
        file(store, reading, known)
    assert (one(store, known).first_day, one(store, known).last_day) == (date(2024, 3, 5), date(2024, 3, 9))
    with store.writing():
        store.registry.unfile(readings[0].report.id)
    assert (one(store, known).first_day, one(store, known).reports) == (date(2024, 3, 9), 1)


def test_whom_nothing_names_any_longer_is_forgotten_and_a_list_keeps_its_own(store: SqlStore) -> None:
    known, listed = know(store, "Ada Lindqvist"), know(store, "Tomas Okoro", origin=KnownFrom.LIST)
    reading = keep(store, "Ada Lindqvist said: “No.”", "Ada Lindqvist")
    file(store, reading, known)
    with store.writing():
        left = store.registry.unfile(reading.report.id)
        assert left == [known]
        assert store.registry.forget([*left, listed]) == []
    assert store.registry.get([known, listed]).keys() == {listed}
    assert store.registry.bearing([("Ada Lindqvist", PERSON)]) == [[]]


def test_name_is_found_folded_and_within_its_family(store: SqlStore) -> None:
    with store.writing():
        store.registry.put(
            [
                NewKnown(
                    "a" * 24,
                    "Selm",
                    PLACE,
                    KnownFrom.LIST,
                    (Name("Selm", "Latn"), Name("Сельм", "Cyrl", "ru")),
                ),
                NewKnown("b" * 24, "SELM", GROUP, KnownFrom.LIST, (Name("SELM", "Latn"),)),
            ]
        )
    assert store.registry.bearing([("sélm", PLACE), ("Selm", GROUP), ("сельм", PLACE), ("Selm", PERSON)]) == [
        ["a" * 24],
        ["b" * 24],
        ["a" * 24],
        [],
    ]
    assert [name.listed for name in one(store, "a" * 24).names] == [True, True]
    assert [found.name for found in store.registry.all()] == ["Selm", "SELM"]


def test_roles_and_links_of_lists_are_kept_once(store: SqlStore) -> None:
    known = know(store, "Ada Lindqvist", origin=KnownFrom.LIST)
    role = ListedRole("mayor", "Selm", since="2019", source="the town’s list")
    for _ in range(2):
        with store.writing():
            store.registry.list_roles(known, [role, role])
            store.registry.link(known, "wikidata", "Q1")
    assert store.registry.listed_roles([known]) == {known: [role]}
    assert store.registry.links([known]) == {known: [("wikidata", "Q1")]}
    assert store.registry.linked("wikidata", "Q1") == [known]
    assert store.registry.linked("wikidata", "Q2") == []


def test_who_is_not_known_is_said_to_be_so(store: SqlStore) -> None:
    reading = keep(store, "Ada Lindqvist said: “No.”", "Ada Lindqvist")
    with pytest.raises(NotFound, match="f" * 24), store.writing():
        file(store, reading, "f" * 24)
    with pytest.raises(NotFound):
        store.registry.cluster("f" * 24)
    assert store.registry.filings(reading.report.id) == []


def test_identities_of_reports_lead_to_their_clusters(store: SqlStore) -> None:
    known = know(store, "Ada Lindqvist")
    filed = keep(store, "Ada Lindqvist said: “No.”", "Ada Lindqvist")
    other = keep(store, "Tomas Okoro said: “Yes.”", "Tomas Okoro")
    file(store, filed, known)
    who, unfiled = filed.identities[0].id, other.identities[0].id
    assert store.registry.clusters_of([who, unfiled, "nobody", who]) == {who: known}
    assert store.registry.clusters_of([]) == {}
