"""Footnotes: note lines at the end, the places that refer to them, and what they cite."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import Block, BlockKind, Citation, Footnote, Span
from onrecord.stages.read.blocks.outlets import Directory
from onrecord.stages.read.blocks.pieces import Piece, words_of
from onrecord.text.dates import FoundDate, find_dates

_SUPER = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_NOTE = re.compile(rf"\[\d{{1,3}}\]|[{_SUPER}]{{1,3}}")
_ROUND_NOTE = re.compile(r"\(\d{1,3}\)(?=\s)")
_NUMBERED_NOTE = re.compile(r"\d{1,3}(?=[.)]?\s)")

#: References in running text. Round ones must touch the word they mark, or they
#: would be any number in brackets.
_SQUARE_REF = re.compile(r"\[\d{1,3}\]")
_ROUND_REF = re.compile(r"(?<=[^\s(])\(\d{1,3}\)(?!\w)")
_SUPER_REF = re.compile(rf"(?<=[^\s\d{_SUPER}])[{_SUPER}]{{1,3}}(?!\w)")
_UNIT = re.compile(r"(?:\b[kcdmµ]?m|\bft|\bkm|\bin|\d)$")

#: A note of more paragraphs than this between two markers is the report going on.
_LONGEST_NOTE_BLOCKS = 6

_OUTLET_WORDS = 6

#: How far before its date a source may be named: a long title stands between at most.
_CITED_CHARS = 300
_BREAK = re.compile(r"(?<![A-Z])(?<!\bNo)(?<!\bno)[.;]\s+|;|[\"”»]|\[\d{1,3}\]")
_LEAD = re.compile(
    r"\W{0,9}(?:(?:see(?: also)?|cf\.?|in|on|from|as (?:reported|quoted) (?:by|in)|according to|sources?:"
    r"|quoted in|published (?:by|in|on))\b:?\s{0,3}){0,3}",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\(\s*([^()]{2,40}?)\s*\)\s*[,:]?\s*$")
_BEFORE_DATE = re.compile(r"[\s,(]*\b(?:on|of|dated|accessed|le|am|vom|el|в|от|في)?[\s,(:]*$", re.IGNORECASE)
_BARE = re.compile(r"(?P<name>[^\W\d_][^()\[\],;:.]{1,50}?)\s*(?:\((?P<place>[^()]{2,40})\))?\s*[.,]?\s*$")


def mark_notes(
    text: str, pieces: Sequence[Piece], kinds: list[BlockKind | None], labels: list[Span | None]
) -> None:
    """Mark the blocks that are notes, or go on with one, and set their markers as labels."""
    starts: dict[int, Span] = {}
    heading = _notes_heading(pieces, kinds)
    round_refs = {m[0] for m in _ROUND_REF.finditer(text)}
    last_prose = max((i for i, p in enumerate(pieces) if p.is_prose and not _begins_note(p)), default=-1)
    for i, piece in enumerate(pieces):
        if kinds[i] is not None:
            continue
        start = piece.span.start
        found = _NOTE.match(text, start)
        if not found and heading is not None and i > heading:
            found = _NUMBERED_NOTE.match(text, start)
        if not found and i > last_prose:
            found = _ROUND_NOTE.match(text, start)
            found = found if found and found[0] in round_refs else None
        if found and found.end() < piece.span.end:
            starts[i] = Span(start, found.end())
    for i, marker in starts.items():
        kinds[i] = BlockKind.FOOTNOTE
        labels[i] = marker
    _mark_rest(pieces, kinds, sorted(starts))


def _begins_note(piece: Piece) -> bool:
    return bool(_NOTE.match(piece.words) or _ROUND_NOTE.match(piece.words))


def _notes_heading(pieces: Sequence[Piece], kinds: Sequence[BlockKind | None]) -> int | None:
    for i in range(len(pieces) - 1, -1, -1):
        if kinds[i] is None and pieces[i].low.rstrip(" :.") in words_of("notes", "headings"):
            following = pieces[i + 1].words if i + 1 < len(pieces) else ""
            return i if _NUMBERED_NOTE.match(following) else None
    return None


def _mark_rest(pieces: Sequence[Piece], kinds: list[BlockKind | None], starts: list[int]) -> None:
    for place, after in pairwise(starts):
        between = range(place + 1, after)
        if len(between) <= _LONGEST_NOTE_BLOCKS and all(
            kinds[i] is None and not pieces[i].hint.startswith("h") for i in between
        ):
            for i in between:
                kinds[i] = BlockKind.FOOTNOTE
    last = starts[-1] + 1 if starts else len(pieces)
    if last < len(pieces) and kinds[last] is None and pieces[last].words[:1] in set('"“«„'):
        kinds[last] = BlockKind.FOOTNOTE  # a quotation that the last note introduces


def collect_footnotes(text: str, blocks: Sequence[Block], directory: Directory) -> tuple[Footnote, ...]:
    """Return the report's footnotes: every marker with its references, its note and what the note cites.

    Args:
        text: The canonical text.
        blocks: The report's blocks; notes are labelled with their markers.
        directory: The outlets that a note may begin with.
    """
    notes = _notes(text, blocks)
    refs: dict[str, list[Span]] = {}
    for block in blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        begin = block.label.end if block.kind is BlockKind.FOOTNOTE and block.label else block.span.start
        for ref in _refs(text, Span(begin, block.span.end), set(notes)):
            refs.setdefault(ref.cut(text), []).append(ref)
    places = {m: n.start for m, n in notes.items()} | {m: r[0].start for m, r in refs.items()}
    return tuple(
        Footnote(
            marker=marker,
            refs=tuple(refs.get(marker, ())),
            note=notes.get(marker),
            citations=_citations(text, notes[marker], marker, directory) if marker in notes else (),
        )
        for marker in sorted(places, key=lambda m: places[m])
    )


def _notes(text: str, blocks: Sequence[Block]) -> dict[str, Span]:
    notes: dict[str, Span] = {}
    current = ""
    for block in blocks:
        if block.kind is not BlockKind.FOOTNOTE:
            current = ""
        elif block.label:
            current = block.label.cut(text)
            if current.isdecimal():  # numbered notes: the running text marks them in brackets
                current = f"[{current}]"
            notes.setdefault(current, block.span)
        elif current:
            notes[current] = Span(notes[current].start, block.span.end)
    return notes


def _refs(text: str, within: Span, known: set[str]) -> list[Span]:
    found = []
    for pattern in (_SQUARE_REF, _ROUND_REF, _SUPER_REF):
        for match in pattern.finditer(text, within.start, within.end):
            marker, start = match[0], match.start()
            touches = start > within.start and not text[start - 1].isspace()
            is_super = marker[0] in _SUPER
            if marker in known or (marker[0] == "[" and touches):
                pass
            elif not is_super or (marker != "¹" and "¹" not in known):
                continue
            if is_super and _UNIT.search(text[max(0, start - 4) : start]):
                continue
            found.append(Span(start, match.end()))
    return sorted(found)


def _citations(text: str, note: Span, marker: str, directory: Directory) -> tuple[Citation, ...]:
    begin = note.start + (len(marker) if text.startswith(marker, note.start) else 0)
    dates = find_dates(text, start=begin, end=note.end)
    found = []
    for i, dated in enumerate(dates):
        start = max(dates[i - 1].span.end if i else begin, dated.span.start - _CITED_CHARS)
        for stop in _BREAK.finditer(text, start, dated.span.start):
            start = stop.end()
        found.append(_citation(text, start, dated, directory))
    if not found:
        bare = _BARE.fullmatch(text[begin : note.end].strip())
        outlet = directory.by_name(bare["name"]) if bare else None
        if bare and outlet:
            found.append(Citation(bare["name"], bare["place"], None, Span(note.start, note.end)))
    return tuple(found)


def _citation(text: str, start: int, dated: FoundDate, directory: Directory) -> Citation:
    lead = _LEAD.match(text, start, dated.span.start)
    start = lead.end() if lead else start
    words = text[start : dated.span.start]
    if "(" in text[max(start - 2, 0) : start]:  # the lead took the bracket of a place
        start = text.rindex("(", 0, start)
        words = text[start : dated.span.start]
    words = _BEFORE_DATE.sub("", words)
    place = _PLACE.search(words)
    name = words[: place.start()].strip() if place else words.strip(" ,.:")
    outlet = _outlet_in(name, directory)
    if outlet is None:
        first = start + place.start() if place else dated.span.start
        return Citation(None, place[1] if place else None, dated.day, Span(first, dated.span.end))
    first = text.index(outlet, start)
    return Citation(outlet, place[1] if place else None, dated.day, Span(first, dated.span.end))


def _outlet_in(name: str, directory: Directory) -> str | None:
    """Return the words of `name` that are an outlet's, or None."""
    parts = name.split()
    for count in range(min(len(parts), _OUTLET_WORDS), 0, -1):
        words = _first(name, count)
        if directory.by_name(words):
            return words.rstrip(",")
    last = name.rsplit(",", maxsplit=1)[-1].strip()
    if not last or len(last.split()) > _OUTLET_WORDS:
        return None
    return last if last[0].isupper() or "." in last or last[0].lower() == last[0].upper() else None


def _first(name: str, count: int) -> str:
    found = re.match(rf"(?:\S+\s+){{{count - 1}}}\S+", name)
    return found[0] if found else name
