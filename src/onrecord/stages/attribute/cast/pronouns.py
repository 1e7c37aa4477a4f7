"""Whom a pronoun means: the person last and most prominently spoken of who fits it.

A scene follows the text from top to bottom. Each mention makes its figure more
prominent, by its place in the sentence; prominence halves with each sentence
(after Lappin & Leass 1994, "An algorithm for pronominal anaphora resolution",
with weights set on the reports and articles that `bench` measures).
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.model import IdentityType, Span
from onrecord.stages.attribute.cast.figures import Figure

#: Prominence of a mention by its place.
SUBJECT, OTHER, OBLIQUE, POSSESSIVE, MODIFIER, QUOTED = 1.0, 0.7, 0.5, 0.45, 0.2, 0.12
#: A speaker's statement counts on top of the mention that names them.
SPEAKER = 0.9
PRONOUN = 0.75
_FADE = 0.62
#: A statement's speaker stays in mind longer than someone merely mentioned.
_SPEAKER_FADE = 0.75
#: What further mentions in one sentence count.
_REPEATED = 0.3
#: Mentions further back than this count nothing: .62¹² is below 1 %.
_REACH_SENTENCES = 12
_KEPT_FIGURES = 24
_KEPT_MENTIONS = 8
#: What an unknown gender costs against a known one that fits.
_UNKNOWN_GENDER = 0.7
_UNKNOWN_TYPE = 0.7

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

    def __init__(self) -> None:
        self._traces: OrderedDict[int, tuple[Figure, Trace]] = OrderedDict()

    def mention(self, figure: Figure, at: int, sentence: int, weight: float, *, speaks: bool = False) -> None:
        """Record that `figure` is mentioned at `at`, in the sentence of that index."""
        _, trace = self._traces.setdefault(id(figure), (figure, Trace()))
        self._traces.move_to_end(id(figure))
        trace.marks.append((at, sentence, weight, _SPEAKER_FADE if speaks else _FADE))
        if len(trace.marks) > _KEPT_MENTIONS:
            del trace.marks[0]
        if len(self._traces) > _KEPT_FIGURES:
            self._traces.popitem(last=False)

    def prominence(self, figure: Figure, sentence: int, hidden: Sequence[Span] = ()) -> float:
        """Return how much `figure` is in mind, mentions inside `hidden` not counted."""
        kept = self._traces.get(id(figure))
        return _weigh(kept[1], sentence, hidden) if kept else 0.0

    def ranked(
        self, sentence: int, fits: Callable[[Figure], float], hidden: Sequence[Span] = ()
    ) -> list[tuple[float, Figure]]:
        """Return those in mind, the most prominent first, each weighed by how well it `fits` (0 to 1)."""
        scores = []
        for figure, trace in self._traces.values():
            share = fits(figure)
            if share > 0:
                score = share * _weigh(trace, sentence, hidden)
                if score > 0:
                    scores.append((score, trace.marks[-1][0], figure))
        scores.sort(key=lambda s: (-s[0], -s[1]))
        return [(score, figure) for score, _, figure in scores]

    def resolve(
        self, kind: str, sentence: int, hidden: Sequence[Span] = (), apart_from: Figure | None = None
    ) -> Figure | None:
        """Return whom a pronoun of `kind` (he, she, it, they) means, or None."""
        best = self.ranked(sentence, lambda f: 0.0 if f is apart_from else agreement(kind, f), hidden)
        return best[0][1] if best else None


def _weigh(trace: Trace, sentence: int, hidden: Sequence[Span]) -> float:
    total = best = 0.0
    last = -1
    for at, where, weight, fade in trace.marks:
        gap = sentence - where
        if not 0 <= gap <= _REACH_SENTENCES or any(s.start <= at < s.end for s in hidden):
            continue
        mark = weight * fade**gap
        if where != last:
            total, best, last = total + mark, mark, where
        else:  # the strongest mention of a sentence counts whole, the others a little
            total += max(mark - best, 0.0) + _REPEATED * min(mark, best)
            best = max(mark, best)
    return total


def agreement(kind: str, figure: Figure) -> float:
    """Return how well a figure agrees with a pronoun in gender and number, 0 to 1."""
    if kind in ("he", "she"):
        if figure.plural or not figure.is_person:
            return 0.0
        wanted = "m" if kind == "he" else "f"
        share = 1.0 if figure.gender == wanted else 0.0 if figure.gender else _UNKNOWN_GENDER
        return share if figure.type is IdentityType.PERSON else share * _UNKNOWN_TYPE
    if kind == "they":
        return 1.0 if figure.plural else _THEY.get(figure.type, 0.0)
    if kind == "it":
        return 0.0 if figure.plural and not figure.named else _IT.get(figure.type, 0.0)
    return 0.0
