from dataclasses import replace
from datetime import date

from onrecord.model import ChangeKind, Metadata, Reading
from onrecord.stages.compare import compare_readings
from tests.factory import make_reading

ADA, TOMAS = "Ada Lindqvist", "Tomas Okoro"
OPEN = (ADA, "The harbour belongs to everybody in Selm.")
JUNE = (TOMAS, "We will answer in June.")
LAW = (ADA, "Nobody stands above the law of the sea.")


def reading(*said: tuple[str, str], lead: str = "", metadata: Metadata | None = None) -> Reading:
    text = lead + "\n\n".join(f"{who} said: {words}" for who, words in said)
    return make_reading(text, said=list(said), metadata=metadata or Metadata(title="Harbour talks"))


def kinds(before: Reading, after: Reading) -> list[str]:
    return [" and ".join(change.kinds) for change in compare_readings(before, after).changes]


def test_nothing_changed_where_only_the_text_around_grew() -> None:
    found = compare_readings(reading(OPEN, JUNE), reading(OPEN, JUNE, lead="It rained all day.\n\n"))
    assert (found.changes, found.fields, found.same) == ((), (), 2)


def test_added_and_dropped_statements_are_told_in_the_order_of_the_text() -> None:
    found = compare_readings(reading(OPEN, JUNE), reading(LAW, JUNE))
    assert [(change.kinds[0], change.wording[0].words) for change in found.changes] == [
        (ChangeKind.DROPPED, OPEN[1]),
        (ChangeKind.ADDED, LAW[1]),
    ]
    assert found.same == 1
    assert found.changes[0].after is None
    assert found.changes[1].before is None


def test_reworded_statement_shows_its_words_before_and_after() -> None:
    (change,) = compare_readings(reading(JUNE), reading((TOMAS, "We may answer in July."))).changes
    assert change.kinds == (ChangeKind.REWORDED,)
    assert [(str(part.fate), part.words) for part in change.wording][1:3] == [
        ("dropped", "will"),
        ("added", "may"),
    ]


def test_same_words_given_to_somebody_else_are_reattributed() -> None:
    assert kinds(reading(OPEN, JUNE), reading(OPEN, (ADA, JUNE[1]))) == ["re-attributed"]


def test_statement_that_went_behind_the_others_has_moved() -> None:
    assert kinds(reading(OPEN, JUNE, LAW), reading(JUNE, LAW, OPEN)) == ["moved"]


def test_changed_comma_is_a_rewording_for_a_quotation_is_its_characters() -> None:
    assert kinds(reading(JUNE), reading((TOMAS, "We will, answer in June."))) == ["reworded"]


def test_title_authors_and_day_that_changed_are_told() -> None:
    before = Metadata(title="Talks resume", authors=("Ines Moreau",), published=date(2026, 3, 1))
    after = replace(before, title="Talks halt", authors=("Ines Moreau", "K. Ohara"), published=None)
    found = compare_readings(reading(OPEN, metadata=before), reading(OPEN, metadata=after))
    assert [(one.field, one.before, one.after) for one in found.fields] == [
        ("title", "Talks resume", "Talks halt"),
        ("published", "2026-03-01", None),
        ("authors", "Ines Moreau", "Ines Moreau; K. Ohara"),
    ]


def test_reports_without_statements_are_compared_too() -> None:
    assert kinds(reading(), reading()) == []
    assert kinds(reading(), reading(OPEN)) == ["added"]
    assert kinds(reading(OPEN), reading()) == ["dropped"]
