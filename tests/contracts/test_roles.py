"""Roles and spellings that reports give those who are known: put together, each with its evidence."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from onrecord.adapters.store import SqlStore
from onrecord.adapters.store.tables import identities, report_roles, report_texts
from onrecord.errors import EvidenceBroken
from onrecord.model import Filing, IdentityType, KnownFrom, ListedRole, Metadata, Name, Reading, Span
from onrecord.ports import NewKnown
from tests.factory import make_capture, make_identity, make_report, make_statement, span_of

ADA = "a" * 24
LEAGUE = "b" * 24


@pytest.fixture
def known(store: SqlStore) -> SqlStore:
    with store.writing():
        store.registry.put(
            [
                NewKnown(ADA, "Ada Lindqvist", IdentityType.PERSON, KnownFrom.REPORTS),
                NewKnown(
                    LEAGUE,
                    "Harbour League",
                    IdentityType.GROUP,
                    KnownFrom.LIST,
                    (Name("Harbour League", "Latn"), Name("Портовая лига", "Cyrl", "ru")),
                ),
            ]
        )
    return store


def tell(
    store: SqlStore,
    text: str,
    *roles: tuple[str, str],
    day: date | None = None,
    outlet: str | None = "The Selm Courier",
    names: tuple[str, ...] = ("Ada Lindqvist",),
) -> Reading:
    """Keep a report in which Ada Lindqvist, filed as known, has these roles: title as it stands, organisation."""
    capture = make_capture(text)
    metadata = Metadata(published=day, outlet=outlet)
    report = replace(make_report(text, capture=capture), metadata=metadata, name=f"{len(text)}.txt")
    who = make_identity(report, *names)
    said = [make_statement(report, text.partition("“")[2].partition("”")[0], by=who)] if "“" in text else []
    reading = Reading(report, (who,), tuple(said))
    with store.writing():
        store.add(capture, reading)
        store.registry.file(report.id, [Filing(who.id, ADA, 1.0, "the same name", "tests 1")])
        connection = store._session.writer()
        row = connection.execute(sa.select(identities).where(identities.c.id == who.id)).one()
        for title, organization in roles:
            span = span_of(text, title)
            values = {"start": span.start, "end": span.end, "title": title, "organization": organization}
            connection.execute(
                report_roles.insert(), {"report_n": row.report_n, "position": row.position, **values}
            )
    return reading


def test_roles_are_folded_together_with_their_days_and_first_and_last_evidence(known: SqlStore) -> None:
    first = tell(known, "Mayor Ada Lindqvist said: “No.”", ("Mayor", "Selm"), day=date(2020, 1, 5))
    tell(known, "The mayor, Ada Lindqvist, left.", ("mayor", "Selm"), day=date(2021, 1, 5))
    last = tell(known, "Then mayor Ada Lindqvist\ncame back.", ("mayor", "SELM"), day=date(2022, 1, 5))
    (role,) = known.registry.roles([ADA])
    assert (role.title, role.organization, role.reports, role.listed) == ("mayor", "Selm", 3, False)
    assert (role.first_day, role.last_day) == (date(2020, 1, 5), date(2022, 1, 5))
    newest, oldest = role.said_in
    assert (newest.report, newest.words, newest.passage) == (
        last.report.id,
        "mayor",
        "Then mayor Ada Lindqvist",
    )
    assert newest.span == Span(5, 10)
    assert newest.statement is None
    assert (oldest.report, oldest.words, oldest.day) == (first.report.id, "Mayor", date(2020, 1, 5))
    assert oldest.statement == first.statements[0].id


def test_what_most_reports_say_comes_first_and_lists_before_all(known: SqlStore) -> None:
    tell(known, "Ada Lindqvist, chairwoman of the Harbour League.", ("chairwoman", "Harbour League"))
    tell(known, "Mayor Ada Lindqvist left early.", ("Mayor", ""))
    tell(known, "Mayor Ada Lindqvist came later.", ("Mayor", ""))
    with known.writing():
        known.registry.list_roles(
            ADA, [ListedRole("deputy mayor", "Selm", "2015", "2019", "the town’s list")]
        )
    roles = known.registry.roles([ADA, ADA])
    assert [(role.title, role.listed, role.reports) for role in roles] == [
        ("deputy mayor", True, 0),
        ("Mayor", False, 2),
        ("chairwoman", False, 1),
    ]
    assert (roles[0].since, roles[0].until, roles[0].source) == ("2015", "2019", "the town’s list")
    assert roles[1].first_day is None
    assert len(roles[2].said_in) == 1


def test_organisation_is_resolved_where_one_cluster_alone_bears_the_name(known: SqlStore) -> None:
    with known.writing():
        known.registry.list_roles(ADA, [ListedRole("", "harbour league"), ListedRole("", "Selm")])
    assert [role.organization_id for role in known.registry.roles([ADA])] == [LEAGUE, None]
    with known.writing():
        twin = NewKnown(
            "c" * 24, "Harbour League", IdentityType.OUTLET, KnownFrom.LIST, (Name("Harbour League", "Latn"),)
        )
        known.registry.put([twin])
    assert [role.organization_id for role in known.registry.roles([ADA])] == [None, None]


def test_evidence_is_never_shown_from_a_text_that_was_changed(known: SqlStore) -> None:
    tell(known, "Mayor Ada Lindqvist left.", ("Mayor", ""))
    with known.writing():
        known._session.writer().execute(report_texts.update().values(text=b"Nobody left."))
    with pytest.raises(EvidenceBroken):
        known.registry.roles([ADA])


def test_role_whose_place_lies_outside_the_text_is_broken_evidence(known: SqlStore) -> None:
    tell(known, "Mayor Ada Lindqvist left.", ("Mayor", ""))
    with known.writing():
        known._session.writer().execute(report_roles.update().values(end=5_000))
    with pytest.raises(EvidenceBroken, match="outside"):
        known.registry.roles([ADA])


def test_nobody_has_no_roles_and_no_spellings(store: SqlStore) -> None:
    assert store.registry.roles([]) == []
    assert store.registry.roles([ADA]) == []
    assert store.registry.spellings([ADA]) == []


def test_spellings_come_by_script_with_who_writes_them(known: SqlStore) -> None:
    tell(known, "Ada Lindqvist left.", day=date(2020, 1, 5))
    newest = tell(
        known,
        "Ada Lindqvist, or A. Lindqvist, came.",
        day=date(2021, 1, 5),
        names=("Ada Lindqvist", "A. Lindqvist"),
    )
    tell(known, "Ада Линдквист ушла.", outlet=None, names=("Ада Линдквист",))
    with known.writing():
        known.registry.put(
            [
                NewKnown(
                    ADA,
                    "Ada Lindqvist",
                    IdentityType.PERSON,
                    KnownFrom.LIST,
                    (Name("Ада Линдквист", "Cyrl", "ru"), Name("Lindqvist, A.", "Latn")),
                )
            ]
        )
    found = known.registry.spellings([ADA])
    assert [(one.name.text, one.name.language, one.reports, one.listed, one.outlets) for one in found] == [
        ("Ada Lindqvist", None, 2, False, (("The Selm Courier", 2),)),
        ("A. Lindqvist", None, 1, False, (("The Selm Courier", 1),)),
        ("Lindqvist, A.", None, 0, True, ()),
        ("Ада Линдквист", "ru", 1, True, ((None, 1),)),
    ]
    assert found[0].newest == (newest.report.id, newest.report.name)
    assert found[2].newest is None


def test_whom_a_list_adds_to_is_not_forgotten_with_the_reports(known: SqlStore) -> None:
    reading = tell(known, "Ada Lindqvist left.")
    with known.writing():
        known.registry.list_roles(ADA, [ListedRole("mayor", "Selm")])
        assert known.registry.unfile(reading.report.id) == [ADA]
        known.registry.forget([ADA])
    assert ADA in known.registry.get([ADA])


def test_names_of_a_list_are_kept_once_and_bring_their_keys_to_whom_reports_made_known(
    known: SqlStore,
) -> None:
    names = (Name("Ada Lindqvist", "Latn"), Name("Ada Lindqvist", "Latn", "sv"))
    for keys in ((7,), (7, 8)):
        with known.writing():
            known.registry.put(
                [NewKnown(ADA, "Ada Lindqvist", IdentityType.PERSON, KnownFrom.LIST, names, keys)]
            )
    (one,) = known.registry.get([ADA])[ADA].names
    assert (one.name.language, one.listed) == ("sv", True)


def test_of_very_many_reports_the_newest_can_be_asked_for(known: SqlStore) -> None:
    tell(known, "The pilot Ada Lindqvist left.", ("pilot", ""), outlet="The Ledger")
    tell(known, "The mayor of Selm, Ada Lindqvist, came back.", ("mayor", "Selm"))
    assert {role.title for role in known.registry.roles([ADA])} == {"pilot", "mayor"}
    assert [role.title for role in known.registry.roles([ADA], newest=1)] == ["mayor"]
    assert [role.title for role in known.registry.roles([ADA], newest=2)] == [
        role.title for role in known.registry.roles([ADA])
    ]
    (spelt,) = known.registry.spellings([ADA], newest=1)
    assert (spelt.reports, spelt.outlets) == (1, (("The Selm Courier", 1),))
    assert known.registry.spellings([ADA], newest=2) == known.registry.spellings([ADA])
