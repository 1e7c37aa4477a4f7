"""The sentences around statements, with the words said left out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

from onrecord.model import BlockKind, Identity, Report, Span, StatementKind
from onrecord.stages.attribute.draft import Draft
from onrecord.text.data import load_table
from onrecord.text.phrases import Phrases, vocabulary_of
from onrecord.text.tokens import take_apart

#: Stands for each character of words said: no word, no white space, no punctuation.
HIDDEN = "\x00"

_SELF_STANDING = frozenset({StatementKind.LETTER, StatementKind.TRANSCRIPT})
_PROSE = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.TURN, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.FOOTNOTE}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Return one sentence of the report's own prose.

    Attributes:
        span: Where it stands.
        words: Its text, every character of statements' content replaced by `HIDDEN`,
            so that positions stay true.
        block: Index of its block in `report.blocks`.
        drafts: Indexes of the statements that it attributes.
        vocabulary: The words in `words`, from `vocabulary_of`.
    """

    span: Span
    words: str
    block: int
    drafts: tuple[int, ...]
    vocabulary: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "vocabulary", vocabulary_of(self.words))


@dataclass(frozen=True, slots=True)
class Scan:
    """Return one sentence made ready for looking; positions count from its start.

    Attributes:
        words: Words said hidden, and each day one run of nines, so that its commas divide nothing.
        start: Where the sentence starts in the canonical text.
        language: BCP 47 code of the report.
        sources: Who is said to speak in it.
        walls: Where sources and cues begin: names of occasions end before them.
        vocabulary: The words in `words`, from `vocabulary_of`.
    """

    words: str
    start: int
    language: str | None
    sources: tuple[Span, ...] = ()
    walls: tuple[int, ...] = ()
    vocabulary: frozenset[str] = field(default=frozenset(), repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.vocabulary:
            object.__setattr__(self, "vocabulary", vocabulary_of(self.words))

    @property
    def table(self) -> dict[str, Any]:
        """Return the words of the language."""
        return words_for(self.language)

    @classmethod
    def of(
        cls,
        sentence: Sentence,
        *,
        language: str | None,
        days: Sequence[Span] = (),
        sources: Sequence[Span] = (),
        cues: Sequence[Span] = (),
    ) -> Self:
        """Return a sentence made ready; spans are given in the canonical text."""
        start, words = sentence.span.start, sentence.words
        for day in days:
            a, b = day.start - start, day.end - start
            words = words[:a] + "9" * (b - a) + words[b:]
        inside = [s for s in sources if sentence.span.covers(s)]
        return cls(
            words,
            start,
            language,
            tuple(Span(s.start - start, s.end - start) for s in inside),
            tuple(s.start - start for s in (*inside, *cues) if sentence.span.covers(s)),
            vocabulary_of(words) if days else sentence.vocabulary,
        )


def words_for(language: str | None) -> dict[str, Any]:
    """Return the table of occasions of a language; English where there is none."""
    tables = load_table("cues/occasions")
    table: dict[str, Any] = tables.get((language or "en").partition("-")[0], tables["en"])
    return table


@cache
def phrases(words: tuple[str, ...]) -> Phrases:
    """Return `words` ready for a look whether any of them may stand in a sentence."""
    return Phrases.of(words)


@cache
def either(words: tuple[str, ...]) -> str:
    """Return a pattern for any of `words`, the longest first."""
    return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s+") for w in words), key=len, reverse=True))


def is_prose(kind: BlockKind) -> bool:
    """Return whether blocks of that kind carry the report's own running words."""
    return kind in _PROSE


def anchor_of(draft: Draft) -> int:
    """Return where the sentence stands that attributes the words: at the cue, the source, or the words.

    Letters and turns stand for themselves: what introduces them may lie far above.
    """
    if draft.kind not in _SELF_STANDING:
        for spans in (draft.cue, draft.source):
            if spans:
                return spans[0].start
    return draft.content[0].start


def find_sentences(report: Report, drafts: Sequence[Draft]) -> list[Sentence]:
    """Return the sentences of all prose blocks in text order, with the top-level statements each attributes."""
    hidden = [span for draft in drafts if draft.parent is None for span in draft.content]
    text = hide(report.text, hidden)
    cuts = [
        (index, span)
        for index, block in enumerate(report.blocks)
        if is_prose(block.kind)
        for span in _split(report.text, block.span)
    ]
    starts = [span.start for _, span in cuts]
    attributed: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        at = bisect_right(starts, anchor_of(draft)) - 1
        if draft.kind is not StatementKind.HEADING and report.blocks[cuts[at][0]].kind is BlockKind.HEADING:
            at = bisect_right(starts, draft.content[0].start) - 1
        if draft.parent is None and at >= 0:
            attributed.setdefault(at, []).append(number)
    return [
        Sentence(span, span.cut(text), block, tuple(attributed.get(i, ())))
        for i, (block, span) in enumerate(cuts)
    ]


def sentence_within(
    report: Report, draft: Draft, *, parent: Draft, siblings: Iterable[Draft], number: int
) -> Sentence | None:
    """Return the sentence of the quoting speaker's words that attributes a nested statement, or None.

    Args:
        report: The report.
        draft: The nested statement.
        parent: The one in whose words it lies.
        siblings: All statements that lie there, whose words are hidden.
        number: The nested statement's number.
    """
    at = anchor_of(draft)
    content = next((c for c in parent.content if c.start <= at < c.end), None)
    sentences = _split(report.text, content) if content else ()
    found = next((s for s in sentences if s.start <= at < s.end), None)
    if found is None:
        return None
    said = (span for sibling in siblings for span in sibling.content if span.overlaps(found))
    inside = [
        Span(max(s.start, found.start) - found.start, min(s.end, found.end) - found.start) for s in said
    ]
    return Sentence(found, hide(found.cut(report.text), inside), draft.block, (number,))


def hide(text: str, spans: Iterable[Span]) -> str:
    """Return `text` with every character in `spans` replaced by `HIDDEN`.

    >>> hide("He said no.", [Span(8, 10)]).replace(HIDDEN, "_")
    'He said __.'
    """
    parts, at = [], 0
    for span in sorted(spans):
        if span.end > at:
            start = max(at, span.start)
            parts += [text[at:start], HIDDEN * (span.end - start)]
            at = span.end
    return "".join([*parts, text[at:]])


def _split(text: str, within: Span) -> list[Span]:
    _, tokens, sentences = take_apart(text, within)
    return [Span(tokens[a].start, tokens[b - 1].end) for a, b in sentences]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Return who is mentioned where: the mentions of all identities, in text order."""

    spans: tuple[Span, ...]
    identities: tuple[Identity, ...]

    @classmethod
    def of(cls, identities: Iterable[Identity]) -> Self:
        """Return the look-up for `identities`."""
        found = sorted(
            ((m.span, i) for i in identities for m in i.mentions), key=lambda f: (f[0].start, -f[0].end)
        )
        return cls(tuple(s for s, _ in found), tuple(i for _, i in found))

    def within(self, start: int, end: int) -> list[tuple[Span, Identity]]:
        """Return the mentions that start in `[start, end)` and end in it too, in text order."""
        low, high = bisect_left(self.spans, Span(start, start)), bisect_left(self.spans, Span(end, end))
        return [
            (span, who)
            for span, who in zip(self.spans[low:high], self.identities[low:high], strict=True)
            if span.end <= end
        ]
