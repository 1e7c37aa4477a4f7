"""Statements inside another's quoted words: "… and then the envoy said the plane was ours"."""

from onrecord.model import Span
from onrecord.ports import Tagged, Tagger

#: Inside a quotation only plain attributions count: a looser form is as often
#: the speaker's own turn of phrase.
_FLOOR = 0.8
#: What campaigns, wars and facts do in a speaker's mouth.
_SHOWING = frozenset(
    ("clear", "indicates", "indicate", "indicated", "suggests", "suggest", "signals", "signal", "implies")
)
#: The speaker's own words about speaking ("I say", "we declare") and address ("you said").
_SELF = frozenset(
    (
        "i",
        "we",
        "you",
        "me",
        "us",
        "i've",
        "we've",
        "who",
        "it",
        "this",
        "that",
        "which",
        "what",
        "one",
        "everyone",
        "anyone",
        "no one",
    )
)


def find_nested(text: str, content: Span, tagger: Tagger) -> list[Tagged]:
    """Return the plain attributions to others inside quoted words, in text order.

    Args:
        text: A report's canonical text.
        content: One content span of a direct, transcript or letter statement.
        tagger: Who reads prose.
    """
    (found,) = tagger.tag(text, [content])
    return [
        a for a in found if a.confidence >= _FLOOR and a.source and a.cue and not _is_own(text, a, content)
    ]


def _is_own(text: str, attribution: Tagged, content: Span) -> bool:
    source = attribution.source[0].cut(text).casefold().strip("[]")
    if source in _SELF or source.split()[0] in ("my", "our", "your", "this", "these"):
        return True
    if attribution.cue[0].cut(text).casefold().split()[-1] in _SHOWING:
        return True  # events and things show; they speak no words
    # A reading that claims the whole quotation has mistaken the quotation itself.
    return sum(map(len, attribution.content)) >= len(content) - len(attribution.source[0]) - len(
        attribution.cue[0]
    ) - 4 and (attribution.content[0].start <= content.start + 1)
