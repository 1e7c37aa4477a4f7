"""From the model's scores to attributions: roles by a constrained best path, links by voting. NumPy, no torch.

A document's pieces are numbered through its paragraphs; a Scored window says which of them it read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pieces import Pieces, Window

Floats = NDArray[np.float32]
CharSpan = tuple[int, int]

SOURCE, CUE, CONTENT = "source", "cue", "content"
_BEGIN = {1: SOURCE, 3: CUE, 5: CONTENT}
_STATES = 7

_THAT = re.compile(r"that\b\s*", re.IGNORECASE)
_OPENING = re.compile(r"[\s,:;—–-]*[\"“«„‘']?\s*")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Choices:
    """Return the numbers that were chosen on dev (`evaluate.py --tune`).

    Attributes:
        outside: Added to the score of "no role"; below 0 finds more.
        inside: Added to the score of carrying on the same role.
        link: The least share of a content's votes that its cue must have.
        missed: The least share of a content's votes that makes a cue of a piece without a role.
        extend: How likely the pieces after such a one must be in a cue to belong to it.
        null: Added to the log share of "nobody" when a cue looks for its source.
        agree: The weight of the source's own vote for the cue, against the cue's for the source.
    """

    outside: float = 0.0
    inside: float = 0.0
    link: float = 0.1
    missed: float = 0.3
    extend: float = 0.3
    null: float = 0.0
    agree: float = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """Return what the model says of one window.

    Attributes:
        window: The paragraphs that it read.
        roles: Log-probabilities, pieces of the window's labelled paragraphs by 7 states.
        first: Number in the document of the first labelled piece.
        numbers: Number in the document of each column of the pointers; -1 for [CLS] and [SEP].
        to_cue: Probabilities, labelled pieces by columns.
        to_source: The same.
    """

    window: Window
    roles: Floats
    first: int
    numbers: NDArray[np.int64]
    to_cue: Floats
    to_source: Floats


@dataclass(frozen=True, slots=True)
class Segment:
    """Return a run of pieces [first, last] with one role, in paragraph `paragraph`, and its mean probability."""

    role: str
    first: int
    last: int
    paragraph: int
    sure: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Return character spans of one attribution and 0-1 how sure the model is of it."""

    source: tuple[CharSpan, ...]
    cue: tuple[CharSpan, ...]
    content: tuple[CharSpan, ...]
    confidence: float


def softmax(x: Floats) -> Floats:
    """Return the softmax over the last axis."""
    y = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(y / y.sum(axis=-1, keepdims=True), dtype=np.float32)


def _transitions(inside: float) -> Floats:
    """Return what each step from state to state adds: I only follows B or I of its role."""
    table = np.zeros((_STATES, _STATES), dtype=np.float32)
    for to in (2, 4, 6):
        table[:, to] = -1e9
        table[to - 1, to] = table[to, to] = inside
    return table


def best_path(scores: Floats, transitions: Floats) -> list[int]:
    """Return the states (0-6) of the best allowed path through a paragraph.

    >>> scores = np.log(np.full((2, 7), 0.1, dtype=np.float32))
    >>> scores[1, 2] = 0.0  # the second piece would like to carry on a source
    >>> best_path(scores, _transitions(0.0))
    [1, 2]
    """
    n = len(scores)
    back = np.zeros((n, _STATES), dtype=np.int8)
    at = scores[0].copy()
    at[[2, 4, 6]] = -1e9
    for i in range(1, n):
        steps = at[:, None] + transitions
        back[i] = steps.argmax(axis=0)
        at = steps.max(axis=0) + scores[i]
    path = [int(at.argmax())]
    for i in range(n - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def segments_of(path: Sequence[int], probabilities: Floats, first: int, paragraph: int) -> list[Segment]:
    """Return the runs of roles on a path, in order."""
    out: list[Segment] = []
    i = 0
    while i < len(path):
        if path[i] in _BEGIN:
            j = i
            while j + 1 < len(path) and path[j + 1] == path[i] + 1:
                j += 1
            both = probabilities[i : j + 1, path[i]] + probabilities[i : j + 1, path[i] + 1]
            out.append(Segment(_BEGIN[path[i]], first + i, first + j, paragraph, float(both.mean())))
            i = j
        i += 1
    return out


class Document:
    """The scores of a whole document, and the links between its segments."""

    def __init__(self, paragraphs: Sequence[Pieces], scored: Sequence[Scored]) -> None:
        self._firsts = [0]
        for p in paragraphs:
            self._firsts.append(self._firsts[-1] + len(p.ids))
        self._paragraphs = paragraphs
        self._scored = scored
        self._window_of = {
            p: s for s in scored for p in range(s.window.first + s.window.context, s.window.last + 1)
        }

    def segments(self, choices: Choices) -> list[Segment]:
        """Return the segments of the best path of each paragraph, in order."""
        transitions = _transitions(choices.inside)
        out: list[Segment] = []
        for p in range(len(self._paragraphs)):
            s = self._window_of[p]
            scores = s.roles[self._firsts[p] - s.first : self._firsts[p + 1] - s.first]
            lifted = scores.copy()
            lifted[:, 0] += choices.outside
            out += segments_of(best_path(lifted, transitions), np.exp(scores), self._firsts[p], p)
        return out

    def votes(self, voter: Segment, candidates: Sequence[Segment], *, for_source: bool) -> list[float]:
        """Return the share of the voter's pointers that falls on each candidate, and last on nobody."""
        s = self._window_of[voter.paragraph]
        table = s.to_source if for_source else s.to_cue
        mean = table[voter.first - s.first : voter.last + 1 - s.first].mean(axis=0)
        out = []
        for c in candidates:
            on = (s.numbers >= c.first) & (s.numbers <= c.last)
            out.append(float(mean[on].sum()))
        return [*out, float(mean[0])]

    def attributions(self, text: str, choices: Choices) -> list[Attribution]:
        """Return the attributions, in the order of their contents."""
        found = self.segments(choices)
        found = sorted([*found, *self._missed_cues(found, choices)], key=lambda s: s.first)
        cues = [s for s in found if s.role == CUE]
        sources = [s for s in found if s.role == SOURCE]
        contents: dict[int, list[tuple[Segment, float]]] = {}
        for segment in found:
            if segment.role != CONTENT or not cues:
                continue
            votes = self.votes(segment, cues, for_source=False)[:-1]
            best = int(np.argmax(votes))
            if votes[best] >= choices.link:
                contents.setdefault(best, []).append((segment, votes[best]))
        said_by = self._sources(cues, sources, choices)
        out = []
        for n, parts in contents.items():
            spans = [self._span(text, s) for s, _ in parts]
            trimmed = tuple(t for t in (trim_content(text, s) for s in spans) if t)
            if not trimmed:
                continue
            who = said_by.get(n)
            sure = min([cues[n].sure, *(s.sure * min(v, 1.0) for s, v in parts)])
            source = (self._span(text, who),) if who else ()
            out.append(Attribution(source, (self._span(text, cues[n]),), join_near(text, trimmed), sure))
        return sorted(out, key=lambda a: a.content[0])

    def _missed_cues(self, found: Sequence[Segment], choices: Choices) -> list[Segment]:
        """Return cues that were given no role but that contents point to more than to any cue with one."""
        taken = {i for s in found for i in range(s.first, s.last + 1)}
        cues = [s for s in found if s.role == CUE]
        out: dict[int, Segment] = {}
        for segment in found:
            if segment.role != CONTENT:
                continue
            s = self._window_of[segment.paragraph]
            mean = s.to_cue[segment.first - s.first : segment.last + 1 - s.first].mean(axis=0)
            column = int(mean.argmax())
            at = int(s.numbers[column])
            p = self._paragraph_of(max(at, 0))
            own = self._window_of[p]
            votes = self.votes(segment, cues, for_source=False)[:-1]
            if at < 0 or at in taken or mean[column] < max([choices.missed, *votes]):
                continue
            sure = np.exp(own.roles[:, 3]) + np.exp(own.roles[:, 4])
            last, end = at, self._firsts[p + 1]
            while last + 1 < end and last + 1 not in taken and sure[last + 1 - own.first] > choices.extend:
                last += 1
            out[at] = Segment(CUE, at, last, p, float(sure[at - own.first]))
        return list(out.values())

    def _sources(
        self, cues: Sequence[Segment], sources: Sequence[Segment], choices: Choices
    ) -> dict[int, Segment]:
        """Return each cue's source, by both their votes."""
        back = [self.votes(s, cues, for_source=False) for s in sources]
        out: dict[int, Segment] = {}
        for n, cue in enumerate(cues):
            *votes, nobody = self.votes(cue, sources, for_source=True)
            scores = [v + choices.agree * back[k][n] for k, v in enumerate(votes)]
            if not scores:
                continue
            best = int(np.argmax(scores))
            if scores[best] > nobody + choices.null:
                out[n] = sources[best]
        return out

    def _span(self, text: str, segment: Segment) -> CharSpan:
        """Return the characters of a segment, widened to whole words."""
        start, end = self._char(segment.first)[0], self._char(segment.last)[1]
        while start and _WORD.match(text[start]) and _WORD.match(text[start - 1]):
            start -= 1
        while end < len(text) and _WORD.match(text[end - 1]) and _WORD.match(text[end]):
            end += 1
        return start, end

    def _paragraph_of(self, piece: int) -> int:
        return int(np.searchsorted(self._firsts, piece, side="right")) - 1

    def _char(self, piece: int) -> CharSpan:
        p = self._paragraph_of(piece)
        i = piece - self._firsts[p]
        return self._paragraphs[p].starts[i], self._paragraphs[p].ends[i]


def trim_content(text: str, span: CharSpan) -> CharSpan | None:
    """Return a content without a leading "that", enclosing quotation marks and edge commas; None if nothing is left.

    >>> trim_content('that "it rains,"', (0, 16))
    (6, 14)
    """
    start, end = span
    start += len(text[start:end]) - len(text[start:end].lstrip(" \t\n,:;—–-"))
    if (that := _THAT.match(text, start, end)) and that.end() < end:
        start = that.end()
    inner = text[start:end]
    start += _OPENING.match(inner).end()  # type: ignore[union-attr]  # it matches the empty string too
    while end > start and text[end - 1] in ' \t\n,;:—–-"”»“' and not _inner_close(text, start, end):
        end -= 1
    return (start, end) if any(_WORD.match(c) for c in text[start:end]) else None


def _inner_close(text: str, start: int, end: int) -> bool:
    """Return whether the last character closes a quotation that opened inside."""
    last = text[end - 1]
    if last == "”":
        return text.count("“", start, end) >= text.count("”", start, end)
    if last == '"':
        return text.count('"', start, end) % 2 == 0
    return False


def join_near(text: str, spans: Sequence[CharSpan]) -> tuple[CharSpan, ...]:
    """Return the spans in order, those with no word between them joined.

    >>> join_near("It rains. It pours.", [(10, 18), (0, 8)])
    ((0, 18),)
    """
    out: list[CharSpan] = []
    for start, end in sorted(spans):
        if (
            out
            and not any(_WORD.match(c) for c in text[out[-1][1] : start])
            and "\n" not in text[out[-1][1] : start]
        ):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
