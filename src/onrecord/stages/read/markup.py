"""What a page's markup says about it, beside the text that it shows."""

import re
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from trafilatura.settings import Document

from onrecord.stages.read.metadata import Marked
from onrecord.text.fold import squeeze

#: A longer "site name" is a slogan or a page's title.
_SITE_CHARS = 40
_MOST_TOPICS = 12


def read_marked(tree: lxml_html.HtmlElement, document: Document | None, *, address: str) -> Marked:
    """Return what the markup says: its own elements first, then what trafilatura concluded.

    Args:
        tree: The whole page.
        document: What trafilatura found, or None.
        address: Where the page came from, for addresses relative to it.
    """
    title = squeeze(document.title or "") if document else ""
    if not title:
        heading = next(iter(tree.xpath("//h1")), None)
        shown = squeeze(heading.text_content()) if heading is not None else ""
        title = shown or squeeze(tree.findtext(".//title") or "")
    site = _meta(tree, "og:site_name") or squeeze((document.sitename if document else None) or "")
    categories = _names(document.categories if document else None)
    return Marked(
        title=title or None,
        site=site if 0 < len(site) <= _SITE_CHARS else None,
        authors=tuple(_authors(document.author if document else None)),
        published=(document.date if document else None) or _meta(tree, "article:published_time") or None,
        section=categories[0] if categories else None,
        topics=tuple(dict.fromkeys([*categories[1:], *_names(document.tags if document else None)]))[
            :_MOST_TOPICS
        ],
        address=_canonical(tree, address),
        language=squeeze(tree.get("lang") or "") or None,
    )


def _meta(tree: lxml_html.HtmlElement, name: str) -> str:
    for value in tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name):
        if squeeze(value):
            return squeeze(value)
    return ""


def _canonical(tree: lxml_html.HtmlElement, address: str) -> str | None:
    links = [str(link) for link in tree.xpath("//link[@rel='canonical']/@href")]
    for value in [*links, _meta(tree, "og:url")]:
        try:
            full = urljoin(address, value.strip())
            parts = urlsplit(full)
        except ValueError:  # no address at all
            continue
        if value.strip() and parts.scheme in {"http", "https"} and parts.hostname:
            return full
    return None


def _authors(words: str | None) -> list[str]:
    names = [squeeze(name) for name in re.split(r"\s*[;|]\s*", words or "")]
    return list(dict.fromkeys(name for name in names if name))


def _names(values: list[str] | None) -> list[str]:
    parts = [squeeze(part) for value in values or [] for part in re.split(r"\s*[,;]\s*", value)]
    return [part for part in dict.fromkeys(parts) if part]
