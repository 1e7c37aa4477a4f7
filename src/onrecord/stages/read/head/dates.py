"""A page's day of publication: what it declares of the report itself, before any date that merely stands on it."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from urllib.parse import urlsplit

from lxml import html as lxml_html

from onrecord.stages.read.head.findings import Finding
from onrecord.stages.read.head.jsonld import Graph, Node
from onrecord.stages.read.head.metas import Metas, as_shown, metas_named
from onrecord.text.dates import find_dates, parse_date
from onrecord.text.fold import fold

#: Before the web, and before any page that reports something as new.
_FIRST = date(1985, 1, 1)
#: A page fetched in the evening in UTC is of the next day in the east.
_AHEAD = timedelta(days=1)
#: Two statements of one moment, one in UTC and one in the outlet's own time, differ by seconds where not equal.
_SAME_MOMENT = timedelta(minutes=2)
_MOST_TIMES = 50
_LEVELS = 30
#: How far below the heading a line with the day stands: a picture, its caption and a lead may come between.
_MOST_BELOW = 150
_CHARS_BELOW = 800
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_LONGEST = 80
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=T|$)")
_STAMP = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)")
#: "25.04.24 | 14:07": with full stops the day stands first, and the time shows it is no version or amount.
_SHORT_YEAR = re.compile(
    r"(?<![\d.])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(\d{2})(?=[\s,|·•–-]{1,4}(?:\w{1,4}\s)?[0-2]?\d[:.][0-5]\d)"
)
_NOT_HERE = frozenset({"aside", "footer", "nav", "figcaption"})


def find_published(
    tree: lxml_html.HtmlElement,
    metas: Metas,
    graph: Graph,
    articles: Sequence[Node],
    pages: Sequence[Node],
    *,
    addresses: Sequence[str],
    title: str,
    latest: date | None,
) -> Finding[date] | None:
    """Return a page's day of publication, as its outlet counts days, or None where nothing on it tells it.

    Args:
        tree: The page.
        metas: What its <meta> elements say.
        graph: Its JSON-LD.
        articles: The nodes there about its own report, the surest first.
        pages: Those about the page.
        addresses: Its addresses.
        title: Its title, "" where it has none.
        latest: The day of the fetch (UTC); a later day is no day of publication. None where it is not known.
    """
    sources = [
        (
            "datePublished of the page's JSON-LD",
            0.97,
            (w for n in articles for w in graph.words(n.get("datePublished"))),
        ),
        ("the time of publication in the page's head", 0.95, metas_named(metas, "dates", "published")),
        (
            "the time marked as that of publication on the page",
            0.93,
            _marked(tree, "datepublished", "pubdate"),
        ),
        (
            "the page's own entry in its JSON-LD",
            0.9,
            (w for n in pages for w in graph.words(n.get("datePublished"))),
        ),
        ("the first time given on the page", 0.75, _times(tree)),
        ("the page's address", 0.75, _from_addresses(addresses)),
        ("the first date below the heading", 0.7, _below_heading(tree, title)),
        ("when the page's JSON-LD says it was made", 0.7, _made(graph, articles)),
        ("only the time of a change is given", 0.5, _changed(metas, graph, articles, pages)),
    ]
    moments: list[datetime] = []
    chosen: Finding[date] | None = None
    for because, confidence, values in sources:
        for words in islice(values, _MOST_TIMES):
            day, moment = read_moment(words)
            if day is None or day < _FIRST or (latest is not None and day > latest + _AHEAD):
                continue
            chosen = chosen or Finding(day, because, confidence)
            if moment is not None:
                moments.append(moment)
    return _in_own_time(chosen, moments) if chosen else None


def _in_own_time(chosen: Finding[date], moments: Sequence[datetime]) -> Finding[date]:
    """Return the day in the outlet's own time, where another field gives the same moment in it.

    Where the moment is given, the reason names it: metadata has the day only.
    """
    first = next((m for m in moments if m.date() == chosen.value), None)
    if first is None:
        return chosen
    if not first.utcoffset():
        for moment in moments:
            if moment.utcoffset() and abs(moment - first) <= _SAME_MOMENT:
                because = f"{chosen.because}, in the time of the outlet, {moment.isoformat()}"
                return Finding(moment.date(), because, chosen.confidence)
    return Finding(chosen.value, f"{chosen.because}, {first.isoformat()}", chosen.confidence)


def read_moment(words: str) -> tuple[date | None, datetime | None]:
    """Return the day that words give as their writer counts it, and the moment where they give its offset.

    >>> read_moment("2021-05-28T23:30:00+02:00")[0], read_moment("1622230200")[0], read_moment("20210528T1200")[0]
    (datetime.date(2021, 5, 28), datetime.date(2021, 5, 28), datetime.date(2021, 5, 28))
    >>> read_moment("no day")
    (None, None)
    """
    words = as_shown(words[:_LONGEST])
    found = _MOMENT.match(words)
    if found:
        offset = (found[3] or "").upper()
        zone = "+00:00" if offset in {"Z", "UTC", "GMT"} else offset
        try:
            moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}")
        except ValueError:  # no such day or hour
            return parse_date(words), None
        return moment.date(), moment if zone else None
    if _STAMP.fullmatch(words):
        moment = datetime.fromtimestamp(int(words[:10]), tz=UTC)
        return moment.date(), moment
    if _COMPACT.match(words):
        words = f"{words[:4]}-{words[4:6]}-{words[6:8]}"
    return parse_date(words), None


def _marked(tree: lxml_html.HtmlElement, *names: str) -> Iterator[str]:
    """Yield what elements marked as the time of publication say."""
    for element in islice(tree.iterfind(".//*[@itemprop]"), _MOST_TIMES):
        if set((element.get("itemprop") or "").lower().split()) & set(names) and not _is_elsewhere(element):
            yield _time_of(element)
    for element in islice(tree.iterfind(".//time[@pubdate]"), _MOST_TIMES):
        yield _time_of(element)


def _times(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """Yield the times behind the main heading, then any before it."""
    before: list[lxml_html.HtmlElement] = []
    after: list[lxml_html.HtmlElement] = []
    headed = False
    for element in islice(tree.iter("h1", "time"), _MOST_TIMES):
        if element.tag == "h1":
            headed = True
        elif not _is_elsewhere(element):
            (after if headed else before).append(element)
    yield from map(_time_of, [*after, *before])


def _below_heading(tree: lxml_html.HtmlElement, title: str) -> Iterator[str]:
    """Yield the dates in the words right below the heading that shows the title."""
    heading = _heading_of(tree, title)
    if heading is None:
        return
    pieces = [heading.tail or ""]
    length = 0
    for element in islice(_following(heading), _MOST_BELOW):
        if element.tag in _UNSEEN:
            continue
        pieces += [element.text or "", element.tail or ""]
        length += len(pieces[-1]) + len(pieces[-2])
        if length > _CHARS_BELOW:
            break
    words = " ".join(" ".join(pieces).split())[:_CHARS_BELOW]
    found = [(f.span.start, f.day.isoformat()) for f in find_dates(words)]
    found += [
        (short.start(), f"20{short[3]}-{int(short[2]):02d}-{int(short[1]):02d}")
        for short in _SHORT_YEAR.finditer(words)
    ]
    yield from (day for _, day in sorted(found))


def _heading_of(tree: lxml_html.HtmlElement, title: str) -> lxml_html.HtmlElement | None:
    """Return the heading that shows the title, of whatever level, else the first main one."""
    key = fold(title)
    for heading in islice(tree.iter("h1", "h2", "h3", "h4"), _MOST_TIMES):
        if key and key in fold(" ".join(islice(heading.itertext(), 20))[:_CHARS_BELOW]):
            return heading
    return next(tree.iter("h1"), None)


def _following(element: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    """Yield the elements behind another, in page order."""
    at: lxml_html.HtmlElement | None = element
    for _ in range(_LEVELS):
        if at is None:
            return
        for sibling in at.itersiblings():
            yield from (e for e in sibling.iter() if isinstance(e.tag, str))
        at = at.getparent()


def _time_of(element: lxml_html.HtmlElement) -> str:
    for name in ("datetime", "content", "title"):
        words = (element.get(name) or "").strip()
        if words:
            return words
    return " ".join(islice(element.itertext(), 10))[:_LONGEST]


def _is_elsewhere(element: lxml_html.HtmlElement) -> bool:
    return any(above.tag in _NOT_HERE for above in islice(element.iterancestors(), _LEVELS))


def _from_addresses(addresses: Sequence[str]) -> Iterator[str]:
    for address in addresses:
        try:
            found = _IN_ADDRESS.search(urlsplit(address).path)
        except ValueError:  # no address at all
            continue
        if found:
            yield f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"


def _made(graph: Graph, articles: Sequence[Node]) -> Iterator[str]:
    for node in articles:
        for key in ("dateCreated", "uploadDate"):
            yield from graph.words(node.get(key))


def _changed(metas: Metas, graph: Graph, articles: Sequence[Node], pages: Sequence[Node]) -> Iterator[str]:
    for node in [*articles, *pages]:
        yield from graph.words(node.get("dateModified"))
    yield from metas_named(metas, "dates", "changed")
