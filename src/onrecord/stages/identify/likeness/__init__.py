"""Whether two names are one, how likely, and why."""

from onrecord.stages.identify.likeness.matcher import MADE_BY, NameMatcher

__all__ = ["MADE_BY", "NameMatcher"]
