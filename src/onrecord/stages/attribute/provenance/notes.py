"""The sources that a footnote cites."""

from onrecord.model import Citation, Footnote, Report
from onrecord.text.fold import fold


def source_citations(report: Report, note: Footnote) -> tuple[Citation, ...]:
    """Return the citations that open a note: its sources, not what it says or points to further on."""
    if note.note is None:
        return ()
    found: list[Citation] = []
    at = note.note.start + len(note.marker)
    for citation in note.citations:
        between = report.text[at : citation.span.start]
        if fold(between) not in ("", "and"):
            break
        found.append(citation)
        at = max(at, citation.span.end)
    return tuple(found)
