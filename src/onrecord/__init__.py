"""A media-monitoring desk: who said what, where it was published, and how you know."""

__version__ = "0.1.0"
