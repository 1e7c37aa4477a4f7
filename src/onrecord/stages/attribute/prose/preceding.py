"""The words that stand before a cue: a quotation, a whole clause, or a sentence that the cue interrupts."""

from collections.abc import Sequence

from onrecord.model import Span
from onrecord.stages.attribute.prose.clauses import is_finite, main_subject
from onrecord.stages.attribute.prose.cues import Hit
from onrecord.stages.attribute.prose.passage import Passage, clause
from onrecord.text.tokens import Kind

_DASHES = frozenset(("–", "—", "--"))


def words_before(p: Passage, hit: Hit, low: int, taken: int) -> list[Span] | None:
    """Return the words that a cue after them attributes: a quotation, or a clause and a comma."""
    if hit.relative:
        return None
    tokens = p.tokens
    start = hit.group if hit.inverted or hit.source is None else min(hit.source.start, hit.group)
    i = start
    while (
        i > taken
        and tokens[i - 1].kind is Kind.MARK
        and tokens[i - 1].text in (",", "–", "—", "--", ".", "?", "!")
    ):
        i -= 1
    if i <= taken:
        return None
    if tokens[i - 1].quote is not None:
        if _prose_stands_before(p, i - 2, taken):
            mixed = clause(p, taken if taken > low else _clause_start(p, low), i, None)
            return [mixed] if mixed else None
        spans = [tokens[i - 1].inner]
        k = i - 2
        while k > taken and tokens[k].text in (",", "and") and tokens[k - 1].quote is not None:
            spans.insert(0, tokens[k - 1].inner)
            k -= 2
        return spans if tokens[i - 1].text else None
    if (
        start == i
        or (tokens[i].text != "," and tokens[i].text not in _DASHES)
        or not hit.cue.frames & {"c", "t", "q"}
    ):
        return None
    resumes = (
        hit.source is not None and not hit.inverted and resumed_after(p, hit.end, len(tokens), ()) is not None
    )
    if not resumes and not _is_whole_clause(p, low, i):
        return None
    words = clause(p, max(low, taken), i, None)
    return [words] if words else None


def fragment_before(p: Passage, hit: Hit, low: int, taken: int) -> Span | None:
    """Return the start of a sentence that a cue between commas interrupts (`With luck, he said, "we will win"`)."""
    tokens = p.tokens
    if hit.source is None or hit.inverted or hit.inherited or hit.source.start - 1 <= max(low, taken):
        return None
    comma = hit.source.start - 1
    if tokens[comma].text != "," or hit.end >= len(tokens) or tokens[hit.end].text != ",":
        return None
    if any(t.kind is Kind.QUOTE for t in tokens[low:comma]) or tokens[low].low in p.lexicon.conjunctions:
        return None
    following = tokens[hit.end + 1].quote if hit.end + 1 < len(tokens) else None
    if following is not None and p.text[following.inner.start].isupper():
        return None  # the quotation starts a sentence of its own: the words before only set the scene
    return clause(p, max(low, taken), comma, None)


def _prose_stands_before(p: Passage, i: int, taken: int) -> bool:
    """Return whether a quotation before a cue only ends a clause (`The plan "failed," he said`)."""
    if i < taken or p.tokens[i + 1].text[:1].isupper():
        return False
    return p.tokens[i].kind is Kind.WORD


def _clause_start(p: Passage, low: int) -> int:
    i = low
    while i < len(p.tokens) and p.tokens[i].low in ("but", "and", "yet"):
        i += 1
    return i


def _is_whole_clause(p: Passage, low: int, end: int) -> bool:
    """Return whether the tokens before a comma make a sentence, not an opening phrase."""
    tokens, lexicon = p.tokens, p.lexicon
    first = tokens[low]
    if first.kind is Kind.QUOTE:
        return True
    if first.low in lexicon.openers - p.lexicon.words("clause_openers"):
        comma = next((k for k in range(low, end) if tokens[k].text == ","), None)
        if comma is None:
            return False
    return main_subject(tokens, low, end, lexicon) is not None or any(
        is_finite(t, lexicon) or (t.low.endswith("ed") and not t.is_capital) for t in tokens[low:end]
    )


def resumed_after(p: Passage, i: int, high: int, later: Sequence[Hit]) -> Span | None:
    """Return the words after a cue set between commas (`These, it said, were built at home`)."""
    tokens = p.tokens
    if i >= high or tokens[i].text != ",":
        return None
    if i + 1 < high and tokens[i + 1].kind is Kind.QUOTE:
        return tokens[i + 1].inner
    if later or i + 1 >= high or tokens[i + 1].kind is not Kind.WORD:
        return None
    word = tokens[i + 1]
    opens = _opens_with_frame(p, i)
    if (
        (is_finite(word, p.lexicon) or opens)
        and not word.low.endswith("ing")
        and word.low not in ("who", "which", "and", "but")
    ):
        return clause(p, i + 1, high, None)
    return None


def _opens_with_frame(p: Passage, i: int) -> bool:
    """Return whether the sentence around token `i` starts with a phrase that cannot stand alone ("Even if …")."""
    low = next(a for a, b in p.sentences if a <= i < b)
    word = p.tokens[low].low
    return word in p.lexicon.subordinators or word in p.lexicon.words("frames")


def is_split(p: Passage, before: Sequence[Span], after: Sequence[Span]) -> bool:
    """Return whether a cue stands inside one quotation (`"These," he said, "were ours"`)."""
    inners = {q.inner for q in p.quotations}
    return before[-1] in inners and after[0] in inners


def is_quote_first(p: Passage, hit: Hit, low: int) -> bool:
    """Return whether a quotation stands before a cue in its sentence."""
    return any(t.kind is Kind.QUOTE for t in p.tokens[low : hit.group])
