"""The chain of carriers through which words reached us; notes that close a passage."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from onrecord.model import (
    ChainLink,
    ChainRole,
    Citation,
    Identity,
    IdentityType,
    Report,
    Span,
    StatementKind,
)
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.carriers import is_same_outlet, role_of
from onrecord.stages.attribute.provenance.notes import source_citations
from onrecord.stages.attribute.provenance.outline import Outline
from onrecord.stages.attribute.provenance.scenes import Scene
from onrecord.text.fold import squeeze
from onrecord.text.quotes import DOUBLE_MARKS

#: Characters that may stand between the last word said and a marker that belongs to it: marks and a full stop.
_CLOSE_CHARS = 3
_ENDS = frozenset(".!?…\"”’'»)")


def find_closing_citations(
    outline: Outline, number: int, scenes: Sequence[Scene | None]
) -> tuple[Citation, ...]:
    """Return the sources of the note whose marker closes a statement's passage; none where no marker does.

    The marker is the first one after the words that either follows them
    directly or ends a sentence, before the next heading. A marker inside the
    words does not count, nor does one whose note names no source. Words given
    on another occasion in between take the marker for themselves.
    """
    text = outline.report.text
    end = _quoted_until(outline, outline.drafts[number])
    closed: int | None = None
    found: list[Citation] = []
    for ref, note in outline.markers(end, outline.section_end(end)):
        if closed is not None and ref.start - closed > 1:
            break
        cited = source_citations(outline.report, note)
        if closed is not None:
            found += cited
            closed = ref.end
        elif cited and (ref.start - end <= _CLOSE_CHARS or _ends_sentence(text, ref.start)):
            if _is_taken(outline, number, ref, scenes):
                break
            found += cited
            closed = ref.end
    return tuple(found)


def _quoted_until(outline: Outline, draft: Draft) -> int:
    """Return where the words end, or the last quoted part of mixed words that a marker closes: `"so"[3] he said`."""
    last = draft.content[-1]
    if draft.kind is not StatementKind.MIXED:
        return last.end
    closers = (r.start for r, _ in outline.markers(last.start + 1, last.end))
    return max((r for r in closers if outline.report.text[r - 1] in DOUBLE_MARKS), default=last.end)


def build_chain(
    report: Report,
    *,
    scene: Scene | None,
    citations: Iterable[Citation],
    speaker: str | None = None,
) -> tuple[ChainLink, ...]:
    """Return the carriers of words of running text, nearest to the speaker first, the publisher last.

    No outlet stands twice; one that is the publisher too stands last only. Where a
    note cites a source whose name was lost, its day is that of the outlet told in
    the text, or else it stands as a link without a name.

    Args:
        report: What it says of itself counts too.
        scene: The occasion of the words, or None.
        citations: The sources of the note that closes them.
        speaker: Who says them: an outlet does not carry its own words to itself.
    """
    meta = report.metadata
    links: list[ChainLink] = []
    if meta.broadcaster:
        links.append(ChainLink(meta.broadcaster, ChainRole.BROADCASTER, _ground(report, "broadcaster")))
    if scene is not None:
        links += [link for link in scene.occasion.carriers if not is_same_outlet(link.name, speaker)]
    cited = tuple(citations)
    links += [
        ChainLink(squeeze(c.outlet), role_of(c.outlet, ChainRole.OUTLET), c.span, c.published)
        for c in cited
        if c.outlet
    ]
    links = _with_lost(links, cited)
    if meta.reprint_of:
        role = role_of(meta.reprint_of, ChainRole.OUTLET)
        links.append(ChainLink(meta.reprint_of, role, _ground(report, "reprint_of")))
    publisher: tuple[ChainLink, ...] = ()
    if meta.outlet:
        ground = _ground(report, "outlet")
        publisher = (ChainLink(meta.outlet, ChainRole.PUBLISHER, ground, meta.published),)
        links = [link for link in links if not is_same_outlet(link.name, meta.outlet)]
    kept: list[ChainLink] = []
    for link in links:
        same = next((n for n, k in enumerate(kept) if is_same_outlet(link.name, k.name)), None)
        if same is None:
            kept.append(link)
        elif kept[same].day is None:
            kept[same] = replace(kept[same], day=link.day)
    return (*kept, *publisher)


def _with_lost(links: Sequence[ChainLink], cited: Sequence[Citation]) -> list[ChainLink]:
    """Return the links with what cited sources tell whose names were lost.

    The last outlet of the text is what the note stands for, unless it carried the words on another day.
    """
    lost = next((c for c in cited if c.outlet is None and c.published), None)
    if lost is None or any(c.outlet for c in cited):
        return list(links)
    if not links:
        return [ChainLink(None, ChainRole.OUTLET, lost.span, lost.published)]
    *others, last = links
    if last.day is None:
        return [*others, replace(last, day=lost.published)]
    return list(links)


def quoting_link(
    draft: Draft, quoting: Identity | None, mention: Span | None, text: str, *, day: date | None = None
) -> ChainLink | None:
    """Return the link for the speaker of the words in which others are quoted, or None where nobody is known.

    An outlet in whose words others speak ("Al-Foo reported that X said …") carries them as an outlet.

    Args:
        draft: The words in which others are quoted.
        quoting: Who says those.
        mention: What points to that speaker.
        text: The canonical text.
        day: When they were said.
    """
    spans = draft.source[-1:] if draft.source else ()
    span = mention or (spans[0] if spans else None)
    if quoting is None:
        return ChainLink(squeeze(span.cut(text)), ChainRole.QUOTING, span, day) if span else None
    if quoting.type is IdentityType.OUTLET:
        return ChainLink(quoting.name, role_of(quoting.name, ChainRole.OUTLET), span, day)
    return ChainLink(quoting.name, ChainRole.QUOTING, span, day)


def _is_taken(outline: Outline, number: int, ref: Span, scenes: Sequence[Scene | None]) -> bool:
    """Return whether words given on another occasion stand between a statement and the marker."""
    mine = scenes[number]
    if mine is None or not (mine.occasion.said_on or mine.occasion.carriers or mine.citations):
        return False
    between = (scenes[n] for n in outline.attributed(outline.drafts[number].content[-1].end, ref.start))
    return any(scene is not None and scene is not mine and scene.occasion.venue for scene in between)


def _ends_sentence(text: str, at: int) -> bool:
    """Return whether a marker at `at` ends a sentence, other markers before it passed over."""
    at -= 1
    while at > 0 and (text[at].isspace() or text[at] == "]"):
        if text[at] == "]":
            at = text.rfind("[", 0, at)
        at -= 1
    return at >= 0 and text[at] in _ENDS


def _ground(report: Report, field: str) -> Span | None:
    return next((g.span for g in report.metadata.grounds if g.field == field), None)
