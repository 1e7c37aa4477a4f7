"""Lines of facts: which blocks only tell about the report, and what they tell."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from onrecord.model import BlockKind
from onrecord.stages.read.blocks.credits import read_author_note, read_credit
from onrecord.stages.read.blocks.headings import looks_like_heading
from onrecord.stages.read.blocks.lines import Fact, is_name, read_breadcrumb, read_line, read_topic_line
from onrecord.stages.read.blocks.outlets import Directory
from onrecord.stages.read.blocks.pieces import Piece, title_share, words_of
from onrecord.text.fold import fold, squeeze

#: Reports have a handful of authors; more would only slow the search for their notes.
_MOST_AUTHORS = 20

#: A line under the title that names its author has a given name and up to three more.
_AUTHOR_WORDS = range(2, 5)


def mark_facts(
    text: str,
    pieces: Sequence[Piece],
    kinds: list[BlockKind | None],
    directory: Directory,
    *,
    head: int,
    tail: int,
    mastheads: AbstractSet[str],
) -> list[Fact]:
    """Return what the lines of facts say, and mark them: any kind around the running text, few inside it.

    Args:
        text: The canonical text.
        pieces: The blocks.
        kinds: Their kinds so far; lines of facts are set.
        directory: The known outlets.
        head: The first block of running text.
        tail: The last.
        mastheads: Folded names that the page's own furniture gives its outlet.
    """
    facts: list[Fact] = []
    authors: list[str] = []
    title: int | None = None
    for i, piece in enumerate(pieces):
        if kinds[i] is not None or piece.hint in {"h1", "figcaption"}:
            title = i if piece.hint == "h1" and title is None else title
            continue
        around = i < head or i > tail
        read = read_author_note(piece, authors, around=i > tail)
        if read is None:
            read = read_credit(text, piece, directory, closing=i > tail, around=around)
        if read is None and around:
            read = read_topic_line(text, piece.span) or read_line(text, piece.span)
        if read is None and i < head and title is None:
            read = read_breadcrumb(text, piece.span) or _read_masthead(pieces, i, head, directory, mastheads)
        if read is not None:
            kinds[i] = BlockKind.METADATA
            facts += read
            authors += [f.value for f in read if f.field == "authors" and len(authors) < _MOST_AUTHORS]
        elif i < head and title is None and looks_like_heading(piece, title=True):
            title = i
    if title is not None:
        facts += _mark_signature(
            text, pieces, kinds, directory, places=range(title + 1, head), signed=bool(authors)
        )
    return facts


def _read_masthead(
    pieces: Sequence[Piece], i: int, head: int, directory: Directory, mastheads: AbstractSet[str]
) -> list[Fact] | None:
    """Return the outlet or section whose name is all that a line above the title says, or None.

    A name that only the page's own furniture knows must leave something else to
    head the report, or it is the title.
    """
    piece = pieces[i]
    if piece.low in words_of("sections", "names") and i + 1 < head:
        return [Fact("section", squeeze(piece.words), piece.span, "a line above the title names it", 0.7)]
    outlet = directory.by_name(piece.words)
    if outlet is None and fold(piece.words) not in mastheads:
        return None
    if outlet is None and not any(looks_like_heading(other, title=True) for other in pieces[i + 1 : head]):
        return None
    name = outlet.name if outlet else piece.words
    return [Fact("outlet", name, piece.span, "the line above the title names it", 0.85)]


def _mark_signature(
    text: str,
    pieces: Sequence[Piece],
    kinds: list[BlockKind | None],
    directory: Directory,
    *,
    places: range,
    signed: bool,
) -> list[Fact]:
    """Mark the names that touch a line of facts under the title, and return the author among them.

    "Lena Ode" above "4 June 2021" without a blank line between is a byline without its "by".
    """
    facts: list[Fact] = []
    for i in reversed(places):
        touches = i + 1 < len(pieces) and not pieces[i].raw.closes and kinds[i + 1] is BlockKind.METADATA
        if kinds[i] is not None or not touches or not is_name(pieces[i].words):
            continue
        words, span = pieces[i].words, pieces[i].span
        kinds[i] = BlockKind.METADATA
        outlet = directory.by_name(words)
        if outlet:
            facts.append(Fact("outlet", outlet.name, span, "a line under the title names it", 0.7))
    for i in places:
        words, span = pieces[i].words, pieces[i].span
        if kinds[i] is BlockKind.METADATA and not signed and _is_author(pieces, i, directory):
            facts.append(Fact("authors", squeeze(span.cut(text)), span, "a name alone above the date", 0.6))
            signed = True
    return facts


def _is_author(pieces: Sequence[Piece], i: int, directory: Directory) -> bool:
    words = pieces[i].words
    named = is_name(words) and title_share(words)[0] == 1.0 and len(words.split()) in _AUTHOR_WORDS
    return named and not pieces[i].raw.closes and directory.by_name(words) is None
