"""From the model's scores of a window to its segments: the best allowed path of roles."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
States = NDArray[np.intp]

_NEVER = -1e9


class Role(StrEnum):
    """Return what a run of pieces is in an attribution."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


#: The model's states: 0 is no role, then for each role the first piece and the later ones.
ROLES = tuple(Role)
STATES = 1 + 2 * len(ROLES)


@dataclass(frozen=True, slots=True)
class Segment:
    """Return a run of pieces of one paragraph that have one role, by their columns in the window.

    Attributes:
        role: Which.
        first: Its first piece.
        last: Its last piece.
        sure: Mean probability of the role over its pieces, 0 to 1.
    """

    role: Role
    first: int
    last: int
    sure: float


def log_softmax(x: Floats) -> Floats:
    """Return the logarithm of the softmax over the last axis."""
    y = x - x.max(axis=-1, keepdims=True)
    return np.asarray(y - np.log(np.exp(y).sum(axis=-1, keepdims=True)), dtype=np.float32)


def softmax(x: Floats) -> Floats:
    """Return the softmax over the last axis."""
    y = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(y / y.sum(axis=-1, keepdims=True), dtype=np.float32)


def best_path(scores: Floats, *, edges: Sequence[int] = (), inside: float = 0.0) -> States:
    """Return the best path of states on which a role goes on only after it has begun (Viterbi's algorithm).

    Args:
        scores: Log-probability of each state for each piece, [n, STATES].
        edges: Pieces that can have no role, in order; no role goes on across them.
        inside: Added where a role goes on.

    >>> nothing = [-1.0] * 7
    >>> rows = np.array([nothing, [-3.0, -3.0, -0.1, -3.0, -3.0, -3.0, -3.0]])
    >>> best_path(rows).tolist()  # wants to carry on a source
    [1, 2]
    """
    if not len(scores):
        return np.zeros(0, dtype=np.intp)
    weighed = np.array(scores)
    weighed[:, 2::2] += inside
    path: States = weighed.argmax(axis=1)
    path[list(edges)] = 0
    # Three paragraphs in four: what is best for each piece by itself is a path already.
    wrong = _forbidden_steps(path)
    if wrong:
        ends = [*edges, len(path)]
        for start, end in zip([0, *(e + 1 for e in edges)], ends, strict=True):
            if bisect_left(wrong, start) < bisect_left(wrong, end):
                path[start:end] = _best_allowed(weighed[start:end].tolist())
    return path


def _forbidden_steps(path: States) -> list[int]:
    """Return the pieces at which a role goes on that had not begun."""
    goes_on = (path % 2 == 0) & (path > 0)
    before = np.concatenate(([0], path[:-1]))
    found: list[int] = np.flatnonzero(goes_on & (before != path) & (before != path - 1)).tolist()
    return found


def _best_allowed(scores: Sequence[Sequence[float]]) -> list[int]:
    best = [s if state == 0 or state % 2 else _NEVER for state, s in enumerate(scores[0])]
    came: list[list[int]] = []
    for row in scores[1:]:
        top = max(best)
        came_now, now = [best.index(top)] * STATES, [top + s for s in row]
        for begin in range(1, STATES, 2):
            go_on = begin + 1
            before = begin if best[begin] >= best[go_on] else go_on
            now[go_on] = best[before] + row[go_on]
            came_now[go_on] = before
        came.append(came_now)
        best = now
    path = [best.index(max(best))]
    for row_came in reversed(came):
        path.append(row_came[path[-1]])
    return path[::-1]


def role_probabilities(log_probabilities: Floats) -> Floats:
    """Return the probability of each of ROLES for each piece, whether it begins there or goes on: [roles, n]."""
    states = np.exp(log_probabilities.T)
    return states[1::2] + states[2::2]


def segments_of(path: States, roles: Floats) -> list[Segment]:
    """Return the runs of roles on a path, in order.

    Args:
        path: As `best_path` gives it.
        roles: As `role_probabilities` gives them.
    """
    begins = np.flatnonzero(path % 2)
    after = np.append(path[1:], 0)
    lasts = np.flatnonzero((path > 0) & ((after == 0) | (after % 2 == 1)))
    found = []
    for first, last, state in zip(begins.tolist(), lasts.tolist(), path[begins].tolist(), strict=True):
        role = state // 2
        sure = float(np.add.reduce(roles[role, first : last + 1]) / (last + 1 - first))
        found.append(Segment(ROLES[role], first, last, sure))
    return found
