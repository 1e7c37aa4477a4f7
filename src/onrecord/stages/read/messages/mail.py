"""Mail messages (RFC 5322, MIME): newsletters and agency services as they come by mail.

The canonical text is the subject, an empty line, and what the message shows: of several forms of one text the
page, read as any other page, else the plain text. What a mail program writes around a message that somebody
forwards is left out, and what it tells of the message is believed before the head of the mail that carries it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from lxml import etree
from lxml import html as lxml_html

from onrecord.errors import PageUnreadable
from onrecord.model import Capture, Span
from onrecord.stages.read.laid.decode import Decoded, decode_text
from onrecord.stages.read.laid.laid import Laid
from onrecord.stages.read.laid.layout import RawBlock, lay_out, trim
from onrecord.stages.read.laid.marked import Marked
from onrecord.stages.read.laid.strip import strip_tags
from onrecord.stages.read.messages.flowed import unflow
from onrecord.stages.read.messages.forwarded import Wrapper, find_wrapper
from onrecord.stages.read.messages.mime import Part, decoded_body, leaves, parse_message
from onrecord.stages.read.messages.senders import clean_subject, read_head, tell_publisher
from onrecord.stages.read.page.page import read_page
from onrecord.text.dates import find_dates
from onrecord.text.fold import fold
from onrecord.text.mail import read_mailbox

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TABLES = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")
_UNSEEN = "unseen"
_BETWEEN = "\n\n"
#: A heading that repeats the subject stands at the top, after a line or two of the sender's.
_TITLE_REACH_BLOCKS = 10
#: What senders write into a page's markup so that mail programs show it in their lists and nowhere else.
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:max-height|opacity)\s*:\s*0(?:px)?\s*(?:;|\Z)",
    re.IGNORECASE,
)
#: Deeper, the parser leaves words out (libxml2 stops at 256 levels); the reader of pages has a way of its own there.
_DEEPEST = 240

#: How far into a page what a mail program wrote above a forwarded message can stand, styles included.
_WRAPPER_CHARS = 100_000

#: A text, and the wrapper that stands in its markup.
_Text: TypeAlias = tuple[Laid, Wrapper | None]


def read_message(capture: Capture, body: bytes, subject: str) -> Laid:
    """Return the report in a mail message.

    Raises:
        PageUnreadable: It shows no text, or nests too deep.
    """
    laid = _read(parse_message(body, subject=subject), capture, subject)
    if laid is None:
        raise PageUnreadable(
            "is a message without text that a reader would see; add what is attached to it as files",
            subject=subject,
        )
    return laid


def _read(message: Part, capture: Capture, subject: str) -> Laid | None:
    """Return what a message shows under its title; None where it shows nothing."""
    texts = list(_shown(message, capture, subject))
    shown = [laid for laid, _ in texts]
    attached = [] if shown else list(_attached(message))
    if len(attached) == 1:
        return _read(attached[0], capture, subject)
    shown += [laid for inner in attached if (laid := _read(inner, capture, subject))]
    if not shown:
        return None
    laid, marked = _join(shown), read_head(message.fields)
    wrapper = find_wrapper(laid.decoded.text)
    if wrapper is not None:
        laid = _without(laid, wrapper.span)
    told = wrapper or next((wrapper for _, wrapper in texts if wrapper), None)
    if told is not None:
        marked = _as_told(told, marked)
    if not laid.blocks:
        return None
    return _under_title(laid, marked)


def _shown(part: Part, capture: Capture, subject: str) -> Iterator[_Text]:
    """Yield each text that a mail program would show, in order."""
    if part.is_message or part.is_attachment:
        return
    if part.media_type == "multipart/alternative":
        # The last form is the sender's best; a page is read better than what was made from it.
        latest_first = part.parts[::-1]
        forms = sorted(latest_first, key=lambda form: not _has_page(form))
        yield from next(filter(None, (list(_shown(form, capture, subject)) for form in forms)), [])
    elif part.media_type == "multipart/related":
        yield from _shown(_root(part), capture, subject)
    elif part.parts:
        for inner in part.parts:
            yield from _shown(inner, capture, subject)
    else:
        text = _read_leaf(part, capture, subject)
        if text is not None and text[0].blocks:
            yield text


def _attached(part: Part) -> Iterator[Part]:
    """Yield the messages attached to a message, not those attached to them."""
    for inner in part.parts:
        if inner.is_message:
            yield inner.parts[0]
        else:
            yield from _attached(inner)


def _has_page(part: Part) -> bool:
    return any(leaf.media_type in _PAGES for leaf in leaves(part))


def _root(part: Part) -> Part:
    """Return the part that the others of a `multipart/related` are pictures of."""
    wanted = part.parameters.get("start")
    named = (p for p in part.parts if wanted and p.fields.first("content-id") == wanted)
    return next(named, part.parts[0])


def _read_leaf(leaf: Part, capture: Capture, subject: str) -> _Text | None:
    """Return what a leaf shows, or None where it is no text or cannot be read as such."""
    if leaf.media_type not in _PAGES and leaf.media_type != "text/plain":
        return None
    try:
        decoded = decode_text(decoded_body(leaf), declared=leaf.parameters.get("charset"), subject=subject)
        if leaf.media_type in _PAGES:
            return _read_markup(decoded, capture, subject)
    except PageUnreadable:
        return None
    text = decoded.text.replace("\r\n", "\n")
    if leaf.parameters.get("format", "").lower() == "flowed":
        text = unflow(text, delsp=leaf.parameters.get("delsp", "").lower() == "yes")
    return Laid(replace(decoded, text=text), lay_out(text), Marked()), None


def _read_markup(decoded: Decoded, capture: Capture, subject: str) -> _Text:
    """Return what a page shows.

    The reader of pages may take what stands above a forwarded message for furniture: it is looked for in the markup.
    """
    page = replace(capture, media_type="text/html", charset="utf-8")
    laid = read_page(page, _as_shown(decoded.text), subject)
    text = laid.decoded.text
    undecodable = min(decoded.undecodable, text.count("\ufffd"))
    laid = replace(laid, decoded=Decoded(text, decoded.encoding, undecodable))
    return laid, find_wrapper(strip_tags(decoded.text[:_WRAPPER_CHARS]))


def _as_shown(markup: str) -> bytes:
    """Return a page in UTF-8 without its title and without what its sender hides: mail programs show neither."""
    raw = markup.replace("\x00", "\ufffd").encode("utf-8")
    try:
        tree = lxml_html.document_fromstring(
            raw, parser=lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments or white space
        return raw
    if _depth(tree) > _DEEPEST:
        return raw
    for node in [node for node in tree.iter("*") if _is_unseen(node)]:
        if node.getparent() is not None:
            node.tag = _UNSEEN
    # Taken out by the library itself: text with control characters, which markup may hold, cannot be set again.
    etree.strip_elements(tree, _UNSEEN, with_tail=False)
    # Mail is laid out in tables: what stands in their cells are blocks, unless a table has headings of its own.
    figures = {
        table
        for table in tree.iter("table")
        if next(table.iter("th"), None) is not None and next(table.iterdescendants("table"), None) is None
    }
    for node in list(tree.iter(*_TABLES)):
        if node not in figures and next(node.iterancestors("table"), None) not in figures:
            node.tag = "div"
    return etree.tostring(tree, encoding="utf-8", method="html")


def _depth(tree: lxml_html.HtmlElement) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _is_unseen(node: etree._Element) -> bool:
    return node.tag in {"title", "meta"} or bool(_UNSEEN_STYLE.search(node.get("style") or ""))


def _join(laids: list[Laid]) -> Laid:
    """Return several texts as one, an empty line between each two."""
    if len(laids) == 1:
        return laids[0]
    blocks: list[RawBlock] = []
    at = 0
    for laid in laids:
        blocks += [_moved(block, at) for block in laid.blocks]
        at += len(laid.decoded.text) + len(_BETWEEN)
    decoded = Decoded(
        _BETWEEN.join(laid.decoded.text for laid in laids),
        "+".join(dict.fromkeys(laid.decoded.encoding for laid in laids)),
        sum(laid.decoded.undecodable for laid in laids),
    )
    return Laid(decoded, blocks, laids[0].marked)


def _without(laid: Laid, gone: Span) -> Laid:
    """Return a text without a stretch of it, an empty line in its place."""
    text = laid.decoded.text
    before, after = text[: gone.start].rstrip(), text[gone.end :].lstrip()
    skipped = len(text) - len(after)
    shift = (len(before) + len(_BETWEEN) if before else 0) - skipped
    blocks: list[RawBlock] = []
    for block in laid.blocks:
        left = (
            trim(text, Span(block.span.start, min(block.span.end, gone.start)))
            if block.span.start < gone.start
            else None
        )
        right = (
            trim(text, Span(max(block.span.start, skipped), block.span.end))
            if block.span.end > skipped
            else None
        )
        if left:
            blocks.append(replace(block, span=left))
        if right:
            blocks.append(_moved(replace(block, span=right), shift))
    kept = (before + _BETWEEN if before else "") + after
    decoded = replace(
        laid.decoded, text=kept, undecodable=min(laid.decoded.undecodable, kept.count("\ufffd"))
    )
    return Laid(decoded, blocks, laid.marked)


def _as_told(wrapper: Wrapper, marked: Marked) -> Marked:
    """Return what is said of a message, by whoever forwarded it first, then by the mail that carries it."""
    publisher = tell_publisher(read_mailbox(wrapper.sender or ""))
    dates = find_dates(wrapper.date) if wrapper.date else []
    return replace(
        marked,
        title=clean_subject(wrapper.subject or "") or marked.title,
        # A name alone, without the list's own fields, may be a person's or an outlet's: it publishes what it sent.
        site=publisher.outlet or publisher.author,
        authors=(publisher.author,) if publisher.author and publisher.outlet else (),
        published=dates[0].day.isoformat() if dates else marked.published,
        address=None,
    )


def _under_title(laid: Laid, marked: Marked) -> Laid:
    """Return a text with its title first, once, as its only heading of the first level."""
    title = marked.title
    blocks = [replace(b, hint="h2") if b.hint == "h1" else b for b in laid.blocks]
    if title is None:
        return Laid(laid.decoded, blocks, marked)
    key = fold(title)
    for i, block in enumerate(blocks[:_TITLE_REACH_BLOCKS]):
        if key and len(block.span) <= 2 * len(title) and fold(block.span.cut(laid.decoded.text)) == key:
            blocks[i] = replace(block, hint="h1")
            return Laid(laid.decoded, blocks, marked)
    shift = len(title) + len(_BETWEEN)
    head = RawBlock(Span(0, len(title)), hint="h1")
    decoded = replace(laid.decoded, text=title + _BETWEEN + laid.decoded.text)
    return Laid(decoded, [head, *(_moved(block, shift) for block in blocks)], marked)


def _moved(block: RawBlock, by: int) -> RawBlock:
    return replace(block, span=Span(block.span.start + by, block.span.end + by))
