"""Who a sentence ending in a colon announces: "Vale said:", "The main points of her speech:"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span, StatementKind
from onrecord.ports import Tagged
from onrecord.stages.attribute.prose.clauses import Range, main_subject, phrase_before
from onrecord.stages.attribute.prose.cue_lexicon import Lexicon
from onrecord.stages.attribute.prose.cues import find_cues
from onrecord.stages.attribute.structure.linking import kind_of
from onrecord.text.quotes import find_quotations
from onrecord.text.tokens import Kind, Token, take_apart

#: Fewer words, or words that end no sentence, are what a page shows in the place of a video or a post.
_LEAST_SET_OFF = 4
_SENTENCE_END = re.compile(r"[.?!…][\s\[\]()\d'’”\"»]*\Z")
_MAY_INTRODUCE = re.compile(r":[\s\[\]()\d]*\Z|[Ff]ollowing|[Bb]elow")


@dataclass(frozen=True, slots=True)
class Introduction:
    """Return what an introducing sentence tells of the words after it.

    Attributes:
        source: Who speaks, or None where the sentence leaves that to what came before.
        cue: The verb or noun that introduces, or None.
        letter: True where what follows was written to somebody.
        noun: The kind of writing that "speaks" ("poster"), case-folded, or None.
        by_verb: True where the colon follows a verb of saying at once ("Vale added:").
    """

    source: Span | None
    cue: Span | None
    letter: bool = False
    noun: str | None = None
    by_verb: bool = False


def find_introduction(text: str, block: Span, lexicon: Lexicon) -> Introduction | None:
    """Return what the last sentence of a paragraph introduces, or None where it does not end in a colon.

    Args:
        text: A report's canonical text.
        block: The paragraph.
        lexicon: The cue words.
    """
    if not _MAY_INTRODUCE.search(text, block.start, block.end):
        return None  # most paragraphs introduce nothing: do not take them apart again
    _, tokens, sentences = take_apart(text, block)
    if not sentences:
        return None
    low, high = sentences[-1]
    end = high
    while end > low and (tokens[end - 1].kind is Kind.NOTE or tokens[end - 1].text in ")]"):
        end -= 1
    if end <= low or tokens[end - 1].text != ":":
        announced = _announces(tokens, low, high)
        return _from_noun(tokens, low, high, lexicon) if announced else None
    end -= 1
    return (
        _from_verb(tokens, low, end, lexicon)
        or _from_noun(tokens, low, end, lexicon)
        or Introduction(None, None)
    )


def is_set_off(text: str, block: Span, intro: Introduction, tagged: Sequence[Tagged]) -> bool:
    """Return whether a paragraph without marks is what "Vale added:" announces, as a quotation set off from the rest.

    Args:
        text: A report's canonical text.
        block: The paragraph after the introduction.
        intro: The introduction.
        tagged: What was found in the paragraph: one that quotes is the report's own again.
    """
    if not intro.by_verb or not _SENTENCE_END.search(text, block.start, block.end):
        return False
    quotations = find_quotations(text, block)
    quotes = any(kind_of(each.content, quotations) is not StatementKind.INDIRECT for each in tagged)
    return not quotes and len(block.cut(text).split()) >= _LEAST_SET_OFF


def find_author(text: str, blocks: Sequence[Span], noun: str, lexicon: Lexicon) -> Span | None:
    """Return who published the writing that `noun` names, from the nearest block before that says so.

    Args:
        text: A report's canonical text.
        blocks: The blocks before, nearest first.
        noun: "poster", "leaflet", …
        lexicon: The cue words.
    """
    for block in blocks:
        _, tokens, sentences = take_apart(text, block)
        if not any(t.low == noun for t in tokens):
            continue
        for low, high in sentences:
            owned = next((k for k in range(low + 1, high) if tokens[k].low == noun), None)
            if owned is not None and tokens[owned - 1].low.endswith(("'s", "s'")):
                owner = _owner(tokens, owned, low, high, lexicon)
                if owner is not None:
                    return owner
            verb = next((k for k in range(low, high) if tokens[k].low in lexicon.words("publishing")), None)
            if verb is not None and any(t.low == noun for t in tokens[verb:high]):
                source = phrase_before(tokens, verb, low, lexicon)
                if source:
                    return _span(tokens, source)
    return None


def _announces(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Return whether a sentence without a colon announces ("The following are excerpts of …")."""
    words = [t.low for t in tokens[low : min(high, low + 4)]]
    return "following" in words or words[:1] == ["below"]


def _from_verb(tokens: Sequence[Token], low: int, end: int, lexicon: Lexicon) -> Introduction | None:
    for hit in reversed(find_cues(tokens, low, end, lexicon)):
        if (
            hit.source is not None
            and not hit.after_as
            and not any(t.low == "that" for t in tokens[hit.end : end])
        ):
            letter = any(t.low in lexicon.letter_nouns for t in tokens[low:end]) or hit.cue.lemma == "write"
            noun = _writing(tokens, hit.source, low, lexicon)
            return Introduction(
                _span(tokens, hit.source),
                Span(tokens[hit.start].start, tokens[hit.end - 1].end),
                letter=letter,
                noun=noun,
                by_verb=hit.end == end and "q" in hit.cue.frames,
            )
    if tokens[end - 1].low in lexicon.words("reading") and end - 1 > low:
        source = phrase_before(tokens, end - 1, low, lexicon)
        if source is not None:
            cue = Span(tokens[end - 1].start, tokens[end - 1].end)
            letter = any(t.low in lexicon.letter_nouns for t in tokens[source.start : source.end])
            return Introduction(
                _span(tokens, source), cue, letter=letter, noun=_writing(tokens, source, low, lexicon)
            )
    return None


def _writing(tokens: Sequence[Token], source: Range, low: int, lexicon: Lexicon) -> str | None:
    """Return the head noun of a subject that is a piece of writing nobody is named for ("The poster", "It")."""
    if tokens[source.end - 1].low == "it":
        return next((t.low for t in reversed(tokens[:low]) if t.low in lexicon.writing_nouns), None)
    words = [t for t in tokens[source.start : source.end] if t.kind is Kind.WORD]
    last = words[-1].low
    plain = not any(t.is_capital for t in words[1:]) and not any(t.low.endswith("'s") for t in words)
    return (
        last
        if plain
        and (last in lexicon.writing_nouns or last in lexicon.speech_nouns or last in lexicon.letter_nouns)
        else None
    )


def _from_noun(tokens: Sequence[Token], low: int, end: int, lexicon: Lexicon) -> Introduction | None:
    """Return who the nouns of saying belong to: "his statements", "Vale's letters", "remarks by Vale"."""
    saying = lexicon.speech_nouns | lexicon.letter_nouns | lexicon.writing_nouns
    nouns = [k for k in range(low, end) if tokens[k].low in saying]
    if not nouns:
        return None
    letter = any(tokens[k].low in lexicon.letter_nouns for k in nouns)
    for k in reversed(nouns):
        owner = _owner(tokens, k, low, end, lexicon)
        if owner is not None:
            cue = Span(tokens[k].start, tokens[k].end)
            return Introduction(owner, cue, letter=letter)
    source = main_subject(tokens, low, end, lexicon)
    if source is not None and not any(low <= k < end and source.start <= k < source.end for k in nouns):
        return Introduction(_span(tokens, source), None, letter=letter)
    return Introduction(None, None, letter=letter, noun=tokens[nouns[-1]].low)


def _owner(tokens: Sequence[Token], k: int, low: int, end: int, lexicon: Lexicon) -> Span | None:
    before = k - 1
    while (
        before > low
        and tokens[before].kind is Kind.WORD
        and tokens[before].low.isalpha()
        and not (
            tokens[before].low in lexicon.words("possessives")
            or tokens[before].is_capital
            or tokens[before].low in lexicon.prepositions
        )
    ):
        before -= 1
    if before >= low and tokens[before].low in lexicon.words("possessives"):
        return Span(tokens[before].start, tokens[before].end)
    if before >= low and tokens[before].low.endswith(("'s", "s'")):
        # "the main points of Vale's": what the points are of starts after the last preposition.
        start = next(
            (k + 1 for k in range(before - 1, low - 1, -1) if tokens[k].low in lexicon.prepositions), low
        )
        owner = phrase_before(tokens, before + 1, start, lexicon)
        if owner is not None:
            return _span(tokens, owner)
    j = k + 1
    while j < end and tokens[j].low in ("conducted", "given", "delivered", "made", "held", "sent", "written"):
        j += 1
    if j < end and tokens[j].low in lexicon.words("authors_by") and j + 1 < end:
        stop = j + 1
        while (
            stop < end
            and tokens[stop].kind is Kind.WORD
            and tokens[stop].low not in lexicon.prepositions | lexicon.subordinators
        ):
            stop += 1
        owner = phrase_before(tokens, stop, j + 1, lexicon)
        if owner is not None and tokens[owner.end - 1].is_capital:
            return _span(tokens, owner)
    return None


def _span(tokens: Sequence[Token], part: Range) -> Span:
    last = tokens[part.end - 1]
    end = last.end - 2 if last.low.endswith("'s") else last.end - 1 if last.low.endswith("s'") else last.end
    return Span(tokens[part.start].start, end)
