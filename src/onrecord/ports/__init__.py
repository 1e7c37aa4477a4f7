"""What we ask of the outside, as Protocols. Times are aware and in UTC; errors are `OnRecordError`s."""

from onrecord.ports.clock import Clock
from onrecord.ports.documents import DocumentOpener
from onrecord.ports.editions import Editions
from onrecord.ports.evidence import EvidenceStore
from onrecord.ports.fetcher import Fetched, Fetcher, Opener
from onrecord.ports.fingerprints import FingerprintIndex, Holders
from onrecord.ports.hosts import HostBook, Robots, Verdict
from onrecord.ports.judgements import Judgements, Moves, NewJudgement, Question, Standing
from onrecord.ports.ledger import Ledger
from onrecord.ports.outlets import OutletBook
from onrecord.ports.package import Note, OpenPackage, Packages, Packed
from onrecord.ports.queue import LeadQueue, LeadState, LeadTask, Settled, SourceTask, Visited
from onrecord.ports.registry import NewKnown, Registry
from onrecord.ports.store import (
    CaptureRecord,
    MentionedIn,
    NamedIn,
    Removed,
    ReportHit,
    ReportLine,
    StatementHit,
    StatementQuery,
    Store,
)
from onrecord.ports.tagger import Named, Tagged, Tagger, Tagging
from onrecord.ports.timestamp import Stamp, Timestamper
from onrecord.ports.traces import Carrying, Traces
from onrecord.ports.visitor import UNMARKED, Unchanged, Validators, Visitor, validators_of

__all__ = [
    "UNMARKED",
    "CaptureRecord",
    "Carrying",
    "Clock",
    "DocumentOpener",
    "Editions",
    "EvidenceStore",
    "Fetched",
    "Fetcher",
    "FingerprintIndex",
    "Holders",
    "HostBook",
    "Judgements",
    "LeadQueue",
    "LeadState",
    "LeadTask",
    "Ledger",
    "MentionedIn",
    "Moves",
    "Named",
    "NamedIn",
    "NewJudgement",
    "NewKnown",
    "Note",
    "OpenPackage",
    "Opener",
    "OutletBook",
    "Packages",
    "Packed",
    "Question",
    "Registry",
    "Removed",
    "ReportHit",
    "ReportLine",
    "Robots",
    "Settled",
    "Shared",
    "SourceTask",
    "Stamp",
    "Standing",
    "StatementHit",
    "StatementQuery",
    "Store",
    "Tagged",
    "Tagger",
    "Tagging",
    "Timestamper",
    "Traces",
    "Unchanged",
    "Validators",
    "Verdict",
    "Visited",
    "Visitor",
    "validators_of",
]
