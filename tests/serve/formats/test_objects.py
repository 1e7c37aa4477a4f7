"""The interchange format, field by field: programs outside read it."""

from dataclasses import replace
from datetime import date

from onrecord.desk import hits_of
from onrecord.model import ChainLink, ChainRole, CrossReference, Footnote, IdentityRef, Reading, Span
from onrecord.serve.formats.objects import hit_object, report_object, report_statements, statement_object
from tests.factory import make_reading

LINE_FIELDS = [
    "report", "capture", "text_sha256", "id", "speaker", "source", "cue", "content", "kind", "act", "addressee",
    "about", "said_on", "said_on_basis", "venue", "chain", "nested_in", "confidence", "made_by",
    "timecode",
]  # fmt: skip
HEAD_FIELDS = [
    "file", "title", "outlet", "series", "number", "published", "authors", "topics", "language", "reprint_of",
    "capture", "text_sha256",
]  # fmt: skip


def reading() -> Reading:
    made = make_reading()
    first, *others = made.statements
    first = replace(
        first,
        said_on=date(2024, 3, 4),
        said_on_basis="text",
        addressee=IdentityRef("x", "The towns"),
        confidence=0.123456,
    )
    notes = (Footnote("[1]", (Span(3, 6),), None), Footnote("[2]", (), Span(0, 5)))
    report = replace(made.report, footnotes=notes, cross_references=(CrossReference(Span(1, 4), "Part I"),))
    return Reading(report, made.identities, (first, *others))


def test_statement_line_has_the_fields_of_the_format_in_their_order() -> None:
    for line in report_statements(reading()):
        assert list(line) == LINE_FIELDS


def test_statement_line_says_what_the_statement_says() -> None:
    made = reading()
    said = made.statements[0]
    line = report_statements(made)[0]
    assert line["report"] == made.report.name
    assert line["capture"] == f"sha256:{made.report.capture}"
    assert line["text_sha256"] == made.report.text_sha256
    assert line["content"] == [[span.start, span.end] for span in said.content]
    assert (line["kind"], line["act"]) == (said.kind.value, said.act.value)
    assert (line["said_on"], line["said_on_basis"]) == ("2024-03-04", "text")
    assert line["addressee"] == {"id": "x", "name": "The towns"}
    assert line["confidence"] == 0.1235
    assert said.speaker is not None
    assert list(line["speaker"]) == ["id", "name", "type", "mention"]
    assert line["speaker"]["name"] == said.speaker.name


def test_found_statement_has_its_words_and_the_day_it_was_said_or_else_published() -> None:
    made = reading()
    first, *others = hits_of(made, made.statements)
    told = hit_object(first)
    assert list(told) == [
        "id", "speaker", "words", "kind", "act", "day", "report", "report_id", "outlet", "content",
    ]  # fmt: skip
    assert told["words"] == [made.report.text[start:end] for start, end in told["content"]]
    assert told["day"] == "2024-03-04"
    assert (told["report"], told["report_id"]) == (made.report.name, made.report.id)
    published = replace(others[0], published=date(2024, 3, 5))
    assert hit_object(published)["day"] == "2024-03-05"
    assert hit_object(replace(published, published=None))["day"] is None


def test_timecodes_tell_when_words_are_said_in_a_clip() -> None:
    made = reading()
    first, *others = made.statements
    block, *rest = made.report.blocks
    report = replace(made.report, blocks=(replace(block, time=(0.0, 67.0)), *rest))
    whole = report_object(Reading(report, made.identities, (replace(first, time=(62.5, 67.0)), *others)))
    assert whole["statements"][0]["timecode"] == ["00:01:02.500", "00:01:07.000"]
    assert whole["blocks"][0]["timecode"] == ["00:00:00.000", "00:01:07.000"]
    assert {line["timecode"] for line in whole["statements"][1:]} == {None}


def test_each_link_of_a_chain_tells_its_evidence_and_its_day() -> None:
    links = (
        ChainLink("Radio Selm", ChainRole.BROADCASTER, Span(3, 9), date(2026, 3, 2)),
        ChainLink(None, ChainRole.OUTLET),
    )
    said = replace(reading().statements[0], chain=links)
    assert statement_object(said, report_name="a", capture="b", text_sha256="c")["chain"] == [
        {"name": "Radio Selm", "role": "broadcaster", "span": [3, 9], "day": "2026-03-02"},
        {"name": None, "role": "outlet", "span": None, "day": None},
    ]


def test_what_is_absent_is_null_or_empty() -> None:
    said = replace(
        reading().statements[0], speaker=None, addressee=None, said_on=None, chain=(), nested_in=None
    )
    line = statement_object(said, report_name="a", capture="b", text_sha256="c")
    assert [line[key] for key in ("speaker", "addressee", "said_on", "nested_in")] == [None] * 4
    assert line["chain"] == []


def test_report_object_has_the_parts_of_the_format_in_their_order() -> None:
    whole = report_object(reading())
    parts = ["report", "text", "blocks", "footnotes", "cross_references", "identities", "statements"]
    assert list(whole) == parts
    assert list(whole["report"]) == HEAD_FIELDS
    assert all(list(block) == ["kind", "span", "timecode"] for block in whole["blocks"])
    assert whole["footnotes"] == [
        {"marker": "[1]", "refs": [[3, 6]], "note": None},
        {"marker": "[2]", "refs": [], "note": [0, 5]},
    ]
    assert whole["cross_references"] == [{"span": [1, 4], "target": "Part I"}]
    assert all(list(who) == ["id", "name", "type", "names", "mentions"] for who in whole["identities"])
    assert whole["statements"] == report_statements(reading())
