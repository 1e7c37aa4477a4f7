"""Raw blocks to typed blocks: each classifier marks what is its own, the surest first.

The order matters: furniture and lines of facts before titles, because a page
begins with them; notes, captions and list items before turns and headings,
because they are known by how they begin; what is left is running text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Block, BlockKind, Span
from onrecord.stages.read.blocks.captions import is_caption, is_picture_phrase
from onrecord.stages.read.blocks.crossrefs import is_pointer_line
from onrecord.stages.read.blocks.facts import mark_facts
from onrecord.stages.read.blocks.footnotes import mark_notes
from onrecord.stages.read.blocks.furniture import Furniture, match_furniture
from onrecord.stages.read.blocks.headings import looks_like_heading, mark_headings
from onrecord.stages.read.blocks.lines import Fact
from onrecord.stages.read.blocks.lists import mark_list_items
from onrecord.stages.read.blocks.outlets import Directory
from onrecord.stages.read.blocks.pieces import Piece, count_words
from onrecord.stages.read.blocks.turns import begins_talk, mark_turns
from onrecord.text.fold import fold

#: Lines that follow "at the following addresses:" and belong to it are short.
_LISTED_CHARS = 90
#: A title that ends with a question mark is no running text, if it stands so near the top.
_TITLE_REACH = 12
#: Lines of the site that no furniture pattern knew and that may stand before a title.
_MOST_STRAYS = 1

#: What a transcript says of sound and picture: "(Applause)", "[BEGIN VIDEO CLIP]".
_DIRECTION_WORDS = 3
_DIRECTION = re.compile(r"\([^()]{2,60}\)|\[[^\[\]]{2,60}\]")


#: What a format says of a block for certain.
_TOLD = {
    "turn": BlockKind.TURN,
    "said": BlockKind.PARAGRAPH,
    "direction": BlockKind.METADATA,
    "note": BlockKind.FOOTNOTE,
    "furniture": BlockKind.BOILERPLATE,
}


@dataclass(frozen=True, slots=True)
class Classified:
    """Return a report's blocks with what was learned on the way.

    Attributes:
        blocks: In text order.
        facts: What the lines of facts say, in text order.
        furniture: The furniture found, in text order, with where it stands.
        title: Index of the title's block, or None.
        body: Index of the first block of running text, or the number of blocks.
    """

    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    furniture: tuple[tuple[Furniture, Span], ...]
    title: int | None
    body: int


def classify(text: str, pieces: Sequence[Piece], directory: Directory) -> Classified:
    """Return the typed blocks of a report and the facts that its lines give."""
    kinds: list[BlockKind | None] = [None] * len(pieces)
    labels: list[Span | None] = [None] * len(pieces)
    levels: list[int | None] = [None] * len(pieces)
    furniture = _mark_furniture(text, pieces, kinds)
    _mark_told(pieces, kinds, labels)
    mark_notes(text, pieces, kinds, labels)
    first, last = _running_text(pieces, kinds)
    names = {fold(f.outlet) for f, _ in furniture if f.outlet}
    facts = mark_facts(text, pieces, kinds, directory, head=first, tail=last, mastheads=names)
    closing = max((i for i, kind in enumerate(kinds) if kind is None), default=-1)
    for i, piece in enumerate(pieces):
        if kinds[i] is None and is_caption(piece, directory, last=i == closing):
            kinds[i] = BlockKind.CAPTION
    mark_list_items(text, pieces, kinds, labels)
    title = _mark_title(text, pieces, kinds, levels)
    if title is not None:
        _mark_lead_caption(pieces, kinds, title)
    for i, piece in enumerate(pieces):
        if kinds[i] is None and is_pointer_line(text, piece):
            kinds[i] = BlockKind.CROSS_REFERENCE
        elif kinds[i] is None and _is_direction(piece):
            kinds[i] = BlockKind.METADATA
    mark_turns(text, pieces, kinds, labels)
    _mark_loose_ends(pieces, kinds, last)
    mark_headings(pieces, kinds, levels)
    if title is None:
        title = _late_title(kinds)
        levels = [1 if i == title else level for i, level in enumerate(levels)]
    blocks = tuple(
        Block(
            kind or BlockKind.PARAGRAPH,
            piece.span,
            level if kind is BlockKind.HEADING else None,
            label,
        )
        for piece, kind, level, label in zip(pieces, kinds, levels, labels, strict=True)
    )
    return Classified(blocks, tuple(facts), tuple(furniture), title, first)


def _mark_told(pieces: Sequence[Piece], kinds: list[BlockKind | None], labels: list[Span | None]) -> None:
    """Mark the blocks whose kind their format knows for certain, whatever they look like."""
    for i, piece in enumerate(pieces):
        if piece.hint in _TOLD:
            kinds[i], labels[i] = _TOLD[piece.hint], piece.raw.label


def _is_direction(piece: Piece) -> bool:
    """Return whether a line only tells what is heard or seen; a sentence in brackets tells more."""
    words = piece.words
    return bool(_DIRECTION.fullmatch(words)) and (
        words[-2] not in ".!?" or count_words(words) <= _DIRECTION_WORDS
    )


def _mark_furniture(
    text: str, pieces: Sequence[Piece], kinds: list[BlockKind | None]
) -> list[tuple[Furniture, Span]]:
    found: list[tuple[Furniture, Span]] = []
    listing = False
    for i, piece in enumerate(pieces):
        match = None if piece.hint == "h1" else match_furniture(piece)
        if match and match.kind == "navigation" and is_pointer_line(text, piece):
            match = None  # "See also: Bulletin No. 4" points to a work, not around the site
        listed = listing and not piece.ends and len(piece.span) <= _LISTED_CHARS
        if match or listed:
            kinds[i] = BlockKind.BOILERPLATE
        if match:
            found.append((match, piece.span))
        listing = match.lists if match else listed
    return found


def _running_text(pieces: Sequence[Piece], kinds: Sequence[BlockKind | None]) -> tuple[int, int]:
    """Return the first and last block of running text; nothing runs where first is past the end."""
    prose = [
        i
        for i, piece in enumerate(pieces)
        if kinds[i] is None
        and piece.is_prose
        and not re.match(r"[\[(]\d{1,3}[\])]|\*", piece.words)
        and not (i < _TITLE_REACH and looks_like_heading(piece))
    ]
    return (prose[0], prose[-1]) if prose else (len(pieces), -1)


def _mark_title(
    text: str, pieces: Sequence[Piece], kinds: list[BlockKind | None], levels: list[int | None]
) -> int | None:
    """Mark the title: the top heading of markup, else the first line of the report if it can head it."""
    open_places = [i for i, kind in enumerate(kinds) if kind is None]
    marked = [i for i in open_places if pieces[i].hint == "h1"]
    place = marked[0] if marked else (open_places[0] if open_places else None)
    if place is None:
        return None
    if not marked and (len(open_places) == 1 or not looks_like_heading(pieces[place], title=True)):
        return None
    if not marked and begins_talk(text, [pieces[i] for i in open_places]):
        return None
    kinds[place], levels[place] = BlockKind.HEADING, 1
    return place


def _late_title(kinds: Sequence[BlockKind | None]) -> int | None:
    """Return the first heading near the top, where a stray line of the site stands before it, or None."""
    strays = 0
    for i, kind in enumerate(kinds[:_TITLE_REACH]):
        if kind is BlockKind.HEADING:
            return i if strays <= _MOST_STRAYS else None
        strays += kind in (None, BlockKind.PARAGRAPH)
    return None


def _mark_lead_caption(pieces: Sequence[Piece], kinds: list[BlockKind | None], title: int) -> None:
    """Mark the caption of the lead picture: a mere phrase between the title and the running text."""
    for i in range(title + 1, len(pieces)):
        if kinds[i] in {BlockKind.METADATA, BlockKind.BOILERPLATE, BlockKind.CAPTION}:
            continue
        following = next((j for j in range(i + 1, len(pieces)) if kinds[j] is None), None)
        heads_text = following is not None and pieces[following].is_prose
        if (
            kinds[i] is None
            and heads_text
            and not pieces[i].hint.startswith("h")
            and is_picture_phrase(pieces[i])
        ):
            kinds[i] = BlockKind.CAPTION
        return


def _mark_loose_ends(pieces: Sequence[Piece], kinds: list[BlockKind | None], last: int) -> None:
    """Mark short lines after the report's end that stand among furniture: they are furniture too."""
    after = range(last + 1, len(pieces))
    begun = False
    for i in after:
        if kinds[i] is BlockKind.BOILERPLATE:
            begun = True
        elif begun and kinds[i] is None and not pieces[i].ends and len(pieces[i].span) <= _LISTED_CHARS:
            kinds[i] = BlockKind.BOILERPLATE
