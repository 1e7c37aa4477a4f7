"""Packages of evidence as WACZ 1.1.1, or as a WARC file with a JSON beside it."""

from onrecord.adapters.wacz.packages import ArchivePackages

__all__ = ["ArchivePackages"]
