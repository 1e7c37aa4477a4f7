"""From the model's scores of one paragraph to its segments: the best allowed path of roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

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
    """Return a run of pieces of one paragraph that have one role.

    Attributes:
        role: Which.
        first: Its first piece, counted in the paragraph.
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


def best_path(scores: Sequence[Sequence[float]] | Floats, *, inside: float = 0.0) -> list[int]:
    """Return the best path of states on which a role goes on only after it has begun (Viterbi's algorithm).

    Args:
        scores: Log-probability of each state for each piece.
        inside: Added where a role goes on.

    >>> nothing = [-1.0] * 7
    >>> best_path([nothing, [-3.0, -3.0, -0.1, -3.0, -3.0, -3.0, -3.0]])  # wants to carry on a source
    [1, 2]
    """
    if not len(scores):
        return []
    weighed = np.array(scores)
    weighed[:, 2::2] += inside
    wanted = weighed.argmax(axis=1)
    # Three paragraphs in four: what is best for each piece by itself is a path already.
    return wanted.tolist() if _is_allowed(wanted) else _best_allowed(weighed.tolist())


def _is_allowed(path: NDArray[np.intp]) -> bool:
    before = np.concatenate(([0], path[:-1]))
    begins = (path % 2 == 1) | (path == 0)
    return bool((begins | (path == before) | (path == before + 1)).all())


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


def segments_of(path: Sequence[int], roles: Floats) -> list[Segment]:
    """Return the runs of roles on a path, in order.

    Args:
        path: As `best_path` gives it.
        roles: As `role_probabilities` gives them.
    """
    found: list[Segment] = []
    i = 0
    while i < len(path):
        if path[i] % 2:
            j = i + 1
            while j < len(path) and path[j] == path[i] + 1:
                j += 1
            role = path[i] // 2
            found.append(Segment(ROLES[role], i, j - 1, float(np.add.reduce(roles[role, i:j]) / (j - i))))
            i = j
        else:
            i += 1
    return found
