"""The other side of an occasion, and the one a noun phrase names."""

import re
from functools import cache

from onrecord.model import Identity, IdentityType, Report, Span
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.surroundings import Mentioned, Scan, Sentence, either, words_for

#: Who can be spoken to: anyone but a place.
HEARERS = frozenset(IdentityType) - {IdentityType.PLACE}

#: Characters in which a second partner may follow the first with an apposition: "to A, head of B, and C".
_PARTNER_CHARS = 120
_WORD = re.compile(r"\w[\w'’-]*")


def find_partners(scan: Scan, noun_end: int | None, who: Mentioned) -> tuple[Identity, ...]:
    """Return the other side of an occasion: "interview with X", "letters to Y", "made the remarks to Z".

    Args:
        scan: The sentence.
        noun_end: Where the noun of an exchange or a letter ends, or None for no such noun.
        who: The report's mentions.
    """
    match = None
    if noun_end is not None:
        match = _noun_with(scan.language).match(scan.words, noun_end)
    if match is None:
        match = _remarks_to(scan.language).search(scan.words)
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


def find_hearer(report: Report, draft: Draft, sentence: Sentence, who: Mentioned) -> Identity | None:
    """Return the object of a statement's cue ("told X", "replied to X", "urged X to …"), or None.

    Args:
        report: The report.
        draft: The statement.
        sentence: The one that attributes it, words said left out.
        who: The report's mentions.
    """
    scan = Scan.of(sentence, language=report.metadata.language)
    rules = scan.table["addressee"]
    for cue in draft.cue:
        words = " ".join(cue.cut(report.text).casefold().split())
        at = cue.end - scan.start
        if set(words.split()[:-1]) & set(rules["passive"]) or not 0 <= at <= len(scan.words):
            continue
        takes_object = bool(_takes_object(scan.language).search(words))
        after = _up_to_hearer(scan.language, linked=not takes_object).match(scan.words, at)
        found = partners_at(scan, after.end() if after else -1, who)
        if takes_object:
            found = found or _of_object_in_content(report, draft, cue, who)
        if len(found) == 1 and found[0].type in HEARERS:
            return found[0]
    return None


def _of_object_in_content(report: Report, draft: Draft, cue: Span, who: Mentioned) -> tuple[Identity, ...]:
    """Return X of "urged X to …" where X stands at the start of the content."""
    first = draft.content[0]
    if first.start < cue.end or report.text[cue.end : first.start].strip():
        return ()
    words, to, _ = first.cut(report.text).partition(" to ")
    scan = Scan(words, first.start, report.metadata.language)
    return partners_at(scan, 0, who) if to and _phrase_end(scan, 0) == len(words) else ()


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


@cache
def _noun_with(language: str | None) -> re.Pattern[str]:
    """Return what stands between a noun and the other side: " with", " yesterday with"."""
    link = either(tuple(words_for(language)["partners"]))
    return re.compile(rf"(?:\s+(?!(?:in|on|at)\b)[\w-]+){{0,3}}?\s+(?:{link})\s+")


@cache
def _remarks_to(language: str | None) -> re.Pattern[str]:
    table = words_for(language)
    remarks, link = (either(tuple(table[key])) for key in ("remarks", "partners"))
    return re.compile(rf"\b(?:{remarks})\s+(?:{link})\s+")


@cache
def _takes_object(language: str | None) -> re.Pattern[str]:
    """Return what finds a cue at its end whose object is the one spoken to: "told"."""
    return re.compile(rf"(?:^|\s)(?:{either(tuple(words_for(language)['addressee']['object']))})$")


@cache
def _up_to_hearer(language: str | None, *, linked: bool) -> re.Pattern[str]:
    """Return what stands between a cue and the one spoken to, with a "to" where `linked`."""
    rules = words_for(language)["addressee"]
    link = rf"(?:{either(tuple(rules['to']))})\s+" if linked else ""
    return re.compile(rf"\s+(?:(?:{either(tuple(rules['between']))})\s+)*{link}", re.IGNORECASE)
