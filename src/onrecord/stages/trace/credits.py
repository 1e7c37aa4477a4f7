"""Who a report says had its words first: credits, datelines, bylines, attributions beside a passage."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.model import BlockKind, Report, Span
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
#: How sure the reader is of an outlet that only the dateline names.
_BY_DATELINE = 0.85


class CreditKind(StrEnum):
    """Return how a name is credited."""

    LINE = "line"  # "Source: Coast News", "originally published by Coast News": the whole report is theirs
    SIGN = "sign"  # "(CNS)" in the dateline or at the end: theirs, or the outlet's own sign
    REPORTS = "reports"  # "Coast News reports"
    PASSAGE = "passage"  # "according to Coast News": what stands beside it is theirs


@dataclass(frozen=True, slots=True)
class Credit:
    """Return one outlet that a report names as having had words first.

    Attributes:
        name: As written.
        key: The known outlet's own name, folded, else the name as written, folded.
        kind: How.
        span: Where the name stands; None for a credit in the page's markup.
    """

    name: str
    key: str
    kind: CreditKind
    span: Span | None


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


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = load_table("credits")

    def any_of(words: list[str]) -> str:
        return "|".join(re.escape(w).replace("\\ ", r"\s+") for w in sorted(words, key=len, reverse=True))

    line = re.compile(rf"[\W_]*(?i:{any_of(table['lines']['opens'])})\s*[:：]\s*(?P<rest>\S.{{0,120}})")
    whole = re.compile(rf"(?<!\w)(?i:{any_of(table['after']['whole'])})\s+{_NAME}")
    passage = re.compile(rf"(?<!\w)(?i:{any_of(table['after']['passage'])})\s+{_NAME}")
    verbs = re.compile(rf"(?<!\w){_NAME}\s+(?:{any_of(table['before']['verbs'])})(?!\w)")
    return line, whole, passage, verbs


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


def find_credits(report: Report) -> tuple[Credit, ...]:
    """Return the credits of a report, those of its markup first, then in text order of each kind."""
    text, blocks = report.text, report.blocks
    found: list[Credit] = []
    if report.metadata.reprint_of:
        ground = next((g for g in report.metadata.grounds if g.field == "reprint_of"), None)
        name = report.metadata.reprint_of
        found.append(Credit(name, key_of(name), CreditKind.LINE, ground.span if ground else None))
    line, whole, passage, verbs = _patterns()
    for number, block in enumerate(blocks):
        start, end = block.span.start, block.span.end
        at_foot, at_head = number >= len(blocks) - _FOOT, number <= _HEAD
        short = end - start <= _LONGEST_LINE
        if short and (at_foot or at_head):
            match = line.match(text, start, end)
            named = re.match(_NAME, match["rest"]) if match else None
            if match and named:
                _take(found, named["name"], CreditKind.LINE, match.start("rest") + named.start("name"))
        if block.kind in {
            BlockKind.PARAGRAPH,
            BlockKind.TURN,
            BlockKind.LIST_ITEM,
            BlockKind.METADATA,
            BlockKind.HEADING,
        }:
            for pattern in (_DATELINE, _BARE_DATELINE):
                match = pattern.match(text, start, min(end, start + 160))
                if match and number <= _HEAD + 3:
                    _take(found, match["name"], CreditKind.SIGN, match.start("name"))
        if at_foot:
            match = _ENCLOSED.search(text, max(start, end - 90), end)
            if match and (short or is_outlet_name(match["name"])):
                _take(found, match["name"], CreditKind.SIGN, match.start("name"))
            match = _SIGNED.match(text[start:end]) if end - start <= _LONGEST_NAME and number else None
            if match and is_outlet_name(match["name"]):
                _take(found, match["name"], CreditKind.SIGN, start + match.start("name"))
        for match in whole.finditer(text, start, end):
            # Inside a report it is said of something else, or of a passage.
            told = CreditKind.LINE if short and (at_foot or at_head) else CreditKind.PASSAGE
            _take(found, match["name"], told, match.start("name"))
        for match in verbs.finditer(text, start, end):
            # "…, Coast News reports." is a credit; "Coast News reported on Monday that" belongs to the story.
            closes = _CLOSES.match(text, match.end(), end)
            _take(
                found,
                match["name"],
                CreditKind.REPORTS if closes else CreditKind.PASSAGE,
                match.start("name"),
            )
        for match in passage.finditer(text, start, end):
            _take(found, match["name"], CreditKind.PASSAGE, match.start("name"))
    return tuple(found)


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
