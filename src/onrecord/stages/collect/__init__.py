"""From what is there to what is worth reading: `collect_leads` in files, `find_leads` in what an outlet publishes."""

from onrecord.stages.collect.find import WINDOW, find_leads
from onrecord.stages.collect.found import MOST_BYTES, MOST_FURTHER, MOST_HOPS, MOST_LEADS, Found
from onrecord.stages.collect.leads import collect_leads

__all__ = [
    "MOST_BYTES",
    "MOST_FURTHER",
    "MOST_HOPS",
    "MOST_LEADS",
    "WINDOW",
    "Found",
    "collect_leads",
    "find_leads",
]
