"""Metadata lines: what a line of facts around a report says, part by part."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.model import Span
from onrecord.stages.read.blocks.pieces import starts_with, title_share, words_of
from onrecord.text.dates import find_dates
from onrecord.text.fold import squeeze

#: Lines of facts are short; a longer one that begins like one is running text.
LONGEST_LINE = 260

#: Topics and steps of a breadcrumb are names, not sentences.
_TOPIC_CHARS = 40
_NAME_WORDS = 6

_PARTS = re.compile(r"\s*[|•·¦‖]\s*|\s+[–—]\s+|\s{3,}|\t+")
_STEPS = re.compile(r"\s+[/>»›→]\s+|\s*[»›→]\s*")
_SERIES = re.compile(
    r"(?P<series>[^\W\d_][^|:;]{1,70}?)\s*[,–-]?\s*"
    r"(?:\bNo\.?|\bNos\.|\bNumber|\bNum\.|\bNr\.?|\bN°|№|#|\bIssue|\bVol\.?|\bnº|العدد|عدد|رقم|شماره)\s*"
    r"(?P<number>\d[\d,.]{0,11}\d|\d)\.?",
    re.IGNORECASE,
)
_CLIP = re.compile(r"(?:(?:Clip|Video)\s*)?(?:#|No\.?|№)\s?(?P<number>\d{1,7})", re.IGNORECASE)
_LENGTH = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_CLOCK = re.compile(
    r"\b\d{1,2}(?::\d{2}){1,2}(?:\s*[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\.?|[+-]\d{2}:?\d{2}\b", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_](?:[\w.'’‌-]*\w)?")
_DIGIT = re.compile(r"\d")
_NAME_MARKS = " *†‡§¹²³0123456789,.;:"


@dataclass(frozen=True, slots=True)
class Fact:
    """Return one thing a line says.

    Attributes:
        field: The field of `Metadata` it fills; "clip" for a bare clip number, "updated" for
            a day that is not that of publication, "length" for a running time.
        value: What it says; several names of authors or topics are facts of their own.
        span: Where in the canonical text.
        because: The reason a person can read.
        confidence: 0 to 1.
    """

    field: str
    value: str
    span: Span
    because: str
    confidence: float


def read_line(text: str, span: Span) -> list[Fact] | None:
    """Return what a line says, or None where it is no line of facts.

    A line of facts is made of parts, split by bars, dots or dashes, each of
    which is a date, a numbered series, a byline, a clip number or, beside one
    of these, a list of topics.

    >>> text = "Harbour, Fishing | Coast Bulletin No. 12"
    >>> [(f.field, f.value) for f in read_line(text, Span(0, len(text)))]
    [('topics', 'Harbour'), ('topics', 'Fishing'), ('series', 'Coast Bulletin'), ('number', '12')]
    >>> text = "Published: Friday, May 28, 2021 at 10:15 GMT"
    >>> [(f.field, f.value) for f in read_line(text, Span(0, len(text)))]
    [('published', '2021-05-28')]
    """
    if len(span) > LONGEST_LINE:
        return None
    parts = list(_split(text, span, _PARTS))
    read = [_read_part(text, part) for part in parts]
    if not any(read):
        return None
    facts: list[Fact] = []
    numbered = any(f.field == "series" for part in read for f in part or ())
    for part, found in zip(parts, read, strict=True):
        if found is None:
            topics = _topics(text, part) if numbered else None
            if topics is None and len(part) > _TOPIC_CHARS:
                return None
            facts += topics or []
        else:
            facts += found
    return facts


def read_breadcrumb(text: str, span: Span) -> list[Fact] | None:
    """Return the section and topics of a breadcrumb ("News / Region / Town"), or None where it is none."""
    if len(span) > LONGEST_LINE:
        return None
    steps = list(_split(text, span, _STEPS))
    if len(steps) < 2 or any(len(step) > _TOPIC_CHARS for step in steps):  # noqa: PLR2004 # a path has two steps
        return None
    names = [(squeeze(step.cut(text)), step) for step in steps]
    if any(re.search(r"[.!?:]$", name) or find_dates(name) for name, _ in names):
        return None
    names = [(name, step) for name, step in names if name.lower() not in words_of("topics", "home")]
    because = "a breadcrumb above the title"
    return [
        Fact("topics" if place else "section", name, step, because, 0.9)
        for place, (name, step) in enumerate(names)
    ]


def read_topic_line(text: str, span: Span) -> list[Fact] | None:
    """Return the topics of a line such as "Tags: one, two", or None where it is none."""
    line = span.cut(text)
    found = re.match(r"\s*([^:\n]{2,25})\s*:\s*(?=\S)", line)
    if not found or len(span) > LONGEST_LINE or found[1].strip().lower() not in words_of("topics", "opens"):
        return None
    return _topics(text, Span(span.start + found.end(), span.end))


def _split(text: str, span: Span, at: re.Pattern[str]) -> list[Span]:
    parts, start = [], span.start
    for match in at.finditer(text, span.start, span.end):
        parts.append(Span(start, match.start()))
        start = match.end()
    parts.append(Span(start, span.end))
    return [part for part in parts if part.cut(text).strip()]


def _read_part(text: str, part: Span) -> list[Fact] | None:
    words = part.cut(text)
    if not _DIGIT.search(words) and not starts_with(words.lstrip().lower(), "bylines", "opens"):
        return None  # neither a day nor a number, and nobody named
    dates = find_dates(words)
    rest = words
    for found in reversed(dates):
        rest = rest[: found.span.start] + " " * len(found.span) + rest[found.span.end :]
    facts = [
        _date_fact(text, part, Span(part.start + f.span.start, part.start + f.span.end), f.day) for f in dates
    ]
    left = rest.strip(" \t\u00a0,.;:()[]-–—|*")
    if not left or _is_date_talk(left):
        return facts or ([] if _LENGTH.fullmatch(left) else None)
    offset = part.start + rest.find(left)
    more = (
        _read_clip(left, offset) or _read_series(left, offset, sure=bool(dates)) or _read_byline(left, offset)
    )
    return facts + more if more else None


def _date_fact(text: str, part: Span, where: Span, day: date) -> Fact:
    before = text[part.start : where.start].lower()
    changed = starts_with(before.lstrip(), "dates", "changed")
    field = "updated" if changed else "published"
    return Fact(field, day.isoformat(), where, "a line that gives the day", 0.95)


def _is_date_talk(words: str) -> bool:
    """Return whether words only go with a date: days of the week, times, "published on"."""
    low = words.lower()
    opener = starts_with(low, "dates", "opens")
    low = _CLOCK.sub(" ", low[len(opener) :] if opener else low)
    known = words_of("dates", "words")
    return all(
        w.strip(".") in known or w in known or w in words_of("dates", "opens") for w in _WORDS.findall(low)
    ) and not re.search(r"\d{3}", low)


def _read_clip(words: str, offset: int) -> list[Fact] | None:
    found = _CLIP.fullmatch(words)
    if not found:
        return None
    span = Span(offset + found.start("number"), offset + found.end("number"))
    return [Fact("clip", found["number"], span, "a bare clip number", 0.9)]


def _read_series(words: str, offset: int, *, sure: bool) -> list[Fact] | None:
    found = _SERIES.fullmatch(words)
    if not found:
        return None
    name = squeeze(found["series"]).rstrip(" ,-–")
    share, count = title_share(name)
    named = any(w.lower() in words_of("series", "words") for w in _WORDS.findall(name))
    if not (named or (sure and share == 1.0 and count)):
        return None
    start = offset + found.start("series")
    number = re.sub(r"[,.]", "", found["number"])
    because = f"the line “{squeeze(words)}”"
    return [
        Fact("series", name, Span(start, start + len(found["series"].rstrip())), because, 0.95),
        Fact(
            "number",
            number,
            Span(offset + found.start("number"), offset + found.end("number")),
            because,
            0.95,
        ),
    ]


def _read_byline(words: str, offset: int) -> list[Fact] | None:
    opener = starts_with(words.lower(), "bylines", "opens")
    if not opener:
        return None
    rest = words[len(opener) :].lstrip(" :\t\u00a0")
    return names_in(rest, offset + len(words) - len(rest)) or None


@cache
def _joins() -> re.Pattern[str]:
    joins = words_of("bylines", "joins")
    words = "|".join(
        sorted(joins | {w.upper() for w in joins if len(w) > 1} | {w.title() for w in joins if len(w) > 1})
    )
    return re.compile(rf"\s*[,;&،、]\s*(?:(?:{words})\s+)?|\s+(?:{words})\s+")  # "e" joins, "E" is a name


def names_in(words: str, offset: int) -> list[Fact]:
    """Return the authors that a list of names gives, without marks and what they are.

    >>> [f.value for f in names_in("A. Marsh and Lena Ode*, staff writer in Selm", 0)]
    ['A. Marsh', 'Lena Ode']
    """
    facts: list[Fact] = []
    for part in _split(words, Span(0, len(words)), _joins()):
        name = part.cut(words)
        cut = re.search(r"\s+(?:in|at|for|from|aus|à|en|из|@)\s+|\s*[(/@]", name)
        name = name[: cut.start()] if cut else name
        name = name.strip(_NAME_MARKS + "\t\u00a0") + ("." if re.search(r"\b[A-Z]\.$", name.strip()) else "")
        beside = bool(facts) and (
            " " not in name or name.lower().split()[-1] in words_of("bylines", "organisations")
        )
        if not is_name(name) or (beside and " " in facts[0].value):
            if facts:
                continue  # what an author is, or works for, or where: after the name
            return []
        start = offset + part.start + part.cut(words).find(name.rstrip("."))
        facts.append(Fact("authors", squeeze(name), Span(start, start + len(name)), "a byline", 0.9))
    return facts


def is_name(words: str) -> bool:
    """Return whether words can be a person's or an agency's name: a few, capitalised, no sentence.

    >>> is_name("Lena van der Ode"), is_name("Land"), is_name("staff writer"), is_name("the Sea")
    (True, True, False, False)
    """
    parts = words.split()
    if not 1 <= len(parts) <= _NAME_WORDS or re.search(r"[?!:;\"“”|\d]", words):
        return False
    if words.lower() in words_of("bylines", "ends") or parts[-1].lower() in words_of("bylines", "ends"):
        return words.isupper()
    particles = words_of("turns", "particles") - {"the", "of", "and", "for", "on", "in", "via"}
    return parts[0][0] == parts[0][0].upper() and all(
        not p[0].islower() or p.lower().split("-")[0] in particles for p in parts
    )


def _topics(text: str, part: Span) -> list[Fact] | None:
    facts = []
    for item in _split(text, part, re.compile(r"\s*[,;،、]\s*")):
        name = squeeze(item.cut(text))
        if len(name) > _TOPIC_CHARS or name[0].islower() or re.search(r"[.!?:\"“”]$", name):
            return None
        facts.append(Fact("topics", name, item, "a line of topics", 0.9))
    return facts or None
