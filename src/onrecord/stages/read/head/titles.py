"""A page's title: chosen among what it declares and what it shows, by which of them agree.

Editors write up to three titles for one report: the heading on the page, one
for those who see it elsewhere (og:title) and one for search (<title>, the
JSON-LD's headline). Most often they are the same words, with the site's name
or a kicker added here and there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.stages.read.head.findings import Finding
from onrecord.stages.read.head.sites import Site
from onrecord.text.fold import fold

#: What parts a title from the site's or section's name behind it.
_PARTING = re.compile(r"\s+(?:[|｜–—·•*»«:‹›/-]|::|--)\s+|\s*[|｜_：]\s*|\s*--+\s*")
#: Section names that follow a title are short: "National", "World News".
_TAIL_WORDS = 4
#: Fewer folded characters in common could be chance: "News", "Live".
_ENOUGH = 8
#: A title in another is the same title with something added, up to this many times its length.
_MUCH_LONGER = 3.0
_CUT = re.compile(r"\s*(?:\.\.\.|…)\s*$")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Return what might be a page's title, each "" where the page does not have it.

    Attributes:
        shared: What it declares for those who see it elsewhere: og:title, else the card's.
        card: What it declares for cards (twitter:title).
        headline: The headline in its JSON-LD.
        headings: Its main headings as shown, in page order.
        window: Its <title>.
        others: What else it declares.
        address: The words of its address.
    """

    shared: str = ""
    card: str = ""
    headline: str = ""
    headings: Sequence[str] = ()
    window: str = ""
    others: Sequence[str] = ()
    address: str = ""


#: Longer titles are descriptions, or what a broken page left open.
_LONGEST = 500
_MOST_WITNESSES = 24


def choose_title(found: Candidates, site: Site) -> Finding[str] | None:
    """Return a page's title, or None where nothing on it could be one."""
    plain = _without_tails(found, site)
    heading = _main_heading(plain)
    shared, headline = plain.shared, plain.headline
    if shared and headline and not are_alike(shared, headline):
        return _between(plain, heading, is_bare=fold(found.window) == fold(headline))
    declared = fuller(shared, headline) if shared and headline else shared or headline
    if not declared:
        return _from_page(plain, heading)
    if heading and are_alike(declared, heading):
        return Finding(
            fuller(declared, heading), "the page's main heading, which its markup declares too", 0.97
        )
    if shared and headline:
        return Finding(declared, "the title that the page's og:title and JSON-LD agree on", 0.9)
    which = "og:title" if shared else "JSON-LD"
    return Finding(declared, f"the title in the page's {which}; its heading says something else", 0.75)


def _between(plain: Candidates, heading: str, *, is_bare: bool) -> Finding[str]:
    """Return one of two titles that the page declares and that differ.

    A title that only og:title has was written for this report; one that only
    the JSON-LD has is the report's own, unless all else, the address too, is
    against it. This order was set on 123 pages of 86 outlets, 24 of which
    declare two titles, and gives 0.984 of all their titles. Learned anew for
    each outlet from the others, from heading and <title> alone, it gives 0.935;
    the same one of the two always, 0.911.
    """
    shared, headline = plain.shared, plain.headline
    for_shared, for_headline = are_alike(heading, shared), are_alike(heading, headline)
    window_shared, window_headline = are_alike(plain.window, shared), are_alike(plain.window, headline)
    if for_shared and not for_headline:
        if window_shared and _is_made_from(plain.address, shared, headline):
            return Finding(
                fuller(shared, heading), "the page's main heading, its og:title and its address agree", 0.85
            )
        if window_headline and is_bare:
            # A <title> that a system makes of the report's own title ends with the site's name; one without is written
            # for search, and here the JSON-LD repeats it.
            return Finding(fuller(shared, heading), "the page's main heading, also its og:title", 0.7)
        return Finding(headline, "the headline of the page's JSON-LD; its heading says something else", 0.6)
    if for_headline and not for_shared:
        card_shared = are_alike(plain.card, shared) and not are_alike(plain.card, headline)
        if window_headline or (card_shared and not window_shared):
            return Finding(shared, "the page's og:title; its heading says something else", 0.6)
        return Finding(
            fuller(headline, heading), "the headline of the page's JSON-LD, also its main heading", 0.85
        )
    if window_headline and not window_shared:
        return Finding(headline, "the headline of the page's JSON-LD, also its <title>", 0.7)
    return Finding(shared, "the page's og:title; its heading and JSON-LD say something else", 0.6)


def _from_page(plain: Candidates, heading: str) -> Finding[str] | None:
    if heading:
        agreed = are_alike(heading, plain.window)
        because = "the page's main heading, also in its <title>" if agreed else "the page's main heading"
        return Finding(heading, because, 0.9 if agreed else 0.8)
    for words, because in (
        (plain.window, "the page's <title>"),
        *((w, "the page's markup") for w in plain.others),
    ):
        if words:
            return Finding(words, because, 0.6)
    return None


def _main_heading(plain: Candidates) -> str:
    """Return the heading that the page's other titles bear out, else the first."""
    declared = [w for w in (plain.headline, plain.shared, plain.window, *plain.others) if w]
    for words in declared:
        for heading in plain.headings:
            if are_alike(heading, words):
                return heading
    return next(iter(plain.headings), "")


def _without_tails(found: Candidates, site: Site) -> Candidates:
    """Return the candidates without the names of the site and of its sections behind them."""
    said = (found.headline, *found.headings, found.shared, *found.others, found.window)
    bodies = [words for words in said if 0 < len(words) <= _LONGEST][:_MOST_WITNESSES]

    def strip(words: str) -> str:
        if len(words) > _LONGEST:
            return ""
        return strip_tail(words, site, witnesses=[b for b in bodies if b != words])

    headings = [words for words in map(strip, found.headings) if words and not site.is_named(words)]
    names = [strip(w) for w in (found.shared, found.card, found.headline, found.window)]
    shared, card, headline, window = ("" if site.is_named(w) else w for w in names)
    others = [w for w in map(strip, found.others[:_MOST_WITNESSES]) if w and not site.is_named(w)]
    return Candidates(shared, card, headline, headings, window, others, found.address)


def strip_tail(words: str, site: Site, *, witnesses: Iterable[str] = ()) -> str:
    """Return a title without the site's name, and its section's, behind or before it.

    Args:
        words: The title.
        site: The site's names.
        witnesses: Other titles of the page: what one of them ends before may be a section's name.

    >>> site = Site("Selm Post", frozenset({"selm post", "selmpost"}))
    >>> strip_tail("Fees rise | Coast | selmpost", site), strip_tail("Fees - why?", site)
    ('Fees rise', 'Fees - why?')
    >>> strip_tail("Fees rise | Coast", site, witnesses=["Fees rise"]), strip_tail("Selm Post: Fees", site)
    ('Fees rise', 'Selm Post: Fees')
    """
    partings = list(_PARTING.finditer(words))
    if not partings:
        return words
    bodies = {fold(w) for w in witnesses} - {""}
    for parting in partings:
        head = words[: parting.start()].strip()
        if fold(head) in bodies and _is_tail(words, partings, parting, site):
            return head
    last = partings[-1]
    if not site.is_named(words[last.end() :]):
        first = partings[0]
        named = site.is_named(words[: first.start()]) and fold(words[first.end() :]) in bodies
        return words[first.end() :].strip() if named else words
    end = last
    for parting in reversed(partings[:-1]):
        between = words[parting.end() : end.start()]
        if parting[0].strip() not in _BARS or len(between.split()) > _SECTION_WORDS:
            break
        end = parting
    return words[: end.start()].strip() or words


#: Between a title and the site's name, behind a bar: "| Coast |", "| World News |". A dash may be the title's own.
_SECTION_WORDS = 2
_BARS = frozenset({"|", "｜"})


def _is_tail(words: str, partings: Sequence[re.Match[str]], parting: re.Match[str], site: Site) -> bool:
    """Return whether what follows a parting names the site, or is short as names of sections are."""
    inner = [p for p in partings if p.start() >= parting.start()]
    ends = [p.start() for p in inner[1:]] + [len(words)]
    parts = [words[p.end() : end] for p, end in zip(inner, ends, strict=True)]
    return any(site.is_named(part) for part in parts) or len(words[parting.end() :].split()) <= _TAIL_WORDS


def are_alike(one: str, other: str) -> bool:
    """Return whether two titles are the same, or one is the other with something added or cut off.

    >>> are_alike("Fees: The Harbour Rises", "The harbour rises"), are_alike("News", "News of the harbour")
    (True, False)
    >>> are_alike("The harbour and the s…", "The Harbour and the Sea"), are_alike("", "")
    (True, False)
    """
    a, b = fold(_CUT.sub("", one)), fold(_CUT.sub("", other))
    short, long = sorted((a, b), key=len)
    if not short or short == long:
        return bool(short)
    if len(short) < _ENOUGH or len(short) * _MUCH_LONGER < len(long):
        return False
    cut = one if a == short else other
    if _CUT.search(cut) and long.startswith(short):
        return True
    return f" {short} " in f" {long} " or (
        not short.isascii() and short.replace(" ", "") in long.replace(" ", "")
    )


def fuller(one: str, other: str) -> str:
    """Return the longer of two forms of a title; of equals the first.

    >>> fuller("The harbour", "Fees: The harbour"), fuller("The Harbour", "The harbour")
    ('Fees: The harbour', 'The Harbour')
    """
    a, b = fold(_CUT.sub("", one)), fold(_CUT.sub("", other))
    return other if len(b) > len(a) or (a == b and _CUT.search(one) and not _CUT.search(other)) else one


def _is_made_from(address: str, one: str, other: str) -> bool:
    """Return whether an address was plainly made from one title and not from another."""
    return _share(address, one) >= _MOST_OF_IT and _share(address, one) > _share(address, other) + _CLEARLY


#: Addresses made from a title hold nearly all of its words; those of key words have about half in common with any.
_MOST_OF_IT = 0.8
_CLEARLY = 0.2


def _share(address: str, title: str) -> float:
    """Return how many of an address's words a title has, 0 to 1."""
    own, said = _keys(address), _keys(title)
    return len(own & said) / len(own) if own else 0.0


def _keys(words: str) -> set[str]:
    latin = fold(words.lower().translate(_LATIN).replace("_", " "))
    return {word for word in latin.split() if len(word) > 2 and not word.isdigit()}  # noqa: PLR2004 # "a", "to"


#: As addresses write letters that lose more than an accent.
_LATIN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "đ": "d", "ı": "i"}
)
