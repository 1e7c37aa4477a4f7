"""Statements in titles and headings: "Name: words", "Name says words"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span
from onrecord.stages.attribute.prose.cue_lexicon import Form, Lexicon
from onrecord.text.fold import fold
from onrecord.text.quotes import find_quotations, trim_marks
from onrecord.text.tokens import Kind, Token, tokenize

#: What may follow a name in a heading's label: to whom, where, about what.
_OCCASIONS = "Interview|Letter|Speech|Address|Sermon|Statement|Message|Response"
_LABEL_TAIL = re.compile(
    rf"\s(?:To|In(?: An?)? (?:\w+ )*(?:{_OCCASIONS})|On|At|After|Before|During|Following|Ahead)\s",
    re.IGNORECASE,
)
_CLIP_OF = re.compile(
    rf"\b(?:clip|video|article|{_OCCASIONS})s?\s(?:of|by|from)\s",
    re.IGNORECASE,
)
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class HeadingStatement:
    """Return one statement of a heading.

    Attributes:
        source: The speaker, as the label or the subject gives it.
        cue: The verb, or None where a colon attributes.
        content: The words.
    """

    source: Span
    cue: Span | None
    content: tuple[Span, ...]


def is_letter_heading(text: str, heading: Span, lexicon: Lexicon) -> Span | None:
    """Return who wrote the letter that a heading announces ("Vale's Letter To …", "Vale To Orr:"), or None."""
    lead = re.match(r"[^:“\"«]{1,30}:\s+(?=\S)", heading.cut(text))
    if lead and _is_no_speaker(lead.group().rstrip().rstrip(":"), lexicon):
        heading = Span(heading.start + lead.end(), heading.end)  # "Appendix: Vale's Letter To …"
    words = heading.cut(text)
    if words.rstrip().endswith(":"):
        match = re.search(r"\sTo\s", words, re.IGNORECASE)
        if match:
            return Span(heading.start, heading.start + match.start())
    tokens = tokenize(text, heading, [])
    for k, token in enumerate(tokens):
        if token.low in lexicon.letter_nouns and k and tokens[k - 1].low.endswith(("'s", "s'")):
            cut = 2 if tokens[k - 1].low.endswith("'s") else 1
            return Span(heading.start, tokens[k - 1].end - cut)
    return None


def find_heading_statements(
    text: str, heading: Span, lexicon: Lexicon, *, speaks: Callable[[str], bool]
) -> list[HeadingStatement]:
    """Return the statements of one heading.

    A label before a colon attributes what follows when it is quoted, or when
    the label stands for a speaker; a topic ("Elections: what we know") does not.

    Args:
        text: A report's canonical text.
        heading: The heading.
        lexicon: The cue words.
        speaks: Whether a folded label names somebody who speaks in the report.
    """
    quotations = find_quotations(text, heading)
    start = heading.start
    for colon in _colons(text, heading, [q.outer for q in quotations]):
        label = _trimmed(text, Span(start, colon))
        rest = _trimmed(text, Span(colon + 1, heading.end))
        if not len(label) or not len(rest):
            return []
        if fold(label.cut(text)).split()[-1:] and _is_no_speaker(label.cut(text), lexicon):
            start = colon + 1
            continue
        source = _speaker_of_label(text, label)
        quoted = [q for q in quotations if q.outer.start >= rest.start and len(q.inner)]
        starts_quoted = bool(quoted) and quoted[0].outer.start == rest.start
        if not starts_quoted and re.search(r"\sOn\s", label.cut(text), re.IGNORECASE) and source != label:
            return []  # "X On The Alliance: Its Roots" names a subject
        if not starts_quoted and not _is_speaker(source.cut(text), lexicon, speaks):
            return _by_verb(text, Span(start, heading.end), lexicon, speaks)
        if not starts_quoted and len(rest.cut(text).split()) < _MIN_WORDS:
            return []
        return [HeadingStatement(source, None, _parts(text, rest, [q.outer for q in quoted]))]
    return _by_verb(text, Span(start, heading.end), lexicon, speaks)


def _colons(text: str, heading: Span, quoted: Sequence[Span]) -> list[int]:
    return [
        i
        for i in range(heading.start, heading.end)
        if text[i] == ":" and not any(q.start <= i < q.end for q in quoted) and text[i + 1 : i + 2].isspace()
    ]


def _is_no_speaker(label: str, lexicon: Lexicon) -> bool:
    words = fold(label).split()
    if not words:
        return True
    tail = words[-1] if not _is_numeral(words[-1]) or len(words) == 1 else words[-2]
    return tail in lexicon.not_speakers or fold(label) in lexicon.not_speakers


def _is_numeral(word: str) -> bool:
    return word.isdigit() or re.fullmatch(r"[ivxlc]+", word) is not None


def _speaker_of_label(text: str, label: Span) -> Span:
    """Return the name in a label: "Vale To Orr" and "Clip Of Vale, Envoy" give "Vale"."""
    words = label.cut(text)
    clip = _CLIP_OF.search(words)
    start = label.start + clip.end() if clip else label.start
    tail = _LABEL_TAIL.search(text, start, label.end)
    return Span(start, tail.start() if tail and tail.start() > start else label.end)


def _is_speaker(label: str, lexicon: Lexicon, speaks: Callable[[str], bool]) -> bool:
    words = fold(label).split()
    return speaks(fold(label)) or any(w in lexicon.roles for w in words)


def _parts(text: str, rest: Span, quoted: Sequence[Span]) -> tuple[Span, ...]:
    """Return the words after a label: parts between semicolons where they are quoted, else all as one."""
    if not quoted:
        return (_unstopped(text, rest),)
    cuts = [
        i
        for i in range(rest.start, rest.end)
        if text[i] == ";" and not any(q.start <= i < q.end for q in quoted)
    ]
    edges = [rest.start, *[c + 1 for c in cuts], rest.end]
    parts = [trim_marks(text, Span(a, b - (b != rest.end))) for a, b in pairwise(edges)]
    return tuple(p for p in parts if len(p))


def _unstopped(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1] in ".:;":
        end -= 1
    return Span(span.start, end)


def _by_verb(
    text: str, heading: Span, lexicon: Lexicon, speaks: Callable[[str], bool]
) -> list[HeadingStatement]:
    """Return "X Says Y", "X Links A To B, Urges C To D": one statement for each verb."""
    tokens = tokenize(text, heading, find_quotations(text, heading))
    first = next((k for k in range(1, len(tokens)) if _is_heading_verb(tokens, k, lexicon)), None)
    if first is None or tokens[first - 1].kind is not Kind.WORD:
        return []
    source = _trimmed(text, Span(tokens[0].start, tokens[first - 1].end))
    if not _is_speaker(source.cut(text), lexicon, speaks) or tokens[0].kind is not Kind.WORD:
        return []
    form = lexicon.verbs[tokens[first].low][0].form
    verbs = [first]
    verbs.extend(
        k
        for k in range(first + 2, len(tokens) - 1)
        if tokens[k].low in lexicon.verbs
        and lexicon.verbs[tokens[k].low][0].form is form
        and (tokens[k - 1].text == "," or tokens[k - 1].low == "and")
    )
    found: list[HeadingStatement] = []
    for k, following in zip(verbs, [*verbs[1:], len(tokens)], strict=True):
        content = _after_verb(text, tokens, k, following, lexicon)
        if content is not None:
            found.append(HeadingStatement(source, Span(tokens[k].start, tokens[k].end), (content,)))
    return found


def _is_heading_verb(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    token = tokens[k]
    cues = lexicon.verbs.get(token.low)
    if not cues or token.kind is not Kind.WORD or k + 1 >= len(tokens):
        return False
    cue, previous = cues[0], tokens[k - 1]
    if (
        previous.kind is not Kind.WORD
        or previous.low.endswith(("'s", "s'"))
        or previous.low in lexicon.prepositions
    ):
        return False
    if previous.low in ("the", "a", "an", "to"):
        return False
    if cue.form is Form.BASE:
        return previous.low.endswith("s") and not previous.low.endswith("ss")
    if cue.form is Form.ING:
        return False
    # "Report Claims New …": a form that is also a plural noun needs a following subject or object.
    return cue.form is Form.PAST or not previous.low.endswith("s") or previous.low.endswith(("ss", "us"))


def _after_verb(text: str, tokens: Sequence[Token], k: int, following: int, lexicon: Lexicon) -> Span | None:
    cue = lexicon.verbs[tokens[k].low][0]
    start, end = k + 1, following
    while end > start and (
        tokens[end - 1].kind not in (Kind.WORD, Kind.QUOTE) or tokens[end - 1].low == "and"
    ):
        end -= 1
    if start < end and tokens[start].low == "that" and "t" in cue.frames:
        start += 1
    if cue.lemma in ("thank", "praise", "condemn", "criticize", "criticise", "congratulate", "blame"):
        start = next((j + 1 for j in range(start, end - 1) if tokens[j].low == "for"), start)
    if start >= end:
        return None
    if cue.frames <= {"t", "w", "q", "n"} and tokens[start].low in lexicon.prepositions:
        return None
    span = trim_marks(text, Span(tokens[start].start, tokens[end - 1].end))
    return span if len(span.cut(text).split()) > 1 else None


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in "–—-"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
