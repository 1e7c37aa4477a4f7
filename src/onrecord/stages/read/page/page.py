"""Pages to text: the report in a page's markup, block by block.

The page model finds the blocks that are the report (`page_body`); where it
finds none, every visible block of the page is taken, so that no page with
words on it reads as empty. The canonical text is the blocks in order, a blank line between each two, the
title first. No script, style or hidden template is ever part of it, and
nothing is fetched.
"""

import re

from lxml import etree
from lxml import html as lxml_html

from onrecord.errors import PageUnreadable
from onrecord.model import Capture, Outlet, Span
from onrecord.stages.read.head.markup import read_marked
from onrecord.stages.read.laid.decode import Decoded, decode_text
from onrecord.stages.read.laid.laid import Laid
from onrecord.stages.read.laid.layout import RawBlock, is_visible, lay_out
from onrecord.stages.read.laid.marked import Marked
from onrecord.stages.read.laid.strip import strip_tags
from onrecord.stages.read.page.blocks import find_blocks, fold_words
from onrecord.stages.read.page.body import BodyPart, find_body, whole_page
from onrecord.stages.read.page.facts import read_facts
from onrecord.stages.read.page.tags import tame_tags
from onrecord.stages.read.page.told import take_off, told_body
from onrecord.text.fold import fold

#: Beyond these, markup is hostile or no report: what looks at it closely may take
#: longer than in proportion, so only the plain walk is done.
_MOST_CHARS = 3_000_000
_MOST_ELEMENTS = 40_000
_DEEPEST = 200

#: libxml2 stops at 256 levels; a few are its own.
_PARSER_DEPTH = 250

#: Browsers look for the charset in the first 1024 bytes; real pages put it a little later.
_HEAD_BYTES = 4_096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def is_page(capture: Capture, body: bytes) -> bool:
    """Return whether to read a capture as markup: its type says so, or does not say and it begins so."""
    kind = capture.media_type.lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        return True
    return not kind.startswith("text/plain") and bool(_PAGE.match(body[:_HEAD_BYTES]))


def read_page(capture: Capture, body: bytes, subject: str, outlet: Outlet | None = None) -> Laid:
    """Return the report in a page.

    Args:
        capture: What is known of the fetch.
        body: Its bytes.
        subject: What errors call it.
        outlet: Whose page it is, where that is known: its table may tell where the report is.

    Raises:
        BadRequest: An expression of the outlet's table cannot be evaluated.
        PageUnreadable: There is no visible text on it.
    """
    decoded = _decode(body, capture.charset, subject)
    tree = _parse(decoded.text)
    marked, parts = Marked(), []
    if tree is not None:
        depth, count = _depth_and_count(tree)
        is_tame = len(decoded.text) <= _MOST_CHARS and depth <= _DEEPEST and count <= _MOST_ELEMENTS
        facts = read_facts(tree)
        told = None
        if is_tame and outlet is not None:
            take_off(tree, outlet)
            told = told_body(tree, outlet)
        blocks = find_blocks(tree)
        if told is not None:
            parts = whole_page(find_blocks(told))
        elif is_tame:
            parts = find_body(blocks, facts)
        marked = read_marked(tree, address=capture.address, latest=capture.fetched_at.date())
        # Where the parser gave up for depth, words below are missing from the tree.
        if not _has_text(parts) and depth < _PARSER_DEPTH:
            parts = whole_page(blocks)
    if not _has_text(parts):
        lines = strip_tags(decoded.text).split("\n")
        parts = [BodyPart(words, "") for line in lines if (words := fold_words(line))]
    if not _has_text(parts):
        raise PageUnreadable("has no text that a reader would see", subject=subject)
    text, raw = _write(_with_title(parts, marked.title))
    return Laid(Decoded(text, decoded.encoding, min(decoded.undecodable, text.count("\ufffd"))), raw, marked)


def parse_page(body: bytes, *, charset: str | None = None) -> lxml_html.HtmlElement | None:
    """Return the tree of a page's markup as `read_page` sees it, or None where there is nothing in it."""
    return _parse(_decode(body, charset, "page").text)


def _decode(body: bytes, charset: str | None, subject: str) -> Decoded:
    found = _CHARSET.search(body[:_HEAD_BYTES])
    declared = charset or (found[1].decode("ascii") if found else None)
    return decode_text(body, declared=declared, subject=subject)


def _parse(text: str) -> lxml_html.HtmlElement | None:
    markup = tame_tags(text.replace("\x00", "\ufffd")).encode("utf-8")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments or white space
        return None
    return tree


def _depth_and_count(tree: lxml_html.HtmlElement) -> tuple[int, int]:
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
    return deepest, count


def _has_text(parts: list[BodyPart]) -> bool:
    return any(is_visible(char) for part in parts for char in part.words)


def _with_title(parts: list[BodyPart], title: str | None) -> list[BodyPart]:
    """Put the title first, once: a heading of the body that repeats it is left out."""
    if not title:
        return parts
    key = fold(title)
    first = next((p for p in parts if p.hint == "h1"), None)
    if first is not None and fold(first.words) in key:
        title = first.words  # the heading as shown, where the markup's title adds the site's name
        key = fold(title)
    rest = [p for p in parts if not (p.hint.startswith("h") and fold(p.words) == key)]
    return [
        BodyPart(fold_words(title), "h1"),
        *(BodyPart(p.words, "h2") if p.hint == "h1" else p for p in rest),
    ]


def _write(parts: list[BodyPart]) -> tuple[str, list[RawBlock]]:
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
