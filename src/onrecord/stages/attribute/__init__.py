"""From a report to its statements: who says what in it."""

from onrecord.stages.attribute.prose import CueRules
from onrecord.stages.attribute.statements import attribute_statements

__all__ = ["CueRules", "attribute_statements"]
