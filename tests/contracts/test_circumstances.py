"""What surrounds the names of clusters, how they are found by parts, and their statements: on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.adapters.store import SqlStore
from onrecord.errors import NotFound
from onrecord.model import (
    Act,
    Filing,
    IdentityRef,
    IdentityType,
    KnownFrom,
    ListedRole,
    Metadata,
    Reading,
    Span,
    ToldRole,
    content_id,
)
from onrecord.ports import NewKnown, StatementQuery
from tests.factory import make_capture, make_identity, make_report, make_statement

PERSON = IdentityType.PERSON


def know(store: SqlStore, name: str, *keys: int, origin: KnownFrom = KnownFrom.REPORTS) -> str:
    id_ = content_id("known", name, str(origin))
    with store.writing():
        store.registry.put([NewKnown(id_, name, PERSON, origin, keys=keys)])
    return id_


def keep(store: SqlStore, text: str, *names: str, day: date = date(2024, 3, 4)) -> Reading:
    """Return the kept reading of a text in which the first of the names says what stands in quotation marks."""
    capture = make_capture(text)
    report = replace(make_report(text, capture=capture), metadata=Metadata(published=day))
    people = tuple(make_identity(report, name) for name in names)
    said = make_statement(report, text.partition("“")[2].partition("”")[0], by=people[0])
    said = replace(said, about=tuple(IdentityRef(one.id, one.name) for one in people[1:]))
    reading = Reading(report, people, (said,))
    with store.writing():
        store.add(capture, reading)
    return reading


def file(store: SqlStore, reading: Reading, *known: str) -> None:
    filings = [
        Filing(who.id, id_, 1.0, "the same name", "tests 1")
        for who, id_ in zip(reading.identities, known, strict=True)
    ]
    with store.writing():
        store.registry.file(reading.report.id, filings)


def tell(store: SqlStore, reading: Reading, *roles: tuple[str, str, int]) -> None:
    told = [ToldRole(title, organization, Span(start, start + 4)) for title, organization, start in roles]
    with store.writing():
        store.registry.tell_roles(reading.report.id, {reading.identities[0].id: told})


def test_roles_of_reports_and_lists_are_told_the_most_frequent_first(store: SqlStore) -> None:
    ada = know(store, "Ada Lindqvist")
    for words, day in (("No", 4), ("Yes", 9)):
        reading = keep(store, f"Ada Lindqvist said: “{words}.”", "Ada Lindqvist", day=date(2024, 3, day))
        file(store, reading, ada)
        tell(store, reading, ("mayor", "Selm", 0), ("Chair" if day == 4 else "chair", "", 9))
    with store.writing():
        store.registry.list_roles(ada, [ListedRole("senator", "Norland")])
    around = store.registry.circumstances([ada, "f" * 24])
    told = [(role.title.lower(), role.organization) for role in around[ada].roles]
    assert set(told[:2]) == {("mayor", "Selm"), ("chair", "")}
    assert told[2:] == [("senator", "Norland")]
    assert (around[ada].first_day, around[ada].last_day) == (date(2024, 3, 4), date(2024, 3, 9))
    assert around["f" * 24].roles == ()
    assert store.registry.circumstances([]) == {}


def test_role_is_spelled_as_most_reports_spell_it(store: SqlStore) -> None:
    ada = know(store, "Ada Lindqvist")
    for number, title in enumerate(("mayor", "mayor", "Mayor")):
        reading = keep(store, f"Ada Lindqvist said: “{number}.”", "Ada Lindqvist")
        file(store, reading, ada)
        tell(store, reading, (title, "Selm", 0))
    (role,) = store.registry.circumstances([ada])[ada].roles
    assert (role.title, role.organization) == ("mayor", "Selm")


def test_roles_told_again_replace_those_told_before(store: SqlStore) -> None:
    ada = know(store, "Ada Lindqvist")
    reading = keep(store, "Ada Lindqvist said: “No.”", "Ada Lindqvist")
    file(store, reading, ada)
    tell(store, reading, ("mayor", "Selm", 0))
    tell(store, reading, ("senator", "", 0))
    assert [role.title for role in store.registry.circumstances([ada])[ada].roles] == ["senator"]
    with store.writing():
        store.registry.tell_roles(reading.report.id, {})
    assert store.registry.circumstances([ada])[ada].roles == ()
    with pytest.raises(NotFound), store.writing():
        store.registry.tell_roles(reading.report.id, {"nobody": []})


def test_company_is_who_else_is_named_in_the_same_reports(store: SqlStore) -> None:
    ada, tomas, samir = (know(store, name) for name in ("Ada Lindqvist", "Tomas Okoro", "Samir Haddad"))
    file(
        store, keep(store, "Ada Lindqvist and Tomas Okoro: “No.”", "Ada Lindqvist", "Tomas Okoro"), ada, tomas
    )
    file(store, keep(store, "Samir Haddad: “Yes.”", "Samir Haddad"), samir)
    around = store.registry.circumstances([ada, samir], company=True)
    assert around[ada].company == {tomas}
    assert around[samir].company == frozenset()
    assert store.registry.circumstances([ada])[ada].company == frozenset()


def test_candidates_are_those_that_share_keys_the_most_first(store: SqlStore) -> None:
    ada, tomas = know(store, "Ada Lindqvist", 1, 2, 3), know(store, "Tomas Okoro", 3, 4)
    know(store, "Samir Haddad", 9)
    sought = [({1: 1.0, 2: 1.0, 3: 1.0}, b""), ({4: 1.0}, b""), ({77: 1.0}, b"")]
    assert store.registry.candidates(sought, limit=10) == [[ada, tomas], [tomas], []]
    assert store.registry.candidates(sought[:1], limit=1) == [[ada]]
    assert store.registry.candidates([], limit=1) == []


def test_family_name_alone_is_found_when_it_is_asked_for(store: SqlStore) -> None:
    ada, alone = know(store, "Ada Lindqvist"), know(store, "Lindqvist", origin=KnownFrom.APART)
    reading = keep(store, "Lindqvist said: “No.”", "Lindqvist")
    file(store, reading, alone)
    both = keep(store, "Ada Lindqvist: “Yes.”", "Ada Lindqvist")
    file(store, both, ada)
    asked = [("lindqvist", PERSON)]
    assert store.registry.bearing(asked) == [[]]
    assert store.registry.bearing(asked, alone=True) == [[alone]]
    assert store.registry.bearing([("Ada Lindqvist", PERSON)]) == [[ada]]


def test_those_whose_names_hold_words_are_found(store: SqlStore) -> None:
    ada = know(store, "Ada Lindqvist")
    file(store, keep(store, "Ada Lindqvist: “Yes.”", "Ada Lindqvist"), ada)
    assert store.registry.holding("lindqvist", limit=5) == [ada]
    assert store.registry.holding("Lind", limit=5) == store.registry.holding("…", limit=5) == []


def test_statements_are_found_by_whom_their_speaker_is_filed_with(store: SqlStore) -> None:
    ada, other, tomas = (know(store, name) for name in ("Ada Lindqvist", "Ada Other", "Tomas Okoro"))
    first = keep(
        store, "Ada Lindqvist of Tomas Okoro: “One.”", "Ada Lindqvist", "Tomas Okoro", day=date(2024, 3, 4)
    )
    second = keep(store, "Ада Линдквист: “Two.”", "Ада Линдквист", day=date(2024, 3, 5))
    third = keep(
        store, "Ada Lindqvist of Tomas Okoro: “Three.”", "Ada Lindqvist", "Tomas Okoro", day=date(2024, 3, 6)
    )
    file(store, first, ada, tomas)
    file(store, second, ada)
    file(store, third, other, tomas)

    def words(**asked: object) -> list[str]:
        return [hit.words[0] for hit in store.statements(StatementQuery(**asked))]  # type: ignore[arg-type]

    assert words(said_by=frozenset({ada})) == ["Two.", "One."]
    assert words(said_by=frozenset({ada, other})) == ["Three.", "Two.", "One."]
    assert words(said_by=frozenset({ada}), limit=1) == ["Two."]
    assert words(said_by=frozenset({"f" * 24})) == []
    assert words(said_of=frozenset({tomas})) == ["Three.", "One."]
    assert words(said_of=frozenset({ada})) == []
    assert words(said_by=frozenset({ada}), said_of=frozenset({tomas})) == ["One."]
    assert words(said_of=frozenset({tomas}), acts=frozenset({Act.THINK})) == []
    assert words(said_of=frozenset({tomas}), until=date(2024, 3, 5)) == ["One."]
