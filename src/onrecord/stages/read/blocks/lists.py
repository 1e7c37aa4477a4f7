"""List items: lines that begin with a bullet or a number."""

import re
from collections.abc import Sequence

from onrecord.model import BlockKind, Span
from onrecord.stages.read.blocks.pieces import Piece

#: These are bullets wherever a line begins with them.
_SURE = re.compile(r"[•◦▪‣●○■□▶➤❖✓✔·∙⁃]\s*(?=\S)")

#: These open dialogue, datelines and notes too: a neighbour must begin alike.
_LIKELY = re.compile(r"[-–—*+]\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)|\(?([A-Za-z])\)\s+(?=\S)")


def mark_list_items(
    text: str, pieces: Sequence[Piece], kinds: list[BlockKind | None], labels: list[Span | None]
) -> None:
    """Mark the list items among the blocks whose kind is open; their bullets become labels."""
    bullets: dict[int, tuple[str, Span]] = {}
    for i, piece in enumerate(pieces):
        if kinds[i] is not None or piece.hint.startswith("h"):
            continue
        if piece.hint == "li" and piece.raw.label is not None:
            bullets[i] = ("sure", piece.raw.label)
            continue
        start, end = piece.span.start, piece.span.end
        for form, pattern in (("sure", _SURE), ("likely", _LIKELY), ("number", _NUMBER)):
            found = pattern.match(text, start, end)
            if found:
                key = text[start] if form != "number" else f"number {found[1] or found[2].lower()}"
                bullets[i] = (form if form == "sure" else key, Span(start, start + len(found[0].rstrip())))
                break
        if piece.hint == "li":
            bullets.setdefault(i, ("sure", Span(start, start)))
    for i, (key, label) in bullets.items():
        if key == "sure" or _has_neighbour(i, key, bullets):
            kinds[i] = BlockKind.LIST_ITEM
            labels[i] = label if len(label) else None


def _has_neighbour(i: int, key: str, bullets: dict[int, tuple[str, Span]]) -> bool:
    """Return whether the block before or after begins with the same bullet, or the next number."""
    before = bullets.get(i - 1, ("", None))[0]
    after = bullets.get(i + 1, ("", None))[0]
    if not key.startswith("number "):
        return key in {before, after}
    return _follows(before, key) or _follows(key, after)


def _follows(key: str, after: str) -> bool:
    one, other = key.removeprefix("number "), after.removeprefix("number ")
    if not (one and other and key.startswith("number ") and after.startswith("number ")):
        return False
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    return len(one) == len(other) == 1 and ord(other) == ord(one) + 1
