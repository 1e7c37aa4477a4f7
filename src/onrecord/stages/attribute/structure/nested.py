"""Statements inside another's quoted words: "… and then the envoy said the plane was ours"."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Report, Span, StatementKind
from onrecord.ports import Tagged, Tagger
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.prose.cue_lexicon import load_cue_lexicon
from onrecord.stages.attribute.structure.linking import kind_of
from onrecord.text.quotes import find_quotations

_QUOTED = frozenset((StatementKind.DIRECT, StatementKind.TRANSCRIPT, StatementKind.LETTER))
#: What a second voice costs in confidence: two readings must both be right.
_SECOND_HAND = 0.9

#: Inside a quotation only plain attributions count: a looser form is as often
#: the speaker's own turn of phrase.
_FLOOR = 0.8


def nested_drafts(report: Report, drafts: Sequence[Draft], tagger: Tagger) -> list[Draft]:
    """Return the statements of others inside the quoted words of `drafts`."""
    starts = [b.span.start for b in report.blocks]
    found: list[Draft] = []
    for draft in drafts:
        if draft.kind not in _QUOTED:
            continue
        for span in draft.content:
            quotations = find_quotations(report.text, span)
            found.extend(
                Draft(
                    source=attribution.source,
                    cue=attribution.cue,
                    content=attribution.content,
                    kind=kind_of(attribution.content, quotations),
                    block=bisect_right(starts, attribution.content[0].start) - 1,
                    confidence=round(attribution.confidence * _SECOND_HAND, 3),
                    made_by=tagger.version,
                    because=f"inside another’s words: {attribution.because}",
                )
                for attribution in find_nested(report.text, span, tagger)
            )
    return found


def find_nested(text: str, content: Span, tagger: Tagger) -> list[Tagged]:
    """Return the plain attributions to others inside quoted words, in text order.

    Args:
        text: A report's canonical text.
        content: One content span of a direct, transcript or letter statement.
        tagger: Who reads prose.
    """
    (found,) = tagger.tag(text, [content]).attributions
    return [
        a for a in found if a.confidence >= _FLOOR and a.source and a.cue and not _is_own(text, a, content)
    ]


def _is_own(text: str, attribution: Tagged, content: Span) -> bool:
    lexicon = load_cue_lexicon()
    source = attribution.source[0].cut(text).casefold().strip("[]")
    if source in lexicon.words("own_voices") or source.split()[0] in ("my", "our", "your", "this", "these"):
        return True
    if attribution.cue[0].cut(text).casefold().split()[-1] in lexicon.words("showing"):
        return True  # events and things show; they speak no words
    # A reading that claims the whole quotation has mistaken the quotation itself.
    return sum(map(len, attribution.content)) >= len(content) - len(attribution.source[0]) - len(
        attribution.cue[0]
    ) - 4 and (attribution.content[0].start <= content.start + 1)
