"""Which content belongs to which cue, and which source to a cue: by the model's pointers, piece by piece a vote."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.adapters.onnx.decoding import (
    Floats,
    Role,
    Segment,
    best_path,
    log_softmax,
    segments_of,
    softmax,
)
from onrecord.model import Act

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
class Scored:
    """Return what the model says of one paragraph of n pieces in a window of m.

    Attributes:
        roles: Scores, [n, STATES].
        to_cue: Scores of pointing to the first piece of a cue, [n, m].
        to_source: Of pointing to the first piece of a source, [n, m]; the first column is "nobody".
        names: Scores of being no name, or beginning or carrying on one of a type, see `naming`.
        acts: Scores of what a cue does, [n, one for each `Act`].
        column: At which column the paragraph begins.
    """

    roles: Floats
    to_cue: Floats
    to_source: Floats
    names: Floats
    acts: Floats
    column: int


@dataclass(frozen=True, slots=True)
class Linked:
    """Return one attribution by its segments; `confidence` is 0 to 1."""

    source: Segment | None
    cue: Segment
    contents: tuple[Segment, ...]
    confidence: float
    act: Act


def link(scored: Scored, choices: Choices) -> list[Linked]:
    """Return the attributions of a paragraph, in the order of their contents."""
    log = log_softmax(scored.roles)
    lifted = log.copy()
    lifted[:, 0] += choices.outside
    found = segments_of(best_path(lifted.tolist(), inside=choices.inside), log)
    contents = [s for s in found if s.role is Role.CONTENT]
    if not contents:
        return []
    votes_of = {c: _shares(scored.to_cue, c) for c in contents}
    cues = [s for s in found if s.role is Role.CUE]
    cues = sorted([*cues, *_missed(scored, log, found, votes_of, choices)], key=lambda s: s.first)
    if not cues:
        return []
    parts: dict[int, list[tuple[Segment, float]]] = {}
    for content, shares in votes_of.items():
        votes = _votes(shares, cues, scored.column)
        best = int(votes.argmax())
        if votes[best] >= choices.link:
            parts.setdefault(best, []).append((content, float(votes[best])))
    if not parts:
        return []
    sources = [s for s in found if s.role is Role.SOURCE]
    said_by = _sources(scored, [cues[n] for n in parts], sources, choices)
    out = []
    for (n, linked), source in zip(parts.items(), said_by, strict=True):
        score = min([cues[n].sure, *(s.sure * min(v, 1.0) for s, v in linked)])
        confidence = calibrated(score, choices)
        if confidence >= choices.sure:
            act = _act(scored.acts, cues[n])
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
    odds = choices.slope * np.log(clipped / (1 - clipped)) + choices.offset
    return float(1 / (1 + np.exp(-odds)))


def _shares(scores: Floats, voter: Segment) -> Floats:
    """Return which share of the voter's pieces points to each column."""
    return np.asarray(softmax(scores[voter.first : voter.last + 1]).mean(axis=0))


def _votes(shares: Floats, candidates: Sequence[Segment], column: int) -> Floats:
    """Return the share that falls on each candidate."""
    upto = np.concatenate(([0.0], np.cumsum(shares)))
    firsts = np.array([c.first for c in candidates]) + column
    lasts = np.array([c.last for c in candidates]) + column
    return np.asarray(upto[lasts + 1] - upto[firsts], dtype=np.float32)


def _missed(
    scored: Scored,
    log: Floats,
    found: Sequence[Segment],
    votes_of: dict[Segment, Floats],
    choices: Choices,
) -> list[Segment]:
    """Return cues that were given no role but that a content points to more than to any cue with one."""
    taken = {i for s in found for i in range(s.first, s.last + 1)}
    cues = [s for s in found if s.role is Role.CUE]
    n = len(scored.roles)
    out: dict[int, Segment] = {}
    for shares in votes_of.values():
        at = int(shares.argmax()) - scored.column
        if not 0 <= at < n or at in taken:
            continue
        least = max([choices.missed, *_votes(shares, cues, scored.column)]) if cues else choices.missed
        if shares[at + scored.column] < least:
            continue
        in_cue = np.exp(log[:, 3]) + np.exp(log[:, 4])
        last = at
        while last + 1 < n and last + 1 not in taken and in_cue[last + 1] > choices.extend:
            last += 1
        out[at] = Segment(Role.CUE, at, last, float(in_cue[at]))
    return list(out.values())


def _sources(
    scored: Scored,
    asked: Sequence[Segment],
    sources: Sequence[Segment],
    choices: Choices,
) -> list[Segment | None]:
    """Return the source of each cue that is asked for, by its votes and the sources' own; None for nobody."""
    if not sources:
        return [None] * len(asked)
    back = np.stack([_votes(_shares(scored.to_cue, s), asked, scored.column) for s in sources], axis=1)
    out: list[Segment | None] = []
    for cue, own in zip(asked, back, strict=True):
        shares = _shares(scored.to_source, cue)
        worth = _votes(shares, sources, scored.column) + choices.agree * own
        best = int(worth.argmax())
        out.append(sources[best] if worth[best] > shares[0] + choices.nobody else None)
    return out
