"""What the first judgement of a page's blocks says about each of them: the second look's numbers."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.read.page.features import Rows, feature_names
from onrecord.stages.read.page.frame import Frame, signed_log

Chances = NDArray[np.float64]

_PREFIXES = ("tag_", "own_", "off_", "inside_", "inner_")
_KEPT = frozenset(
    {
        "size", "linked", "ends", "marks", "commas", "upper", "digits", "colon", "strong", "slanted", "odd", "hidden",
        "in_main", "title_up", "main_up", "main_down", "by_author", "pictures", "in_summary", "same_article", "in_body",
        "title_overlap", "trail_main", "trail_prose", "copies", "earlier_copies", "after_title", "after_title_log",
        "titles_between",
    }
)  # fmt: skip
_CONTEXT = (
    "chance", "chance-1", "chance-2", "chance+1", "chance+2", "long_before", "long_after", "to_long_before",
    "to_long_after", "most_before", "most_after", "in_element", "in_holder", "over_holder", "of_sign", "of_trail",
    "of_tag", "of_sign_by_size", "of_trail_by_size", "from_sure", "to_sure", "share_before",
)  # fmt: skip
#: Blocks of this many characters are long: their chances say where the text stands.
_LONG = 80
_FAR = 30
_SURE = 0.6
_NO_SURE = -5.0
_NOTHING = 1e-6


@cache
def kept_columns() -> tuple[int, ...]:
    """Return the places of the columns of `describe` that the second look sees again."""
    names = feature_names()
    return tuple(i for i, name in enumerate(names) if name in _KEPT or name.startswith(_PREFIXES))


@cache
def context_names() -> tuple[str, ...]:
    """Return the names of the columns of `describe_again`, in order."""
    names = feature_names()
    return (*(names[i] for i in kept_columns()), *_CONTEXT)


def describe_again(frame: Frame, rows: Rows, chances: Chances) -> Rows:
    """Return a row of numbers for each block, now that each has a first chance of being part of the report.

    Args:
        frame: The page.
        rows: What `describe` gave.
        chances: From 0 to 1, one a block.
    """
    count = len(chances)
    sizes = np.array([len(block.words) for block in frame.blocks], dtype=np.float64)
    padded = np.concatenate([[0.0, 0.0], chances, [0.0, 0.0]])
    before, since = _nearest(chances, sizes)
    after, until = (column[::-1] for column in _nearest(chances[::-1], sizes[::-1]))
    long = np.where(sizes > _LONG, chances, 0.0)
    nodes = frame.nodes
    elements = [block.node for block in frame.blocks]
    holders = [nodes[at].parent for at in elements]
    tags = [nodes[at].tag for at in elements]
    ones = np.ones(count)
    places = np.arange(count)
    sure = np.flatnonzero((chances > _SURE) & (sizes > _LONG))
    weighed = chances * sizes
    columns = [
        chances,
        *(padded[at : at + count] for at in (1, 0, 3, 4)),
        before,
        after,
        since,
        until,
        np.maximum.accumulate(long),
        np.maximum.accumulate(long[::-1])[::-1],
        _mean_of_others(elements, chances, sizes),
        _mean_of_others(holders, chances, sizes),
        _mean_of_others([nodes[at].parent if at >= 0 else -1 for at in holders], chances, sizes),
        _mean_of_others(frame.signs, chances, ones),
        _mean_of_others(frame.trails, chances, ones),
        _mean_of_others(tags, chances, ones),
        _mean_of_others(frame.signs, chances, sizes),
        _mean_of_others(frame.trails, chances, sizes),
        [signed_log(i - sure[0]) for i in places] if len(sure) else np.full(count, _NO_SURE),
        [signed_log(sure[-1] - i) for i in places] if len(sure) else np.full(count, _NO_SURE),
        np.cumsum(weighed) / max(float(weighed.sum()), 1.0),
    ]
    return np.hstack([rows[:, kept_columns()], np.column_stack(columns).astype(np.float32)])


def _nearest(chances: Chances, sizes: Chances) -> tuple[Chances, Chances]:
    """Return, for each block, the chance of the last long block before it and how far back that is."""
    found = np.zeros(len(chances))
    steps = np.full(len(chances), float(_FAR))
    last = -1
    for i, size in enumerate(sizes):
        if last >= 0:
            found[i], steps[i] = chances[last], min(_FAR, i - last)
        if size > _LONG:
            last = i
    return found, steps


def _mean_of_others(keys: Sequence[int | str], chances: Chances, weights: Chances) -> Chances:
    """Return the mean chance of the other blocks of the same key; -1 where there are none."""
    total: dict[int | str, float] = defaultdict(float)
    weight: dict[int | str, float] = defaultdict(float)
    for key, chance, own in zip(keys, chances, weights, strict=True):
        total[key] += chance * own
        weight[key] += own
    others = np.array([weight[key] for key in keys]) - weights
    sums = np.array([total[key] for key in keys]) - chances * weights
    return np.where(others > _NOTHING, sums / np.maximum(others, _NOTHING), -1.0)
