"""Attributions in running prose, by rules."""

from onrecord.stages.attribute.prose.tagger import VERSION, CueRules

__all__ = ["VERSION", "CueRules"]
