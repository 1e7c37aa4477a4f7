"""Whether two names are one, how likely, and why."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.stages.identify.likeness.matcher import MADE_BY, NameMatcher

__all__ = ["MADE_BY", "NameMatcher"]


def __getattr__(name: str) -> object:
    """Return what compares names, loaded when it is asked for: who only reads or searches compares none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from onrecord.stages.identify.likeness import matcher  # noqa: PLC0415 -- it loads numerical libraries

    return getattr(matcher, name)
