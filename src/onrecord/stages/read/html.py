"""Pages to text: the report in a page's markup, block by block.

trafilatura finds the main text; where it finds none, every visible block of
the page is taken, so that no page with words on it reads as empty. The
canonical text is the blocks in order, a blank line between each two, the
title first. No script, style or hidden template is ever part of it, and
nothing is fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from onrecord.errors import PageUnreadable
from onrecord.model import Capture, Span
from onrecord.stages.read.decode import Decoded, decode_text
from onrecord.stages.read.laid import Laid
from onrecord.stages.read.layout import RawBlock, is_visible, lay_out
from onrecord.stages.read.markup import read_marked
from onrecord.stages.read.metadata import Marked
from onrecord.stages.read.strip import strip_tags
from onrecord.stages.read.tags import tame_tags
from onrecord.text.fold import fold

#: Beyond these, markup is hostile or no report: trafilatura's work grows faster
#: than the page, so only the plain walk is done.
_MOST_CHARS = 3_000_000
_MOST_ELEMENTS = 40_000
_DEEPEST = 200

#: Real reports have up to about 3,000 elements. One of trafilatura's second opinions
#: takes a time that grows with the square, so larger pages go without it.
_MANY_ELEMENTS = 8_000

#: libxml2 stops at 256 levels; a few are its own.
_PARSER_DEPTH = 250

#: Browsers look for the charset in the first 1024 bytes; real pages put it a little later.
_HEAD_BYTES = 4_096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)

_UNSEEN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "select",
        "button",
    }
)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul", "caption",
    }
)  # fmt: skip
_HINTS = {"li": "li", "figcaption": "figcaption", "caption": "figcaption", "blockquote": "quote"}


@dataclass(frozen=True, slots=True)
class _Part:
    words: str
    hint: str


def is_page(capture: Capture, body: bytes) -> bool:
    """Return whether to read a capture as markup: its type says so, or does not say and it begins so."""
    kind = capture.media_type.lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        return True
    return not kind.startswith("text/plain") and bool(_PAGE.match(body[:_HEAD_BYTES]))


def read_page(capture: Capture, body: bytes, subject: str) -> Laid:
    """Return the report in a page.

    Raises:
        PageUnreadable: There is no visible text on it.
    """
    found = _CHARSET.search(body[:_HEAD_BYTES])
    declared = capture.charset or (found[1].decode("ascii") if found else None)
    decoded = decode_text(body, declared=declared, subject=subject)
    tree = _parse(decoded.text)
    marked, parts = Marked(), []
    if tree is not None:
        document = _extract(tree, capture, size=len(decoded.text))
        marked = read_marked(tree, document, address=capture.address)
        parts = list(_from_document(document, tree)) if document is not None else []
        if not _has_text(parts) and not _is_cut(tree):
            parts = list(_from_walk(tree))
    if not _has_text(parts):
        lines = strip_tags(decoded.text).split("\n")
        parts = [_Part(words, "") for line in lines if (words := _flat(line))]
    if not _has_text(parts):
        raise PageUnreadable("has no text that a reader would see", subject=subject)
    text, blocks = _write(_with_title(parts, marked.title))
    return Laid(
        Decoded(text, decoded.encoding, min(decoded.undecodable, text.count("\ufffd"))), blocks, marked
    )


def _parse(text: str) -> lxml_html.HtmlElement | None:
    markup = tame_tags(text.replace("\x00", "\ufffd")).encode("utf-8")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments or white space
        return None
    return tree


def _extract(tree: lxml_html.HtmlElement, capture: Capture, *, size: int) -> Document | None:
    """Return what trafilatura finds, or None where it finds nothing or should not be asked."""
    depth, count = _depth_and_count(tree)
    if size > _MOST_CHARS or depth > _DEEPEST or count > _MOST_ELEMENTS:
        return None
    latest = capture.fetched_at.date().isoformat()
    try:
        document = bare_extraction(
            tree,
            url=capture.address if capture.address.startswith("http") else None,
            fast=count > _MANY_ELEMENTS,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            include_images=True,
            include_formatting=True,
            # The day of the fetch bounds the guess, so that reading again later gives the same day.
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": latest},
        )
    # Whatever a page does to it, the plain walk can still read the page.
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, etree.LxmlError):
        return None
    return document if isinstance(document, Document) and document.body is not None else None


def _is_cut(tree: lxml_html.HtmlElement) -> bool:
    """Return whether the parser gave up for depth, so that words below are missing from the tree."""
    return _depth_and_count(tree)[0] >= _PARSER_DEPTH


def _depth_and_count(tree: lxml_html.HtmlElement) -> tuple[int, int]:
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
    return deepest, count


def _from_document(document: Document, tree: lxml_html.HtmlElement) -> Iterator[_Part]:
    captions = {fold("".join(_texts(caption))) for caption in tree.iter("figcaption")}
    by_image = _captions_by_image(tree)
    given: set[str] = set()
    for element, kind in _document_blocks(document.body):
        picture = element.tag == "graphic"
        words = by_image.get(element.get("src") or "", "") if picture else _element_words(element)
        key = fold(words)
        is_caption = picture or (kind in {"p", ""} and key in captions)
        if words and not (is_caption and key in given):
            yield _Part(words, "figcaption" if is_caption else kind)
        if is_caption:
            given.add(key)


def _document_blocks(body: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the innermost blocks of trafilatura's tree, with what each is."""
    holders = {"body", "list", "table", "quote", "div", "figure"}
    stack: list[tuple[etree._Element, str]] = [(body, "")]
    while stack:
        element, hint = stack.pop()
        tag = element.tag
        inner = [
            child for child in element if child.tag in {"p", "head", "item", "list", "quote", "row", "table"}
        ]
        if tag in holders and (inner or tag in {"body", "list", "table"}):
            stack.extend((child, "quote" if tag == "quote" else hint) for child in reversed(element))
        elif tag == "head":
            level = (element.get("rend") or "h2")[-1]
            yield element, f"h{level if level in '23456' else '2'}"
        elif tag == "item":
            yield element, "li"
        elif tag == "row":
            yield element, "td"
        elif tag == "graphic":
            yield element, ""
        else:
            yield element, hint or ("" if _is_emphasised(element) else "p")


def _is_emphasised(element: etree._Element) -> bool:
    """Return whether all of a paragraph is bold: sites without section headings make them so."""
    children = list(element)
    bold = [c for c in children if c.tag == "hi" and "b" in (c.get("rend") or "")]
    return (
        bool(bold)
        and len(bold) == len(children)
        and not _flat((element.text or "") + "".join(c.tail or "" for c in children))
    )


def _captions_by_image(tree: lxml_html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for figure in tree.iter("figure"):
        caption = next(figure.iter("figcaption"), None)
        words = _flat("".join(_texts(caption))) if caption is not None else ""
        for image in figure.iter("img"):
            for name in ("src", "data-src"):
                if words and image.get(name):
                    found.setdefault(image.get(name, ""), words)
    return found


def _element_words(element: etree._Element) -> str:
    """Return an element's words, line breaks kept as such, cells of a row parted by a bar."""
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.tag == "lb":
                pieces.append("\n")
            elif node.tag == "cell" and pieces:
                pieces.append(" | ")
            elif node.tag in {"item", "p"} and node is not element:
                pieces.append("\n")
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    return _lines("".join(pieces))


def _from_walk(tree: lxml_html.HtmlElement) -> Iterator[_Part]:
    """Yield every visible block of the page, without judging what belongs to the report."""
    pieces: list[str] = []
    hints: list[str] = [""]
    unseen = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        is_block = tag in _BLOCKS
        if event == "start":
            unseen += tag in _UNSEEN
            if is_block and not unseen:
                yield from _flush(pieces, hints[-1])
                hints.append(
                    tag if re.fullmatch("h[1-6]", tag) else _HINTS.get(tag, hints[-1] if tag == "p" else "")
                )
            if not unseen:
                pieces.append("\n" if tag == "br" else node.text or "")
        else:
            if is_block and not unseen:
                yield from _flush(pieces, hints[-1])
                if len(hints) > 1:
                    hints.pop()
            unseen -= tag in _UNSEEN
            if not unseen and node.tail:
                pieces.append(node.tail)
    yield from _flush(pieces, hints[-1])


def _flush(pieces: list[str], hint: str) -> Iterator[_Part]:
    words = _lines("".join(pieces))
    pieces.clear()
    if words:
        yield _Part(words, hint)


def _texts(element: etree._Element) -> Iterator[str]:
    for node in element.iter():
        if node.tag not in _UNSEEN and node.text:
            yield node.text
        if node is not element and node.tail:
            yield node.tail


def _flat(words: str) -> str:
    return " ".join(words.split())


def _lines(words: str) -> str:
    """Return words with white space folded, line ends that markup asked for kept."""
    return (
        "\n".join(line for line in map(_flat, words.split("\n")) if line) if "\n" in words else _flat(words)
    )


def _has_text(parts: list[_Part]) -> bool:
    return any(is_visible(char) for part in parts for char in part.words)


def _with_title(parts: list[_Part], title: str | None) -> list[_Part]:
    """Put the title first, once: a heading of the body that repeats it is left out."""
    if not title:
        return parts
    key = fold(title)
    first = next((p for p in parts if p.hint == "h1"), None)
    if first is not None and fold(first.words) in key:
        title = first.words  # the heading as shown, where the markup's title adds the site's name
        key = fold(title)
    rest = [p for p in parts if not (p.hint.startswith("h") and fold(p.words) == key)]
    return [_Part(_flat(title), "h1"), *(_Part(p.words, "h2") if p.hint == "h1" else p for p in rest)]


def _write(parts: list[_Part]) -> tuple[str, list[RawBlock]]:
    text: list[str] = []
    blocks: list[RawBlock] = []
    at = 0
    for part in parts:
        if text:
            text.append("\n\n")
            at += 2
        for raw in lay_out(part.words):
            span = Span(at + raw.span.start, at + raw.span.end)
            blocks.append(RawBlock(span, opens=raw.opens, closes=raw.closes, hint=part.hint))
        text.append(part.words)
        at += len(part.words)
    return "".join(text), blocks
