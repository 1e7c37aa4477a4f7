"""From what is there to what is worth reading: files (`collect_leads`), and what an outlet publishes (`find_leads`)."""

from onrecord.stages.collect.discover import SiteFacts, read_robots, read_site
from onrecord.stages.collect.find import WINDOW, find_leads, plan_sources
from onrecord.stages.collect.found import MOST_BYTES, MOST_FURTHER, MOST_HOPS, MOST_LEADS, Found
from onrecord.stages.collect.leads import collect_leads

__all__ = [
    "MOST_BYTES",
    "MOST_FURTHER",
    "MOST_HOPS",
    "MOST_LEADS",
    "WINDOW",
    "Found",
    "SiteFacts",
    "collect_leads",
    "find_leads",
    "plan_sources",
    "read_robots",
    "read_site",
]
