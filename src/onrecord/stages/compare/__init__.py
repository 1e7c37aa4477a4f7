"""From two readings of one place to what changed between them."""

from onrecord.stages.compare.compare import compare_readings

__all__ = ["compare_readings"]
