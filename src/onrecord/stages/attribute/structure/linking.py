"""The form of a draft's words, and which draft lies inside which."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span, StatementKind
from onrecord.stages.attribute.draft import Draft
from onrecord.text.quotes import Quotation


def kind_of(content: Sequence[Span], quotations: Sequence[Quotation]) -> StatementKind:
    """Return direct where all words stand inside quotation marks, mixed where some do, else indirect."""
    if all(any(q.inner.covers(c) for q in quotations) for c in content):
        return StatementKind.DIRECT
    touched = any(q.outer.overlaps(c) for q in quotations for c in content)
    return StatementKind.MIXED if touched else StatementKind.INDIRECT


def link_drafts(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts in text order, parents found, indexes fitted to the new order.

    A parent is the smallest other draft in whose content a draft's first words lie.
    """
    order = sorted(
        range(len(drafts)), key=lambda k: (drafts[k].content[0].start, -drafts[k].content[-1].end, k)
    )
    place = {old: new for new, old in enumerate(order)}
    parents = _parents([drafts[k] for k in order])
    linked: list[Draft] = []
    for new, old in enumerate(order):
        goes_on = drafts[old].goes_on
        linked.append(
            replace(drafts[old], parent=parents[new], goes_on=None if goes_on is None else place[goes_on])
        )
    return linked


def _parents(drafts: Sequence[Draft]) -> list[int | None]:
    """Return each draft's parent by one sweep over all spans: those still open form a stack."""
    spans = sorted(
        ((span, k, n == 0) for k, draft in enumerate(drafts) for n, span in enumerate(draft.content)),
        key=lambda entry: (entry[0].start, -entry[0].end, entry[1]),
    )
    parents: list[int | None] = [None] * len(drafts)
    open_spans: list[tuple[Span, int]] = []
    for span, k, is_first in spans:
        while open_spans and open_spans[-1][0].end <= span.start:
            open_spans.pop()
        if is_first:
            around = (
                j for outer, j in reversed(open_spans) if j != k and outer != span and outer.covers(span)
            )
            parents[k] = next(around, None)
        open_spans.append((span, k))
    return parents
