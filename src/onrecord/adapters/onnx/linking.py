"""Which content belongs to which cue, and which source to a cue: by the model's pointers, piece by piece a vote."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from onrecord.adapters.onnx.decoding import (
    ROLES,
    Floats,
    Role,
    Segment,
    best_path,
    log_softmax,
    role_probabilities,
    segments_of,
    softmax,
)
from onrecord.adapters.onnx.windows import Window
from onrecord.model import Act

#: The vote for what stands in another paragraph: less than nothing.
NOT_HERE = -9.0

_ACTS = tuple(Act)


@dataclass(frozen=True, slots=True)
class Choices:
    """Return the numbers that were chosen on annotated articles (`training/evaluate.py --tune`).

    Attributes:
        outside: Added to the score of "no role"; below 0 finds more.
        inside: Added to the score of carrying on the same role.
        link: The least share of a content's votes that its cue must have.
        missed: The least share of a content's votes that makes a cue of a piece without a role.
        extend: How likely the pieces after such a one must be in a cue to belong to it.
        nobody: Added to the share of "nobody" when a cue looks for its source.
        agree: The weight of the source's own vote for the cue, against the cue's for the source.
        sure: The least confidence, as calibrated, of an attribution that is given.
        slope: Of the logistic curve that makes a confidence of the log-odds of a score.
        offset: Of the same curve.
    """

    outside: float = 0.0
    inside: float = 0.0
    link: float = 0.1
    missed: float = 0.3
    extend: float = 0.3
    nobody: float = 0.0
    agree: float = 0.5
    sure: float = 0.0
    slope: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Return what the model says of one window of m pieces.

    Attributes:
        roles: [m, STATES].
        to_cue: Of pointing to the first piece of a cue, [m, m].
        to_source: Of pointing to the first piece of a source, [m, m]; the first column is "nobody".
        names: Of being no name, or beginning or carrying on one of a type, see `naming`: [m, 1 + 2 for each type].
        acts: Of what a cue does, [m, one for each `Act`].
    """

    roles: Floats
    to_cue: Floats
    to_source: Floats
    names: Floats
    acts: Floats


@dataclass(frozen=True, slots=True)
class Linked:
    """Return one attribution by its segments; `confidence` is 0 to 1."""

    source: Segment | None
    cue: Segment
    contents: tuple[Segment, ...]
    confidence: float
    act: Act


def link(window: Window, scores: Scores, choices: Choices) -> list[Linked]:
    """Return the attributions of a window's paragraphs, in the order of their contents.

    Each lies within one paragraph: in what was learned from, under one in a hundred crosses.
    """
    log = log_softmax(scores.roles)
    roles = role_probabilities(log)
    log[:, 0] += choices.outside
    found = segments_of(best_path(log, edges=window.edges, inside=choices.inside), roles)
    contents = [s for s in found if s.role is Role.CONTENT]
    if not contents:
        return []
    sources = [s for s in found if s.role is Role.SOURCE]
    cues = [s for s in found if s.role is Role.CUE]
    # Sources vote for cues as contents do: all at once.
    to_cue = _Shares.of(scores.to_cue, [*contents, *sources], window.columns)
    missed = _missed(to_cue, window, contents, roles, found, choices)
    cues = sorted([*cues, *missed], key=lambda s: s.first)
    if not cues:
        return []
    votes = to_cue.votes(cues)
    parts: dict[int, list[tuple[Segment, float]]] = {}
    for content, shares in zip(contents, votes.tolist(), strict=False):
        most = max(shares)
        if most >= choices.link:
            parts.setdefault(shares.index(most), []).append((content, most))
    if not parts:
        return []
    asked = list(parts)
    own = votes[len(contents) :, asked].T
    said_by = _sources(scores, window, [cues[n] for n in asked], sources, own, choices)
    out = []
    for (n, linked), source in zip(parts.items(), said_by, strict=True):
        score = min([cues[n].sure, *(s.sure * min(v, 1.0) for s, v in linked)])
        confidence = calibrated(score, choices)
        if confidence >= choices.sure:
            act = _act(scores.acts, cues[n])
            out.append(Linked(source, cues[n], tuple(s for s, _ in linked), confidence, act))
    return sorted(out, key=lambda x: x.contents[0].first)


def _act(scores: Floats, cue: Segment) -> Act:
    return _ACTS[int(scores[cue.first : cue.last + 1].sum(axis=0).argmax())]


def calibrated(score: float, choices: Choices) -> float:
    """Return how often an attribution with this score is right, 0 to 1.

    >>> calibrated(0.5, Choices())
    0.5
    """
    clipped = min(max(score, 1e-4), 1 - 1e-4)
    odds = choices.slope * math.log(clipped / (1 - clipped)) + choices.offset
    return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class _Shares:
    """Return which share of each voter's pieces points to each column, and what falls on a stretch of them.

    Attributes:
        shares: [voters, m].
        upto: The sums of the shares before each column, [voters, m + 1].
        paragraphs: In which paragraph of the window each voter stands.
        columns: At which column each paragraph begins.
    """

    shares: Floats
    upto: NDArray[np.float64]
    paragraphs: NDArray[np.intp]
    columns: Sequence[int]

    @classmethod
    def of(cls, scores: Floats, voters: Sequence[Segment], columns: Sequence[int]) -> Self:
        rows = [row for v in voters for row in range(v.first, v.last + 1)]
        sizes = np.array([v.last + 1 - v.first for v in voters])
        begins = np.concatenate(([0], np.cumsum(sizes[:-1])))
        sums = np.add.reduceat(softmax(scores[rows]), begins, axis=0)
        shares = np.asarray(sums / sizes[:, None], dtype=np.float32)
        upto = np.zeros((len(voters), scores.shape[1] + 1))
        np.cumsum(shares, axis=1, out=upto[:, 1:])
        return cls(shares, upto, _paragraphs(voters, columns), columns)

    def votes(self, candidates: Sequence[Segment]) -> Floats:
        """Return the share of each voter that falls on each candidate, [voters, candidates]; NOT_HERE elsewhere."""
        ends = [c.last + 1 for c in candidates]
        firsts = [c.first for c in candidates]
        votes = np.asarray(self.upto[:, ends] - self.upto[:, firsts], dtype=np.float32)
        if len(self.columns) > 1 and len(candidates):
            votes[self.paragraphs[:, None] != _paragraphs(candidates, self.columns)] = NOT_HERE
        return votes


def _paragraphs(segments: Sequence[Segment], columns: Sequence[int]) -> NDArray[np.intp]:
    return np.array([bisect_right(columns, s.first) for s in segments], dtype=np.intp)


def _missed(
    to_cue: _Shares,
    window: Window,
    contents: Sequence[Segment],
    roles: Floats,
    found: Sequence[Segment],
    choices: Choices,
) -> list[Segment]:
    """Return cues that were given no role but that a content points to more than to any cue with one.

    Args:
        to_cue: Who points where; contents are the first voters.
        window: What was read.
        contents: Of its paragraphs.
        roles: From `role_probabilities`.
        found: The segments that were given a role.
        choices: What counts as enough.
    """
    shares = to_cue.shares[: len(contents)]
    if shares.max() < choices.missed:
        return []
    taken = {i for s in found for i in range(s.first, s.last + 1)} | set(window.edges)
    votes = to_cue.votes([s for s in found if s.role is Role.CUE])
    in_cue = roles[ROLES.index(Role.CUE)]
    out: dict[int, Segment] = {}
    for content, share, given in zip(contents, shares, votes, strict=False):
        at = int(share.argmax())
        elsewhere = bisect_right(window.columns, at) != bisect_right(window.columns, content.first)
        if elsewhere or at in taken or share[at] < max([choices.missed, *given]):
            continue
        last = at
        while last + 1 not in taken and in_cue[last + 1] > choices.extend:
            last += 1
        out[at] = Segment(Role.CUE, at, last, float(in_cue[at]))
    return list(out.values())


def _sources(
    scores: Scores,
    window: Window,
    asked: Sequence[Segment],
    sources: Sequence[Segment],
    own: Floats,
    choices: Choices,
) -> list[Segment | None]:
    """Return the source of each cue that is asked for, by its votes and the sources' own; None for nobody.

    Args:
        scores: The model's.
        window: What was read.
        asked: The cues.
        sources: All of the window.
        own: The share of each source that falls on each cue, [cues, sources].
        choices: How they are weighed.
    """
    if not sources:
        return [None] * len(asked)
    to_source = _Shares.of(scores.to_source, asked, window.columns)
    worth = to_source.votes(sources) + choices.agree * own
    nobody = to_source.shares[:, 0] + choices.nobody
    best = worth.argmax(axis=1)
    return [sources[b] if w[b] > least else None for b, w, least in zip(best, worth, nobody, strict=True)]
