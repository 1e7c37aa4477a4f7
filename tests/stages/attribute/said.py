"""What the rules find in one paragraph, as plain words, for tests to compare."""

from onrecord.model import Span
from onrecord.stages.attribute.prose import CueRules

RULES = CueRules()


def said(paragraph: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (source, cue, contents) of each attribution in a paragraph, in text order."""
    (found,) = RULES.tag(paragraph, [Span(0, len(paragraph))]).attributions
    return [
        (
            " ".join(s.cut(paragraph) for s in a.source),
            " ".join(s.cut(paragraph) for s in a.cue),
            tuple(s.cut(paragraph) for s in a.content),
        )
        for a in found
    ]
