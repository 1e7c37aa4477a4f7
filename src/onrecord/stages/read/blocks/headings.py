"""Headings: which lines head what follows them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import BlockKind
from onrecord.stages.read.blocks.pieces import Piece, count_words, has_case, title_share, words_of

#: Headings that quote at length run to several hundred characters; beyond this
#: even title case is a notice in capitals.
_LONGEST_TITLED = 1_000
_LONGEST_PLAIN = 120
_LONGEST_LABELLED = 260
_LONGEST_CASELESS = 90
_PLAIN_WORDS = 14

#: Share of capitalised words from which a line is in title case: translators
#: leave an insertion or two small.
_TITLE_CASE = 0.7

#: With fewer words than this a capital or two prove nothing.
_TITLE_WORDS = 2
_STOPPED_TITLE_WORDS = 4

_CLOSERS = "\"'”’»)] \u00a0*"
_WORDLIKE = re.compile(r"\w")
_STOPS = tuple(".;,،؛。．")
_GOES_ON = re.compile(r"(?:\.\.|…|\b(?:[A-Z]\.){2,}|\b(?:Jr|Sr|Inc|Ltd|Corp|Co|St|No)\.)$")
#: What goes on after its full stop is told by so many characters.
_LAST_CHARS = 16
_LABELLED = re.compile(r"(?P<label>[^\W_][^:]{1,90}):\s")
_MARKER = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴-⁹⁰]+|\*+)$")
_INNER = re.compile(r"[.!?]\s+[a-z]|[a-z]{3,}\.\s+[A-Z]")


def looks_like_heading(piece: Piece, *, title: bool = False) -> bool:
    """Return whether a line has the form of a heading.

    Args:
        piece: The line.
        title: Whether it stands where the report's title is looked for: there a
            sentence without its full stop will do, and need not be short.
    """
    words = piece.words
    if len(piece.span) > _LONGEST_TITLED or not _WORDLIKE.search(words):
        return False
    shown = _MARKER.sub("", words)
    end = shown.rstrip(_CLOSERS)
    if (
        end.endswith(_STOPS)
        and not _GOES_ON.search(end[-_LAST_CHARS:])
        and not (title and _is_stopped_title(end))
    ):
        return False
    if not has_case(words):
        return len(words) <= _LONGEST_CASELESS * (2 if title else 1) and not shown.endswith(("：", ":"))
    share, count = title_share(words)
    if share >= _TITLE_CASE and count >= _TITLE_WORDS:
        return not (shown.endswith(":") and count < _TITLE_WORDS + 1)
    if len(words) > _LONGEST_LABELLED or words[0].islower() or shown.endswith(":") or _INNER.search(words):
        return False
    if title or _is_labelled(words):
        return len(words) <= _LONGEST_LABELLED
    return len(words) <= _LONGEST_PLAIN and count_words(words) <= _PLAIN_WORDS and words[0] not in "\"“«„‘'"


def _is_stopped_title(words: str) -> bool:
    """Return whether a line is in title case throughout and merely ends in a full stop, as some sites write."""
    share, count = title_share(words)
    return words.endswith(".") and share >= _TITLE_CASE and count >= _STOPPED_TITLE_WORDS


def _is_labelled(words: str) -> bool:
    """Return whether a name stands before a colon: "Minister Marsh: words", not "She added: words"."""
    found = _LABELLED.match(words)
    if not found or found["label"].split()[0].lower() in words_of("turns", "not_first"):
        return False
    share, count = title_share(found["label"])
    return count > 0 and share >= _TITLE_CASE


def mark_headings(pieces: Sequence[Piece], kinds: list[BlockKind | None], levels: list[int | None]) -> None:
    """Mark the section headings among the blocks whose kind is open, and set their levels.

    A heading heads something: running text, turns or a list must follow before
    the report ends.
    """
    carries = {BlockKind.PARAGRAPH, BlockKind.TURN, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE}
    heads = False
    for i in range(len(pieces) - 1, -1, -1):
        piece = pieces[i]
        if kinds[i] is BlockKind.HEADING:
            continue
        if kinds[i] is None:
            if piece.hint.startswith("h") or (
                not piece.hint and heads and _stands_out(pieces, i) and looks_like_heading(piece)
            ):
                kinds[i] = BlockKind.HEADING if heads or piece.hint else BlockKind.PARAGRAPH
                levels[i] = int(piece.hint[1]) if piece.hint else 2
                continue
            heads = True
        elif kinds[i] in carries:
            heads = True
    _set_levels(pieces, kinds, levels)


def _stands_out(pieces: Sequence[Piece], i: int) -> bool:
    """Return whether a line stands alone, or right above a paragraph that it is much shorter than."""
    piece = pieces[i]
    if piece.alone:
        return True
    below = pieces[i + 1] if i + 1 < len(pieces) else None
    return piece.raw.opens and below is not None and below.is_prose and len(below.span) > 3 * len(piece.span)


def _set_levels(pieces: Sequence[Piece], kinds: Sequence[BlockKind | None], levels: list[int | None]) -> None:
    """Put headings with a label ("Name: words") below those without, where one stands under the other."""
    places = [
        i
        for i, kind in enumerate(kinds)
        if kind is BlockKind.HEADING and not pieces[i].hint and levels[i] != 1
    ]
    labelled = {i for i in places if _is_labelled(pieces[i].words)}
    under = any(a + 1 == b and a not in labelled and b in labelled for a, b in pairwise(places))
    for i in places:
        levels[i] = 3 if under and i in labelled else 2
