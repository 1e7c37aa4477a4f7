"""From reports to which of them carry each other's words, and which way these went."""

from onrecord.stages.trace.chains import trace_report_chains, trace_statement_chain
from onrecord.stages.trace.feeds import Arrival
from onrecord.stages.trace.reprints import (
    LEAST_SHARE,
    Corpus,
    Traced,
    find_reprints,
    prepare_report,
    prepare_reports,
    trace_reports,
)
from onrecord.stages.trace.sights import Sight
from onrecord.stages.trace.tracer import add_words

__all__ = [
    "LEAST_SHARE",
    "Arrival",
    "Corpus",
    "Sight",
    "Traced",
    "add_words",
    "find_reprints",
    "prepare_report",
    "prepare_reports",
    "trace_report_chains",
    "trace_reports",
    "trace_statement_chain",
]
