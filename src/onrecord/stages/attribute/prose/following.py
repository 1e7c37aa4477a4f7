"""The words that follow a cue: where they start, and where they must end."""

from collections.abc import Sequence

from onrecord.model import Span
from onrecord.stages.attribute.prose.clauses import is_finite
from onrecord.stages.attribute.prose.cue_lexicon import Form
from onrecord.stages.attribute.prose.cues import Hit
from onrecord.stages.attribute.prose.passage import LOOSE, PLAIN, SURE, Passage, clause, ends_after
from onrecord.text.tokens import Kind

#: An addressee is a short noun phrase: "told the state broadcaster's evening programme that".
_ADDRESSEE_WORDS = 14
#: How many words of time and place may stand between a cue and its "that".
_FAR = 40
_CLAUSE_REACH = 30
_CONFIDENCE = {"that": PLAIN, "wh": PLAIN, "to": LOOSE, "as": LOOSE, "object": LOOSE, "clause": PLAIN}


def words_after(
    p: Passage, hit: Hit, later: Sequence[Hit], high: int
) -> tuple[list[Span], int, float] | None:
    """Return the spans after a cue, the token index where they end, and a confidence; None where there are none.

    Args:
        p: The paragraph.
        hit: The cue.
        later: The sentence's later cues, which may end its words.
        high: Token index where the sentence ends.
    """
    tokens, frames = p.tokens, hit.cue.frames
    i = hit.end if not hit.inverted or hit.source is None else hit.source.end
    limit = _limit(p, hit, later, high)
    if "a" in frames and not hit.inverted:
        i = _skip_addressee(p, i, limit)
    i = _skip_adverbs(p, i, limit)
    if "r" in frames:
        return [tokens[hit.end - 1].inner], hit.end, LOOSE
    if i >= limit:
        return None
    opening = _find_opening(p, i, limit, frames, phrase=" " in hit.cue.lemma)
    if opening is None:
        return None
    at, how = opening
    if how == "quote" and at == hit.end and hit.cue.lemma in p.lexicon.words("naming"):
        return None  # a battle called "…": a name, not a saying
    if how == "object" and hit.negated:
        return None  # "will not discuss the toll": nothing was said of it
    if how == "object":
        limit = _end_of_object(p, at, limit)
    if how == "quote":
        return _quoted(p, at, limit, later)

    confidence = _CONFIDENCE[how]
    if hit.negated:
        confidence = min(confidence, LOOSE)
    content = clause(p, at, limit, hit)
    return ([content], limit, confidence) if content else None


def _end_of_object(p: Passage, at: int, limit: int) -> int:
    """Return where the thing spoken of ends: before ", in the square" or ", during which …"."""
    for k in range(at + 1, limit - 1):
        if p.tokens[k].text == "," and p.tokens[k + 1].low in p.lexicon.words("after_object"):
            return k
    return limit


def _limit(p: Passage, hit: Hit, later: Sequence[Hit], high: int) -> int:
    """Return the token index where the words after a cue must end."""
    tokens = p.tokens
    for other in later:
        if other.after_as:
            continue
        start = (
            other.source.start if other.source and not other.inherited and not other.inverted else other.group
        )
        if start <= hit.end:
            continue
        k = start - 1
        if other.inherited or other.source is None:
            if other.cue.form is Form.ING:
                if tokens[k].kind is Kind.QUOTE:
                    return k + 1
                if tokens[k].text == "," or (other.cue.frames & {"q"} and tokens[k].low == "and"):
                    return _before_comma(p, k)
                continue
            if takes_words(p, other, high):
                return _before_comma(p, k)
            continue
        if tokens[k].low in ("while", "whereas", "but") and tokens[k - 1].text == ",":
            return _before_comma(p, k)
        if tokens[k].text == "," and (_in_opening(p, hit, k) or not _opens_content(p, other, high)):
            return k
    return high


def _in_opening(p: Passage, hit: Hit, comma: int) -> bool:
    """Return whether a cue stands in a sentence's opening phrase, whose main clause starts after `comma`."""
    low = next(a for a, b in p.sentences if a <= hit.start < b)
    return hit.relative and low < hit.start < comma and p.tokens[low].low in p.lexicon.openers


def takes_words(p: Passage, other: Hit, high: int) -> bool:
    """Return whether a coordinated cue plainly introduces words of its own."""
    if other.end >= high:
        return False
    token = p.tokens[other.end]
    return (
        token.kind is Kind.QUOTE
        or token.low in ("that", ":")
        or "r" in other.cue.frames
        or ("c" in other.cue.frames and token.low in p.lexicon.pronouns)
        or (token.text == "," and other.end + 1 < high and p.tokens[other.end + 1].kind is Kind.QUOTE)
        or ("o" in other.cue.frames and p.tokens[other.group - 1].low == "and")
    )


def _opens_content(p: Passage, other: Hit, high: int) -> bool:
    """Return whether a cue after a comma has words of its own after it (else it closes what stands before)."""
    if other.end >= high:
        return False
    token = p.tokens[other.end]
    return token.kind is Kind.WORD and token.low not in p.lexicon.prepositions


def _before_comma(p: Passage, k: int) -> int:
    """Return where the words before a joint at token `k` end: its conjunction and comma are cut."""
    tokens = p.tokens
    cut = k + 1
    while cut > 0 and (
        tokens[cut - 1].text == "," or tokens[cut - 1].low in ("and", "but", "while", "whereas", "then")
    ):
        cut -= 1
    return cut


def _skip_addressee(p: Passage, i: int, limit: int) -> int:
    """Return the index after "reporters" in "told reporters that": the addressee's phrase."""
    tokens = p.tokens
    for k in range(i, min(limit, i + _ADDRESSEE_WORDS)):
        token = tokens[k]
        if token.kind is Kind.QUOTE or token.low == "that" or token.text in (",", ":"):
            return k
        if token.kind is Kind.WORD and token.low in p.lexicon.pronouns and k > i:
            return k  # a clause without "that" starts: "told reporters he would go"
        if (
            token.kind is Kind.WORD
            and token.low in p.lexicon.prepositions
            and k > i
            and token.low in ("in", "on", "at", "during")
        ):
            return k
        if (
            k == i
            and token.kind is Kind.WORD
            and token.low in ("him", "her", "them", "us", "me", "it", "you")
        ):
            return k + 1
        if token.low in p.lexicon.words("questions") and k > i:
            return k
    return min(limit, i + 1)


def _skip_adverbs(p: Passage, i: int, limit: int) -> int:
    while (
        i < limit
        and p.tokens[i].kind is Kind.WORD
        and (
            p.tokens[i].low in p.lexicon.adverbs
            or (p.tokens[i].low.endswith("ly") and not p.tokens[i].is_capital)
        )
    ):
        i += 1
    return i


def _find_opening(
    p: Passage, i: int, limit: int, frames: frozenset[str], *, phrase: bool
) -> tuple[int, str] | None:
    """Return where the words start and by what sign, or None."""
    tokens = p.tokens
    token = tokens[i]
    if token.kind is Kind.QUOTE:
        return (i, "quote") if frames & set("qtcoaw") else None
    if token.text in (":", ",", "–", "—") and i + 1 < limit and tokens[i + 1].kind is Kind.QUOTE:
        return (i + 1, "quote")
    if token.low == "that" and frames & {"t", "c", "a"} and _is_complementiser(p, i, limit):
        return _that(p, i, limit)
    if token.low in p.lexicon.words("questions") and "w" in frames:
        return (i, "wh")
    if token.low == "to" and "i" in frames:
        return (i, "to")
    if token.low == "as" and "s" in frames:
        return _named_as(p, i + 1, limit)
    bound = phrase and (
        "o" in frames or (token.low == "of" and tokens[i - 1].low in ("proud", "confident", "convinced"))
    )
    far = None if bound else _far_opening(p, i, limit, frames)
    if far:
        return far
    if token.kind is not Kind.WORD or token.low in p.lexicon.conjunctions:
        return None
    if "s" in frames and "o" not in frames:
        as_at = next((k for k in range(i, limit - 1) if tokens[k].low == "as"), None)
        if as_at is not None:
            return _named_as(p, as_at + 1, limit)
        quote = next((k for k in range(i, limit) if tokens[k].kind is Kind.QUOTE), None)
        return (quote, "quote") if quote is not None else None
    if frames & {"c", "a"} and _starts_clause(p, i, limit):
        return (i, "clause")
    if "o" in frames and (phrase or token.low not in p.lexicon.prepositions):
        return (i, "object")
    return None


def _named_as(p: Passage, at: int, limit: int) -> tuple[int, str] | None:
    """Return what stands after "as": a quotation alone, or a phrase."""
    if at >= limit:
        return None
    alone = p.tokens[at].kind is Kind.QUOTE and ends_after(p, at + 1, limit)
    return (at, "quote") if alone else (at, "as")


def _that(p: Passage, i: int, limit: int) -> tuple[int, str] | None:
    at = i + 1
    if at < limit and p.tokens[at].text == "," and at + 1 < limit and p.tokens[at + 1].kind is Kind.QUOTE:
        at += 1
    if at < limit and p.tokens[at].kind is Kind.QUOTE and ends_after(p, at + 1, limit):
        return (at, "quote")
    return (at, "that") if at < limit else None


def _is_complementiser(p: Passage, i: int, limit: int) -> bool:
    """Return whether "that" opens a clause, not "that day" or "that," alone."""
    return i + 1 < limit and p.tokens[i + 1].text not in (".", ";")


def _far_opening(p: Passage, i: int, limit: int, frames: frozenset[str]) -> tuple[int, str] | None:
    """Return an opening after a phrase of time or place: "said on Monday in Kesh that …"."""
    tokens = p.tokens
    first = tokens[i]
    if (
        first.kind is Kind.WORD
        and first.low not in p.lexicon.prepositions
        and first.low not in p.lexicon.words("days")
    ):
        return None
    if first.kind is Kind.MARK and first.text != ",":
        return None
    for k in range(i, min(limit, i + _FAR)):
        token = tokens[k]
        if (
            token.low == "that"
            and frames & {"t", "c", "a"}
            and k > i
            and tokens[k - 1].low not in ("so", "in")
        ):
            if tokens[k - 1].kind is Kind.WORD or tokens[k - 1].text in (",", ")"):
                return _that(p, k, limit)
        elif token.kind is Kind.QUOTE and tokens[k - 1].text in (",", ":"):
            return (k, "quote") if "q" in frames else None
        elif token.low in ("which", "who", "whose", "where") or (
            is_finite(token, p.lexicon) and first.text != ","
        ):
            return None
    return None


def _starts_clause(p: Passage, i: int, limit: int) -> bool:
    """Return whether the words from `i` are a clause: a subject and, soon, a finite verb."""
    tokens, lexicon = p.tokens, p.lexicon
    if tokens[i].low in lexicon.prepositions - p.lexicon.words("clause_prepositions"):
        return False
    for k in range(i + 1, min(limit, i + _CLAUSE_REACH)):
        token = tokens[k]
        if token.kind is Kind.WORD and (
            is_finite(token, lexicon)
            or (
                not token.is_capital
                and any(c.form in (Form.PAST, Form.S) for c in lexicon.verbs.get(token.low, ()))
            )
            or (token.low.endswith(("ed", "n't")) and len(token.low) > len("ed "))
        ):
            return True
    return tokens[i].low in lexicon.pronouns


def _quoted(p: Passage, at: int, limit: int, later: Sequence[Hit]) -> tuple[list[Span], int, float] | None:
    """Return the words of a quotation right after a cue; prose that goes on makes them mixed."""
    tokens = p.tokens
    if not tokens[at].text:
        return None
    joined = any(h.inherited and h.group - at in (1, 2) for h in later)
    if joined or ends_after(p, at + 1, limit) or not _prose_goes_on(p, at + 1):
        spans, end = [tokens[at].inner], at + 1
        # "A" and "B", or "A"… "B": several quotations of one saying.
        while (
            end + 1 < limit
            and tokens[end].text in ("and", ",", "…", "...")
            and tokens[end + 1].quote is not None
        ):
            spans.append(tokens[end + 1].inner)
            end += 2
        return spans, end, SURE
    content = clause(p, at, limit, None)
    return ([content], limit, PLAIN) if content else None


def _prose_goes_on(p: Passage, i: int) -> bool:
    """Return whether the sentence goes on in prose at token `i`, right after a quotation."""
    token = p.tokens[i]
    if token.kind is not Kind.WORD or token.low in p.lexicon.conjunctions:
        return False
    ended = p.tokens[i - 1].text[-1:] in ".?!…,"
    return not ended and token.low not in ("when", "as", "while", "after", "in", "on", "during", "before")
