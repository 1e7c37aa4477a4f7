from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk
from onrecord.desk.carrying import carried_id, carry, carry_judgements
from onrecord.desk.clusters import judge_all
from onrecord.desk.listing import import_list
from onrecord.errors import NotFound
from onrecord.model import IdentityType, Judgement, KnownFrom, ListedRole, Name, Verdict
from onrecord.ports import NewJudgement, NewKnown
from onrecord.serve.formats.identity_list import (
    draw_judgement,
    draw_line,
    draw_rows,
    draw_sheet_head,
    read_list,
)

ADA, SHORT, LEAGUE = "a" * 24, "b" * 24, "c" * 24
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PERSON, GROUP = IdentityType.PERSON, IdentityType.GROUP


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Return a desk with names of reports and of a list, and with judgements of a person and of a machine."""
    names = (Name("Ada Lindqvist", "Latn", "sv"), Name("Ада Линдквист", "Cyrl", "ru"))
    registry = desk.store.registry
    with desk.store.writing():
        registry.put(
            [
                NewKnown(ADA, "Ada Lindqvist", PERSON, KnownFrom.REPORTS, names),
                NewKnown(SHORT, "A. Lindqvist", PERSON, KnownFrom.APART),
                NewKnown(
                    LEAGUE, "=Harbour; League", GROUP, KnownFrom.LIST, (Name("=Harbour; League", "Latn"),)
                ),
            ]
        )
        registry.link(ADA, "wikidata", "Q7")
        registry.list_roles(ADA, [ListedRole("mayor", "Selm", "2019", "2021-05", "a list")])
        registry.list_roles(SHORT, [ListedRole("", "=Harbour; League")])
    listed = "id,type,name\nm1,person,Tomas Okoro\n"
    import_list(desk, read_list(listed.encode(), subject="list").entries)
    judge_all(
        desk,
        [
            NewJudgement(ADA, SHORT, Verdict.SAME, "mk", is_person=True, at=NOON, because="same office"),
            NewJudgement(
                ADA, LEAGUE, Verdict.UNSURE, "names 1", is_person=False, at=NOON, because="?", score=0.5
            ),
        ],
    )
    return desk


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(init_desk(tmp_path / "other")) as opened:
        yield opened


def carried(desk: Desk) -> list[Any]:
    """Return all that is carried from one desk to another."""
    registry = desk.store.registry
    everybody = list(registry.all())
    ids = [known.id for known in everybody]
    return [
        [(known.id, known.name, known.type, known.cluster) for known in everybody],
        [
            {(name.name.text, name.name.script, name.name.language) for name in known.names}
            for known in everybody
        ],
        registry.links(ids),
        {id_: set(roles) for id_, roles in registry.listed_roles(ids).items()},
        [
            (one.a, one.b, one.verdict, one.by, one.at, one.because)
            for one in desk.store.judgements.history()
            if isinstance(one, Judgement) and one.is_person
        ],
    ]


def test_registry_is_carried_to_an_empty_desk_with_what_persons_judged(desk: Desk, other: Desk) -> None:
    text = "".join(draw_line(known, entry) for known, entry in carry(desk))
    text += "".join(map(draw_judgement, carry_judgements(desk)))
    listing = read_list(text.encode(), subject="list")
    assert (listing.problems, listing.left_out) == ((), {})
    imported = import_list(other, listing.entries, listing.judgements)
    assert (len(imported.new), imported.judgements, imported.problems) == (4, 1, ())
    before = carried(desk)
    before[1][1] = {("A. Lindqvist", "Latn", None)}  # what reports alone named has no spelling of a list
    assert carried(other) == before
    again = import_list(other, listing.entries, listing.judgements)
    assert (again.new, again.names, again.roles, again.links, again.judgements) == ((), 0, 0, 0, 0)
    assert import_list(desk, listing.entries, listing.judgements).problems == ()


def test_table_carries_all_but_judgements(desk: Desk, other: Desk) -> None:
    text = draw_sheet_head() + "".join(draw_rows(known, entry) for known, entry in carry(desk))
    listing = read_list(text.encode(), subject="list")
    assert (listing.problems, listing.left_out) == ((), {})
    import_list(other, listing.entries)
    ours, theirs = carried(desk), carried(other)
    assert [one[:3] for one in theirs[0]] == [one[:3] for one in ours[0]]
    assert theirs[1][0] == ours[1][0]
    assert theirs[2:4] == ours[2:4]


def test_those_that_keys_mean_are_carried_with_their_clusters_and_what_was_judged_inside(desk: Desk) -> None:
    assert [known.id for known, _ in carry(desk, ["Q7"])] == [SHORT, ADA]
    assert [known.name for known, _ in carry(desk, ["m1", "Tomas Okoro"])] == ["Tomas Okoro"]
    assert [(one.a, one.b) for one in carry_judgements(desk, ["Q7"])] == [(ADA, SHORT)]
    assert list(carry_judgements(desk, ["m1"])) == []
    with pytest.raises(NotFound):
        list(carry(desk, ["Nobody"]))


def test_what_a_list_named_is_carried_under_the_name_of_its_list(desk: Desk) -> None:
    ids = [entry.id for _, entry in carry(desk)]
    assert ids == [ADA, SHORT, LEAGUE, "m1"]
    (known,) = desk.store.registry.get([ADA]).values()
    assert carried_id(known, [("list", "m7"), ("wikidata", "Q7")]) == ADA
