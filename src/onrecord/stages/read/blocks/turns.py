"""Turns: which blocks are a speaker's label and words in a transcript."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import BlockKind, Span
from onrecord.stages.read.blocks.pieces import Piece, folded_words_of, starts_with, title_share, words_of
from onrecord.text.fold import fold

#: "Secretary of State Jane van der Ode (via translator)": longer labels are clauses.
_LABEL_CHARS = 70
_LABEL_WORDS = 8

#: Two labelled blocks this many blocks apart still belong to one conversation:
#: an answer may run over a dozen paragraphs.
_NEAR = 14

_LABEL = re.compile(r"(?P<mark>[\"“„«]\s*)?(?P<label>[^\W_][^:：\n\"“”„«»]{0,69}?)\s*[:：]\s*(?P<rest>\S|$)")
_SHORT = re.compile(r"(?P<label>[QA])(?:[.)]\s+|\s{2,}|\t)(?P<rest>\S)")
_NO_COLON = re.compile(r"\d:\d|.://")  # a time, an address
_OPENING = frozenset('"“„«「『‘')
_CLAUSE = re.compile(r"[.!?;,](?:\s|$)")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Sen|Rep|Gov|Prof|Rev|Hon|Amb|St|Jr|Sr|MR|MS|MRS|DR|GEN|SEN|REP|GOV|PROF|AMB)\."
)
_TITLE_CASE = 0.75
_TITLE_WORDS = 4

#: Without a full stop behind them fewer words in title case already make a heading.
_OPEN_TITLE_WORDS = 2


@dataclass(frozen=True, slots=True)
class Label:
    """Return the label that a block begins with.

    Attributes:
        span: Without the colon.
        key: Its last word, folded: "Lena Ode" and "Ode" are one speaker.
        role: Whether the label alone makes a turn: Q, Host, …
        quoted: Whether a quotation mark follows.
        bare: Whether nothing follows.
    """

    span: Span
    key: str
    role: bool
    quoted: bool
    bare: bool


def find_label(text: str, span: Span) -> Label | None:
    """Return the label of a block that may be a turn, or None.

    >>> text = "Lena Ode (by phone): Yes."
    >>> find_label(text, Span(0, len(text))).span.cut(text)
    'Lena Ode (by phone)'
    >>> find_label("She went on: Yes.", Span(0, 17)) is None
    True
    """
    stop = min(span.end, span.start + _LABEL_CHARS + 8)
    found = _SHORT.match(text, span.start, stop) or _LABEL.match(text, span.start, stop)
    if not found or _NO_COLON.match(text, found.end("label") - 1, stop):
        return None
    name = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", found["label"]).strip()
    low = fold(name)
    role = low in folded_words_of("turns", "roles")
    if not name or not (role or _is_speaker(name)):
        return None
    marked = bool(found.groupdict().get("mark"))
    if marked and not (role or name.isupper()):
        return None  # “Note: …” quotes somebody; “ODE: …” is a transcript quoted as it stands
    where = Span(found.start("label"), found.start("label") + len(found["label"].rstrip()))
    bare = where.end + 1 >= span.end
    quoted = marked or (found["rest"] in _OPENING and not bare)
    return Label(where, low.split()[-1] if low else name, role, quoted, bare)


def _is_speaker(name: str) -> bool:
    parts = name.split()
    first = parts[0].lower().replace("'", "’").rstrip(".,")
    if len(parts) > _LABEL_WORDS or first in words_of("turns", "not_first"):
        return False
    if _CLAUSE.search(_ABBREVIATION.sub("", name).replace(", ", " ")) or re.fullmatch(r"[\d\W]+", name):
        return False
    particles = words_of("turns", "particles")
    return not parts[0][0].islower() and all(
        not p[0].islower() or p.lower().split("-")[0] in particles for p in parts
    )


def mark_turns(
    text: str, pieces: Sequence[Piece], kinds: list[BlockKind | None], labels: list[Span | None]
) -> None:
    """Mark the turns among the blocks whose kind is open, and set their labels.

    A labelled block is a turn where its label is a role (Q, Host), comes back,
    or stands near another labelled block of the same make; one that is in title
    case throughout is a heading that quotes.
    """
    found = {
        i: label
        for i, piece in enumerate(pieces)
        if kinds[i] is None and not piece.hint.startswith("h") and (label := find_label(text, piece.span))
    }
    headings = {i for i, label in found.items() if _is_titled(pieces[i], label)}
    open_labels = {i: label for i, label in found.items() if i not in headings}
    chosen = _choose(pieces, open_labels)
    # A heading may look like a turn and a short turn like a heading: the label decides.
    keys = {open_labels[i].key for i in chosen}
    # Before the first turn such a line is the title of the talk.
    near = {
        i
        for i in headings
        if found[i].key in keys and pieces[i].ends and _has_near(i, chosen) and i > chosen[0]
    }
    turns = {i: found[i] for i in sorted({*chosen, *near})}
    for i, label in turns.items():
        kinds[i] = BlockKind.TURN
        labels[i] = label.span
    _mark_rest(pieces, kinds, turns)


def begins_talk(text: str, pieces: Sequence[Piece]) -> bool:
    """Return whether the first of the blocks is a turn: the report has no title, it begins with talk.

    Asked about the blocks whose kind is open where a title is looked for.
    """
    first = find_label(text, pieces[0].span)
    if first is None or _is_titled(pieces[0], first) or not (first.role or first.bare or pieces[0].ends):
        return False
    kinds: list[BlockKind | None] = [None] * len(pieces)
    mark_turns(text, pieces, kinds, [None] * len(pieces))
    return kinds[0] is BlockKind.TURN


def _is_titled(piece: Piece, label: Label) -> bool:
    words = piece.words[len(label.span) + 1 :]
    share, count = title_share(words)
    enough = _TITLE_WORDS if piece.ends else _OPEN_TITLE_WORDS
    return not label.role and share >= _TITLE_CASE and count >= enough


def _has_near(i: int, others: Sequence[int], reach: int = _NEAR) -> bool:
    """Return whether another of the places, given in order, lies within reach of `i`."""
    first = bisect_left(others, i - reach)
    return any(other != i and other <= i + reach for other in others[first : first + 2])


def _choose(pieces: Sequence[Piece], found: dict[int, Label]) -> list[int]:
    places = list(found)
    by_key: dict[str, list[int]] = defaultdict(list)
    for i, label in found.items():
        by_key[label.key].append(i)
    # A label that comes back, but never with a whole sentence, heads sections.
    talks = {key for key, where in by_key.items() if any(pieces[i].ends for i in where)}
    sure = {
        i
        for i, label in found.items()
        if label.role or (label.key in talks and _has_near(i, by_key[label.key], 2 * _NEAR))
    }
    spoken = [i for i in places if found[i].quoted and pieces[i].ends]
    sure |= {i for i in spoken if _has_near(i, spoken) or _is_reopened(pieces, i)}
    # What stands among sure turns, labelled in the same way, is one too.
    quoted = {found[i].quoted for i in sure}
    in_order = sorted(sure)
    among = {i for i in places if found[i].quoted in quoted and _has_near(i, in_order)}
    lone = {i for i in sure if found[i].role and not found[i].quoted and not _has_near(i, places)}
    return sorted((sure | among) - lone)


def _is_reopened(pieces: Sequence[Piece], i: int) -> bool:
    """Return whether the next paragraph goes on with the quotation: a speech under one label."""
    if i + 1 >= len(pieces):
        return False
    mark = pieces[i + 1].words[:1]
    return mark in _OPENING and not re.search(r"[\"”»」]\W*(?:\[\d+\])?$", pieces[i].tail)


def _mark_rest(pieces: Sequence[Piece], kinds: list[BlockKind | None], turns: dict[int, Label]) -> None:
    """Mark the paragraphs with which a turn goes on."""
    places = sorted(turns)
    passed = {BlockKind.CAPTION, BlockKind.BOILERPLATE, BlockKind.CROSS_REFERENCE, BlockKind.METADATA}
    transcript = len(places) * 2 >= sum(kind is None or kind is BlockKind.TURN for kind in kinds)
    for place, after in zip(places, [*places[1:], len(pieces)], strict=False):
        last = after == len(pieces)
        plain = not turns[place].quoted and (
            turns[place].bare or not last or (transcript and len(places) > 2)  # noqa: PLR2004 # a conversation
        )
        for i in range(place + 1, after):
            if kinds[i] in passed:
                continue
            if last and starts_with(pieces[i].low, "turns", "closing"):
                break
            reopens = pieces[i].words[:1] in _OPENING
            if kinds[i] is not None or pieces[i].hint.startswith("h"):
                break
            if not (reopens or (plain and (pieces[i].ends or turns[place].bare))):
                break
            if not last and after - place > 3 * _NEAR and not reopens:
                break
            kinds[i] = BlockKind.TURN
