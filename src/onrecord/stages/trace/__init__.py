"""From reports to which of them carry each other's words, and which way these went."""

from onrecord.stages.trace.chains import trace_report_chains, trace_statement_chain
from onrecord.stages.trace.reprints import (
    LEAST_SHARE,
    Corpus,
    Traced,
    find_reprints,
    prepare_report,
    trace_reports,
)
from onrecord.stages.trace.tracer import add_words

__all__ = [
    "LEAST_SHARE",
    "Corpus",
    "Traced",
    "add_words",
    "find_reprints",
    "prepare_report",
    "trace_report_chains",
    "trace_reports",
    "trace_statement_chain",
]
