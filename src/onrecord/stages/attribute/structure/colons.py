"""Labels that are a name and a verb: «وأضاف كريمي: "…"», "Orlen sagte: „…“"."""

from functools import cache

from onrecord.model import Span
from onrecord.text.data import load_table


def split_label(text: str, label: Span, language: str | None) -> tuple[Span, Span] | None:
    """Return the name and the verb of a label that says who said what follows, or None for a mere name.

    The verb stands first ("وأضاف كريمي") or last ("Orlen sagte").

    Args:
        text: A report's canonical text.
        label: The words before the colon.
        language: BCP 47 code of the report; None tries the verbs of all languages.

    >>> name, verb = split_label("Dana Orlen sagte: …", Span(0, 16), "de")
    >>> (name.start, name.end), (verb.start, verb.end)
    ((0, 10), (11, 16))
    """
    words = label.cut(text)
    for verb in _verbs(language):
        if words.casefold().startswith(verb + " "):
            at = label.start + len(verb)
            return _inner(text, Span(at, label.end)), Span(label.start, at)
        if words.casefold().endswith(" " + verb):
            at = label.end - len(verb)
            return _inner(text, Span(label.start, at)), Span(at, label.end)
    return None


@cache
def _verbs(language: str | None) -> tuple[str, ...]:
    """Return a language's verbs, the longest first, so that "a déclaré" is not read as another."""
    table: dict[str, list[str]] = load_table("cues/colon")["verbs"]
    known = table.get(language, []) if language else [verb for verbs in table.values() for verb in verbs]
    return tuple(sorted(known, key=len, reverse=True))


def _inner(text: str, span: Span) -> Span:
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
