"""What we ask of the outside, as Protocols. Times are aware and in UTC; errors are `OnRecordError`s."""

from onrecord.ports.access import Access, Accounts, AuditLog, AuditQuery, Failures, Sessions, Tokens
from onrecord.ports.clock import Clock
from onrecord.ports.corrections import Corrections, NewCorrection
from onrecord.ports.documents import DocumentOpener
from onrecord.ports.editions import Editions
from onrecord.ports.evidence import EvidenceStore
from onrecord.ports.fetcher import Fetched, Fetcher, Opener
from onrecord.ports.finding import Finding
from onrecord.ports.fingerprints import FingerprintIndex, Holders
from onrecord.ports.found import (
    Comparison,
    Count,
    Edge,
    Facets,
    KnownLine,
    KnownPage,
    Network,
    Node,
    OutletView,
    ReportFound,
    ReportPage,
    StatementPage,
    Stretch,
    Timeline,
    Today,
    Total,
)
from onrecord.ports.hits import ReportHit, ReportLine, StatementHit
from onrecord.ports.hosts import HostBook, Robots, Verdict
from onrecord.ports.judgements import Judgements, Moves, NewJudgement, Question, Standing
from onrecord.ports.ledger import Ledger
from onrecord.ports.outlets import OutletBook
from onrecord.ports.package import Note, OpenPackage, Packages, Packed
from onrecord.ports.passwords import Passwords
from onrecord.ports.provider import Provider, Voucher
from onrecord.ports.queue import (
    LeadQueue,
    LeadState,
    LeadTask,
    Settled,
    SourceLooked,
    SourceTask,
    Visited,
)
from onrecord.ports.registry import NewKnown, Registry
from onrecord.ports.saved import SavedSearches
from onrecord.ports.store import (
    CaptureRecord,
    MentionedIn,
    NamedIn,
    Removed,
    StatementQuery,
    Store,
)
from onrecord.ports.tagger import Named, Tagged, Tagger, Tagging
from onrecord.ports.timestamp import Stamp, Timestamper
from onrecord.ports.traces import Carrying, Traces
from onrecord.ports.visitor import UNMARKED, Unchanged, Validators, Visitor, validators_of
from onrecord.ports.wanted import Carried, Look, Order, ReportsWanted, StatementsWanted, Step

__all__ = [
    "UNMARKED",
    "Access",
    "Accounts",
    "AuditLog",
    "AuditQuery",
    "CaptureRecord",
    "Carried",
    "Carrying",
    "Clock",
    "Comparison",
    "Corrections",
    "Count",
    "DocumentOpener",
    "Edge",
    "Editions",
    "EvidenceStore",
    "Facets",
    "Failures",
    "Fetched",
    "Fetcher",
    "Finding",
    "FingerprintIndex",
    "Holders",
    "HostBook",
    "Judgements",
    "KnownLine",
    "KnownPage",
    "LeadQueue",
    "LeadState",
    "LeadTask",
    "Ledger",
    "Look",
    "MentionedIn",
    "Moves",
    "Named",
    "NamedIn",
    "Network",
    "NewCorrection",
    "NewJudgement",
    "NewKnown",
    "Node",
    "Note",
    "OpenPackage",
    "Opener",
    "Order",
    "OutletBook",
    "OutletView",
    "Packages",
    "Packed",
    "Passwords",
    "Provider",
    "Question",
    "Registry",
    "Removed",
    "ReportFound",
    "ReportHit",
    "ReportLine",
    "ReportPage",
    "ReportsWanted",
    "Robots",
    "SavedSearches",
    "Sessions",
    "Settled",
    "SourceLooked",
    "SourceTask",
    "Stamp",
    "Standing",
    "StatementHit",
    "StatementPage",
    "StatementQuery",
    "StatementsWanted",
    "Step",
    "Store",
    "Stretch",
    "Tagged",
    "Tagger",
    "Tagging",
    "Timeline",
    "Timestamper",
    "Today",
    "Tokens",
    "Total",
    "Traces",
    "Unchanged",
    "Validators",
    "Verdict",
    "Visited",
    "Visitor",
    "Voucher",
    "validators_of",
]
