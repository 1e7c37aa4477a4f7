"""Reprints as objects for programs and as a table for people."""

from collections.abc import Sequence
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.model import Reprint, Span
from onrecord.serve.formats.visible import visible


def reprint_object(one: Reprint) -> dict[str, Any]:
    """Return one pair of reports as programs get it: fields are added at the end, never renamed."""
    return {
        "a": one.a,
        "b": one.b,
        "share_a": round(one.share_a, 4),
        "share_b": round(one.share_b, 4),
        "origin": one.origin,
        "confidence": round(one.confidence, 4),
        "passages": [{"a": _span(p.a), "b": _span(p.b)} for p in one.passages],
        "because": one.because,
        "made_by": one.made_by,
    }


def reprint_table(found: Sequence[Reprint]) -> RenderableType:
    """Return pairs of reports as a table, or a line that says that there are none."""
    if not found:
        return Text("no pairs of reports with words in common")
    count = f"{len(found)} {'pair' if len(found) == 1 else 'pairs'} of reports with words in common"
    table = Table(title=count, title_justify="left", expand=True)
    table.add_column("One", ratio=3, overflow="fold")
    table.add_column("in other", justify="right", no_wrap=True)
    table.add_column("Other", ratio=3, overflow="fold")
    table.add_column("in one", justify="right", no_wrap=True)
    table.add_column("First", ratio=3, overflow="fold")
    table.add_column("Why", ratio=6, overflow="fold")
    for one in found:
        table.add_row(
            Text(visible(one.a)),
            f"{one.share_a:.0%}",
            Text(visible(one.b)),
            f"{one.share_b:.0%}",
            Text(visible(one.origin) if one.origin else "not known"),
            Text(visible(one.because)),
        )
    return table


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
