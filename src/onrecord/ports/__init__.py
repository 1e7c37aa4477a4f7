"""What we ask of the outside, as Protocols. Times are aware and in UTC; errors are `OnRecordError`s."""

from onrecord.ports.clock import Clock
from onrecord.ports.editions import Editions
from onrecord.ports.evidence import EvidenceStore
from onrecord.ports.fetcher import Fetched, Fetcher, Opener
from onrecord.ports.ledger import Ledger
from onrecord.ports.package import Note, OpenPackage, Packages, Packed
from onrecord.ports.store import (
    CaptureRecord,
    Removed,
    ReportHit,
    ReportLine,
    StatementHit,
    StatementQuery,
    Store,
)
from onrecord.ports.tagger import Named, Tagged, Tagger, Tagging
from onrecord.ports.timestamp import Stamp, Timestamper

__all__ = [
    "CaptureRecord",
    "Clock",
    "Editions",
    "EvidenceStore",
    "Fetched",
    "Fetcher",
    "Ledger",
    "Named",
    "Note",
    "OpenPackage",
    "Opener",
    "Packages",
    "Packed",
    "Removed",
    "ReportHit",
    "ReportLine",
    "Stamp",
    "StatementHit",
    "StatementQuery",
    "Store",
    "Tagged",
    "Tagger",
    "Tagging",
    "Timestamper",
]
