"""From a capture to a report: text, metadata and typed blocks."""
