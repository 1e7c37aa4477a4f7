"""Whether two names are one: many pairs, compared as they come."""

from collections.abc import Iterable, Iterator
from itertools import islice

from onrecord.model import IdentityType, Likeness
from onrecord.stages.identify.likeness import NameMatcher

#: Pairs compared at a time: enough that the matcher works at its full speed, few enough to see them go by.
_AT_ONCE = 4096


def score_names(pairs: Iterable[tuple[str, str, IdentityType]]) -> Iterator[Likeness]:
    """Yield how likely each pair of names is one, in the order given.

    Args:
        pairs: Two names and what they name; read as they are needed.
    """
    matcher = NameMatcher.load()
    waiting = iter(pairs)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield from matcher.compare(batch)
