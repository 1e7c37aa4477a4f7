"""Whom a pronoun means: the person last and most prominently spoken of who fits it.

A scene follows the text from top to bottom. Each mention makes its figure more
prominent, by its place in the sentence; prominence halves with each sentence
(after Lappin & Leass 1994, "An algorithm for pronominal anaphora resolution",
with the weights of `Weights`).
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.model import IdentityType, Span
from onrecord.stages.attribute.cast.figures import Figure

_KEPT_FIGURES = 24
_KEPT_MENTIONS = 8
#: Mentions further back than this count next to nothing.
_REACH_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class Weights:
    """Return how much each thing counts in choosing whom a pronoun means.

    The numbers are those that `training/speakers.py --tune` found on 21 November 2026 in GUM's training part
    (106 documents, annotations CC BY 4.0), where every genre counts the same: of its pronouns for one person whom
    the document names, 83.3 of a hundred are given to that person (81.5 with the numbers set by hand before), of
    those in news 69.7 (59.7). In GUM's development part: 63.2 (64.0), in news 90.0 (90.0).

    Attributes:
        subject: A mention that opens its sentence.
        other: One further on.
        oblique: One after a preposition, or second in a pair.
        possessive: "Lane's".
        modifier: One before the noun that counts: "the Norland army official".
        quoted: One in somebody's words, a heading or a caption.
        speaker: A statement of theirs, on top of the mention that names them.
        pronoun: "he", "she".
        fade: What is left of a mention a sentence later.
        speaker_fade: The same for a statement: its speaker stays in mind longer.
        repeated: What further mentions in one sentence count.
        unknown_gender: How well a person whose gender nothing tells agrees with "he".
        unknown_type: The same for one who may be no person.
    """

    subject: float = 1.0
    other: float = 0.7
    oblique: float = 0.5
    possessive: float = 0.45
    modifier: float = 0.2
    quoted: float = 0.12
    speaker: float = 0.9
    pronoun: float = 0.75
    fade: float = 0.62
    speaker_fade: float = 0.6
    repeated: float = 0.45
    unknown_gender: float = 0.7
    unknown_type: float = 0.7


WEIGHTS = Weights()

#: How well each kind of identity agrees with "they" and "it".
_THEY = {
    IdentityType.GROUP: 1.0,
    IdentityType.ORGANIZATION: 0.5,
    IdentityType.OUTLET: 0.5,
    IdentityType.PLACE: 0.15,
    IdentityType.UNKNOWN: 0.1,
}
_IT = {
    IdentityType.ORGANIZATION: 1.0,
    IdentityType.OUTLET: 1.0,
    IdentityType.PLACE: 0.5,
    IdentityType.UNKNOWN: 0.35,
}


@dataclass(slots=True)
class Trace:
    """Return what a scene remembers of one figure: places, sentences and weights."""

    marks: list[tuple[int, int, float, float]] = field(default_factory=list)


class Scene:
    """Who is in mind at each point of a text."""

    def __init__(self, weights: Weights = WEIGHTS) -> None:
        self.weights = weights
        self._traces: OrderedDict[int, tuple[Figure, Trace]] = OrderedDict()

    def mention(self, figure: Figure, at: int, sentence: int, weight: float, *, speaks: bool = False) -> None:
        """Record that `figure` is mentioned at `at`, in the sentence of that index."""
        _, trace = self._traces.setdefault(id(figure), (figure, Trace()))
        self._traces.move_to_end(id(figure))
        trace.marks.append((at, sentence, weight, self.weights.speaker_fade if speaks else self.weights.fade))
        if len(trace.marks) > _KEPT_MENTIONS:
            del trace.marks[0]
        if len(self._traces) > _KEPT_FIGURES:
            self._traces.popitem(last=False)

    def prominence(self, figure: Figure, sentence: int, hidden: Sequence[Span] = ()) -> float:
        """Return how much `figure` is in mind, mentions inside `hidden` not counted."""
        kept = self._traces.get(id(figure))
        return self._weigh(kept[1], sentence, hidden) if kept else 0.0

    def ranked(
        self, sentence: int, fits: Callable[[Figure], float], hidden: Sequence[Span] = ()
    ) -> list[tuple[float, Figure]]:
        """Return those in mind, the most prominent first, each weighed by how well it `fits` (0 to 1)."""
        scores = []
        for figure, trace in self._traces.values():
            share = fits(figure)
            if share > 0:
                score = share * self._weigh(trace, sentence, hidden)
                if score > 0:
                    scores.append((score, trace.marks[-1][0], figure))
        scores.sort(key=lambda s: (-s[0], -s[1]))
        return [(score, figure) for score, _, figure in scores]

    def resolve(
        self, kind: str, sentence: int, hidden: Sequence[Span] = (), apart_from: Figure | None = None
    ) -> Figure | None:
        """Return whom a pronoun of `kind` (he, she, it, they) means, or None."""
        best = self.ranked(
            sentence, lambda f: 0.0 if f is apart_from else agreement(kind, f, self.weights), hidden
        )
        return best[0][1] if best else None

    def _weigh(self, trace: Trace, sentence: int, hidden: Sequence[Span]) -> float:
        total = best = 0.0
        last = -1
        repeated = self.weights.repeated
        for at, where, weight, fade in trace.marks:
            gap = sentence - where
            if not 0 <= gap <= _REACH_SENTENCES or any(s.start <= at < s.end for s in hidden):
                continue
            mark = weight * fade**gap
            if where != last:
                total, best, last = total + mark, mark, where
            else:  # the strongest mention of a sentence counts whole, the others a little
                total += max(mark - best, 0.0) + repeated * min(mark, best)
                best = max(mark, best)
        return total


def agreement(kind: str, figure: Figure, weights: Weights = WEIGHTS) -> float:
    """Return how well a figure agrees with a pronoun in gender and number, 0 to 1."""
    if kind in ("he", "she"):
        if figure.plural or not figure.is_person:
            return 0.0
        wanted = "m" if kind == "he" else "f"
        share = 1.0 if figure.gender == wanted else 0.0 if figure.gender else weights.unknown_gender
        return share if figure.type is IdentityType.PERSON else share * weights.unknown_type
    if kind == "they":
        return 1.0 if figure.plural else _THEY.get(figure.type, 0.0)
    if kind == "it":
        return 0.0 if figure.plural and not figure.named else _IT.get(figure.type, 0.0)
    return 0.0
