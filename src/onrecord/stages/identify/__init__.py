"""From names in reports to who is who across reports."""

from onrecord.stages.identify.answering import Answer, answer_name, name_keys
from onrecord.stages.identify.identify import Identified, identify_names
from onrecord.stages.identify.listed import match_known_names
from onrecord.stages.identify.matching import load_matcher
from onrecord.stages.identify.rivals import Comparer

__all__ = [
    "Answer",
    "Comparer",
    "Identified",
    "answer_name",
    "identify_names",
    "load_matcher",
    "match_known_names",
    "name_keys",
]
