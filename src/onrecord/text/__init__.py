"""Spans, scripts, quotation marks and normal forms: pure functions over text."""
