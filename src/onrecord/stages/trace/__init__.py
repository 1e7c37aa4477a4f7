"""From reports to which of them carry each other's words, and which way these went."""

from onrecord.stages.trace.reprints import LEAST_SHARE, Corpus, Traced, prepare_report, trace_reports

__all__ = ["LEAST_SHARE", "Corpus", "Traced", "prepare_report", "trace_reports"]
