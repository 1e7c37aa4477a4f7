"""Attributions in running prose, by rules: the `Tagger` that needs no model.

Each cue of a sentence looks for its words first after itself (a quotation, a
"that" clause, a noun phrase), then before itself ("…," he said). Quotations
are single tokens, so that what is said inside one never confuses the sentence
around it.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span
from onrecord.ports import Tagged
from onrecord.stages.attribute.clauses import Range, is_finite, main_subject, strip_end
from onrecord.stages.attribute.cues import Hit, according_to, find_cues
from onrecord.stages.attribute.cue_lexicon import Lexicon, load_cue_lexicon
from onrecord.text.quotes import find_quotations, trim_marks
from onrecord.text.tokens import Kind, Token, split_sentences, tokenize

VERSION = "attribution-rules 1.0"

_DASHES = frozenset(("–", "—", "--", "―"))
#: A signature is a name and an office: "Ann Orr, a teacher in the harbour town".
_SIGNATURE_TOKENS = 14
_WH = frozenset("whether if what how why who when where which".split())
_FOR_CUES = frozenset(("thank", "praise", "condemn", "criticize", "criticise", "congratulate", "hail", "blame", "laud", "welcome"))
#: An addressee is a short noun phrase: "told the state broadcaster's evening programme that".
_ADDRESSEE_WORDS = 14
#: Confidence by how plainly the form attributes; shares of spans right on the
#: PolNeAR development articles, rounded (`bench/attribution.md`).
_SURE, _PLAIN, _LOOSE = 0.97, 0.85, 0.6


class CueRules:
    """Find attributions by cue words and punctuation; see `ports.Tagger`."""

    def __init__(self, language: str = "en") -> None:
        self._lexicon = load_cue_lexicon(language)

    @property
    def version(self) -> str:
        """Return the name and version of these rules."""
        return VERSION

    def tag(self, text: str, passages: Sequence[Span]) -> list[list[Tagged]]:
        """Return for each passage the attributions in it, in text order."""
        return [_Passage(text, passage, self._lexicon).attributions() for passage in passages]


class _Passage:
    """One paragraph at work."""

    def __init__(self, text: str, within: Span, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.quotations = find_quotations(text, within)
        self.tokens = tokenize(text, within, self.quotations)
        self.sentences = split_sentences(text, self.tokens)
        self.waiting: list[Span] = []  # quotations that no cue has claimed yet

    def attributions(self) -> list[Tagged]:
        found: list[Tagged] = []
        last: int | None = None  # index in `found` of the attribution a bare quotation goes on with
        for low, high in self.sentences:
            bare = self._bare_quotation(low, high)
            if bare is not None:
                self.waiting.append(bare)
                continue
            signed = self._signed(low, high)
            here = [signed] if signed else self._sentence(low, high, has_last=last is not None)
            if here and self.waiting and self._starts_quoted(low, here[0]) and last is None:
                here[0] = replace(here[0], content=(*self.waiting, *here[0].content))
                self.waiting.clear()
            self._flush(found, last)
            quoted = [k for k, a in enumerate(here) if self._is_quoted(a)]
            last = len(found) + quoted[-1] if quoted else None
            found.extend(here)
        self._flush(found, last)
        return sorted(found, key=lambda a: a.content[0])

    def _flush(self, found: list[Tagged], last: int | None) -> None:
        """Give quotations without a cue to the attribution before them: `"A," he said. "B."`"""
        if last is not None and self.waiting:
            found[last] = replace(found[last], content=(*found[last].content, *self.waiting))
        self.waiting.clear()

    def _signed(self, low: int, high: int) -> Tagged | None:
        """Return a quotation signed with a dash: `"Nobody asked us." — Ann Orr, teacher`."""
        tokens = self.tokens
        k = low + 1
        while k < high and tokens[k].text in (".", ","):
            k += 1
        quote = tokens[low].quote
        if quote is None or k + 1 >= high or tokens[k].text not in _DASHES or not len(quote.inner):
            return None
        end = strip_end(tokens, k + 1, high)
        words = tokens[k + 1 : end]
        if not words or len(words) > _SIGNATURE_TOKENS or not words[0].is_capital or any(is_finite(t, self.lexicon) for t in words):
            return None
        return Tagged(
            (Span(words[0].start, words[-1].end),),
            (Span(tokens[k].start, tokens[k].end),),
            (quote.inner,),
            _PLAIN,
            "the quotation is signed with a name after a dash",
        )

    def _bare_quotation(self, low: int, high: int) -> Span | None:
        words = [t for t in self.tokens[low:high] if t.kind is not Kind.NOTE]
        if len(words) == 1 and words[0].quote is not None and len(words[0].quote.inner):
            return words[0].quote.inner
        if len(words) == 2 and words[0].quote is not None and words[1].text == ".":  # noqa: PLR2004 - quotation, full stop
            return words[0].quote.inner
        return None

    def _starts_quoted(self, low: int, first: Tagged) -> bool:
        token = self.tokens[low]
        return token.quote is not None and bool(first.content) and first.content[0].start <= token.quote.inner.start

    def _is_quoted(self, attribution: Tagged) -> bool:
        return any(q.inner.overlaps(attribution.content[-1]) for q in self.quotations if len(q.inner))

    # One sentence.

    def _sentence(self, low: int, high: int, *, has_last: bool) -> list[Tagged]:
        tokens, lexicon = self.tokens, self.lexicon
        found: list[Tagged] = []
        hits = find_cues(tokens, low, high, lexicon)
        taken = low  # tokens before this belong to an earlier attribution's words
        for k, hit in enumerate(hits):
            if self._only_carries(hit, hits[k + 1 :], high):
                continue
            if hit.group < taken and not self._may_nest(hit, found):
                continue
            attribution, end = self._attribute(hit, hits[k + 1 :], low, high, taken)
            if attribution is None and self._speaks_of_waiting(hit, low, has_last=has_last):
                attribution = self._of_waiting(hit)
                end = hit.end
            if attribution is not None and hit.inherited and found:
                # The subject shared is that of what was found before, not of a verb inside its words.
                attribution = replace(attribution, source=found[-1].source)
            if attribution is not None:
                found.append(attribution)
                taken = max(taken, end)
        found.extend(self._after_colon(low, high, found))
        if not found:
            found.extend(self._according(low, high))
            found.extend(self._question(low, high))
        elif hits and not any(h.after_as for h in hits):
            question = self._question(low, hits[0].group)
            found = [*question, *found]
        return found

    def _only_carries(self, hit: Hit, later: Sequence[Hit], high: int) -> bool:
        """Return whether an outlet only passes on another's words: "the agency reported that X said: …"."""
        if hit.cue.lemma not in ("report", "quote", "cite") or hit.inherited or hit.passive:
            return False
        return any(
            h.source is not None and not h.inherited and not h.after_as and h.group > hit.end and self._takes_words(h, high)
            for h in later
        )

    def _after_colon(self, low: int, high: int, found: Sequence[Tagged]) -> list[Tagged]:
        """Return the quotation after a closing colon that no cue has claimed: its speaker is the sentence's."""
        tokens = self.tokens
        for k in range(low + 1, high - 1):
            quote = tokens[k + 1].quote
            if tokens[k].text != ":" or quote is None or not self._ends_after(k + 2, high) or not len(quote.inner):
                continue
            if any(c.overlaps(quote.inner) for a in found for c in a.content):
                return []
            if found:
                last = found[-1]
                return [Tagged(last.source, last.cue, (quote.inner,), _PLAIN, "the colon after it introduces the words too")]
            source = main_subject(tokens, low, k, self.lexicon)
            if source is not None:
                return [Tagged((self._span(source),), (), (quote.inner,), _LOOSE, "a colon gives the sentence's subject the words")]
        return []

    def _speaks_of_waiting(self, hit: Hit, low: int, *, has_last: bool) -> bool:
        """Return whether a cue without words of its own attributes the quotation before it: `"Why?" Ann Orr asked.`"""
        if not self.waiting or hit.source is None or hit.inherited or "q" not in hit.cue.frames:
            return False
        first = hit.start if hit.inverted else hit.source.start
        ended = self.text[self.waiting[-1].end - 1] in "?!…"
        return first == low and (ended or not has_last)

    def _of_waiting(self, hit: Hit) -> Tagged:
        assert hit.source is not None
        content = tuple(self.waiting)
        self.waiting.clear()
        cue = self._span(Range(hit.start, hit.end))
        because = f"“{self._cut(cue)}” with {self._who(hit)} attributes the quotation before it"
        return Tagged((self._span(hit.source),), (cue,), content, _SURE, because)

    def _may_nest(self, hit: Hit, found: list[Tagged]) -> bool:
        """Return whether a cue inside another's words is a statement of its own here: "what he called …"."""
        source = hit.source
        return "s" in hit.cue.frames and source is not None and source.start > 0 and self.tokens[source.start - 1].low == "what"

    def _attribute(
        self, hit: Hit, later: Sequence[Hit], low: int, high: int, taken: int
    ) -> tuple[Tagged | None, int]:
        tokens = self.tokens
        source = (self._span(hit.source),) if hit.source else ()
        cue = (self._span(Range(hit.start, hit.end)),)
        if hit.after_as:
            content = self._main_clause(hit, low, high)
            if content is None or hit.source is None:
                return None, taken
            return Tagged(source, cue, (content,), _LOOSE, f"“as … {self._cut(cue[0])}” attributes the main clause"), high
        after = self._after(hit, later, high)
        if after is not None:
            content, end, confidence = after
            before = self._before(hit, low, taken) if self._is_quote_first(hit, low) else None
            fragment = self._fragment(hit, low, taken)
            if before and self._is_split(before, content):
                spans: Sequence[Span] = (*before, *content)
            else:
                spans = (fragment, *content) if fragment else content
            because = f"“{self._cut(cue[0])}” with {self._who(hit)} attributes what follows"
            if hit.passive and not source:
                confidence = min(confidence, _LOOSE)
            return Tagged(source, cue, tuple(spans), confidence, because), end
        if hit.inherited and not hit.inverted:
            return None, taken
        before = self._before(hit, low, taken)
        if before:
            quoted = any(q.inner == before[0] for q in self.quotations)
            end = hit.end if not hit.inverted or hit.source is None else hit.source.end
            rest = self._resumes(end, high, later) if hit.cue.frames & {"q", "c"} else None
            spans = (*before, rest) if rest else tuple(before)
            because = f"“{self._cut(cue[0])}” with {self._who(hit)} attributes what stands before"
            end = high if rest else max(end, taken)
            return Tagged(source, cue, spans, _SURE if quoted else _PLAIN, because), end
        return None, taken

    def _who(self, hit: Hit) -> str:
        return f"“{self._cut(self._span(hit.source))}”" if hit.source else "no subject of its own"

    # What follows a cue.

    def _after(self, hit: Hit, later: Sequence[Hit], high: int) -> tuple[list[Span], int, float] | None:
        tokens, frames = self.tokens, hit.cue.frames
        i = hit.end if not hit.inverted or hit.source is None else hit.source.end
        limit = self._limit(hit, later, high)
        if "a" in frames and not hit.inverted:
            i = self._skip_addressee(i, limit)
        i = self._skip_adverbs(i, limit)
        if "r" in frames:
            return [Span(tokens[hit.end - 1].start, tokens[hit.end - 1].end)], hit.end, _LOOSE
        if i >= limit:
            return None
        opening = self._find_opening(i, limit, frames, phrase=" " in hit.cue.lemma)
        if opening is None:
            return None
        at, how = opening
        if how == "quote":
            return self._quoted(at, limit, later)

        confidence = {"that": _PLAIN, "wh": _PLAIN, "to": _LOOSE, "as": _LOOSE, "object": _LOOSE, "clause": _PLAIN}[how]
        if hit.negated:
            confidence = min(confidence, _LOOSE)
        content = self._clause(at, limit, hit)
        return ([content], limit, confidence) if content else None

    def _limit(self, hit: Hit, later: Sequence[Hit], high: int) -> int:
        """Return the token index where the words after a cue must end."""
        tokens = self.tokens
        for other in later:
            if other.after_as:
                continue
            start = other.source.start if other.source and not other.inherited and not other.inverted else other.group
            if start <= hit.end:
                continue
            k = start - 1
            if other.inherited or other.source is None:
                if other.cue.form.value == "ing":
                    if tokens[k].text == "," or (other.cue.frames & {"q"} and tokens[k].low == "and"):
                        return self._before_comma(k)
                    continue
                if self._takes_words(other, high):
                    return self._before_comma(k)
                continue
            if tokens[k].low in ("while", "whereas", "but") and tokens[k - 1].text == ",":
                return self._before_comma(k)
            if tokens[k].text == "," and not self._opens_content(other, high):
                return k
        return high

    def _takes_words(self, other: Hit, high: int) -> bool:
        """Return whether a coordinated cue plainly introduces words of its own."""
        if other.end >= high:
            return False
        token = self.tokens[other.end]
        return (
            token.kind is Kind.QUOTE
            or token.low in ("that", ":")
            or "r" in other.cue.frames
            or ("c" in other.cue.frames and token.low in self.lexicon.pronouns)
            or (token.text == "," and other.end + 1 < high and self.tokens[other.end + 1].kind is Kind.QUOTE)
            or ("o" in other.cue.frames and self.tokens[other.group - 1].low == "and")
        )

    def _opens_content(self, other: Hit, high: int) -> bool:
        """Return whether a cue after a comma has words of its own after it (else it closes what stands before)."""
        if other.end >= high:
            return False
        token = self.tokens[other.end]
        return token.kind is Kind.WORD and token.low not in self.lexicon.prepositions

    def _before_comma(self, k: int) -> int:
        """Return where the words before a joint at token `k` end: its conjunction and comma are cut."""
        tokens = self.tokens
        cut = k + 1
        while cut > 0 and (tokens[cut - 1].text == "," or tokens[cut - 1].low in ("and", "but", "while", "whereas", "then")):
            cut -= 1
        return cut

    def _skip_addressee(self, i: int, limit: int) -> int:
        """Return the index after "reporters" in "told reporters that": the addressee's phrase."""
        tokens = self.tokens
        for k in range(i, min(limit, i + _ADDRESSEE_WORDS)):
            token = tokens[k]
            if token.kind is Kind.QUOTE or token.low == "that" or token.text in (",", ":"):
                return k
            if token.kind is Kind.WORD and token.low in self.lexicon.pronouns and k > i:
                return k  # a clause without "that" starts: "told reporters he would go"
            if token.kind is Kind.WORD and token.low in self.lexicon.prepositions and k > i and token.low in ("in", "on", "at", "during"):
                return k
            if k == i and token.kind is Kind.WORD and token.low in ("him", "her", "them", "us", "me", "it", "you"):
                return k + 1
            if token.low in _WH and k > i:
                return k
        return min(limit, i + 1)

    def _skip_adverbs(self, i: int, limit: int) -> int:
        while i < limit and self.tokens[i].kind is Kind.WORD and (
            self.tokens[i].low in self.lexicon.adverbs
            or (self.tokens[i].low.endswith("ly") and not self.tokens[i].is_capital)
        ):
            i += 1
        return i

    def _find_opening(self, i: int, limit: int, frames: frozenset[str], *, phrase: bool) -> tuple[int, str] | None:
        """Return where the words start and by what sign, or None."""
        tokens = self.tokens
        token = tokens[i]
        if token.kind is Kind.QUOTE:
            return (i, "quote") if frames & set("qtcoaw") else None
        if token.text in (":", ",", "–", "—") and i + 1 < limit and tokens[i + 1].kind is Kind.QUOTE:
            return (i + 1, "quote")
        if token.low == "that" and frames & {"t", "c", "a"} and self._is_complementiser(i, limit):
            return self._that(i, limit)
        if token.low in _WH and "w" in frames:
            return (i, "wh")
        if token.low == "to" and "i" in frames:
            return (i, "to")
        if token.low == "as" and "s" in frames:
            return (i + 1, "as") if i + 1 < limit else None
        bound = phrase and ("o" in frames or token.low == "of" and self.tokens[i - 1].low in ("proud", "confident", "convinced"))
        far = None if bound else self._far_opening(i, limit, frames)
        if far:
            return far
        if token.kind is not Kind.WORD or token.low in self.lexicon.conjunctions:
            return None
        if "s" in frames and "o" not in frames:
            as_at = next((k for k in range(i, limit - 1) if tokens[k].low == "as"), None)
            if as_at is not None:
                return (as_at + 1, "as")
            quote = next((k for k in range(i, limit) if tokens[k].kind is Kind.QUOTE), None)
            return (quote, "quote") if quote is not None else None
        if frames & {"c", "a"} and self._starts_clause(i, limit):
            return (i, "clause")
        if "o" in frames and (phrase or token.low not in self.lexicon.prepositions):
            return (i, "object")
        return None

    def _that(self, i: int, limit: int) -> tuple[int, str] | None:
        at = i + 1
        if at < limit and self.tokens[at].text == "," and at + 1 < limit and self.tokens[at + 1].kind is Kind.QUOTE:
            at += 1
        if at < limit and self.tokens[at].kind is Kind.QUOTE and self._ends_after(at + 1, limit):
            return (at, "quote")
        return (at, "that") if at < limit else None

    def _is_complementiser(self, i: int, limit: int) -> bool:
        """Return whether "that" opens a clause, not "that day" or "that," alone."""
        return i + 1 < limit and self.tokens[i + 1].text not in (".", ";")

    def _far_opening(self, i: int, limit: int, frames: frozenset[str]) -> tuple[int, str] | None:
        """Return an opening after a phrase of time or place: "said on Monday in Kesh that …"."""
        tokens = self.tokens
        first = tokens[i]
        if first.kind is Kind.WORD and first.low not in self.lexicon.prepositions and not self._is_aside(i, limit):
            return None
        if first.kind is Kind.MARK and first.text != ",":
            return None
        for k in range(i, min(limit, i + 40)):
            token = tokens[k]
            if token.low == "that" and frames & {"t", "c", "a"} and k > i and tokens[k - 1].low not in ("so", "in"):
                if tokens[k - 1].kind is Kind.WORD or tokens[k - 1].text in (",", ")"):
                    return self._that(k, limit)
            elif token.kind is Kind.QUOTE and tokens[k - 1].text in (",", ":"):
                return (k, "quote") if "q" in frames else None
            elif token.low in ("which", "who", "whose", "where") or (is_finite(token, self.lexicon) and first.text != ","):
                return None
        return None

    def _is_aside(self, i: int, limit: int) -> bool:
        """Return whether a day or date stands here without a preposition ("said Monday that")."""
        return self.tokens[i].low in (
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "last", "this",
        )

    def _starts_clause(self, i: int, limit: int) -> bool:
        """Return whether the words from `i` are a clause: a subject and, soon, a finite verb."""
        tokens, lexicon = self.tokens, self.lexicon
        if tokens[i].low in lexicon.prepositions and not (tokens[i].low in ("in", "after", "by", "for", "at", "during")):
            return False
        for k in range(i + 1, min(limit, i + 30)):
            token = tokens[k]
            if token.kind is Kind.WORD and (
                is_finite(token, lexicon)
                or (not token.is_capital and any(c.form.value in ("past", "s") for c in lexicon.verbs.get(token.low, ())))
                or (token.low.endswith(("ed", "n't")) and len(token.low) > 3)
            ):
                return True
        return tokens[i].low in lexicon.pronouns

    def _ends_after(self, i: int, limit: int) -> bool:
        """Return whether nothing but end marks, notes or the next cue's comma follows."""
        while i < limit and (self.tokens[i].kind is Kind.NOTE):
            i += 1
        return i >= limit or self.tokens[i].text in (".", ",", ";", "?", "!", ":")

    def _quoted(self, at: int, limit: int, later: Sequence[Hit]) -> tuple[list[Span], int, float] | None:
        """Return the words of a quotation right after a cue; prose that goes on makes them mixed."""
        tokens = self.tokens
        quote = tokens[at].quote
        assert quote is not None
        if not len(quote.inner):
            return None
        joined = any(h.inherited and h.group - at in (1, 2) for h in later)
        if joined or self._ends_after(at + 1, limit) or not self._prose_goes_on(at + 1, limit):
            spans, end = [quote.inner], at + 1
            # "A" and "B", or "A"… "B": several quotations of one saying.
            while end + 1 < limit and tokens[end].text in ("and", ",", "…", "...") and tokens[end + 1].quote is not None:
                following = tokens[end + 1].quote
                assert following is not None
                spans.append(following.inner)
                end += 2
            return spans, end, _SURE
        content = self._clause(at, limit, None)
        return ([content], limit, _PLAIN) if content else None

    def _prose_goes_on(self, i: int, limit: int) -> bool:
        token = self.tokens[i]
        if token.kind is not Kind.WORD or token.low in self.lexicon.conjunctions:
            return False
        inner = self.tokens[i - 1].quote
        assert inner is not None
        ended = self.text[inner.inner.end - 1] in ".?!…,"
        return not ended and token.low not in ("when", "as", "while", "after", "in", "on", "during", "before")

    def _clause(self, at: int, limit: int, hit: Hit | None) -> Span | None:
        """Return the words from token `at` to the end of the clause, glosses and end marks cut."""
        tokens = self.tokens
        end = limit
        if hit is not None and hit.cue.lemma in _FOR_CUES:
            for k in range(at, limit):
                if tokens[k].low in ("for",) and k + 1 < limit:
                    at = k + 1
                    break
        if hit is not None and " " in hit.cue.lemma and "o" in hit.cue.frames:
            at = self._after_thanks(at, limit, hit)
        for k in range(at + 1, end):
            token = tokens[k]
            if token.text == ":" and k + 1 < end and tokens[k + 1].kind is Kind.QUOTE:
                end = k
                break
            if token.text in (",", "–", "—", "--", "(", "-") and k + 1 < end:
                following = self.text[tokens[k + 1].start : tokens[k + 1].start + 12].lower()
                if any(following.startswith(g) for g in self.lexicon.glosses):
                    end = k
                    break
                if tokens[k + 1].low == "according" and token.text == ",":
                    end = k
                    break
        end = strip_end(tokens, at, end)
        if end <= at:
            return None
        span = trim_marks(self.text, Span(tokens[at].start, tokens[end - 1].end))
        return span if len(span) > 1 else None

    def _after_thanks(self, at: int, limit: int, hit: Hit) -> int:
        """Return where the thing meant starts after a cue of several words: "[to X] for …", "in …"."""
        tokens = self.tokens
        if hit.cue.lemma.startswith("express") and tokens[at].low == "to":
            return next((k + 1 for k in range(at, limit - 1) if tokens[k].low == "for"), at)
        return at + 1 if tokens[at].low in ("for", "in", "over", "at", "with", "to") and at + 1 < limit else at

    # What stands before a cue.

    def _fragment(self, hit: Hit, low: int, taken: int) -> Span | None:
        """Return the start of a sentence that a cue between commas interrupts: `With luck, he said, "we will win."`"""
        tokens = self.tokens
        if hit.source is None or hit.inverted or hit.inherited or hit.source.start - 1 <= max(low, taken):
            return None
        comma = hit.source.start - 1
        if tokens[comma].text != "," or hit.end >= len(tokens) or tokens[hit.end].text != ",":
            return None
        if any(t.kind is Kind.QUOTE for t in tokens[low:comma]) or tokens[low].low in self.lexicon.conjunctions:
            return None
        following = tokens[hit.end + 1].quote if hit.end + 1 < len(tokens) else None
        if following is not None and self.text[following.inner.start].isupper():
            return None  # the quotation starts a sentence of its own: the words before only set the scene
        return self._clause(max(low, taken), comma, None)

    def _is_quote_first(self, hit: Hit, low: int) -> bool:
        return any(t.kind is Kind.QUOTE for t in self.tokens[low : hit.group])

    def _before(self, hit: Hit, low: int, taken: int) -> list[Span] | None:
        """Return the words that a cue after them attributes: a quotation, or a clause and a comma."""
        tokens = self.tokens
        start = hit.group if hit.inverted or hit.source is None else min(hit.source.start, hit.group)
        i = start
        while i > taken and tokens[i - 1].kind is Kind.MARK and tokens[i - 1].text in (",", "–", "—", "--", ".", "?", "!"):
            i -= 1
        if i <= taken:
            return None
        if tokens[i - 1].quote is not None:
            quote = tokens[i - 1].quote
            assert quote is not None
            if self._prose_stands_before(i - 2, taken, quote.inner):
                clause = self._clause(taken if taken > low else self._clause_start(low), i, None)
                return [clause] if clause else None
            spans = [quote.inner]
            k = i - 2
            while k > taken and tokens[k].text in (",", "and") and tokens[k - 1].quote is not None:
                earlier = tokens[k - 1].quote
                assert earlier is not None
                spans.insert(0, earlier.inner)
                k -= 2
            return spans if len(quote.inner) else None
        if start == i or tokens[i].text not in (",", "–", "—", "--") or not hit.cue.frames & {"c", "t", "q"}:
            return None
        resumes = hit.source is not None and not hit.inverted and self._resumes(hit.end, len(tokens), ()) is not None
        if not resumes and not self._is_whole_clause(low, i):
            return None
        clause = self._clause(max(low, taken), i, None)
        return [clause] if clause else None

    def _prose_stands_before(self, i: int, taken: int, inner: Span) -> bool:
        """Return whether a quotation before a cue only ends a clause: `The plan "failed," he said.`"""
        if i < taken or self.text[inner.start].isupper():
            return False
        return self.tokens[i].kind is Kind.WORD

    def _clause_start(self, low: int) -> int:
        i = low
        while i < len(self.tokens) and self.tokens[i].low in ("but", "and", "yet"):
            i += 1
        return i

    def _is_whole_clause(self, low: int, end: int) -> bool:
        """Return whether the tokens before a comma make a sentence, not an opening phrase."""
        tokens, lexicon = self.tokens, self.lexicon
        first = tokens[low]
        if first.kind is Kind.QUOTE:
            return True
        if first.low in lexicon.openers and first.low not in ("but", "and", "there", "here", "now", "also", "only", "even"):
            comma = next((k for k in range(low, end) if tokens[k].text == ","), None)
            if comma is None:
                return False
        return main_subject(tokens, low, end, lexicon) is not None or any(
            is_finite(t, lexicon) or (t.low.endswith("ed") and not t.is_capital) for t in tokens[low:end]
        )

    def _is_split(self, before: Sequence[Span], after: Sequence[Span]) -> bool:
        """Return whether a cue stands inside one quotation: `"These," he said, "were ours."`"""
        inners = {q.inner for q in self.quotations}
        return before[-1] in inners and after[0] in inners

    def _resumes(self, i: int, high: int, later: Sequence[Hit]) -> Span | None:
        """Return the words after a cue set between commas: `These, it said, were built at home.`"""
        tokens = self.tokens
        if i >= high or tokens[i].text != ",":
            return None
        if i + 1 < high and tokens[i + 1].kind is Kind.QUOTE:
            following = tokens[i + 1].quote
            assert following is not None
            return following.inner
        if later or i + 1 >= high or tokens[i + 1].kind is not Kind.WORD:
            return None
        word = tokens[i + 1]
        opens = self._opens_with_frame(i)
        if (is_finite(word, self.lexicon) or opens) and not word.low.endswith("ing") and word.low not in ("who", "which", "and", "but"):
            return self._clause(i + 1, high, None)
        return None

    def _opens_with_frame(self, i: int) -> bool:
        """Return whether the sentence around token `i` starts with a phrase that cannot stand alone ("Even if …")."""
        low = next(a for a, b in self.sentences if a <= i < b)
        word = self.tokens[low].low
        return word in self.lexicon.subordinators or word in ("even", "too", "with", "despite", "amid", "without")

    # Other forms.

    def _main_clause(self, hit: Hit, low: int, high: int) -> Span | None:
        """Return the clause that "As X said [on Monday]," at a sentence's start attributes."""
        assert hit.source is not None
        if hit.source.start - 1 != low:
            return None
        comma = next((k for k in range(hit.end, high) if self.tokens[k].text == ","), None)
        return self._clause(comma + 1, high, None) if comma is not None and comma + 1 < high else None

    def _according(self, low: int, high: int) -> list[Tagged]:
        found = according_to(self.tokens, low, high, self.lexicon)
        if found is None:
            return []
        at, source = found
        tokens = self.tokens
        cue = Span(tokens[at].start, tokens[at + 1].end)
        if at <= low + 1:
            start = source.end
            while start < high and tokens[start].text == ",":
                start += 1
            content = self._clause(start, high, None) if start < high else None
        else:
            content = self._clause(low, at, None)
        if content is None:
            return []
        return [Tagged((self._span(source),), (cue,), (content,), _PLAIN, "“according to” attributes the rest of the sentence")]

    def _question(self, low: int, high: int) -> list[Tagged]:
        """Return what a question was about: "in response to a question about …", "asked about …"."""
        tokens = self.tokens
        for i in range(low, high - 2):
            if tokens[i].low in self.lexicon.question_nouns and tokens[i + 1].low in ("about", "on", "regarding", "whether", "concerning"):
                start = i + 1 if tokens[i + 1].low == "whether" else i + 2
                end = next((k for k in range(start, high) if tokens[k].text == "," and self._subject_follows(k, high)), high)
                end = strip_end(tokens, start, end)
                if end > start:
                    cue = Span(tokens[i].start, tokens[i].end)
                    content = trim_marks(self.text, Span(tokens[start].start, tokens[end - 1].end))
                    return [Tagged((), (cue,), (content,), _PLAIN, "a question is named with its subject")]
        return []

    def _subject_follows(self, comma: int, high: int) -> bool:
        return comma + 1 >= high or not self.tokens[comma + 1].low.endswith("ing")

    def _span(self, part: Range) -> Span:
        return Span(self.tokens[part.start].start, _possessive_cut(self.tokens[part.end - 1]))

    def _cut(self, span: Span) -> str:
        return " ".join(span.cut(self.text).split())


def _possessive_cut(token: Token) -> int:
    return token.end - 2 if token.low.endswith("'s") else token.end
