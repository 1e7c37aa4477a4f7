"""Credits: which outlet, channel or person a line names as the source of a report."""

import re
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.stages.read.blocks.lines import LONGEST_LINE, Fact, is_name
from onrecord.stages.read.blocks.outlets import Directory
from onrecord.stages.read.blocks.pieces import Piece, starts_with, words_of
from onrecord.text.fold import fold

_STAR = re.compile(r"[*†‡]{1,3}\s*(?=[^\W\d_])")
_NOTE_CHARS = 600
_IS = re.compile(r"\b(?:is|are|was|were)\b")
_ABOUT = re.compile(r"about the authors?\b", re.IGNORECASE)
_ENCLOSED = re.compile(
    r"[(\[](?P<inner>[^()\[\]]{2,80})[)\]]|[—–-]{1,2}\s*(?P<dashed>[^\W\d_][\w .’'-]{1,40})"
)
#: Who wrote, edited and sent it, as agencies sign: "tm/aq/sel".
_INITIALS = re.compile(r"[a-z]{2,4}(?:[/-][a-zA-Z]{2,5}){1,4}")
_MOST_AUTHORS_AHEAD = 120


def read_credit(
    text: str, piece: Piece, directory: Directory, *, closing: bool, around: bool
) -> list[Fact] | None:
    """Return what a credit line says, or None where a block is none.

    Args:
        text: The canonical text.
        piece: The block.
        directory: The outlets whose bare names count as credits.
        closing: Whether it stands after the running text.
        around: Whether it stands before or after it.

    Returns:
        A fact "credit" (with its outlet) or none for a line that credits nobody in particular.
    """
    if len(piece.span) > LONGEST_LINE:
        return None
    taken_from = directory.signed_over(piece.words)
    if taken_from:
        return [_credit(taken_from, piece.span, "the outlet's own way of crediting a source")]
    low = piece.low.lstrip("([ ")
    if starts_with(low, "bylines", "credits") or (
        closing and any(low.rstrip(".)").endswith(c) for c in _CONTRIBUTED)
    ):
        return []
    if closing and _INITIALS.fullmatch(piece.words):
        return []
    if not around:
        return None
    opener = starts_with(low, "reprints", "opens")
    if opener:
        found = _after_opener(text, piece, opener)
        if found is not None:
            name = directory.credited(found.cut(text))
            return [_credit(name, found, "a line that credits its source")] if name else []
    enclosed = _ENCLOSED.fullmatch(piece.words.strip())
    if enclosed and closing:
        name = enclosed["inner"] or enclosed["dashed"]
        outlet = directory.by_name(name)
        if outlet:
            return [_credit(outlet.name, piece.span, "an agency's name that closes the report")]
    if closing and directory.by_name(piece.words):
        name = directory.credited(piece.words)
        return [_credit(name, piece.span, "an outlet's name that closes the report")] if name else None
    return None


_CONTRIBUTED = (
    "contributed to this report",
    "contributed reporting",
    "contributed to this article",
    "contributed to this story",
)


def _credit(name: str, span: Span, because: str) -> Fact:
    return Fact("credit", name, span, because, 0.9)


def _after_opener(text: str, piece: Piece, opener: str) -> Span | None:
    """Return where the credited name stands, or None where the opener opens a sentence instead."""
    words = re.escape(opener).replace("’", "[’']").replace(r"\ ", r"\s+")
    begins = re.compile(r"[(\[\s]*" + words, re.IGNORECASE).match(text, piece.span.start, piece.span.end)
    if not begins:
        return None
    start = begins.end()
    found = re.match(r"\s*[:：]\s*|\s+", text[start : piece.span.end])
    if not found:
        return None
    colon = ":" in found[0] or "：" in found[0]
    if not colon and (" " not in opener or len(piece.span) > _MOST_AUTHORS_AHEAD):
        return None  # "Source" or "Via" without a colon begins a sentence
    span = Span(start + found.end(), piece.span.end)
    return span if len(span) else None


def read_author_note(piece: Piece, authors: Sequence[str], *, around: bool) -> list[Fact] | None:
    """Return an empty list of facts for a note that tells who the authors are, or None.

    "* A. Marsh is a fellow at the Coast Institute.", "About the author: …", or,
    at the end, a sentence about somebody whom the byline named.
    """
    if len(piece.span) > _NOTE_CHARS:
        return None
    star = _STAR.match(piece.words)
    verb = _IS.search(piece.words)
    if star and verb:
        subject = piece.words[star.end() : verb.start()].strip()
        trades = words_of("bylines", "trades") & set(re.findall(r"\w+", piece.low))
        if trades or any(fold(a) in fold(subject) for a in authors):
            return []
    if not around:
        return None
    if _ABOUT.match(piece.words):
        return []
    if verb and is_name(piece.words[: verb.start()].strip()):
        subject = fold(piece.words[: verb.start()])
        return [] if any(fold(a) == subject for a in authors) else None
    return None
