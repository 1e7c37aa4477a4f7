"""Casts of reports whose statements a test gives by their words."""

from collections.abc import Sequence

from onrecord.model import Block, BlockKind, Footnote, Metadata, Report, Span, StatementKind
from onrecord.stages.attribute.cast.cast import Cast
from onrecord.stages.attribute.cast.speakers import resolve_cast
from onrecord.stages.attribute.draft import Draft

Said = tuple[str, str] | tuple[str, str, StatementKind]


def report_of(text: str, *, language: str = "en", authors: tuple[str, ...] = ()) -> Report:
    """Return a report: "# " and "## " begin headings, "Name: “" turns, "[1] " footnotes, "(c) " captions."""
    blocks = []
    notes = []
    at = 0
    for paragraph in text.split("\n\n"):
        start = text.index(paragraph, at)
        at = start + len(paragraph)
        kind, level, label = BlockKind.PARAGRAPH, None, None
        if paragraph.startswith("#"):
            marks = len(paragraph) - len(paragraph.lstrip("#"))
            kind, level, start = BlockKind.HEADING, marks, start + marks + 1
        elif ": “" in paragraph[:40]:
            kind, label = BlockKind.TURN, Span(start, text.index(":", start))
        elif paragraph.startswith("[1] "):
            kind = BlockKind.FOOTNOTE
            notes.append(Footnote("[1]", (Span(text.index("[1]"), text.index("[1]") + 3),), Span(start, at)))
        elif paragraph.startswith("(c) "):
            kind = BlockKind.CAPTION
        blocks.append(Block(kind, Span(start, at), level, label))
    return Report(
        id="report",
        name="report.txt",
        capture="0" * 64,
        text=text,
        encoding="utf-8",
        metadata=Metadata(language=language, authors=authors),
        blocks=tuple(blocks),
        footnotes=tuple(notes),
    )


def cast_of(
    text: str,
    said: Sequence[Said] = (),
    *,
    language: str = "en",
    inside: dict[int, int] | None = None,
    goes_on: dict[int, int] | None = None,
    asks: Sequence[int] = (),
    authors: tuple[str, ...] = (),
) -> Cast:
    """Return the cast of a text.

    Args:
        text: See `report_of`.
        said: Source and content of each statement, in text order, perhaps with its kind; the source
            meant is the one nearest to the content. "" for none.
        language: Of the text.
        inside: Which statement (by number) lies in the words of which.
        goes_on: Which goes on after which.
        asks: Numbers of questions that an unnamed interviewer puts.
        authors: The report's authors.
    """
    report = report_of(text, language=language, authors=authors)
    drafts = []
    at = 0
    for number, (source, content, *kinds) in enumerate(said):
        start = text.index(content, at)
        at = start + 1
        words = Span(start, start + len(content))
        places = [] if not source else [_nearest(text, source, words)]
        quoted = text[start - 1 : start] in ("“", '"', "«") and start > 0
        kind = kinds[0] if kinds else StatementKind.DIRECT if quoted else StatementKind.INDIRECT
        block = next(i for i, b in enumerate(report.blocks) if b.span.overlaps(words))
        drafts.append(
            Draft(
                source=tuple(places),
                cue=(),
                content=(words,),
                kind=kind,
                block=block,
                parent=(inside or {}).get(number),
                goes_on=(goes_on or {}).get(number),
                asks=number in asks,
            )
        )
    return resolve_cast(report, drafts)


def speakers_of(text: str, said: Sequence[Said], **more: object) -> list[str | None]:
    """Return the name of each statement's speaker, or None."""
    cast = cast_of(text, said, **more)  # type: ignore[arg-type]  # handed on as they come
    return [s.name if s is not None else None for s in cast.speakers]


def _nearest(text: str, source: str, words: Span) -> Span:
    found = []
    at = text.find(source)
    while at >= 0:
        span = Span(at, at + len(source))
        letters = text[at - 1 : at] + text[span.end : span.end + 1]
        if not any(c.isalnum() for c in letters) and not words.covers(span):
            found.append((min(abs(at - words.end), abs(words.start - span.end)), span))
        at = text.find(source, at + 1)
    return min(found)[1]
