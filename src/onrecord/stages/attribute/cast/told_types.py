"""What a tagger says that names are, for those of which nothing else tells."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.model import IdentityType
from onrecord.ports import Named
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.found import Found

#: The least mean confidence in a type; the model that ships is right in four of five names beyond it
#: (`training/heads.py`).
_LEAST = 0.5


def take_types(pairs: Sequence[tuple[Found, Figure]], names: Sequence[Named]) -> None:
    """Give each figure of unknown type the type that its mentions are said to have, most surely.

    Args:
        pairs: The mentions of names with their figures.
        names: What a tagger found, in text order.
    """
    starts = [n.span.start for n in names]
    seen: Counter[int] = Counter()
    said: dict[int, dict[IdentityType, float]] = defaultdict(lambda: defaultdict(float))
    unknown = {}
    for found, figure in pairs:
        if figure.type is not IdentityType.UNKNOWN or figure.plural:
            continue
        unknown[id(figure)] = figure
        seen[id(figure)] += 1
        at = bisect_left(starts, found.end) - 1  # the last name that begins before the mention ends
        if at >= 0 and names[at].span.end > found.start:
            said[id(figure)][names[at].type] += names[at].confidence
    for key, votes in said.items():
        (kind, worth) = max(votes.items(), key=lambda v: v[1])
        if worth >= _LEAST * seen[key]:
            unknown[key].vote(kind)
