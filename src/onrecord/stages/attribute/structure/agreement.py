"""What a model found in a paragraph, held against the quotation marks and the rules of cue words.

Marks are certain: a content that takes most of a quotation takes all of it. Where the rules see a plain direct
quotation, its edges are theirs, and one that the model missed is added. Where both find the same words, that
they agree makes it likelier.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Span, StatementKind
from onrecord.ports import Tagged
from onrecord.stages.attribute.prose.cue_lexicon import load_cue_lexicon
from onrecord.stages.attribute.prose.passage import SURE
from onrecord.stages.attribute.structure.linking import kind_of
from onrecord.text.kept import kept_for_one_text
from onrecord.text.quotes import Quotation, find_quotations

#: What the odds of an attribution depend on besides the model's own confidence, see `features_of`.
FEATURES = ("always", "content agreed", "nobody named")
#: How much each changes them, as logarithms (`training/agreement.py`, over the development part of PolNeAR).
_WEIGHTS = (-0.2, 0.74, -0.31)
#: Below this an attribution is so often wrong that giving it gains nothing.
_LEAST = 0.2
#: The same where nobody is named: who goes on speaking would be given the words.
_LEAST_OF_NOBODY = 0.3
#: A model's content is the rules' direct quotation when so many of its words stand elsewhere, at most.
_STRAY_WORDS = 4
_MOST = 0.5

#: The longest words that open a topic, and the space after them.
_TOPIC_CHARS = 30

_WORD = re.compile(r"\w+")


def reconcile(text: str, passage: Span, found: Sequence[Tagged], rules: Sequence[Tagged]) -> list[Tagged]:
    """Return the attributions of one paragraph, in text order.

    Args:
        text: A report's canonical text.
        passage: The paragraph.
        found: What the model found in it.
        rules: What the rules did.
    """
    quotations = [q for q in find_quotations(text, passage) if not q.single and len(q.inner)]
    quoted = [r for r in rules if kind_of(r.content, quotations) is StatementKind.DIRECT]
    direct = [r for r in quoted if r.confidence >= SURE]
    kept = []
    for each in _split(text, found, rules):
        said = _without_topic(text, each.content)
        said = _without_setting(text, replace(each, content=said), quotations)
        whole = replace(each, content=tuple(_join(_whole(said, quotations))))
        for rule in quoted:
            whole = _as_quoted(text, whole, rule)
        for rule in rules:
            whole = _agree(text, whole, rule, is_direct=rule in direct)
        sure = _confidence(text, whole, rules)
        if sure >= (_LEAST if whole.source else _LEAST_OF_NOBODY):
            kept.append(replace(whole, confidence=round(sure, 3)))
    taken = [s for k in kept for s in k.content]
    missed = [r for r in direct if not any(s.overlaps(t) for s in r.content for t in taken)]
    return sorted([*kept, *missed], key=lambda t: (t.content[0], t.content[-1].end))


def _split(text: str, found: Sequence[Tagged], rules: Sequence[Tagged]) -> Iterator[Tagged]:
    """Yield what was found; a part of a content that the rules give to a cue of its own goes to that."""
    cues = {w for f in found for w in _words(text, f.cue)}
    for each in found:
        parts = list(each.content)
        for rule in rules:
            own = next((p for p in parts if _words(text, [p]) == _words(text, rule.content)), None)
            if own is not None and len(parts) > 1 and not _words(text, rule.cue) & cues:
                parts.remove(own)
                yield replace(each, source=rule.source or each.source, cue=rule.cue, content=(own,))
        yield replace(each, content=tuple(parts))


def _as_quoted(text: str, found: Tagged, rule: Tagged) -> Tagged:
    """Return what was found, with all that the rules see quoted where it is a part of that, by the same cue."""
    part = _words(text, found.content) < _words(text, rule.content)
    same_cue = not _cue_places(text, found).isdisjoint(_cue_places(text, rule))
    return replace(found, content=rule.content) if part and same_cue else found


def _cue_places(text: str, found: Tagged) -> frozenset[int]:
    """Return where the words of a cue begin; of one that is a mark (a dash), where that stands."""
    return _words(text, found.cue) or frozenset(span.start for span in found.cue)


def _agree(text: str, found: Tagged, rule: Tagged, *, is_direct: bool) -> Tagged:
    """Return what was found, mended by a rule that found the same words."""
    own, theirs = _words(text, found.content), _words(text, rule.content)
    if len(own & theirs) <= _MOST * len(theirs):
        return found
    same_cue = _words(text, found.cue) & _words(text, rule.cue)
    is_same = bool(same_cue) or is_direct
    if is_same and not found.source and rule.source and len(own & theirs) > _MOST * len(own):
        found = replace(found, source=rule.source, cue=rule.cue)
    if is_direct and len(own - theirs) <= _STRAY_WORDS:
        return replace(found, content=rule.content)
    if same_cue:
        found = replace(found, content=_without_frame(text, found.content, rule))
    last, end = found.content[-1], rule.content[-1].end
    is_cut_short = text[max(own) : last.end].casefold() in load_cue_lexicon().words("unfinished")
    if is_cut_short and same_cue and end > last.end and rule.content[-1].start < last.end:
        return replace(found, content=(*found.content[:-1], Span(last.start, end)))
    return found


def _without_frame(text: str, content: tuple[Span, ...], rule: Tagged) -> tuple[Span, ...]:
    """Return a content without what the report sets around the words: "his position that …", "…, i.e. the pier".

    Args:
        text: A report's canonical text.
        content: Of the model.
        rule: The rules' attribution by the same cue, which leaves both out.
    """
    begin, *rest = content
    start = rule.content[0].start
    if begin.start < start < begin.end:
        before = text[begin.start : start].casefold().split()
        in_cue = any(c.covers(Span(begin.start, c.end)) for c in rule.cue if c.start <= begin.start < c.end)
        if before[-1] == "that" or in_cue:
            begin = Span(start, begin.end)
    *rest, last = (begin, *rest)
    end = rule.content[-1].end
    if last.start < end < last.end:
        after = text[end : last.end].casefold().lstrip(" ,;(–—")
        if any(after.startswith(f"{gloss} ") for gloss in load_cue_lexicon().words("glosses")):
            last = Span(last.start, end)
    return (*rest, last)


def _without_topic(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content without what it is about, which stands before who speaks: "Regarding the pier, she said …"."""
    first, *others = content
    if not others:
        return content
    words = f"{first.cut(text).casefold()} "
    before = text[max(0, first.start - _TOPIC_CHARS) : first.start].casefold().split()
    is_topic = any(
        words.startswith(f"{t} ") or before[-len(t.split()) :] == t.split()
        for t in load_cue_lexicon().words("topics")
    )
    return tuple(others) if is_topic else content


def _without_setting(text: str, found: Tagged, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """Return a content without when and where it was said ('"We won’t go," she said after the vote')."""
    content, said = found.content, max((s.end for s in (*found.cue, *found.source)), default=0)
    at = next((k for k, span in enumerate(content) if span.start >= said), 0)
    span = content[at]
    first = text[said : span.start].casefold().split() or span.cut(text).casefold().split()[:1]
    quoted = [q.inner for q in quotations]
    is_setting = len(first) == 1 and first[0] in load_cue_lexicon().words("settings")
    if not (is_setting and any(q.covers(content[0]) for q in quoted)) or at == 0:
        return content
    if any(q.start <= span.start < q.end for q in quoted):
        return content
    rest = [Span(q.start, span.end) for q in quoted if span.start < q.start < span.end]
    return (*content[:at], *rest[:1], *content[at + 1 :])


def _whole(content: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Span]:
    for span in content:
        start, end = span.start, span.end
        for q in quotations:
            shared = min(end, q.inner.end) - max(start, q.inner.start)
            if shared >= _MOST * len(q.inner):
                start, end = min(start, q.inner.start), max(end, q.inner.end)
        yield Span(start, end)


def _join(spans: Iterator[Span]) -> Iterator[Span]:
    """Yield the spans, those that came to overlap as one."""
    at: Span | None = None
    for span in sorted(spans):
        if at is not None and at.overlaps(span):
            at = Span(at.start, max(at.end, span.end))
            continue
        if at is not None:
            yield at
        at = span
    if at is not None:
        yield at


def features_of(text: str, found: Tagged, rules: Sequence[Tagged]) -> tuple[bool, ...]:
    """Return FEATURES of an attribution.

    Args:
        text: A report's canonical text.
        found: What the model found.
        rules: What the rules found in the same paragraph.
    """
    content = _words(text, found.content)
    return (
        True,
        any(len(_words(text, r.content) & content) >= _MOST * len(content) for r in rules),
        not found.source,
    )


def _confidence(text: str, found: Tagged, rules: Sequence[Tagged]) -> float:
    odds = math.log(found.confidence / (1 - found.confidence))
    odds += sum(w for w, x in zip(_WEIGHTS, features_of(text, found, rules), strict=True) if x)
    return 1 / (1 + math.exp(-odds))


def _words(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Return where the words of some spans begin."""
    first, *rest = (_word_starts(text, s) for s in spans) if spans else (frozenset[int](),)
    return first.union(*rest) if rest else first


@kept_for_one_text
def _word_starts(text: str, span: Span) -> frozenset[int]:
    return frozenset(m.start() for m in _WORD.finditer(text, span.start, span.end))
