"""The name matcher that ships, loaded where names are first compared."""

from functools import cache

from onrecord.stages.identify.resembling import Comparer


@cache
def load_matcher() -> Comparer:
    """Return what compares names; its model is read once and kept.

    >>> load_matcher().threshold > load_matcher().unsure_from
    True
    """
    # Here, for it loads a model: who only reads or searches compares no names.
    from onrecord.stages.identify.likeness import NameMatcher  # noqa: PLC0415 -- as the line above says

    return NameMatcher.load()
