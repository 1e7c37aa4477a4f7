"""Cross-references: where a report points to another, by the patterns of `data/pointers.toml`."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

from onrecord.model import Block, BlockKind, CrossReference, Span
from onrecord.stages.read.blocks.pieces import Piece
from onrecord.stages.read.laid.layout import trim
from onrecord.text.data import load_table
from onrecord.text.fold import squeeze

#: A block that is nothing but a pointer is a line, not a paragraph.
_LINE_CHARS = 300

#: The share of a block's characters that pointers must take for it to be one.
_POINTER_SHARE = 0.6


@cache
def _rules() -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """Return anchors, each with the patterns to try around it: cheap to find, then dear to read."""
    table = load_table("pointers")

    def rule(row: dict[str, Any]) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
        patterns = row.get("patterns") or [row["work"]]
        return re.compile(row["anchor"], re.IGNORECASE), tuple(re.compile(p, re.IGNORECASE) for p in patterns)

    return tuple(rule(table[name]) for name in ("here", "parts", "numbered"))


@cache
def _any_anchor() -> re.Pattern[str]:
    """Return what finds any rule's anchor: most blocks hold none, and one look tells so."""
    return re.compile("|".join(f"(?:{anchor.pattern})" for anchor, _ in _rules()), re.IGNORECASE)


@cache
def _line_opener() -> re.Pattern[str]:
    return re.compile(load_table("pointers")["lines"]["opens"], re.IGNORECASE)


def find_pointers(text: str, within: Span) -> list[CrossReference]:
    """Return the pointers in one block, in order, none twice.

    >>> text = "For more, see Coast TV clip no 12. (Read Part I here)"
    >>> [(r.span.cut(text), r.target) for r in find_pointers(text, Span(0, len(text)))]
    [('Coast TV clip no 12', 'Coast TV clip no 12'), ('(Read Part I here)', 'Part I')]
    """
    if _any_anchor().search(text, within.start, within.end) is None:
        return []
    limits = load_table("pointers")["limits"]
    found: list[tuple[Span, int, str]] = []
    for rank, (anchor, patterns) in enumerate(_rules()):
        for mark in islice(anchor.finditer(text, within.start, within.end), limits["most"]):
            left = max(within.start, mark.start() - limits["left"])
            right = min(within.end, mark.end() + limits["right"])
            for pattern in patterns:
                for match in pattern.finditer(text, left, right):
                    span = trim(text, Span(match.start(), match.end()))
                    if span and span.end >= mark.end():
                        found.append((span, rank, squeeze(match["target"]).strip(" ,")))
    pointers: list[CrossReference] = []
    for span, _, target in sorted(found, key=lambda f: (f[0].start, f[1], -f[0].end)):
        if not pointers or span.start >= pointers[-1].span.end:
            pointers.append(CrossReference(span, target))
    return pointers


def is_pointer_line(text: str, piece: Piece) -> bool:
    """Return whether a block is nothing but a pointer to another report."""
    if len(piece.span) > _LINE_CHARS:
        return False
    pointers = find_pointers(text, piece.span)
    if not pointers:
        return False
    share = sum(len(p.span) for p in pointers) / len(piece.span)
    return share >= _POINTER_SHARE or bool(_line_opener().match(piece.words))


def collect_pointers(text: str, blocks: Sequence[Block]) -> tuple[CrossReference, ...]:
    """Return the report's cross-references in text order: from every block but its own facts and title."""
    silent = {BlockKind.METADATA, BlockKind.HEADING}
    return tuple(p for block in blocks if block.kind not in silent for p in find_pointers(text, block.span))
