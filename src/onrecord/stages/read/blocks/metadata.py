"""What a report says about itself, gathered from its lines, its markup and its address."""

import re
from collections.abc import Iterable
from typing import Any

from onrecord.model import BlockKind, Ground, Metadata, Outlet, Span
from onrecord.stages.read.blocks.classify import Classified
from onrecord.stages.read.blocks.language import detect_language
from onrecord.stages.read.blocks.lines import Fact
from onrecord.stages.read.blocks.outlets import Directory
from onrecord.stages.read.laid.marked import Marked
from onrecord.text.dates import find_dates, parse_date
from onrecord.text.fold import fold, squeeze
from onrecord.text.hosts import bare_host, label_of

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_CLOSING_CREDIT = re.compile(
    r"[(\[]\s*(?:source\s*:\s*)?(?P<name>[^()\[\]]{2,60})[)\]]\s*\.?$", re.IGNORECASE
)
_DATELINE_CHARS = 160
#: "Coast News et AFP", "AFP/dpa".
_SIGNED_WITH = re.compile(r"\s*[/,&+]\s*|\s+\w{1,4}\s+")
#: What markup only guesses, a line of the report may know better: a time that merely stands on the page, a
#: site that names itself as the author.
_GUESSED = 0.75
_HOUSE = 0.6


class _Gatherer:
    """Collect one value for each field, the first that comes, with why."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.grounds: list[Ground] = []

    def take(
        self, field: str, value: str | None, because: str, confidence: float, span: Span | None = None
    ) -> None:
        value = squeeze(value) if value else ""
        if value and field not in self.values:
            self.values[field] = value
            self.grounds.append(Ground(field, because, confidence, span))

    def take_marked(self, field: str, value: str | None, marked: Marked, span: Span | None = None) -> None:
        """Take what markup says, with its ground there."""
        ground = marked.ground(field)
        self.take(field, value, ground.because, ground.confidence, span)

    def take_fact(self, fact: Fact, field: str | None = None, value: str | None = None) -> None:
        self.take(field or fact.field, value or fact.value, fact.because, fact.confidence, fact.span)


def gather_metadata(
    text: str, read: Classified, directory: Directory, *, address: str, marked: Marked
) -> Metadata:
    """Return the report's metadata, each field with its ground; what nothing tells stays absent.

    Args:
        text: The canonical text.
        read: Its blocks and the facts in its lines.
        directory: The known outlets.
        address: Where the capture came from.
        marked: What the markup says.
    """
    found = _Gatherer()
    heading = read.blocks[read.title].span if read.title is not None else None
    if heading is not None and (not marked.title or fold(heading.cut(text)) == fold(marked.title)):
        ground = marked.ground("title") if marked.title else Ground("title", "the first heading", 0.95)
        found.take("title", heading.cut(text), ground.because, ground.confidence, heading)
    found.take_marked("title", marked.title, marked)
    sure = marked.ground("published").confidence > _GUESSED
    if sure:
        found.take_marked("published", _day(marked.published), marked)
    found.take_marked("section", marked.section, marked)
    for fact in read.facts:
        if fact.field in {"series", "number", "section", "published"}:
            found.take_fact(fact)
    found.take_marked("published", _day(marked.published), marked)
    found.take_marked("canonical_address", marked.address, marked)
    _take_outlet(found, text, read, directory, address=address, marked=marked)
    _take_clip(found, read, directory)
    _take_marked_credit(found, directory, marked)
    _take_credits(found, text, read, directory)
    _take_origin(found, directory, marked)
    _take_dateline_day(found, text, read)
    for fact in read.facts:
        if fact.field == "updated":
            found.take("published", fact.value, "only the day of a change is given", 0.5, fact.span)
    language = detect_language(" ".join(_body(text, read)))
    if language:
        found.take("language", language[0], "its script and its commonest words", language[1])
    found.take("language", (marked.language or "").split("-")[0].lower() or None, "the page's markup", 0.7)
    authors = _several(found, "authors", read.facts, marked)
    topics = _several(found, "topics", read.facts, marked)
    day = parse_date(found.values.pop("published", ""))
    return Metadata(
        **dict[str, Any](found.values),  # every other field is words
        published=day,
        authors=authors,
        topics=topics,
        grounds=tuple(found.grounds),
    )


def _day(words: str | None) -> str | None:
    day = parse_date(words) if words else None
    return day.isoformat() if day else None


def _several(found: _Gatherer, field: str, facts: Iterable[Fact], marked: Marked) -> tuple[str, ...]:
    """Return the values of a field that holds several: those of the markup, else those of the lines."""
    declared = marked.authors if field == "authors" else marked.topics
    ground = marked.ground(field)
    lines = [fact for fact in facts if fact.field == field]
    values = {fold(v): squeeze(v) for v in declared if squeeze(v)}
    if values and (ground.confidence > _HOUSE or not lines):
        found.grounds.append(ground)
        return tuple(values.values())
    values = {}
    for fact in lines:
        if fold(fact.value) not in values:
            values[fold(fact.value)] = fact.value
            found.grounds.append(Ground(field, fact.because, fact.confidence, fact.span))
    return tuple(values.values())


def _body(text: str, read: Classified) -> Iterable[str]:
    spoken = {BlockKind.PARAGRAPH, BlockKind.TURN, BlockKind.LIST_ITEM, BlockKind.HEADING}
    size = 0
    for block in read.blocks:
        if block.kind in spoken and size < _LANGUAGE_CHARS:
            size += len(block.span)
            yield text[block.span.start : min(block.span.end, block.span.start + _LANGUAGE_CHARS)]


_LANGUAGE_CHARS = 20_000


def _take_outlet(
    found: _Gatherer, text: str, read: Classified, directory: Directory, *, address: str, marked: Marked
) -> None:
    by_address = directory.by_address(address)
    here, own = bare_host(address), bare_host(marked.address or "")
    if by_address is None and (not here or label_of(here) == label_of(own)):
        by_address = directory.by_address(marked.address or "")
    if by_address:
        found.take("outlet", by_address.name, "the page's address is the outlet's", 0.97)
    if marked.site:
        known = directory.by_name(marked.site)
        found.take(
            "outlet", known.name if known else marked.site, "the site's name in the page's markup", 0.9
        )
    for fact in read.facts:
        outlet = directory.by_series(fact.value) if fact.field == "series" else None
        if fact.field == "outlet":
            found.take_fact(fact)
        if outlet:
            found.take("outlet", outlet.name, f"publishes the series {fact.value}", 0.9, fact.span)
    for furniture, span in read.furniture:
        if furniture.outlet:
            known = _known(furniture.outlet, directory)
            name = known.name if known else furniture.outlet
            found.take("outlet", name, "the page's own furniture names it", 0.9, span)
    if read.body < len(read.blocks):
        span = read.blocks[read.body].span
        dateline = directory.dateline_agency(text[span.start : span.start + _DATELINE_CHARS])
        if dateline:
            name, start, end = dateline
            where = Span(span.start + start, span.start + end)
            field = "reprint_of" if found.values.get("outlet", name) != name else "outlet"
            found.take(field, name, "the dateline names the agency", 0.85, where)


def _known(name: str, directory: Directory) -> Outlet | None:
    return directory.by_name(name) or directory.by_opening(name)


def _take_clip(found: _Gatherer, read: Classified, directory: Directory) -> None:
    """A bare clip number belongs to the clip series of the outlet, where it has one."""
    for fact in read.facts:
        if fact.field == "clip" and "number" not in found.values:
            outlet = directory.by_name(found.values.get("outlet", ""))
            found.take_fact(fact, field="number")
            if outlet and outlet.clip_series:
                found.take("series", outlet.clip_series, "the outlet numbers its clips so", 0.85, fact.span)


def _take_marked_credit(found: _Gatherer, directory: Directory, marked: Marked) -> None:
    known = directory.by_name(marked.credit) if marked.credit else None
    name = known.name if known else marked.credit
    if name != found.values.get("outlet"):
        found.take("reprint_of", name, "it says that it was forwarded from there", 0.9)


def _take_credits(found: _Gatherer, text: str, read: Classified, directory: Directory) -> None:
    """A credit at the head of a clip or transcript names the channel; any other, the reprinted outlet."""
    start = read.blocks[read.body].span.start if read.body < len(read.blocks) else len(text)
    clip = any(f.field == "clip" for f in read.facts) or any(b.kind is BlockKind.TURN for b in read.blocks)
    for fact in read.facts:
        if fact.field == "credit":
            head = fact.span.start < start
            if head and clip:
                channel = _BRACKETS.sub("", squeeze(fact.span.cut(text)))
                found.take_fact(fact, field="broadcaster", value=channel)
            elif fact.value != found.values.get("outlet"):
                found.take_fact(fact, field="reprint_of")
    _take_closing_bracket(found, text, read, directory)


def _take_origin(found: _Gatherer, directory: Directory, marked: Marked) -> None:
    """Take the source that markup names, or an agency that signs as an author."""
    name = directory.credited(marked.origin) if marked.origin else None
    if name and name != found.values.get("outlet"):
        found.take_marked("reprint_of", name, marked)
    for author in marked.authors:
        for part in [author, *_SIGNED_WITH.split(author)]:
            outlet = directory.by_name(part)
            if outlet and outlet.kind == "agency" and outlet.name != found.values.get("outlet"):
                found.take("reprint_of", outlet.name, "an agency signs the report", 0.8)


def _take_closing_bracket(found: _Gatherer, text: str, read: Classified, directory: Directory) -> None:
    """Read "(Source: AFP)" or "(AFP)" at the end of the last paragraph."""
    prose = [b for b in read.blocks if b.kind is BlockKind.PARAGRAPH]
    if not prose:
        return
    span = prose[-1].span
    at = max(span.start, span.end - 80)
    closing = _CLOSING_CREDIT.search(text[at : span.end])
    outlet = directory.by_name(closing["name"]) if closing else None
    if closing and outlet and outlet.name != found.values.get("outlet"):
        where = Span(at + closing.start("name"), at + closing.end("name"))
        found.take("reprint_of", outlet.name, "a credit closes the last paragraph", 0.8, where)


def _take_dateline_day(found: _Gatherer, text: str, read: Classified) -> None:
    """Read the day of publication from the first paragraph's dateline, where no line gives it."""
    if read.body >= len(read.blocks):
        return
    span = read.blocks[read.body].span
    head = text[span.start : span.start + _DATELINE_CHARS]
    dash = re.search(r"\s(?:[–—-]|--)\s", head)
    dates = find_dates(head[: dash.start()]) if dash else []
    if dash and dates and head[:1].isupper() and not re.search(r"[.!?]\s+[a-z]", head[: dash.start()]):
        where = Span(span.start + dates[0].span.start, span.start + dates[0].span.end)
        found.take("published", dates[0].day.isoformat(), "the dateline gives the day", 0.7, where)
