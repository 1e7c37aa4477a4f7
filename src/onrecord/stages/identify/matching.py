"""The models that compare names, loaded where names are first compared."""

from collections.abc import Sequence
from functools import cache

from onrecord.model import IdentityType
from onrecord.stages.identify.resembling import Comparer
from onrecord.text.names.aliases import AliasSource, load_aliases


@cache
def load_matcher(*own: AliasSource) -> Comparer:
    """Return what compares names; its model is read once and kept.

    Args:
        own: Tables of aliases that go before the package's.

    Raises:
        BadRequest: A table is wrong; see `text.names.aliases`.

    >>> load_matcher().threshold > load_matcher().unsure_from
    True
    """
    # Here, for it loads a model: who only reads or searches compares no names.
    from onrecord.stages.identify.likeness import NameMatcher  # noqa: PLC0415 -- as the line above says

    return NameMatcher.load(load_aliases(*own))


def draw_shapes(names: Sequence[tuple[str, IdentityType]]) -> list[bytes]:
    """Return for each name its shape; see `shape.shapes_of`."""
    from onrecord.stages.identify.shape import shapes_of  # noqa: PLC0415 -- as in `load_matcher`

    return shapes_of(names)
