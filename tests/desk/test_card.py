from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord.desk import Desk
from onrecord.desk.card import make_card, make_cards, show_identity
from onrecord.desk.clusters import judge_all
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Filing, IdentityType, KnownFrom, ListedRole, Metadata, Name, Reading, Verdict
from onrecord.ports import NewJudgement, NewKnown
from tests.factory import make_capture, make_identity, make_report, make_statement

ADA, SHORT, BO, LEAGUE = (letter * 24 for letter in "abcd")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PERSON = IdentityType.PERSON


@pytest.fixture
def desk(desk: Desk) -> Desk:
    text = "Mayor Ada Lindqvist said: “The harbour belongs to everybody.”"
    capture = make_capture(text)
    report = replace(
        make_report(text, capture=capture),
        metadata=Metadata(published=date(2026, 2, 1), outlet="The Selm Courier"),
    )
    who = make_identity(report, "Ada Lindqvist")
    said = make_statement(report, "The harbour belongs to everybody.", by=who)
    registry = desk.store.registry
    with desk.store.writing():
        registry.put(
            [
                NewKnown(ADA, "Ada Lindqvist", PERSON, KnownFrom.REPORTS),
                NewKnown(
                    SHORT,
                    "A. Lindqvist",
                    IdentityType.UNKNOWN,
                    KnownFrom.LIST,
                    (Name("A. Lindqvist", "Latn"),),
                ),
                NewKnown(BO, "Bo Lindqvist", PERSON, KnownFrom.LIST, (Name("Bo Lindqvist", "Latn"),)),
                NewKnown(
                    LEAGUE,
                    "Harbour League",
                    IdentityType.GROUP,
                    KnownFrom.LIST,
                    (Name("Harbour League", "Latn"),),
                ),
            ]
        )
        desk.store.add(capture, Reading(report, (who,), (said,)))
        registry.file(report.id, [Filing(who.id, ADA, 1.0, "the same name", "tests 1")])
        registry.list_roles(SHORT, [ListedRole("chair", "Harbour League")])
        registry.link(SHORT, "wikidata", "Q7")
    judge_all(
        desk,
        [
            NewJudgement(
                ADA, SHORT, Verdict.SAME, "names 1", is_person=False, at=NOON, because="initial", score=0.9
            ),
            NewJudgement(ADA, BO, Verdict.DIFFERENT, "mk", is_person=True, at=NOON, because="brothers"),
        ],
    )
    return desk


def test_card_puts_the_members_of_a_cluster_together(desk: Desk) -> None:
    card = make_card(desk, SHORT)
    assert (card.id, card.name, card.type, card.statements) == (ADA, "Ada Lindqvist", PERSON, 1)
    assert [known.id for known in card.members] == [ADA, SHORT]
    assert card.links == (("wikidata", "Q7"),)
    assert [(role.title, role.organization_id) for role in card.roles] == [("chair", LEAGUE)]


def test_each_is_meant_by_ids_of_its_own_or_of_others_and_by_names(desk: Desk) -> None:
    keys = ["A. Lindqvist", "Q7", "ádá lindqvist", SHORT]
    assert [card.id for card in make_cards(desk, keys)] == [ADA]
    assert [card.name for card in make_cards(desk)] == ["Ada Lindqvist", "Bo Lindqvist", "Harbour League"]
    with pytest.raises(NotFound):
        list(make_cards(desk, ["Nobody"]))


def test_namesakes_are_told_with_their_ids(desk: Desk) -> None:
    with desk.store.writing():
        twin = NewKnown("e" * 24, "Bo Lindqvist", PERSON, KnownFrom.LIST, (Name("Bo Lindqvist", "Latn"),))
        desk.store.registry.put([twin])
    with pytest.raises(BadRequest, match="several are called that"):
        show_identity(desk, "Bo Lindqvist")


def test_whole_card_says_who_writes_it_so_and_why_its_members_are_one(desk: Desk) -> None:
    whole = show_identity(desk, "Ada Lindqvist")
    assert [(one.name.text, one.reports, one.outlets) for one in whole.spellings] == [
        ("A. Lindqvist", 0, ()),
        ("Ada Lindqvist", 1, (("The Selm Courier", 1),)),
    ][::-1]
    assert [(one.by, one.because, one.score) for one in whole.same] == [("names 1", "initial", 0.9)]
    ((different, other, name),) = whole.different
    assert (different.by, other, name) == ("mk", BO, "Bo Lindqvist")
