"""What we ask of the outside, as Protocols. Times are aware and in UTC; errors are `OnRecordError`s."""

from onrecord.ports.clock import Clock
from onrecord.ports.documents import DocumentOpener
from onrecord.ports.evidence import EvidenceStore
from onrecord.ports.fetcher import Fetched, Fetcher, Opener
from onrecord.ports.outlets import OutletBook
from onrecord.ports.store import (
    CaptureRecord,
    ReportHit,
    ReportLine,
    StatementHit,
    StatementQuery,
    Store,
)
from onrecord.ports.tagger import Named, Tagged, Tagger, Tagging

__all__ = [
    "CaptureRecord",
    "Clock",
    "DocumentOpener",
    "EvidenceStore",
    "Fetched",
    "Fetcher",
    "Named",
    "Opener",
    "OutletBook",
    "ReportHit",
    "ReportLine",
    "StatementHit",
    "StatementQuery",
    "Store",
    "Tagged",
    "Tagger",
    "Tagging",
]
