from datetime import date

import pytest

from onrecord.desk import Desk, cut_from, variants
from onrecord.errors import BadRequest, EvidenceBroken, NotFound
from onrecord.model import Metadata, PieceKind, Reading, Relation, Span, VariantChange
from tests.desk.test_filing import keep
from tests.factory import make_capture, make_identity, make_report, make_statement

WHOLE = "Nobody closes the eastern harbour while the dockers of Selm stand at its gates."


def publish(desk: Desk, name: str, by: str, words: str, published: date | None, *others: str) -> Reading:
    """Keep a report in which somebody says `words`, and says `others`."""
    text = f"{by} said: “{words}”\n\n" + "\n\n".join(f"“{other}”" for other in others)
    capture = make_capture(text, address=f"file:///{name}")
    report = make_report(
        text, capture=capture, name=name, metadata=Metadata(outlet=name, published=published)
    )
    who = make_identity(report, by)
    said = tuple(make_statement(report, each, by=who) for each in (words, *others))
    return keep(desk, Reading(report, (who,), said))


def test_statement_is_found_in_other_reports_whole_in_part_and_by_somebody_else(desk: Desk) -> None:
    day = date(2031, 3, 4)
    first = publish(desk, "a.txt", "Ada Lindqvist", WHOLE, day, "Bread is dearer than last year.")
    publish(desk, "b.txt", "Lindqvist", "Nobody closes the eastern harbour ... at its [old] gates.", day)
    publish(desk, "c.txt", "Tomas Okoro", WHOLE, None)
    publish(desk, "d.txt", "Ada Lindqvist", "The eastern harbour needs forty cranes by May.", day)
    found = variants(desk, first.statements[0].id[:8])
    assert found.hit.words == (WHOLE,)
    by_report = {carried.hit.report_name: carried for carried in found.carried}
    assert by_report.keys() == {"b.txt", "c.txt"}
    part, other = by_report["b.txt"].variant, by_report["c.txt"].variant
    assert part.relation is Relation.PART
    left_out = next(piece for piece in part.pieces if piece.kind is PieceKind.LEFT_OUT)
    assert left_out.a is not None
    assert left_out.b is not None
    assert cut_from(found.hit, left_out.a) == "while the dockers of Selm stand"
    assert cut_from(by_report["b.txt"].hit, left_out.b) == "..."
    assert VariantChange.INSERTED in part.changes
    assert other.relation is Relation.SAME
    assert other.changes == (VariantChange.REATTRIBUTED,)
    assert [carried.hit.report_name for carried in variants(desk, first.statements[0].id, limit=1).carried]


def test_sentence_leads_to_the_speech_and_the_speech_to_the_sentence(desk: Desk) -> None:
    speech = " ".join([*(f"Matter{n} concerns quarter{n} of town{n}." for n in range(40)), WHOLE])
    spoken = publish(desk, "speech.txt", "Ada Lindqvist", speech, None)
    quoted = publish(desk, "quoted.txt", "Ada Lindqvist", WHOLE, None)
    for reading, other in ((spoken, "quoted.txt"), (quoted, "speech.txt")):
        carried = variants(desk, reading.statements[0].id).carried
        assert [one.hit.report_name for one in carried] == [other]


def test_statement_without_a_speaker_or_a_word_of_its_own_has_no_variants(desk: Desk) -> None:
    text = "It was said: “We will.”"
    capture = make_capture(text)
    report = make_report(text, capture=capture)
    said = make_statement(report, "We will.")
    keep(desk, Reading(report, (), (said,)))
    assert variants(desk, said.id).carried == ()


def test_of_each_report_only_the_latest_edition_counts(desk: Desk) -> None:
    asked = publish(desk, "asked.txt", "Ada Lindqvist", WHOLE, None).statements[0]
    for ending in ("", "\n"):
        text = f"Ada Lindqvist said: “{WHOLE}”{ending}"
        capture = make_capture(text, address="file:///page.txt")
        report = make_report(text, capture=capture, name="page.txt")
        who = make_identity(report, "Ada Lindqvist")
        with desk.store.writing():
            said = make_statement(report, WHOLE, by=who)
            desk.store.add(capture, Reading(report, (who,), (said,)), place="file:///page.txt")
    carried = variants(desk, asked.id).carried
    assert [one.variant.b.id for one in carried] == [said.id]


def test_unknown_id_and_limit_of_none_are_told(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no statement has this id"):
        variants(desk, "ffffffff")
    with pytest.raises(BadRequest, match="limit of 0"):
        variants(desk, "ffffffff", limit=0)


def test_words_outside_a_statement_are_not_cut_from_it(desk: Desk) -> None:
    first = publish(desk, "a.txt", "Ada Lindqvist", WHOLE, None)
    hit = variants(desk, first.statements[0].id).hit
    with pytest.raises(EvidenceBroken, match="outside the words"):
        cut_from(hit, Span(0, 5))
