"""The same statement in several reports: which are one, and what is different."""

from onrecord.stages.trace.variants.said import Said, make_said, words_by_key
from onrecord.stages.trace.variants.variants import FLOOR, compare_statements, find_variants, most_shared
from onrecord.stages.trace.variants.weights import COUNTED, rarest

__all__ = [
    "COUNTED",
    "FLOOR",
    "Said",
    "compare_statements",
    "find_variants",
    "make_said",
    "most_shared",
    "rarest",
    "words_by_key",
]
