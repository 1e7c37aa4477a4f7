"""From names in reports to who is who across reports."""

from onrecord.stages.identify.answering import Answer, answer_name
from onrecord.stages.identify.blocking import MADE_BY as KEYED_BY
from onrecord.stages.identify.blocking import BlockingKeys, blocking_keys, sought_keys, stored_keys
from onrecord.stages.identify.identify import Identified, identify_names
from onrecord.stages.identify.listed import match_known_names
from onrecord.stages.identify.matching import draw_shapes, load_matcher
from onrecord.stages.identify.resembling import Comparer

__all__ = [
    "KEYED_BY",
    "Answer",
    "BlockingKeys",
    "Comparer",
    "Identified",
    "answer_name",
    "blocking_keys",
    "draw_shapes",
    "identify_names",
    "load_matcher",
    "match_known_names",
    "sought_keys",
    "stored_keys",
]
