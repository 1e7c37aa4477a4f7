"""What a page's markup says about it: its head, its JSON-LD and the marks in what it shows, together."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from onrecord.model import Ground
from onrecord.stages.read.head.articles import find_articles, find_pages
from onrecord.stages.read.head.authors import find_authors
from onrecord.stages.read.head.dates import find_published
from onrecord.stages.read.head.filing import find_section, find_topics
from onrecord.stages.read.head.findings import Finding
from onrecord.stages.read.head.jsonld import Graph, Node, read_graph
from onrecord.stages.read.head.metas import Metas, as_shown, first_meta, metas_named, read_metas
from onrecord.stages.read.head.origins import find_origin
from onrecord.stages.read.head.sites import read_site, slug_of
from onrecord.stages.read.head.states import find_state_credits
from onrecord.stages.read.head.titles import Candidates, choose_title
from onrecord.stages.read.laid.marked import Marked
from onrecord.text.hosts import bare_host

_MOST_HEADINGS = 12
#: Longer headings are paragraphs in large letters.
_HEADING_CHARS = 400
#: A <title> that is never closed holds the rest of the page.
_WINDOW_CHARS = 2_000
_MOST_LINKS = 20
_LEVELS = 30
_NOT_HERE = frozenset({"aside", "footer", "nav"})
#: Elements of a heading that a reader sees as words of their own.
_APART = frozenset({"br", "div", "p", "small", "h2", "h3", "h4", "li"})
_UNSEEN = frozenset({"script", "style", "svg", "button", "template"})
_MOST_PARTS = 120
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")


def read_marked(tree: lxml_html.HtmlElement, *, address: str, latest: date | None = None) -> Marked:
    """Return what the markup says, each field with its ground.

    Args:
        tree: The whole page.
        address: Where the page came from, for addresses relative to it.
        latest: The day of the fetch (UTC), which no day of publication is after; None where it is not known.
    """
    metas, graph = read_metas(tree), read_graph(tree)
    canonical = _canonical(tree, metas, address)
    addresses = [a for a in dict.fromkeys((canonical or "", first_meta(metas, "og:url"), address)) if a]
    headings = _headings(tree)
    window = as_shown((tree.findtext(".//title") or "")[:_WINDOW_CHARS])
    known = [
        *headings,
        window,
        *metas_named(metas, "titles", "shared"),
        *metas_named(metas, "titles", "other"),
    ]
    articles = find_articles(graph, addresses=addresses, headings=known)
    pages = find_pages(graph)
    # The address that a reprint calls its own is that of another site.
    site = read_site(metas, graph, articles, addresses=[address] if bare_host(address) else addresses)
    candidates = _candidates(metas, graph, [*articles, *pages], headings, window, addresses)
    title = choose_title(candidates, site)
    words = title.value if title else ""
    authors = find_authors(tree, metas, graph, articles, site)
    published = find_published(
        tree, metas, graph, articles, pages, addresses=addresses, title=words, latest=latest
    )
    topics = find_topics(metas, graph, articles, site)
    section = find_section(metas, graph, articles, site, title=words)
    state = find_state_credits(tree, titles=known, addresses=addresses)
    origin = find_origin(metas, graph, articles, site, canonical=canonical, address=address, state=state)
    own = Finding(canonical, "the address that the page calls its own", 0.95) if canonical else None
    findings: dict[str, Finding[Any] | None] = {
        "title": title,
        "authors": authors,
        "published": published,
        "topics": topics,
        "section": section,
        "reprint_of": origin,
        "canonical_address": own,
    }
    return Marked(
        title=words or None,
        site=site.name or None,
        authors=authors.value if authors else (),
        published=published.value.isoformat() if published else None,
        section=section.value if section else None,
        topics=topics.value if topics else (),
        address=canonical,
        language=_language(tree, metas, graph, articles),
        origin=origin.value if origin else None,
        grounds=tuple(Ground(field, f.because, f.confidence) for field, f in findings.items() if f),
    )


def _candidates(
    metas: Metas,
    graph: Graph,
    articles: Sequence[Node],
    headings: Sequence[str],
    window: str,
    addresses: Sequence[str],
) -> Candidates:
    headlines = [w for node in articles for w in graph.words(node.get("headline"))]
    names = [w for node in articles for w in graph.words(node.get("name"))]
    return Candidates(
        shared=next(iter(metas_named(metas, "titles", "shared")), ""),
        card=first_meta(metas, "twitter:title"),
        headline=next(iter([*headlines, *names]), ""),
        headings=headings,
        window=window,
        others=list(metas_named(metas, "titles", "other")),
        address=max(map(slug_of, addresses), key=len, default=""),
    )


def _headings(tree: lxml_html.HtmlElement) -> list[str]:
    """Return the main headings as shown; those in a breadcrumb, as some sites have them, behind the others."""
    main: list[str] = []
    aside: list[str] = []
    for element in islice(tree.iter("h1"), _MOST_HEADINGS):
        words = _shown(element)
        if 0 < len(words) <= _HEADING_CHARS:
            apart = any(above.tag in _NOT_HERE for above in islice(element.iterancestors(), _LEVELS))
            (aside if apart else main).append(words)
    return [*main, *aside]


def _shown(heading: lxml_html.HtmlElement) -> str:
    """Return a heading's words; a kicker that only its looks part from the title gets a space."""
    pieces: list[str] = []
    unseen = 0
    for event, node in islice(etree.iterwalk(heading, events=("start", "end")), _MOST_PARTS):
        hidden, apart = node.tag in _UNSEEN, node.tag in _APART
        if event == "start":
            unseen += hidden
        pieces.append(" " if apart else "")
        if event == "start" and not unseen:
            pieces.append(node.text or "")
        if event == "end":
            unseen -= hidden
            if node is not heading and not unseen:
                pieces.append(node.tail or "")
    words = ""
    for piece in filter(None, pieces):
        words += " " + piece if words[-1:].islower() and piece[0].isupper() else piece
    return as_shown(words)


def _canonical(tree: lxml_html.HtmlElement, metas: Metas, address: str) -> str | None:
    """Return the address that the page calls its own, or None; one of a home page is a mistake of the site."""
    links = (e for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    values = [e.get("href") or "" for e in islice(links, _MOST_LINKS)]
    homes: list[str] = []
    for value in [*values, *metas.get("og:url", ())]:
        try:
            full = str(urljoin(address, value.strip()))
            parts = urlsplit(full)
        except ValueError:  # no address at all
            continue
        if value.strip() and parts.scheme in {"http", "https"} and parts.hostname:
            if parts.path.strip("/") or parts.query:
                return full
            homes.append(full)
    return homes[0] if homes else None


def _language(
    tree: lxml_html.HtmlElement, metas: Metas, graph: Graph, articles: Sequence[Node]
) -> str | None:
    shown = [tree.get("lang") or "", tree.getroottree().getroot().get("lang") or ""]
    declared = [words for node in articles for words in graph.words(node.get("inLanguage"))]
    for words in [*shown, *declared, *metas_named(metas, "languages", "metas")]:
        if _LANGUAGE.fullmatch(words.strip()):
            return words.strip().replace("_", "-")
    return None
