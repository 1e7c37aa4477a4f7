"""The `Tagger` that needs no model: attributions in running prose, by rules.

Each cue of a sentence looks for its words first after itself (a quotation, a
"that" clause, a noun phrase), then before itself ("…," he said). Quotations
are single tokens, so that what is said inside one never confuses the sentence
around it.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span
from onrecord.ports import Tagged, Tagging
from onrecord.stages.attribute.prose.clauses import Range
from onrecord.stages.attribute.prose.cue_lexicon import load_cue_lexicon
from onrecord.stages.attribute.prose.cues import Hit, find_cues
from onrecord.stages.attribute.prose.following import takes_words, words_after
from onrecord.stages.attribute.prose.other_forms import (
    according_forms,
    after_colon,
    main_clause,
    named_question,
    signed_quotation,
)
from onrecord.stages.attribute.prose.passage import LOOSE, PLAIN, SURE, Passage, bare_quotation, cut, span_of
from onrecord.stages.attribute.prose.preceding import (
    fragment_before,
    is_quote_first,
    is_split,
    resumed_after,
    words_before,
)

VERSION = "attribution-rules 1.1"


class CueRules:
    """Find attributions by cue words and punctuation; see `ports.Tagger`."""

    def __init__(self, language: str = "en") -> None:
        self._lexicon = load_cue_lexicon(language)

    @property
    def version(self) -> str:
        """Return the name and version of these rules."""
        return VERSION

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages whose prose has a table of cues."""
        return frozenset({"en"})

    def tag(self, text: str, passages: Sequence[Span]) -> Tagging:
        """Return for each passage the attributions in it, in text order; no names."""
        return Tagging([_Reader(Passage.read(text, p, self._lexicon)).attributions() for p in passages])


class _Reader:
    """One paragraph at work."""

    def __init__(self, passage: Passage) -> None:
        self.p = passage
        self.waiting: list[Span] = []  # quotations that no cue has claimed yet

    def attributions(self) -> list[Tagged]:
        found: list[Tagged] = []
        last: int | None = None  # index in `found` of the attribution a bare quotation goes on with
        for low, high in self.p.sentences:
            bare = bare_quotation(self.p, low, high)
            if bare is not None:
                self.waiting.append(bare)
                continue
            signed = signed_quotation(self.p, low, high)
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
        """Give quotations without a cue to the attribution before them (`"A," he said. "B."`)."""
        if last is not None and self.waiting:
            found[last] = replace(found[last], content=(*found[last].content, *self.waiting))
        self.waiting.clear()

    def _starts_quoted(self, low: int, first: Tagged) -> bool:
        token = self.p.tokens[low]
        return (
            token.quote is not None
            and bool(first.content)
            and first.content[0].start <= token.quote.inner.start
        )

    def _is_quoted(self, attribution: Tagged) -> bool:
        return any(q.inner.overlaps(attribution.content[-1]) for q in self.p.quotations if len(q.inner))

    def _sentence(self, low: int, high: int, *, has_last: bool) -> list[Tagged]:
        tokens, lexicon = self.p.tokens, self.p.lexicon
        found: list[Tagged] = []
        hits = find_cues(tokens, low, high, lexicon)
        taken = low  # tokens before this belong to an earlier attribution's words
        for k, hit in enumerate(hits):
            if self._only_carries(hit, hits[k + 1 :], high):
                continue
            if hit.group < taken and not self._may_nest(hit):
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
        found.extend(after_colon(self.p, low, high, found))
        if not found:
            found.extend(according_forms(self.p, low, high))
            found.extend(named_question(self.p, low, high))
        elif hits and not any(h.after_as for h in hits):
            asked = named_question(self.p, low, hits[0].group)
            found = [*asked, *found]
        return found

    def _only_carries(self, hit: Hit, later: Sequence[Hit], high: int) -> bool:
        """Return whether an outlet only passes on another's words: "the agency reported that X said: …"."""
        if hit.cue.lemma not in ("report", "quote", "cite") or hit.inherited or hit.passive:
            return False
        return any(
            h.source is not None
            and not h.inherited
            and not h.after_as
            and h.group > hit.end
            and takes_words(self.p, h, high)
            for h in later
        )

    def _speaks_of_waiting(self, hit: Hit, low: int, *, has_last: bool) -> bool:
        """Return whether a cue without words of its own attributes the quotation before it (`"Why?" Ann Orr asked`)."""
        if not self.waiting or hit.source is None or hit.inherited or "q" not in hit.cue.frames:
            return False
        first = hit.start if hit.inverted else hit.source.start
        ended = self.p.text[self.waiting[-1].end - 1] in "?!…"
        return first == low and (ended or not has_last)

    def _of_waiting(self, hit: Hit) -> Tagged:
        content = tuple(self.waiting)
        self.waiting.clear()
        cue = span_of(self.p, Range(hit.start, hit.end))
        because = f"“{cut(self.p, cue)}” with {self._who(hit)} attributes the quotation before it"
        source = (span_of(self.p, hit.source),) if hit.source else ()
        return Tagged(source, (cue,), content, SURE, because)

    def _may_nest(self, hit: Hit) -> bool:
        """Return whether a cue inside another's words is a statement of its own here: "what he called …"."""
        source = hit.source
        return (
            "s" in hit.cue.frames
            and source is not None
            and source.start > 0
            and self.p.tokens[source.start - 1].low == "what"
        )

    def _attribute(
        self, hit: Hit, later: Sequence[Hit], low: int, high: int, taken: int
    ) -> tuple[Tagged | None, int]:
        """Return what one cue attributes, and the token index up to which its words reach."""
        if hit.after_as:
            return self._as_said(hit, low, high), high
        following = self._following(hit, later, low, high, taken)
        if following is not None:
            return following
        if hit.inherited and not hit.inverted:
            return None, taken
        return self._preceding(hit, later, low, high, taken) or (None, taken)

    def _as_said(self, hit: Hit, low: int, high: int) -> Tagged | None:
        words = main_clause(self.p, hit, low, high)
        if words is None:
            return None
        source, cue = self._source_and_cue(hit)
        because = f"“as … {cut(self.p, cue[0])}” attributes the main clause"
        return Tagged(source, cue, (words,), PLAIN, because)

    def _following(
        self, hit: Hit, later: Sequence[Hit], low: int, high: int, taken: int
    ) -> tuple[Tagged, int] | None:
        after = words_after(self.p, hit, later, high)
        if after is None:
            return None
        content, end, confidence = after
        before = words_before(self.p, hit, low, taken) if is_quote_first(self.p, hit, low) else None
        fragment = fragment_before(self.p, hit, low, taken)
        if before and is_split(self.p, before, content):
            content = [*before, *content]
        elif fragment is not None:
            content = [fragment, *content]
        source, cue = self._source_and_cue(hit)
        if hit.passive and not source:
            confidence = min(confidence, LOOSE)
        because = f"“{cut(self.p, cue[0])}” with {self._who(hit)} attributes what follows"
        return Tagged(source, cue, tuple(content), confidence, because), end

    def _preceding(
        self, hit: Hit, later: Sequence[Hit], low: int, high: int, taken: int
    ) -> tuple[Tagged, int] | None:
        before = words_before(self.p, hit, low, taken)
        if not before:
            return None
        end = hit.end if not hit.inverted or hit.source is None else hit.source.end
        rest = resumed_after(self.p, end, high, later) if hit.cue.frames & {"q", "c"} else None
        quoted = any(q.inner == before[0] for q in self.p.quotations)
        source, cue = self._source_and_cue(hit)
        because = f"“{cut(self.p, cue[0])}” with {self._who(hit)} attributes what stands before"
        content = (*before, rest) if rest else tuple(before)
        return Tagged(source, cue, content, SURE if quoted else PLAIN, because), high if rest else max(
            end, taken
        )

    def _source_and_cue(self, hit: Hit) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        source = (span_of(self.p, hit.source),) if hit.source else ()
        # "sent regards": the noun is what was said, the verb alone attributes it.
        end = hit.end - 1 if "r" in hit.cue.frames else hit.end
        return source, (span_of(self.p, Range(hit.start, end)),)

    def _who(self, hit: Hit) -> str:
        return f"“{cut(self.p, span_of(self.p, hit.source))}”" if hit.source else "no subject of its own"
