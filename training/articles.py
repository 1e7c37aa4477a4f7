"""Prepared articles: word pieces with their labels, a JSON list in PREPARED, and windows of them to learn from."""

import random
from typing import Any

from onrecord.adapters.onnx.pieces import Pieces
from onrecord.adapters.onnx.windows import SHARED_PIECES, cut_windows

IGNORED = -100  # what a loss leaves out
NO_SOURCE = -1  # a cue that nobody is named for
UNKNOWN = -2  # nothing to learn here
LABELS = ("labels", "names", "acts", "held_acts")  # what a piece is; the last is only asked, never learned
POINTERS = ("to_cue", "to_source")  # where a piece points
LEAST_FIRST = 32  # pieces in the first window, when windows are cut elsewhere in each epoch

Article = dict[str, Any]
"""doc; ids, shapes, quotation; and where it has them LABELS and POINTERS: lists of lists, by paragraph and piece."""

Example = dict[str, list[int]]
"""A window: article, ids, shapes, quotation, numbers (of the pieces in the article), LABELS, POINTERS (columns)."""


def pieces_of(article: Article) -> list[Pieces]:
    """Return an article's paragraphs as pieces, numbered; they need no places in a text here."""
    rows = zip(article["ids"], article["shapes"], article["quotation"], strict=True)
    return [Pieces(k, i, [0] * len(i), [0] * len(i), s, q) for k, (i, s, q) in enumerate(rows)]


def first_numbers(article: Article) -> list[int]:
    """Return the number in the article of each paragraph's first piece."""
    out = [0]
    for ids in article["ids"]:
        out.append(out[-1] + len(ids))
    return out


def examples(articles: list[Article], rng: random.Random | None) -> list[Example]:
    """Return the windows of all articles; with `rng`, cut where it says."""
    out = []
    for a, article in enumerate(articles):
        first_at = first_numbers(article)
        first = rng.randrange(LEAST_FIRST, SHARED_PIECES) if rng else SHARED_PIECES
        for w in cut_windows(pieces_of(article), first=first):
            x: Example = {"article": [a], "ids": w.ids, "shapes": w.shapes, "quotation": w.quotation}
            x |= {"numbers": [NO_SOURCE] + [UNKNOWN] * (len(w.ids) - 1)}
            x |= {name: [IGNORED] * len(w.ids) for name in (*LABELS, *POINTERS)}
            for p, column in zip(w.paragraphs, w.columns, strict=True):
                here = slice(column, column + len(p.ids))
                x["numbers"][here] = range(first_at[p.passage], first_at[p.passage + 1])
                for name in (*LABELS, *POINTERS):
                    if name in article:
                        x[name][here] = article[name][p.passage]
            where = {number: i for i, number in enumerate(x["numbers"]) if number >= 0} | {NO_SOURCE: 0}
            for name in POINTERS:
                # a source outside the window is not "nobody": its number is not in `where`
                x[name] = [where.get(t, IGNORED) for t in x[name]]
            out.append(x)
    return out
