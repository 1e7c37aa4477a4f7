"""One paragraph, taken apart once: its quotations, tokens and sentences."""

from dataclasses import dataclass
from typing import Self

from onrecord.model import Span
from onrecord.stages.attribute.prose.clauses import Range, strip_end
from onrecord.stages.attribute.prose.cue_lexicon import Lexicon
from onrecord.stages.attribute.prose.cues import Hit
from onrecord.text.quotes import Quotation, trim_marks
from onrecord.text.tokens import Kind, Token, take_apart

#: Confidence by how plainly the form attributes: a quotation beside its cue, a
#: clause, a mere object. The shares of contents found right in 84 news articles,
#: measured by `bench/prose_rules.py` (see bench/README.md); re-measure with the rules.
SURE, PLAIN, LOOSE = 0.95, 0.83, 0.68


_GLOSS_MARKS = frozenset((",", "–", "—", "--", "(", "-"))
_GLOSS_CHARS = 12  # the longest gloss word is shorter


@dataclass(frozen=True, slots=True)
class Passage:
    """Return one paragraph with its parts.

    Attributes:
        text: The report's canonical text.
        quotations: The paragraph's outermost quotations.
        tokens: Its tokens; a quotation is one.
        sentences: Half-open ranges of token indexes.
        lexicon: The cue words of its language.
    """

    text: str
    quotations: tuple[Quotation, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    lexicon: Lexicon

    @classmethod
    def read(cls, text: str, within: Span, lexicon: Lexicon) -> Self:
        """Return the paragraph at `within`, taken apart."""
        return cls(text, *take_apart(text, within), lexicon)


def span_of(p: Passage, part: Range) -> Span:
    """Return the span of some tokens, a possessive "'s" or a verb's "'d", "'ve", "'ll" at the end left out."""
    last = p.tokens[part.end - 1]
    tail = last.low.rpartition("'")[2] if "'" in last.low else ""
    cut = len(tail) + 1 if tail in ("s", "d", "ve", "ll") else 0
    return Span(p.tokens[part.start].start, last.end - cut)


def cut(p: Passage, span: Span) -> str:
    """Return the words of a span on one line, for reasons shown to people."""
    return " ".join(span.cut(p.text).split())


def bare_quotation(p: Passage, low: int, high: int) -> Span | None:
    """Return the words of a sentence that is nothing but one quotation, or None."""
    words = [t for t in p.tokens[low:high] if t.kind is not Kind.NOTE]
    if not words or words[0].quote is None or not words[0].text:
        return None
    return words[0].quote.inner if [t.text for t in words[1:]] in ([], ["."]) else None


def ends_after(p: Passage, i: int, limit: int) -> bool:
    """Return whether nothing but end marks, notes or the next cue's comma follows."""
    while i < limit and (p.tokens[i].kind is Kind.NOTE):
        i += 1
    return i >= limit or p.tokens[i].text in (".", ",", ";", "?", "!", ":")


def clause(p: Passage, at: int, limit: int, hit: Hit | None) -> Span | None:
    """Return the words from token `at` to the end of the clause, glosses and end marks cut."""
    tokens = p.tokens
    if hit is not None and hit.cue.lemma in p.lexicon.words("for_cues"):
        at = next((k + 1 for k in range(at, limit - 1) if tokens[k].low == "for"), at)
    if hit is not None and " " in hit.cue.lemma and "o" in hit.cue.frames:
        at = _after_thanks(p, at, limit, hit)
    end = strip_end(tokens, at, _end_of_words(p, at, limit))
    if end <= at:
        return None
    span = trim_marks(p.text, Span(tokens[at].start, tokens[end - 1].end))
    return span if len(span) > 1 else None


def _end_of_words(p: Passage, at: int, limit: int) -> int:
    """Return where a clause ends before its sentence does: at a gloss, a colon's quotation, "according to"."""
    tokens = p.tokens
    for k in range(at + 1, limit - 1):
        token, following = tokens[k], tokens[k + 1]
        if token.text == ":" and following.kind is Kind.QUOTE:
            return k
        if token.text == "," and following.low == "according":
            return k
        if token.text in _GLOSS_MARKS:
            words = p.text[following.start : following.start + _GLOSS_CHARS].lower()
            if any(words.startswith(g) for g in p.lexicon.glosses):
                return k
    return limit


def _after_thanks(p: Passage, at: int, limit: int, hit: Hit) -> int:
    """Return where the thing meant starts after a cue of several words: "[to X] for …", "in …"."""
    tokens = p.tokens
    if hit.cue.lemma.startswith("express") and tokens[at].low == "to":
        return next((k + 1 for k in range(at, limit - 1) if tokens[k].low == "for"), at)
    return at + 1 if tokens[at].low in ("for", "in", "over", "at", "with", "to") and at + 1 < limit else at
