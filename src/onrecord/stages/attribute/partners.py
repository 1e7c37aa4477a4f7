"""The other side of an occasion, and the one a noun phrase names."""

import re

from onrecord.model import Identity
from onrecord.stages.attribute.surroundings import Mentioned, Scan, either

#: Characters in which a second partner may follow the first with an apposition: "to A, head of B, and C".
_PARTNER_CHARS = 120
_WORD = re.compile(r"[\w'’-]+")


def find_partners(scan: Scan, noun_end: int | None, who: Mentioned) -> tuple[Identity, ...]:
    """Return the other side of an occasion: "interview with X", "letters to Y", "made the remarks to Z".

    Args:
        scan: The sentence.
        noun_end: Where the noun of an exchange or a letter ends, or None for no such noun.
        who: The report's mentions.
    """
    table = scan.table
    link = either(tuple(table["partners"]))
    match = None
    if noun_end is not None:
        match = re.compile(rf"(?:\s+(?!(?:in|on|at)\b)[\w-]+){{0,3}}?\s+(?:{link})\s+").match(
            scan.words, noun_end
        )
    if match is None:
        match = re.search(rf"\b(?:{either(tuple(table['remarks']))})\s+(?:{link})\s+", scan.words)
    return partners_at(scan, match.end(), who) if match else ()


def partners_at(scan: Scan, at: int, who: Mentioned) -> tuple[Identity, ...]:
    """Return those named by the noun phrase at `at`, and by a second one joined to it.

    Args:
        scan: A sentence or heading.
        at: Where the phrase starts in its words; -1 gives nobody.
        who: The report's mentions.
    """
    if at < 0:
        return ()
    end = _phrase_end(scan, at)
    here = _head(scan, at, end, who)
    if here is None:
        return ()
    joined = re.compile(rf"(?:,[^,\x00]{{0,{_PARTNER_CHARS}}},)?,?\s+and\s+(?:the\s+)?").match(
        scan.words, end
    )
    if joined:
        other = _head(scan, joined.end(), _phrase_end(scan, joined.end()), who)
        if other is not None and other.type is here.type and other.id != here.id:
            return (here, other)
    return (here,)


def _head(scan: Scan, start: int, end: int, who: Mentioned) -> Identity | None:
    """Return the one mentioned last in a noun phrase; where two mentions end there, the longer counts."""
    inside = who.within(scan.start + start, scan.start + end)
    return max(inside, key=lambda m: (m[0].end, -m[0].start))[1] if inside else None


def _phrase_end(scan: Scan, at: int) -> int:
    """Return where a noun phrase ends: before punctuation, a preposition or a verb."""
    stops = {*scan.table["ends"], *scan.table["phrase_ends"]}
    end = at
    for word in _WORD.finditer(scan.words, at):
        if scan.words[end : word.start()].strip(" \n\t.") or word.group().casefold() in stops:
            break
        end = word.end()
    return end
