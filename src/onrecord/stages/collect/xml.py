"""Reading the XML of feeds and sitemaps: lenient with mistakes, deaf to attacks.

Element by element, so that a sitemap of 50,000 addresses is never held as a
tree. Entities are never declared, expanded or fetched: a document that
declares its own is refused. What is no well-formed XML is mended first, since
a parser left to recover by itself drops characters: it turns the address
`?a=1&b=2` into `?a=1=2`, which is another page.
"""

import codecs
import html
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Generic, TypeAlias, TypeVar

from lxml import etree

from onrecord.errors import PageUnreadable
from onrecord.stages.collect.found import MOST_BYTES, MOST_LEADS

Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml has no other name for the type
T = TypeVar("T")

_GZIP = b"\x1f\x8b"
_HEAD_BYTES = 4_096
#: Characters before the outermost element: a licence in a comment, a style sheet, what a program complained of.
_LONGEST_PROLOG = 100_000
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
          (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))  # fmt: skip
_NO_CHARSETS = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"})

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w-]{1,20}:)?(rss|feed|rdf|urlset|sitemapindex|channel)\b", re.IGNORECASE)
_LINES = re.compile(r"https?://\S+\s", re.IGNORECASE)
#: Sections to leave as they are, and every ampersand outside them with the entity that it begins.
_AMPERSANDS = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|\w{1,40};)?", re.DOTALL
)
_XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
#: Characters that no XML may hold.
_UNLAWFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


#: Elements that are read with all below them.
_WHOLE = frozenset({"item", "entry", "url", "sitemap"})


@dataclass(frozen=True, slots=True)
class Document(Generic[T]):
    """Return what was made of one document.

    Attributes:
        root: The local name of its outermost element.
        made: What was made of its elements, in order.
        mended: Whether it was no well-formed XML.
        cut: Whether it has more elements than are taken.
    """

    root: str
    made: tuple[T, ...]
    mended: bool
    cut: bool


def unpacked(body: bytes, *, subject: str) -> bytes:
    """Return `body`, or what it packs where it is gzip, at most MOST_BYTES.

    Raises:
        PageUnreadable: More comes out, or it is cut short or broken.
    """
    if not body.startswith(_GZIP):
        if len(body) > MOST_BYTES:
            raise _too_large(subject)
        return body
    engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = engine.decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise PageUnreadable("is broken gzip; retry later", subject=subject) from error
    if len(plain) > MOST_BYTES:
        raise _too_large(subject)
    if not engine.eof:
        raise PageUnreadable("is gzip that was cut short; retry later", subject=subject)
    return plain


def root_of(body: bytes, *, media_type: str | None) -> str:
    """Return what bytes begin as: `urlset`, `sitemapindex`, `feed` (of any kind), `json`, `text`, or ""."""
    head = _decoded(body[:_HEAD_BYTES], None).lstrip("\ufeff \t\r\n")
    if head.startswith("{") or (media_type or "").partition(";")[0].strip().casefold().endswith("json"):
        return "json"
    if not head.startswith("<") and _LINES.match(head):
        return "text"
    found = _ROOT.search(head)
    if found is None:
        return ""
    name = found[1].casefold()
    return name if name in {"urlset", "sitemapindex"} else "feed"


def read_elements(
    body: bytes,
    make: Callable[[Element], T | None],
    *,
    tags: tuple[str, ...],
    charset: str | None,
    subject: str,
) -> Document[T]:
    """Return what `make` gives for each element called one of `tags`, whatever its namespace.

    Args:
        body: The document, unpacked.
        make: Takes an element with all below it, which is gone afterwards; None for nothing.
        tags: Local names.
        charset: As the sender declared; the document's own declaration goes before it.
        subject: What errors are about.

    Raises:
        PageUnreadable: It declares entities, or is nothing like XML.
    """
    body = body.lstrip(b" \t\r\n")
    head = body[:_HEAD_BYTES]
    own = _DECLARED.search(head) is not None or head.startswith(codecs.BOM_UTF8)
    encoding = None if own else _codec(charset)
    # What hides its declarations in another encoding (UTF-16, EBCDIC) is decoded by us first.
    if head.startswith((b"<", codecs.BOM_UTF8)) and b"\0" not in head and b"<!DOCTYPE" not in body:
        try:
            return _read(body, make, tags, encoding=encoding, mended=False, subject=subject)
        except (etree.XMLSyntaxError, LookupError):  # LookupError: libxml2 does not know the encoding
            pass
    text = _from_root(_decoded(body, charset), subject)
    mended = _AMPERSANDS.sub(_settled, _UNLAWFUL.sub("", text))
    try:
        read = _read(mended.encode("utf-8"), make, tags, encoding="utf-8", mended=True, subject=subject)
        return replace(read, mended=mended != text)
    except (etree.XMLSyntaxError, UnicodeDecodeError) as error:
        # UnicodeDecodeError: what a recovering parser made of half a character is no text.
        raise _unreadable(subject) from error


def _read(
    body: bytes, make: Callable[[Element], T | None], tags: tuple[str, ...],
    *, encoding: str | None, mended: bool, subject: str,
) -> Document[T]:  # fmt: skip
    # A clean document is read strictly: where it is not clean, it is mended before a parser guesses.
    steps = etree.iterparse(
        BytesIO(body),
        events=("end",),
        tag=tuple(f"{{*}}{tag}" for tag in tags),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=mended,
        encoding=encoding,
    )
    made: list[T] = []
    root = ""
    cut = False
    for _, element in steps:
        if not root:
            root = _checked_root(element, subject)
        one = make(element)
        if one is not None:
            made.append(one)
        if len(made) >= MOST_LEADS:
            cut = True
            break
        _forget(element)
    if not root:
        if steps.root is None:
            raise _unreadable(subject)
        root = _checked_root(steps.root, subject)
    return Document(root, tuple(made), mended, cut)


def _checked_root(element: Element, subject: str) -> str:
    """Return the name of the outermost element, unless the document declares anything before it."""
    tree = element.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise _declaring(subject)
    return local_name(tree.getroot())


def _forget(element: Element) -> None:
    """Free an element that is done with, and the one before it."""
    parent = element.getparent()
    if parent is None or local_name(parent) in _WHOLE:
        return  # a part of what is still to be read
    element.clear()
    before = element.getprevious()
    if before is not None and local_name(before) == local_name(element):
        parent.remove(before)


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace, in small letters."""
    return str(element.tag).rpartition("}")[2].casefold()


def _decoded(body: bytes, charset: str | None) -> str:
    mark = next((name for mark, name in _MARKS if body.startswith(mark)), None)
    if mark:
        return body.decode(mark, "replace").removeprefix("\ufeff")
    declared = _DECLARED.search(body[:_HEAD_BYTES])
    for name in (declared[1].decode("ascii") if declared else None, charset, "utf-8"):
        codec = _codec(name)
        if codec:
            try:
                return body.decode(codec)
            except UnicodeDecodeError:
                continue
    return body.decode("cp1252", "replace")


def _codec(name: str | None) -> str | None:
    try:
        codec = codecs.lookup(name).name if name else None
        "".encode(codec or "utf-8")  # refuses codecs that are no charsets
    except (LookupError, ValueError):
        return None
    return None if codec in _NO_CHARSETS else codec


def _from_root(text: str, subject: str) -> str:
    """Return a document from its outermost element on: what stands before that is of no use here.

    Raises:
        PageUnreadable: It declares entities, or has no element that a feed or sitemap begins with.
    """
    root = _ROOT.search(text, 0, _LONGEST_PROLOG)
    if _ENTITY.search(text, 0, root.start() if root else _LONGEST_PROLOG):
        raise _declaring(subject)
    if root is None:
        raise _unreadable(subject)
    return text[root.start() :]


def _settled(match: re.Match[str]) -> str:
    if not match[0].startswith("&"):
        return match[0]
    name = match[1]
    if name is None:
        return "&amp;"
    if name in _XML_ENTITIES:
        return match[0]
    char = html.unescape(match[0])
    if char == match[0] or _UNLAWFUL.search(char):
        return f"&amp;{name}" if not name.startswith("#") else ""
    return html.escape(char)


def _unreadable(subject: str) -> PageUnreadable:
    return PageUnreadable("is no feed or sitemap that can be read; open it in a browser", subject=subject)


def _declaring(subject: str) -> PageUnreadable:
    return PageUnreadable(
        "declares entities of its own, as no honest feed does; it is not read", subject=subject
    )


def _too_large(subject: str) -> PageUnreadable:
    return PageUnreadable(f"is larger than {MOST_BYTES:,} bytes, as no feed or sitemap is", subject=subject)
