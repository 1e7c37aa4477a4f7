"""A statement beside its variants, for a person and for programs to read."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.desk import Carried, Variants, cut_from
from onrecord.model import Piece, PieceKind, Span, VariantChange
from onrecord.ports import StatementHit
from onrecord.serve.formats.visible import counted, joined, shorten, visible

#: What only one of both has is shown by its first and last words.
_OWN_CHARS = 90
#: The statement itself, above its variants.
_WORDS_CHARS = 400
_AFTER = re.compile(r"\]?[^\w\s\[\]]*")
#: How each kind is marked; the marks tell it without colours.
_MARKS = {
    PieceKind.LEFT_OUT: ("[-", "-]", "dim strike"),
    PieceKind.ADDED: ("{+", "+}", "green"),
    PieceKind.INSERTED: ("", "", "yellow"),
    PieceKind.RENAMED: ("<", ">", "bold magenta"),
    PieceKind.REWORDED: ("(", ")", "cyan"),
}
_LEGEND = (
    "[-left out-]  {+only there+}  [-[inserted here]-] {+[inserted there]+}  <named so → there so>  "
    "(worded so → there so)"
)


def variants_list(found: Variants, *, whole: bool) -> RenderableType:
    """Return a statement and each of its variants, aligned with it word by word.

    Args:
        found: The statement with its variants.
        whole: Whether also long stretches that only one has are shown in full.
    """
    words = visible(joined(found.hit.words))
    parts: list[RenderableType] = [
        _head(found.hit),
        Padding(Text(words if whole else shorten(words, _WORDS_CHARS)), (0, 0, 1, 2)),
    ]
    for carried in found.carried:
        variant = carried.variant
        parts += [
            _head(carried.hit),
            Padding(
                Text(f"{variant.likeness:.2f} {variant.relation}: {visible(variant.because)}"), (0, 0, 0, 2)
            ),
            Padding(_changes(found.hit, carried), (0, 0, 0, 2)),
            Padding(_aligned(found.hit, carried, whole=whole), (0, 0, 1, 2)),
        ]
    number = len(found.carried)
    parts.append(Text(f"{counted(number, 'variant')}{'  ' + _LEGEND if number else ''}", style="dim"))
    return Group(*parts)


def variants_object(found: Variants) -> str:
    """Return the same as one JSON object; spans index the canonical text of each report."""
    thing = {
        "statement": _statement(found.hit),
        "variants": [
            {
                "likeness": carried.variant.likeness,
                "relation": str(carried.variant.relation),
                "changes": [str(change) for change in carried.variant.changes],
                "because": carried.variant.because,
                "made_by": carried.variant.made_by,
                "statement": _statement(carried.hit),
                "pieces": [_piece(piece, found.hit, carried.hit) for piece in carried.variant.pieces],
            }
            for carried in found.carried
        ],
    }
    return json.dumps(thing, ensure_ascii=False, indent=1) + "\n"


def _head(hit: StatementHit) -> RenderableType:
    said = hit.statement
    head = Text(_speaker(hit), style="bold cyan")
    head.append(f"  {str(said.act).replace('_', ' ')}, {said.kind}", style="not bold default")
    said_on = f"said on {said.said_on}" if said.said_on else ""
    published = f"published {hit.published}" if hit.published else ""
    facts = [hit.outlet, said_on, published, hit.report_name, said.id[:12]]
    return Group(head, Text("  " + visible(" · ".join(fact for fact in facts if fact)), style="dim"))


def _changes(own: StatementHit, carried: Carried) -> Text:
    told: list[str] = []
    for change in carried.variant.changes:
        if change is VariantChange.REATTRIBUTED:
            told.append(f"{change}: {_speaker(own)} → {_speaker(carried.hit)}")
        elif change is VariantChange.REDATED:
            told.append(f"{change}: {own.statement.said_on} → {carried.hit.statement.said_on}")
        else:
            told.append(str(change))
    return Text(", ".join(told) or "nothing is different", style="bold")


def _aligned(own: StatementHit, carried: Carried, *, whole: bool) -> Text:
    line = Text()
    for kind, run in groupby(carried.variant.pieces, key=lambda piece: (piece.kind, piece.a is None)):
        pieces = list(run)
        for words, style in _drawn(kind[0], pieces, own, carried.hit, whole=whole):
            line.append(" " if line.plain else "").append(words, style=style)
    return line


def _drawn(
    kind: PieceKind, pieces: Sequence[Piece], own: StatementHit, other: StatementHit, *, whole: bool
) -> Iterator[tuple[str, str]]:
    """Yield stretches of a run of pieces of one kind, each with its style."""
    if kind is PieceKind.SAME:
        yield from ((_words(own, piece.a), "") for piece in pieces)
        return
    opening, closing, style = _MARKS[kind]
    if kind is PieceKind.INSERTED:
        for piece in pieces:
            words = _in_brackets(_words(own, piece.a) or _words(other, piece.b))
            yield (f"[-{words}-]" if piece.a else f"{{+{words}+}}"), style
    elif kind in {PieceKind.LEFT_OUT, PieceKind.ADDED}:
        hit, spans = (
            (own, [p.a for p in pieces]) if kind is PieceKind.LEFT_OUT else (other, [p.b for p in pieces])
        )
        words = " […] ".join(_words(hit, span) for span in spans)
        yield f"{opening}{words if whole else shorten(words, _OWN_CHARS)}{closing}", style
    else:
        for piece in pieces:
            both = " → ".join(_words(hit, span) or "–" for hit, span in ((own, piece.a), (other, piece.b)))
            yield f"{opening}{both}{closing}", style


def _words(hit: StatementHit, span: Span | None) -> str:
    """Return the words of a span with the marks that follow them; a bracket cut in half is closed."""
    if span is None:
        return ""
    content = next(one for one in hit.statement.content if one.covers(span))
    after = _AFTER.match(cut_from(hit, Span(span.end, content.end)))
    words = visible(cut_from(hit, span) + (after[0] if after else ""))
    return "[" * _unopened(words) + words + "]" * _unopened(words[::-1].translate(_TURNED))


def _in_brackets(words: str) -> str:
    return words if words.startswith("[") else f"[{words}]"


_TURNED = str.maketrans("[]", "][")


def _unopened(words: str) -> int:
    depth = least = 0
    for char in words:
        depth += (char == "[") - (char == "]")
        least = min(least, depth)
    return -least


def _speaker(hit: StatementHit) -> str:
    speaker = hit.statement.speaker
    return visible(speaker.name or "not named") if speaker else "not named"


def _statement(hit: StatementHit) -> dict[str, Any]:
    said = hit.statement
    return {
        "id": said.id,
        "speaker": said.speaker.name if said.speaker else None,
        "words": list(hit.words),
        "content": [_span(span) for span in said.content],
        "kind": str(said.kind),
        "act": str(said.act),
        "said_on": said.said_on.isoformat() if said.said_on else None,
        "published": hit.published.isoformat() if hit.published else None,
        "report": hit.report_name,
        "report_id": said.report,
        "outlet": hit.outlet,
        "capture": f"sha256:{hit.capture}",
    }


def _piece(piece: Piece, own: StatementHit, other: StatementHit) -> dict[str, Any]:
    return {
        "kind": str(piece.kind),
        "a": _span(piece.a),
        "b": _span(piece.b),
        "a_words": cut_from(own, piece.a) if piece.a else None,
        "b_words": cut_from(other, piece.b) if piece.b else None,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
