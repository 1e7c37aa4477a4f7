"""Fetching: files, folders, standard input and the web, each with its limits."""

from onrecord.adapters.fetch.desk import DeskFetcher
from onrecord.adapters.fetch.limits import WebLimits

__all__ = ["DeskFetcher", "WebLimits"]
