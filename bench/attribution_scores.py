"""What attribution.py computes from counts: intervals, calibration, groups, operations. Pure.

Everything is first counted per article; a resample draws articles and adds their counts up, so nothing is scored twice.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

Counts = Mapping[Any, float]
Sums = defaultdict[Hashable, float]
"""Counts where what was not counted is 0."""
Span = Sequence[int]

RESAMPLES = 1000
SEED = 0
BINS = 10

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}

#: The encoder's sizes: layers, width, width of the heads of attention together, inner width, pieces of a window, width
#: of a pointer, values of the heads (seven roles, four pointers, eleven kinds of names, fifteen acts); see
#: training/model.py, "lean".
LAYERS, WIDTH, ATTENTION, INNER, WINDOW, POINTER = 5, 384, 160, 640, 128, 128
HEADS = 7 + 4 * POINTER + 11 + 15

_OUTLET = re.compile(r"([a-z][a-z0-9-]*)_\d{4}-\d{2}-\d{2}(?:_|$)", re.IGNORECASE)


def outlet_of(doc: str) -> str | None:
    """Return the outlet that an article's name starts with, or None where it does not say.

    >>> outlet_of("harbour-post_2016-09-12_ferry-late"), outlet_of("article 7")
    ('harbour-post', None)
    """
    found = _OUTLET.match(doc)
    return found[1] if found else None


def gender_of(words: Iterable[str]) -> str | None:
    """Return "he" or "she" where just one of them stands among a source's words, else None.

    >>> gender_of(["Himself"]), gender_of(["they"]), gender_of(["he", "her"])
    ('he', None, None)
    """
    found = {GENDERS[word.lower()] for word in words if word.lower() in GENDERS}
    return found.pop() if len(found) == 1 else None


def totals(counts: Iterable[Counts]) -> Sums:
    """Return the sum of the articles' counts."""
    out: Sums = defaultdict(float)
    for one in counts:
        for key, n in one.items():
            out[key] += n
    return out


def resample(counts: Sequence[Counts], *, times: int = RESAMPLES, seed: int = SEED) -> Iterable[Sums]:
    """Yield the totals of as many articles as there are, drawn with replacement; the same for the same seed."""
    keys = sorted({key for one in counts for key in one}, key=repr)
    rows = [[one.get(key, 0) for key in keys] for one in counts]
    draw = random.Random(seed)
    for _ in range(times if rows else 0):
        drawn = draw.choices(rows, k=len(rows))
        sums = [sum(column) for column in zip(*drawn, strict=True)]
        yield defaultdict(float, zip(keys, sums, strict=True))


def bootstrap(
    counts: Sequence[Counts],
    measure: Callable[[Sums], Mapping[str, float | None]],
    *,
    times: int = RESAMPLES,
    seed: int = SEED,
) -> dict[str, list[float | None]]:
    """Return each figure of `measure` with its 95% percentile interval: [value, low, high].

    Args:
        counts: What was counted in each article.
        measure: Figures from total counts; None for one that is not defined (nothing to divide by). Resamples
            without it are left out of its interval.
        times: How many resamples.
        seed: Of the draw.
    """
    values = measure(totals(counts))
    drawn: dict[str, list[float]] = {name: [] for name in values}
    for sample in resample(counts, times=times, seed=seed):
        for name, value in measure(sample).items():
            if value is not None and name in drawn:
                drawn[name].append(value)
    out: dict[str, list[float | None]] = {}
    for name, value in values.items():
        ordered = sorted(drawn[name])
        n = len(ordered)
        low, high = (ordered[int(n * 0.025)], ordered[min(n - 1, int(n * 0.975))]) if n else (None, None)
        out[name] = [value, low, high] if value is not None else [None, None, None]
    return out


def bin_of(confidence: float) -> int:
    """Return which of ten bins of equal width a confidence falls into; 1.0 into the last.

    >>> [bin_of(c) for c in (0.0, 0.0999, 0.1, 0.7, 0.95, 1.0)]
    [0, 0, 1, 7, 9, 9]
    """
    return min(BINS - 1, max(0, int(round(confidence * BINS, 9))))


def count_confidences(pairs: Iterable[tuple[float, bool]]) -> Sums:
    """Return what one article adds to the reliability table, from (confidence, right) pairs."""
    out: Sums = defaultdict(float)
    for confidence, right in pairs:
        n = bin_of(confidence)
        out[n, "n"] += 1
        out[n, "confidence"] += confidence
        out[n, "right"] += right
    return out


def calibration(counts: Sums) -> dict[str, float | None]:
    """Return the share right of each bin that has statements ("right 9"), and the expected calibration error ("ece").

    The error is the mean of |share right - mean confidence| over bins, weighted by statements (Naeini et al.,
    AAAI 2015).
    """
    out: dict[str, float | None] = {}
    error = everything = 0.0
    for b in range(BINS):
        n = counts[b, "n"]
        if n:
            out[f"right {b}"] = counts[b, "right"] / n
            error += abs(counts[b, "right"] - counts[b, "confidence"])
            everything += n
    return {**out, "ece": error / everything if everything else None}


def shares(counts: Sums) -> dict[str, float | None]:
    """Return right / total of each key that was counted as (key, "right") and (key, "total")."""
    keys = sorted({key[0] for key in counts if isinstance(key, tuple) and key[1] == "total"})
    return {
        key: counts[key, "right"] / counts[key, "total"] if counts[key, "total"] else None for key in keys
    }


def operations_per_piece(window: int = WINDOW) -> int:
    """Return the multiplications and additions of the model for one word piece in a window of `window` pieces.

    A layer's maps: query, key, value and output (4 width x attention) and the two of the inner part (2 width x inner),
    two operations each. Its attention: scores and their sum over the window, 2 window x attention, again two each. Then
    the heads (width x HEADS) and the two pointers over the window. Lookups, norms and softmax are not counted: it is
    what the answer needs, not what an engine spends.

    >>> round(operations_per_piece() / 1e6, 1)
    15.4
    """
    layer = 2 * (4 * WIDTH * ATTENTION + 2 * WIDTH * INNER) + 2 * (2 * window * ATTENTION)
    return LAYERS * layer + 2 * WIDTH * HEADS + 2 * (2 * window * POINTER)


def right_contents(
    scorer: Any, text: str, gold: Sequence[Any], predicted: Sequence[Any]
) -> list[bool | None]:
    """Return for each prediction whether its content is right; None where the scorer drops it (no words).

    Right: the scorer's one-to-one alignment pairs it with a hand-marked attribution, and the words both contents have
    are at least half of either (the scorer's own overlap precision and recall of the pair, both 0.5 or more).
    """
    cut = scorer.Text(text)
    loaded = [scorer.load(cut, [one]) for one in predicted]
    kept = [i for i, one in enumerate(loaded) if one]
    out: list[bool | None] = [False if one else None for one in loaded]
    wanted = scorer.load(cut, gold)
    for g, p in scorer.align(wanted, [loaded[i][0] for i in kept]):
        a, b = wanted[g]["content"], loaded[kept[p]][0]["content"]
        out[kept[p]] = 2 * len(a & b) >= max(len(a), len(b))
    return out


def figures(scorer: Any, counts: Sums) -> dict[str, float | None]:
    """Return the scorer's F1s as "TYPE NAME"; None for a type that neither side has."""
    out: dict[str, float | None] = {}
    for kind, found in scorer.metrics(counts).items():
        there = found["gold"] or found["pred"]
        for name, value in found.items():
            if isinstance(value, list):
                out[f"{kind} {name}"] = value[2] if there else None
    return out
