"""From a report's blocks to drafts: the structure rules, with a tagger for the prose.

What the structure tells is certain and never left to a model: whose turn it
is, that a reopened quotation mark goes on with the same words, what a colon or
a letter's heading introduces. Prose paragraphs go to the tagger.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.model import Block, BlockKind, Report, Span, StatementKind
from onrecord.ports import Named, Tagged, Tagger
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.prose.cue_lexicon import load_cue_lexicon
from onrecord.stages.attribute.structure.agreement import reconcile
from onrecord.stages.attribute.structure.colons import split_label
from onrecord.stages.attribute.structure.headings import find_heading_statements, is_letter_heading
from onrecord.stages.attribute.structure.introductions import (
    Introduction,
    find_author,
    find_introduction,
    is_set_off,
)
from onrecord.stages.attribute.structure.linking import kind_of, link_drafts
from onrecord.stages.attribute.structure.nested import nested_drafts
from onrecord.text.fold import fold
from onrecord.text.quotes import DOUBLE_MARKS, Quotation, find_quotations, opens_quotation, trim_marks

RULES = "structure-rules 1.2"

#: A heading has no verb where a sentence has one, so what a model finds there it must find surely.
_LEAST_IN_HEADING = 0.55

_READ = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TURN, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)
#: "To Orr: …", a letter's label, when the reader of the report took it for prose.
_ADDRESS_LABEL = re.compile(r"(?:To|For)\s+[^\n:“\"«]{2,60}:\s*(?=[“\"«])")
_LABELLED = re.compile(r"[^\n:“”\"«»]{1,60}:\s*(?=[“\"«])")
_NOTE_TAIL = re.compile(r"(?:\s*\[\d{1,3}\])+\s*$")


def find_drafts(report: Report, tagger: Tagger, rules: Tagger) -> tuple[list[Draft], list[Named]]:
    """Return every attribution of a report, in text order of content, parents and continuations linked; and names.

    Args:
        report: As it was read.
        tagger: Who reads its prose.
        rules: Who reads what is quoted in it for other voices: plain attributions only, so rules by cue words.

    Returns:
        The drafts, and the names that the tagger found in the prose.
    """
    finder = _Finder(report, tagger, rules)
    finder.read()
    return link_drafts([*finder.drafts, *nested_drafts(report, finder.drafts, rules)]), finder.names


@dataclass(slots=True)
class _Speech:
    """Words that may go on in the next paragraph."""

    draft: int
    unclosed: bool  # the last quotation mark is still open
    bare: bool  # the last paragraph was nothing but quotation


@dataclass(slots=True)
class _Finder:
    report: Report
    tagger: Tagger
    rules: Tagger
    drafts: list[Draft] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    speech: _Speech | None = None
    intro: Introduction | None = None
    letter_by: Span | None = None
    last_prose: int | None = None
    orphans: list[Span] = field(default_factory=list)
    bullets: int | None = None

    def read(self) -> None:
        blocks = self.report.blocks
        # The rules of prose read no headings: those leave out the words that they go by.
        with_headings = self.tagger is not self.rules
        read = [
            (i, b)
            for i, b in enumerate(blocks)
            if self._is_prose(b) or (with_headings and b.kind is BlockKind.HEADING)
        ]
        tagged = dict(zip([i for i, _ in read], self._tag([self._body(b) for _, b in read]), strict=True))
        for i, block in enumerate(blocks):
            if block.kind not in _READ:
                continue
            if block.kind is BlockKind.HEADING:
                self._heading(block)
            elif block.kind is BlockKind.TURN:
                self._turn(i, block)
            elif block.kind is BlockKind.LIST_ITEM and self._bullet(i, block):
                continue
            else:
                self._paragraph(i, block, tagged.get(i, []))
        self._headings(tagged)

    def _tag(self, passages: Sequence[Span]) -> list[list[Tagged]]:
        """Return what is found in each passage of prose."""
        text = self.report.text
        tagging = self.tagger.tag(text, passages)
        self.names = tagging.names
        if self.tagger is self.rules:
            return tagging.attributions
        out = tagging.attributions
        # Where the model found nothing, the rules add quotations only.
        held = [k for k, passage in enumerate(passages) if out[k] or find_quotations(text, passage)]
        by_rules = self.rules.tag(text, [passages[k] for k in held]).attributions
        for k, rules in zip(held, by_rules, strict=True):
            out[k] = reconcile(text, passages[k], out[k], rules)
        return out

    def _is_prose(self, block: Block) -> bool:
        return block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)

    def _body(self, block: Block) -> Span:
        """Return a block without its label, bullet or marker."""
        if block.label is None:
            return block.span
        start = block.label.end
        text = self.report.text
        while start < block.span.end and (text[start].isspace() or text[start] in ":.)"):
            start += 1
        return Span(start, block.span.end)

    def _add(self, **parts: object) -> int:
        self.drafts.append(Draft(**parts))  # type: ignore[arg-type]  # each caller names the fields of Draft
        return len(self.drafts) - 1

    # Headings.

    def _heading(self, block: Block) -> None:
        self.speech = None
        self.last_prose = None
        self.bullets = None
        self.orphans.clear()
        pending_letters = self.intro is not None and self.intro.letter
        writer = is_letter_heading(self.report.text, block.span, load_cue_lexicon())
        words = block.span.cut(self.report.text)
        is_letter = writer is not None and (
            pending_letters or not words.rstrip().endswith(":") or self.letter_by is not None
        )
        self.letter_by = writer if is_letter else None
        if not is_letter:
            # A line that ends in a colon introduces, also where it was taken for a heading.
            self.intro = find_introduction(self.report.text, block.span, load_cue_lexicon())

    def _headings(self, tagged: Mapping[int, Sequence[Tagged]]) -> None:
        lexicon, text = load_cue_lexicon(), self.report.text
        spoken = {w for d in self.drafts for s in d.source for w in _content_words(s.cut(text))}

        def speaks(label: str) -> bool:
            words = label.split()
            return bool(words) and words[-1] in spoken

        for i, block in enumerate(self.report.blocks):
            if block.kind is not BlockKind.HEADING or is_letter_heading(text, block.span, lexicon):
                continue
            by_rules = list(find_heading_statements(text, block.span, lexicon, speaks=speaks))
            if not by_rules:
                self._tagged_heading(i, tagged.get(i, ()))
            for found in by_rules:
                self._add(
                    source=(found.source,),
                    cue=(found.cue,) if found.cue else (),
                    content=found.content,
                    kind=StatementKind.HEADING,
                    block=i,
                    confidence=0.85,
                    made_by=RULES,
                    because="a heading gives the words to the name before its "
                    + (f"“{found.cue.cut(text)}”" if found.cue else "colon"),
                )

    def _tagged_heading(self, i: int, tagged: Sequence[Tagged]) -> None:
        for attribution in tagged:
            if attribution.source and attribution.confidence >= _LEAST_IN_HEADING:
                self._add(
                    source=attribution.source,
                    cue=attribution.cue,
                    content=attribution.content,
                    kind=StatementKind.HEADING,
                    block=i,
                    confidence=attribution.confidence,
                    made_by=self.tagger.version,
                    because=f"in a heading, {attribution.because}",
                    act=attribution.act,
                )

    # Turns.

    def _turn(self, i: int, block: Block) -> None:
        text = self.report.text
        content, unclosed = self._said(self._body(block))
        if not content:
            return
        if block.label is None and self.speech is not None:
            self._extend(self.speech.draft, content)
            self.speech.unclosed = unclosed
            return
        label = block.label
        to = label is not None and re.match(r"(?:To|For)\s", label.cut(text)) is not None
        kind = (
            StatementKind.LETTER
            if to and self.intro is not None and self.intro.letter
            else StatementKind.TRANSCRIPT
        )
        source = self._introduced_source() if to or label is None else (label,)
        named = split_label(text, label, self.report.metadata.language) if label else None
        if named:
            source, kind = (named[0],), StatementKind.DIRECT
        n = self._add(
            source=source,
            cue=(named[1],) if named else (),
            content=content,
            kind=kind,
            block=i,
            confidence=0.97,
            made_by=RULES,
            because=f"the words follow the label “{label.cut(text)}”" if label else "a turn without a label",
        )
        self.speech = _Speech(n, unclosed=unclosed, bare=True)
        self.last_prose = None
        if not to:
            self.intro = None

    def _said(self, body: Span) -> tuple[tuple[Span, ...], bool]:
        """Return the words of a labelled passage without enclosing marks, and whether a mark stays open."""
        text = self.report.text
        body = _without_notes(text, body)
        quotations = find_quotations(text, body)
        if quotations and not quotations[0].single and quotations[0].outer.start == body.start:
            last = quotations[-1]
            if last.outer.end >= body.end - 1:
                if len(quotations) == 1:
                    return ((last.inner,), not last.closed) if len(last.inner) else ((), False)
                return (trim_marks(text, body),), not last.closed
        closes = len(body) > 0 and text[body.end - 1] in DOUBLE_MARKS
        span = trim_marks(text, body) if quotations or closes else body
        return ((span,), False) if len(span) else ((), False)

    # Bulleted words.

    def _bullet(self, i: int, block: Block) -> bool:
        """Take a list item as words that an introduction announced; return whether it was one."""
        if self.bullets is None and self.intro is None:
            return False
        body = _without_notes(self.report.text, self._body(block))
        quotations = [q for q in find_quotations(self.report.text, body) if not q.single and len(q.inner)]
        if quotations and self._is_whole_item(body, quotations):
            content: tuple[Span, ...] = tuple(q.inner for q in quotations)
        elif self.bullets is not None or (
            self.intro is not None and self.intro.cue is not None and not quotations
        ):
            content = (trim_marks(self.report.text, body),)
        else:
            return False
        if self.bullets is not None:
            self._extend(self.bullets, content)
            return True
        self.bullets = self._introduced(
            i, content, because="a list of the words that the sentence before it announces"
        )
        return True

    def _is_whole_item(self, body: Span, quotations: Sequence[Quotation]) -> bool:
        """Return whether an item is quoted but for a label before the first mark."""
        before = self.report.text[body.start : quotations[0].outer.start].strip()
        return (not before or before.endswith(":")) and quotations[-1].outer.end >= body.end - 1

    # Paragraphs.

    def _paragraph(self, i: int, block: Block, tagged: Sequence[Tagged]) -> None:
        text = self.report.text
        self.bullets = None
        body = self._body(block)
        address = _ADDRESS_LABEL.match(text, body.start, body.end)
        if address and self.intro is not None:
            self._addressed(i, Span(address.end(), body.end))
            return
        bare = self._bare(body)
        if bare is not None:
            self._bare_paragraph(i, bare)
            return
        if not tagged and self._named_label(i, body):
            return
        if self.intro is not None and is_set_off(text, body, self.intro, tagged):
            said = (_without_notes(text, body),)
            because = "the sentence before it announces the words, which are set off without marks"
            self.last_prose = self._introduced(i, said, because=because)
            self.speech = None
            return
        self._tagged_paragraph(i, body, tagged)

    def _named_label(self, i: int, body: Span) -> bool:
        """Take "name and verb: quotation" in a language whose prose is not read; return whether it was one."""
        text = self.report.text
        match = _LABELLED.match(text, body.start, body.end)
        label = Span(body.start, text.index(":", body.start)) if match else None
        named = split_label(text, label, self.report.metadata.language) if label else None
        if match is None or named is None:
            return False
        content, unclosed = self._said(Span(match.end(), body.end))
        if not content:
            return False
        n = self._add(
            source=(named[0],),
            cue=(named[1],),
            content=content,
            kind=StatementKind.DIRECT,
            block=i,
            confidence=0.95,
            made_by=RULES,
            because=f"a colon after “{named[1].cut(text)}” gives the words to the name beside it",
        )
        self.speech = _Speech(n, unclosed=unclosed, bare=False)
        self.last_prose = n
        self.intro = None
        return True

    def _addressed(self, i: int, body: Span) -> None:
        content, unclosed = self._said(body)
        if content:
            n = self._introduced(
                i, content, because="a label names to whom the announced words are addressed", keep=True
            )
            self.speech = _Speech(n, unclosed=unclosed, bare=True)

    def _bare(self, body: Span) -> Quotation | None:
        """Return the quotation that a paragraph is, when it is nothing else."""
        text = self.report.text
        body = _without_notes(text, body)
        if not opens_quotation(text, body.start) and text[body.start] not in '“"«„':
            return None
        quotations = find_quotations(text, body)
        if not quotations or quotations[0].single or quotations[0].outer.start != body.start:
            return None
        if len(quotations) == 1 and quotations[0].outer.end >= body.end - 1:
            return quotations[0] if len(quotations[0].inner) else None
        # "A." "B.": several quotations and nothing between them.
        between = [text[a.outer.end : b.outer.start].strip() for a, b in pairwise(quotations)]
        if quotations[-1].outer.end >= body.end - 1 and not any(between):
            inner = Span(quotations[0].inner.start, quotations[-1].inner.end)
            return Quotation(body, inner, quotations[-1].closed)
        return None

    def _bare_paragraph(self, i: int, quote: Quotation) -> None:
        content = (quote.inner,)
        speech = self.speech
        if self.intro is not None or (self.letter_by is not None and speech is None):
            n = self._introduced(i, content, because="the sentence before it announces the words")
        elif speech is not None and (speech.unclosed or speech.bare):
            self._extend(speech.draft, content)
            n = speech.draft
        elif self.last_prose is not None:
            before = self.drafts[self.last_prose]
            n = self._add(
                source=(),
                cue=(),
                content=content,
                kind=StatementKind.DIRECT,
                block=i,
                goes_on=self.last_prose,
                confidence=0.8,
                made_by=RULES,
                because="a quotation without a cue right after the same speaker’s words"
                + (f" (“{before.source[0].cut(self.report.text)}”)" if before.source else ""),
            )
        else:
            self.orphans.append(quote.inner)
            return
        self.speech = _Speech(n, unclosed=not quote.closed, bare=True)

    def _tagged_paragraph(self, i: int, body: Span, tagged: Sequence[Tagged]) -> None:
        text = self.report.text
        quotations = find_quotations(text, body)
        first = len(self.drafts)
        for attribution in tagged:
            content = attribution.content
            if (
                self.orphans
                and quotations
                and content[0].start <= quotations[0].inner.start
                and quotations[0].outer.start == body.start
            ):
                content = (*self.orphans, *content)
                self.orphans.clear()
            self._add(
                source=attribution.source,
                cue=attribution.cue,
                content=content,
                # The words that waited are quoted too: the form is that of this paragraph's own.
                kind=kind_of(attribution.content, quotations),
                block=i,
                asks=self._is_question(attribution),
                confidence=attribution.confidence,
                made_by=self.tagger.version,
                because=attribution.because,
                act=attribution.act,
            )
        self.orphans.clear()
        self.speech = None
        if len(self.drafts) > first:
            self.last_prose = self._last_top(first)
        elif not self._is_aside(body):
            self.last_prose = None
        self._open_end(i, body, quotations, first)
        lexicon = load_cue_lexicon()
        self.intro = find_introduction(text, body, lexicon)
        if self.intro is not None:
            self._complete_intro(i, first)
            self.letter_by = None

    def _is_question(self, attribution: Tagged) -> bool:
        """Return whether an attribution is a question that nobody is named for ("asked about …")."""
        if attribution.source or not attribution.cue:
            return False
        return attribution.cue[0].cut(self.report.text).casefold() in load_cue_lexicon().question_nouns

    def _is_aside(self, body: Span) -> bool:
        """Return whether a paragraph is too short to turn to another subject (a stage direction, a dateline)."""
        return len(body) < 40  # noqa: PLR2004 - about one short clause

    def _last_top(self, first: int) -> int:
        """Return the last draft of this paragraph that lies in no other's words."""
        for k in range(len(self.drafts) - 1, first - 1, -1):
            inner = self.drafts[k].content[0]
            if not any(
                j != k and any(s.covers(inner) for s in self.drafts[j].content)
                for j in range(first, len(self.drafts))
            ):
                return k
        return len(self.drafts) - 1

    def _open_end(self, i: int, body: Span, quotations: Sequence[Quotation], first: int) -> None:
        """Note the speech that a paragraph leaves open for the next to go on with."""
        if not quotations or quotations[-1].single:
            return
        last = quotations[-1]
        if last.outer.end < _without_notes(self.report.text, body).end - 1:
            return
        owner = next(
            (
                k
                for k in range(len(self.drafts) - 1, first - 1, -1)
                if self.drafts[k].content[-1].covers(last.inner) or last.inner == self.drafts[k].content[-1]
            ),
            None,
        )
        if owner is not None:
            colon = self.report.text[: last.outer.start].rstrip().endswith(":")
            # After a colon a closed quotation may still go on: the next paragraph reopens it.
            self.speech = _Speech(owner, unclosed=not last.closed, bare=False)
            if colon and last.closed and self._next_reopens(i):
                self.speech.unclosed = True

    def _next_reopens(self, i: int) -> bool:
        for block in self.report.blocks[i + 1 :]:
            if block.kind in (BlockKind.CAPTION, BlockKind.BOILERPLATE, BlockKind.CROSS_REFERENCE):
                continue
            return block.kind in (BlockKind.PARAGRAPH, BlockKind.TURN) and self._bare(block.span) is not None
        return False

    # Introductions.

    def _complete_intro(self, i: int, first: int) -> None:
        """Find the speaker of an introduction that leaves it to what stands before."""
        intro = self.intro
        if intro is None:
            return
        text = self.report.text
        if intro.noun is not None:
            before = [self.report.blocks[k].span for k in range(i - 1, max(-1, i - 4), -1)]
            author = find_author(text, [self.report.blocks[i].span, *before], intro.noun, load_cue_lexicon())
            if author is not None:
                self.intro = replace(intro, source=author)
                return
        if intro.source is None and len(self.drafts) > first and self.drafts[-1].source:
            self.intro = replace(intro, source=self.drafts[self._last_top(first)].source[0])

    def _introduced_source(self) -> tuple[Span, ...]:
        if self.letter_by is not None:
            return (self.letter_by,)
        if self.intro is not None and self.intro.source is not None:
            return (self.intro.source,)
        return ()

    def _introduced(self, i: int, content: tuple[Span, ...], *, because: str, keep: bool = False) -> int:
        intro = self.intro
        is_letter = self.letter_by is not None or (intro is not None and intro.letter)
        source = self._introduced_source()
        n = self._add(
            source=source,
            cue=(intro.cue,)
            if intro is not None and intro.cue is not None and self.letter_by is None
            else (),
            content=content,
            kind=StatementKind.LETTER if is_letter else StatementKind.DIRECT,
            block=i,
            goes_on=None if source else self.last_prose,
            confidence=0.93,
            made_by=RULES,
            because=because,
        )
        if not keep:
            self.intro = None
        return n

    def _extend(self, n: int, content: tuple[Span, ...]) -> None:
        self.drafts[n] = replace(self.drafts[n], content=(*self.drafts[n].content, *content))


def _without_notes(text: str, span: Span) -> Span:
    end = span.end
    if span.cut(text).rstrip().endswith("]") and (match := _NOTE_TAIL.search(text, span.start, end)):
        end = match.start()
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)


def _content_words(words: str) -> list[str]:
    return [w for w in fold(words).split() if len(w) > 2]  # noqa: PLR2004 - drops "he", "of", "a"
