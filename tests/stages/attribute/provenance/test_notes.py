from datetime import date

from onrecord.model import Citation, Footnote, Metadata, Report, Span
from onrecord.stages.attribute.provenance.notes import source_citations


def cited(text: str, *outlets: str, note: bool = True) -> list[str | None]:
    report = Report(
        id="r", name="r.txt", capture="0" * 64, text=text, encoding="utf-8", metadata=Metadata(), blocks=()
    )
    places = [text.index(o) for o in outlets]
    citations = tuple(
        Citation(o, None, date(2024, 5, 3), Span(at, at + len(o) + len(", May 3, 2024")))
        for o, at in zip(outlets, places, strict=True)
    )
    footnote = Footnote("[1]", (), Span(0, len(text)) if note else None, citations)
    return [c.outlet for c in source_citations(report, footnote)]


def test_sources_are_what_the_note_opens_with() -> None:
    assert cited("[1] Kesh Post, May 3, 2024; Selm Sun, May 3, 2024.", "Kesh Post", "Selm Sun") == [
        "Kesh Post",
        "Selm Sun",
    ]


def test_what_a_note_points_to_further_on_is_no_source() -> None:
    text = "[1] Kesh Post, May 3, 2024. See also Selm Sun, May 3, 2024."
    assert cited(text, "Kesh Post", "Selm Sun") == ["Kesh Post"]


def test_note_that_explains_has_no_source() -> None:
    assert cited("[1] A pier of wood, says Kesh Post, May 3, 2024.", "Kesh Post") == []


def test_marker_without_a_note_has_no_source() -> None:
    assert cited("[1] Kesh Post, May 3, 2024.", "Kesh Post", note=False) == []
