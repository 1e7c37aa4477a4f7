"""PDF and DOCX, taken apart in a process of their own."""

from onrecord.adapters.documents.process import DocumentLimits, DocumentProcess

__all__ = ["DocumentLimits", "DocumentProcess"]
