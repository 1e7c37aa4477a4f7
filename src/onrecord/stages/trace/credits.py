"""Who a report says had its words first: credits, datelines, bylines, attributions beside a passage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.model import Block, BlockKind, Report, Span
from onrecord.stages.trace.cues import Cues, between, matches_at, matches_before
from onrecord.stages.trace.words import Words
from onrecord.text.data import load_table
from onrecord.text.fold import fold
from onrecord.text.hosts import bare_host, label_of
from onrecord.text.outlets import known_names

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w’'&.-]*"
#: "Coast News", "The Selm Courier", "Agence de Presse", "coastnews.example".
_NAME = (
    rf"(?P<name>(?:[Tt]he\s)?(?:{_CAPITAL}"
    rf"(?:[ \u00a0](?:(?:of|de|del|der|la|el|al|for|and|&)[ \u00a0])?{_CAPITAL}){{0,6}}"
    r"|[\w-]+(?:\.[\w-]+)+))"
)
#: "SELM (CNS) –", "SELM, 3 March (Coast News) -".
_DATELINE = re.compile(
    rf"[\s“\"]*[^\W\d_][\w .,’'/-]{{1,60}}?\s*\((?:[Ss]ource:\s*)?{_NAME}\)\s*(?:[–—:-]|--)", re.UNICODE
)
#: "(CNS) –" alone, and "Coast News – ", at the very beginning.
_BARE_DATELINE = re.compile(rf"\({_NAME}\)\s*(?:[–—:-]|--)\s")
_ENCLOSED = re.compile(rf"[(\[]\s*(?:[Ss]ource:\s*)?{_NAME}\s*[)\]]\s*[.]?\s*$")
_SIGNED = re.compile(rf"^\s*(?:[–—-]{{1,2}}\s*)?{_NAME}\s*$")
_CLOSES = re.compile(r"\s*(?:[.:,;”\"’)]|$)")
_TAIL = re.compile(r"(?:['’]s|\s(?:and|on|in|with|at))*[\s.,;:]*$")
_LONGEST_LINE = 200
_LONGEST_NAME = 60
#: The foot: as many blocks at the end of a report.
_FOOT = 5
_HEAD = 3
#: As many blocks at the beginning may open with a dateline, and so many characters of each are looked at.
_DATED = 7
_LONGEST_DATELINE = 160
#: Characters at the end of a block that may be a sign in brackets.
_LONGEST_SIGN = 90
_OPENING = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.TURN, BlockKind.LIST_ITEM, BlockKind.METADATA, BlockKind.HEADING}
)
#: Names whose key is remembered: more than a corpus credits often.
_MOST_KEYS = 20_000
#: How sure the reader is of an outlet that only the dateline names.
_BY_DATELINE = 0.85


class CreditKind(StrEnum):
    """Return how a name is credited."""

    LINE = "line"  # "Source: Coast News", "originally published by Coast News": the whole report is theirs
    SIGN = "sign"  # "(CNS)" in the dateline or at the end: theirs, or the outlet's own sign
    REPORTS = "reports"  # "Coast News reports"
    FEED = "feed"  # the feed that led to the report names them as its source
    PASSAGE = "passage"  # "according to Coast News": what stands beside it is theirs


@dataclass(frozen=True, slots=True)
class Credit:
    """Return one outlet that a report names as having had words first.

    Attributes:
        name: As written.
        key: The known outlet's own name, folded, else the name as written, folded.
        kind: How.
        span: Where the name stands; None for a credit in the page's markup, or outside the report.
    """

    name: str
    key: str
    kind: CreditKind
    span: Span | None


@lru_cache(_MOST_KEYS)
def key_of(name: str) -> str:
    """Return what two spellings of an outlet's name have in common: its known name, without "The".

    >>> key_of("The Selm Courier"), key_of("Agence France-Presse")
    ('selm courier', 'afp')
    """
    folded = fold(bare_host(name) or name)
    outlet = known_names().get(folded) or known_names().get(folded.removeprefix("the "))
    if outlet is None and "." in name and " " not in name:
        folded = fold(label_of(bare_host(name) or name))
    return fold(outlet.name if outlet else folded).removeprefix("the ")


def own_keys(report: Report) -> frozenset[str]:
    """Return by what names a report's own outlet is known: of its metadata, its address and its masthead."""
    meta = report.metadata
    # An outlet that the reader knows by the dateline alone may as well be the agency that it was taken from.
    ground = next((g for g in meta.grounds if g.field == "outlet"), None)
    names = {meta.outlet} if meta.outlet and (ground is None or ground.confidence > _BY_DATELINE) else set()
    if meta.canonical_address:
        names.add(label_of(bare_host(meta.canonical_address) or ""))
    leading = [b for b in report.blocks[:_FOOT] if b.kind is not BlockKind.BOILERPLATE]
    for block in leading[:2]:
        line = block.span.cut(report.text)
        # A masthead is a short line of capitals alone; a title that is one too is named by nobody.
        if len(line) <= _LONGEST_NAME and _SIGNED.match(_titled(line)):
            names.add(line)
    return frozenset(key for key in map(key_of, names) if key)


def _titled(line: str) -> str:
    return line.title() if line.isupper() else line


class _Patterns(NamedTuple):
    """Return how credits are worded; `cues` tells where the last three may be found, in their order."""

    line: re.Pattern[str]
    whole: re.Pattern[str]
    verbs: re.Pattern[str]
    passage: re.Pattern[str]
    cues: Cues


@cache
def _patterns() -> _Patterns:
    table = load_table("credits")
    opens, after, verbs = table["lines"]["opens"], table["after"], table["before"]["verbs"]

    def any_of(words: list[str]) -> str:
        return "|".join(re.escape(w).replace("\\ ", r"\s+") for w in sorted(words, key=len, reverse=True))

    return _Patterns(
        line=re.compile(rf"[\W_]*(?i:{any_of(opens)})\s*[:：]\s*(?P<rest>\S.{{0,120}})"),
        whole=re.compile(rf"(?<!\w)(?i:{any_of(after['whole'])})\s+{_NAME}"),
        verbs=re.compile(rf"(?<!\w){_NAME}\s+(?:{any_of(verbs)})(?!\w)"),
        passage=re.compile(rf"(?<!\w)(?i:{any_of(after['passage'])})\s+{_NAME}"),
        cues=Cues(after["whole"], verbs, after["passage"]),
    )


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(load_table("credits")["outlets"]["words"])


@cache
def _not_outlets() -> frozenset[str]:
    return frozenset(fold(word) for word in load_table("layout")["reprints"]["not_outlets"])


def is_outlet_name(name: str) -> bool:
    """Return whether a name is an outlet's by itself: known, an abbreviation, an address, or with such a word in it."""
    folded = fold(name)
    return (
        folded.removeprefix("the ") in known_names()
        or folded in known_names()
        or (name.isupper() and name.isalpha() and len(name) > 1)
        or ("." in name and " " not in name)
        or not _outlet_words().isdisjoint(folded.split())
    )


def find_credits(reports: Sequence[Report], words: Sequence[Words]) -> list[tuple[Credit, ...]]:
    """Return the credits of each report, those of its markup first, then block by block.

    Args:
        reports: The reports.
        words: All words of each (`split_texts`).
    """
    cued = _patterns().cues.places(words)
    return [_credits_of(report, *places) for report, places in zip(reports, cued, strict=True)]


def _credits_of(report: Report, whole: list[int], verbs: list[int], passage: list[int]) -> tuple[Credit, ...]:
    """Return the credits of a report, given where wordings of each kind may begin."""
    found: list[Credit] = []
    if report.metadata.reprint_of:
        ground = next((g for g in report.metadata.grounds if g.field == "reprint_of"), None)
        name = report.metadata.reprint_of
        found.append(Credit(name, key_of(name), CreditKind.LINE, ground.span if ground else None))
    patterns, text = _patterns(), report.text
    places = sorted((*whole, *verbs, *passage))
    foot = len(report.blocks) - _FOOT
    for number, block in enumerate(report.blocks):
        at_edge = number >= foot or number <= _HEAD
        short = len(block.span) <= _LONGEST_LINE
        if short and at_edge:
            _take_line(found, text, block)
        if number < _DATED and block.kind in _OPENING:
            _take_dateline(found, text, block)
        if number >= foot:
            _take_sign(found, text, block, is_first=number == 0)
        if not between(places, block.span):
            continue
        for match in matches_at(patterns.whole, text, block.span, whole):
            # Inside a report it is said of something else, or of a passage.
            told = CreditKind.LINE if short and at_edge else CreditKind.PASSAGE
            _take(found, match["name"], told, match.start("name"))
        for match in matches_before(patterns.verbs, text, block.span, verbs):
            # "…, Coast News reports." is a credit; "Coast News reported on Monday that" belongs to the story.
            closes = _CLOSES.match(text, match.end(), block.span.end)
            told = CreditKind.REPORTS if closes else CreditKind.PASSAGE
            _take(found, match["name"], told, match.start("name"))
        for match in matches_at(patterns.passage, text, block.span, passage):
            _take(found, match["name"], CreditKind.PASSAGE, match.start("name"))
    return tuple(found)


def _take_line(found: list[Credit], text: str, block: Block) -> None:
    """Take what a line of credit names: "Source: Coast News"."""
    line = block.span.cut(text)
    if ":" not in line and "：" not in line:
        return
    match = _patterns().line.match(text, block.span.start, block.span.end)
    named = re.match(_NAME, match["rest"]) if match else None
    if match and named:
        _take(found, named["name"], CreditKind.LINE, match.start("rest") + named.start("name"))


def _take_dateline(found: list[Credit], text: str, block: Block) -> None:
    """Take what a block that opens a report begins with: "SELM (CNS) –"."""
    start, end = block.span.start, min(block.span.end, block.span.start + _LONGEST_DATELINE)
    for pattern in (_DATELINE, _BARE_DATELINE) if text.find("(", start, end) >= 0 else ():
        match = pattern.match(text, start, end)
        if match:
            _take(found, match["name"], CreditKind.SIGN, match.start("name"))


def _take_sign(found: list[Credit], text: str, block: Block, *, is_first: bool) -> None:
    """Take what a block at the foot ends in, or is: "(CNS)", "Coast News"."""
    start, end = block.span.start, block.span.end
    last = max(start, end - _LONGEST_SIGN)
    closed = text.find(")", last, end) >= 0 or text.find("]", last, end) >= 0
    match = _ENCLOSED.search(text, last, end) if closed else None
    if match and (end - start <= _LONGEST_LINE or is_outlet_name(match["name"])):
        _take(found, match["name"], CreditKind.SIGN, match.start("name"))
    match = _SIGNED.match(text[start:end]) if end - start <= _LONGEST_NAME and not is_first else None
    if match and is_outlet_name(match["name"]):
        _take(found, match["name"], CreditKind.SIGN, start + match.start("name"))


def _take(found: list[Credit], name: str, kind: CreditKind, start: int) -> None:
    name = _TAIL.sub("", name)
    key = key_of(name)
    if not key or len(name) > _LONGEST_NAME or key in _not_outlets() or key.isdecimal():
        return
    if kind in {CreditKind.REPORTS, CreditKind.PASSAGE} and not is_outlet_name(name):
        # Kept for the one who knows that outlet's name; a person's otherwise.
        kind = CreditKind.PASSAGE
    span = Span(start, start + len(name))
    if not any(c.key == key and c.kind is kind and c.span == span for c in found):
        found.append(Credit(name, key, kind, span))
