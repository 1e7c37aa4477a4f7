"""From a capture to a report: text, metadata and typed blocks."""

from onrecord.stages.read.report import MADE_BY, read_report

__all__ = ["MADE_BY", "read_report"]
