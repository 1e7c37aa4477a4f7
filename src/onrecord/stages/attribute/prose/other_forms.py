"""Attributions without a cue verb: "according to", a signature, a colon, a question named."""

from collections.abc import Sequence

from onrecord.model import Span
from onrecord.ports import Tagged
from onrecord.stages.attribute.prose.clauses import is_finite, main_subject, strip_end
from onrecord.stages.attribute.prose.cues import Hit, according_to
from onrecord.stages.attribute.prose.passage import LOOSE, PLAIN, Passage, clause, ends_after, span_of
from onrecord.text.quotes import trim_marks

_DASHES = frozenset(("–", "—", "--", "―"))
#: A signature is a name and an office: "Ann Orr, a teacher in the harbour town".
_SIGNATURE_TOKENS = 14


def signed_quotation(p: Passage, low: int, high: int) -> Tagged | None:
    """Return a quotation signed with a dash: `"Nobody asked us." — Ann Orr, teacher`."""
    tokens = p.tokens
    k = low + 1
    while k < high and tokens[k].text in (".", ","):
        k += 1
    quote = tokens[low].quote
    if quote is None or k + 1 >= high or tokens[k].text not in _DASHES or not len(quote.inner):
        return None
    end = strip_end(tokens, k + 1, high)
    words = tokens[k + 1 : end]
    if (
        not words
        or len(words) > _SIGNATURE_TOKENS
        or not words[0].is_capital
        or any(is_finite(t, p.lexicon) for t in words)
    ):
        return None
    return Tagged(
        (Span(words[0].start, words[-1].end),),
        (Span(tokens[k].start, tokens[k].end),),
        (quote.inner,),
        PLAIN,
        "the quotation is signed with a name after a dash",
    )


def after_colon(p: Passage, low: int, high: int, found: Sequence[Tagged]) -> list[Tagged]:
    """Return the quotation after a closing colon that no cue has claimed: its speaker is the sentence's."""
    tokens = p.tokens
    for k in range(low + 1, high - 1):
        quote = tokens[k + 1].quote
        if tokens[k].text != ":" or quote is None or not ends_after(p, k + 2, high) or not len(quote.inner):
            continue
        if any(c.overlaps(quote.inner) for a in found for c in a.content):
            return []
        if found:
            last = found[-1]
            return [
                Tagged(
                    last.source,
                    last.cue,
                    (quote.inner,),
                    PLAIN,
                    "the colon after it introduces the words too",
                )
            ]
        source = main_subject(tokens, low, k, p.lexicon)
        if source is not None:
            return [
                Tagged(
                    (span_of(p, source),),
                    (),
                    (quote.inner,),
                    LOOSE,
                    "a colon gives the sentence's subject the words",
                )
            ]
    return []


def main_clause(p: Passage, hit: Hit, low: int, high: int) -> Span | None:
    """Return the clause that "As X said [on Monday]," at a sentence's start attributes."""
    if hit.source is None or hit.source.start - 1 != low:
        return None
    comma = next((k for k in range(hit.end, high) if p.tokens[k].text == ","), None)
    return clause(p, comma + 1, high, None) if comma is not None and comma + 1 < high else None


def according_forms(p: Passage, low: int, high: int) -> list[Tagged]:
    """Return what "according to X" attributes: the rest of its sentence."""
    found = according_to(p.tokens, low, high, p.lexicon)
    if found is None:
        return []
    at, source = found
    tokens = p.tokens
    cue = Span(tokens[at].start, tokens[at + 1].end)
    if at <= low + 1:
        start = source.end
        while start < high and tokens[start].text == ",":
            start += 1
        content = clause(p, start, high, None) if start < high else None
    else:
        content = clause(p, low, at, None)
    if content is None:
        return []
    return [
        Tagged(
            (span_of(p, source),),
            (cue,),
            (content,),
            PLAIN,
            "“according to” attributes the rest of the sentence",
        )
    ]


def named_question(p: Passage, low: int, high: int) -> list[Tagged]:
    """Return what a question was about: "in response to a question about …", "asked about …"."""
    tokens = p.tokens
    for i in range(low, high - 2):
        if tokens[i].low in p.lexicon.question_nouns and tokens[i + 1].low in (
            "about",
            "on",
            "regarding",
            "whether",
            "concerning",
        ):
            start = i + 1 if tokens[i + 1].low == "whether" else i + 2
            end = next(
                (k for k in range(start, high) if tokens[k].text == "," and _subject_follows(p, k, high)),
                high,
            )
            end = strip_end(tokens, start, end)
            if end > start:
                cue = Span(tokens[i].start, tokens[i].end)
                content = trim_marks(p.text, Span(tokens[start].start, tokens[end - 1].end))
                return [Tagged((), (cue,), (content,), PLAIN, "a question is named with its subject")]
    return []


def _subject_follows(p: Passage, comma: int, high: int) -> bool:
    return comma + 1 >= high or not p.tokens[comma + 1].low.endswith("ing")
