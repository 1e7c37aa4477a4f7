"""Judging through the desk: what is joined and parted is said, and taken back exactly."""

import pytest

from onrecord.desk import Desk, judge, judge_all, rejoin, undo
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Filing, Identity, IdentityType, Known, KnownFrom, Name, Reading, Verdict
from onrecord.ports import NewJudgement, NewKnown
from tests.factory import NOON, make_capture, make_identity, make_report, make_statement

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


def know(desk: Desk, *names: str, origin: KnownFrom = KnownFrom.LIST) -> list[str]:
    ids = [name.encode().hex()[:20].ljust(24, "0") for name in names]
    with desk.store.writing():
        desk.store.registry.put(
            NewKnown(id_, name, IdentityType.PERSON, origin, (Name(name, "Latn"),))
            for id_, name in zip(ids, names, strict=True)
        )
    return ids


def all_known(desk: Desk) -> list[Known]:
    return list(desk.store.registry.all())


def report(desk: Desk, text: str, *names: str, file: str) -> Reading:
    """Return a kept report in which each of `names` is somebody, the first of whom says what is quoted."""
    capture = make_capture(text, address=f"file:///reports/{file}")
    made = make_report(text, capture=capture, name=file)
    people = tuple(make_identity(made, name) for name in names)
    said = make_statement(made, text.partition("“")[2].partition("”")[0], by=people[0])
    reading = Reading(made, people, (said,))
    with desk.store.writing():
        desk.store.add(capture, reading)
    return reading


def file(desk: Desk, reading: Reading, known: dict[str, str]) -> None:
    filings = [
        Filing(who.id, known[who.name], 0.8, "the same name", "filing 1")
        for who in reading.identities
        if who.name in known
    ]
    with desk.store.writing():
        desk.store.registry.file(reading.report.id, filings)


def test_what_was_joined_is_said_and_parted_again_by_undoing(desk: Desk) -> None:
    know(desk, "Ada Lindqvist", "A. Lindqvist", "Lindqvist")
    first = judge(desk, "Ada Lindqvist", "A. Lindqvist", SAME, by="M. Kern", because="same office")
    assert [(one.name, one.members) for one in first.before] == [("A. Lindqvist", 1), ("Ada Lindqvist", 1)]
    assert [(one.name, one.members) for one in first.after] == [("Ada Lindqvist", 2)]
    before = all_known(desk)
    second = judge(desk, "Lindqvist", "A. Lindqvist", SAME, by="M. Kern")
    assert [(one.name, one.members) for one in second.before] == [("Ada Lindqvist", 2), ("Lindqvist", 1)]
    assert [(one.name, one.members) for one in second.after] == [("Ada Lindqvist", 3)]
    assert second.together
    taken = undo(desk, by="M. Kern")
    assert (taken.before, taken.after) == (second.after, second.before)
    assert not taken.together
    assert all_known(desk) == before


def test_judgement_that_changes_nothing_says_so(desk: Desk) -> None:
    know(desk, "Ada Lindqvist", "A. Lindqvist")
    judge(desk, "Ada Lindqvist", "A. Lindqvist", SAME, by="M. Kern")
    again = judge(desk, "Ada Lindqvist", "A. Lindqvist", SAME, by="L. Aas")
    assert (again.before, again.after, again.together) == ((), (), True)


def test_machines_judge_many_at_once_and_never_against_a_person(desk: Desk) -> None:
    a, b, c, d = know(desk, "Ada Lindqvist", "A. Lindqvist", "Ada Lindkvist", "Adan Lind")
    judge(desk, a, d, DIFFERENT, by="M. Kern")
    judge_all(
        desk,
        [
            NewJudgement(
                one, other, SAME, "matcher 1", is_person=False, at=NOON, because="alike", score=score
            )
            for one, other, score in ((a, b, 0.9), (b, c, 0.8), (c, d, 0.7), (a, d, 1.0))
        ],
    )
    assert {one.name: one.cluster for one in all_known(desk)} == {
        "Ada Lindqvist": a,
        "A. Lindqvist": a,
        "Ada Lindkvist": a,
        "Adan Lind": d,
    }


def test_nothing_is_divided_where_nobody_was_left(desk: Desk) -> None:
    know(desk, "Ada Lindqvist")
    before = all_known(desk)
    rejoin(desk, [])
    assert all_known(desk) == before


@pytest.fixture
def harbour(desk: Desk) -> dict[str, Identity]:
    """Return the Lindqvist of each of two reports, both filed with one known identity, and the Okoro of the first."""
    lindqvist, okoro = know(desk, "Lindqvist", "Tomas Okoro", origin=KnownFrom.REPORTS)
    first = report(desk, "Lindqvist said: “No.” Tomas Okoro left.", "Lindqvist", "Tomas Okoro", file="a.txt")
    second = report(desk, "Lindqvist said: “Yes.”", "Lindqvist", file="b.txt")
    for reading in (first, second):
        file(desk, reading, {"Lindqvist": lindqvist, "Tomas Okoro": okoro})
    return {
        "a": first.identities[0],
        "okoro": first.identities[1],
        "b": second.identities[0],
    }


def test_one_reports_own_is_told_apart_from_others_of_its_name(
    desk: Desk, harbour: dict[str, Identity]
) -> None:
    (known,) = desk.store.registry.bearing([("Lindqvist", IdentityType.PERSON)])[0]
    judged = judge(desk, "b.txt#Lindqvist", "Lindqvist", DIFFERENT, by="M. Kern", because="her brother")
    own = harbour["b"].id
    assert [(one.id, one.members) for one in judged.before] == [(known, 2)]
    assert sorted((one.id, one.members) for one in judged.after) == sorted([(known, 1), (own, 1)])
    made = desk.store.registry.get([own])[own]
    assert (made.origin, made.cluster, made.reports, made.statements) == (KnownFrom.APART, own, 1, 1)
    assert desk.store.registry.get([known])[known].reports == 1
    (machine, person) = desk.store.judgements.between(own, known)
    assert (machine.by, machine.score, machine.because, machine.verdict) == (
        "filing 1",
        0.8,
        "the same name",
        SAME,
    )
    assert (person.by, person.because) == ("M. Kern", "her brother")
    filings = desk.store.registry.filings(desk.store.find_report("b.txt"))
    assert [(one.identity, one.known) for one in filings] == [(own, own)]
    # Taken back, the two are one again, as if nobody had said a word.
    undo(desk, by="M. Kern")
    assert desk.store.registry.get([own])[own].cluster == known
    # And judged again it is not told apart twice.
    again = judge(desk, "b.txt#Lindqvist", known, DIFFERENT, by="M. Kern")
    assert {again.judgement.a, again.judgement.b} == {own, known}


def test_others_of_the_report_stay_filed_as_they_were(desk: Desk, harbour: dict[str, Identity]) -> None:
    judge(desk, "a.txt#Lindqvist", "Tomas Okoro", DIFFERENT, by="M. Kern")
    filings = desk.store.registry.filings(desk.store.find_report("a.txt"))
    assert [one.identity for one in filings] == [harbour["a"].id, harbour["okoro"].id]
    assert filings[0].known == harbour["a"].id
    assert (filings[1].score, filings[1].because) == (0.8, "the same name")


def test_whom_one_report_alone_names_is_judged_itself(desk: Desk, harbour: dict[str, Identity]) -> None:
    assert harbour
    judged = judge(desk, "a.txt#Tomas Okoro", "Lindqvist", DIFFERENT, by="M. Kern")
    assert "Tomas Okoro" in judged.names
    assert harbour["okoro"].id not in {judged.judgement.a, judged.judgement.b}


def test_who_is_not_there_is_said_to_be_so(desk: Desk, harbour: dict[str, Identity]) -> None:
    assert harbour
    with pytest.raises(NotFound, match="it names Lindqvist, Tomas Okoro"):
        judge(desk, "a.txt#Brandvold", "Lindqvist", SAME, by="M. Kern")
    with pytest.raises(NotFound, match="no report"):
        judge(desk, "c.txt#Lindqvist", "Lindqvist", SAME, by="M. Kern")
    with pytest.raises(BadRequest, match="both are one known identity"):
        judge(desk, "Lindqvist", "lindqvist", SAME, by="M. Kern")
    report(desk, "Olga Brand said: “Perhaps.”", "Olga Brand", file="d.txt")
    with pytest.raises(NotFound, match="filed with nobody yet"):
        judge(desk, "d.txt#Olga Brand", "Lindqvist", SAME, by="M. Kern")
    # What failed left nothing behind.
    assert {one.name for one in all_known(desk)} == {"Lindqvist", "Tomas Okoro"}
