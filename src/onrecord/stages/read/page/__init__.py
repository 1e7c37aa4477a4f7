"""The report on a page: which of its blocks are the outlet's words."""
