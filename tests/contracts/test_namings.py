"""Where known identities and words stand in reports, on every database that a desk can live in."""

from collections.abc import Sequence
from datetime import date

import pytest
import sqlalchemy as sa

from onrecord.adapters.store import SqlStore, tables
from onrecord.errors import BadRequest, EvidenceBroken
from onrecord.model import Filing, IdentityType, KnownFrom, Metadata, Reading
from onrecord.ports import NewKnown
from tests.factory import make_capture, make_identity, make_report


def keep(
    store: SqlStore,
    text: str,
    *names: str,
    known: Sequence[str] = (),
    day: int | None = 4,
    place: str | None = None,
) -> Reading:
    """Keep a report that names these, each filed with the known identity of the same place in `known`."""
    capture = make_capture(text)
    published = date(2024, 3, day) if day else None
    meta = Metadata(title=None, outlet="The Selm Courier", published=published, language="en")
    report = make_report(text, capture=capture, name=f"{text[:8]}.txt", metadata=meta)
    reading = Reading(report, tuple(make_identity(report, name) for name in names), ())
    with store.writing():
        store.add(capture, reading, place=place)
        store.registry.put(NewKnown(id_, id_, IdentityType.PERSON, KnownFrom.REPORTS) for id_ in known)
        filings = [
            Filing(identity.id, id_, 1.0, "the test says so", "tests 1")
            for identity, id_ in zip(reading.identities, known, strict=False)
        ]
        store.registry.file(report.id, filings)
    return reading


def test_reports_that_name_somebody_come_with_text_and_mentions_those_added_last_first(
    store: SqlStore,
) -> None:
    first = keep(store, "Ada Lindqvist met Tomas Okoro.", "Ada Lindqvist", "Tomas Okoro", known=["a1", "b1"])
    second = keep(store, "A. Lindqvist left.", "A. Lindqvist", known=["a2"])
    keep(store, "Nobody came.")
    found = list(store.named_in(["a1", "a2"]))
    assert [one.report for one in found] == [second.report.id, first.report.id]
    assert [[m.span.cut(one.text) for m in one.mentions] for one in found] == [
        ["A. Lindqvist"],
        ["Ada Lindqvist"],
    ]
    assert (found[1].outlet, found[1].published, found[1].name) == (
        "The Selm Courier",
        date(2024, 3, 4),
        first.report.name,
    )
    assert list(store.named_in([])) == []
    assert list(store.named_in(["nobody"])) == []


def test_reports_that_hold_words_are_found_beside_them(store: SqlStore) -> None:
    named = keep(store, "Ada Lindqvist left.", "Ada Lindqvist", known=["a1"])
    held = keep(store, "The harbour front spoke.")
    found = {one.report: one.mentions for one in store.named_in(["a1"], words='"harbour front" OR lindqvist')}
    assert found == {held.report.id: (), named.report.id: named.identities[0].mentions}
    with pytest.raises(BadRequest):
        list(store.named_in(["a1"], words="…"))


def test_days_and_earlier_editions_are_left_out(store: SqlStore) -> None:
    early = keep(store, "Ada Lindqvist came.", "Ada Lindqvist", known=["a1"], day=2)
    late = keep(store, "Ada Lindqvist left.", "Ada Lindqvist", known=["a1"], day=8)
    undated = keep(store, "Ada Lindqvist.", "Ada Lindqvist", known=["a1"], day=None)

    def ids(since: int | None = None, until: int | None = None) -> set[str]:
        days = [date(2024, 3, day) if day else None for day in (since, until)]
        return {one.report for one in store.named_in(["a1"], words="Lindqvist", since=days[0], until=days[1])}

    assert ids() == {early.report.id, late.report.id, undated.report.id}
    assert ids(since=3) == {late.report.id}
    assert ids(until=3) == {early.report.id}
    keep(store, "Ada Lindqvist stays.", "Ada Lindqvist", known=["a1"], place="https://selm.example/1")
    again = keep(store, "Ada Lindqvist goes.", "Ada Lindqvist", known=["a1"], place="https://selm.example/1")
    assert ids(since=4, until=4) == {again.report.id}


def test_whom_reports_mention_comes_with_the_clusters(store: SqlStore) -> None:
    one = keep(store, "Ada Lindqvist met Tomas Okoro.", "Ada Lindqvist", "Tomas Okoro", known=["a1"])
    found = {item.identity: item for item in store.mentions_in([one.report.id])}
    ada, tomas = one.identities
    assert found[ada.id].cluster == "a1"
    assert found[ada.id].mentions == ada.mentions
    assert found[tomas.id].cluster is None
    assert [item.identity for item in store.mentions_in([one.report.id], besides="a1")] == [tomas.id]


def test_texts_come_by_the_ids_of_reports(store: SqlStore) -> None:
    kept = [keep(store, f"Text {n} “ä”\n").report for n in range(3)]
    found = dict(store.texts([kept[2].id, kept[0].id, kept[0].id, "nothing"]))
    assert found == {kept[0].id: kept[0].text, kept[2].id: kept[2].text}


def test_what_reports_say_about_themselves_comes_by_their_ids(store: SqlStore) -> None:
    kept = [keep(store, f"Text {n}\n").report for n in range(3)]
    assert store.heads([kept[0].id, kept[2].id, "nothing"]) == {
        one.id: one.metadata for one in (kept[0], kept[2])
    }


def test_a_changed_text_is_no_evidence(store: SqlStore) -> None:
    one = keep(store, "Ada Lindqvist left.", "Ada Lindqvist", known=["a1"])
    with store.writing():
        store._session.writer().execute(sa.update(tables.report_texts).values(text=b"Ada Lindqvist stayed."))
    with pytest.raises(EvidenceBroken):
        list(store.named_in(["a1"]))
    with pytest.raises(EvidenceBroken):
        list(store.texts([one.report.id]))


def test_more_reports_than_are_held_at_a_time_all_come(store: SqlStore) -> None:
    for n in range(450):
        keep(store, f"Report {n}: Ada Lindqvist left.", "Ada Lindqvist", known=["a1"])
    found = list(store.named_in(["a1"]))
    assert len({one.report for one in found}) == 450
    assert all(len(one.mentions) == 1 for one in found)
    assert len(dict(store.texts(one.report for one in found))) == 450
