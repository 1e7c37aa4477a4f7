"""The nouns of the desk: frozen, slotted dataclasses without any I/O."""

from onrecord.model.capture import Capture
from onrecord.model.circumstances import Circumstances, ToldRole
from onrecord.model.comparison import Change, ChangeKind, Comparison, Fate, FieldChange, Wording
from onrecord.model.correction import (
    CorrectedField,
    Correction,
    Marked,
    Retraction,
    Told,
    Value,
    Whom,
    is_persons_word,
)
from onrecord.model.credit import FeedCredit
from onrecord.model.denial import Denial, DenialKind
from onrecord.model.edition import Edition, Sighting
from onrecord.model.exchange import Exchange
from onrecord.model.identity import Identity, IdentityType, Mention, MentionForm, Name
from onrecord.model.ids import content_id
from onrecord.model.judgement import Judgement, Tie, Undoing, Verdict
from onrecord.model.known import (
    Family,
    Filing,
    Known,
    KnownFrom,
    KnownName,
    ListedRole,
    Role,
    RoleEvidence,
    Spelling,
    family_of,
)
from onrecord.model.lead import Lead
from onrecord.model.ledger import Entry, EntryKind, Facts
from onrecord.model.likeness import Likeness
from onrecord.model.listed import ListEntry, ListJudgement
from onrecord.model.origin import (
    Corroboration,
    Doubt,
    Evidence,
    Join,
    JoinKind,
    Node,
    NodeKind,
    Origin,
)
from onrecord.model.outlet import Outlet
from onrecord.model.reading import Reading
from onrecord.model.report import (
    Block,
    BlockKind,
    Citation,
    CrossReference,
    Footnote,
    Ground,
    Metadata,
    Report,
    Timing,
)
from onrecord.model.reprint import Passage, Reprint
from onrecord.model.saved import SavedSearch
from onrecord.model.source import Source, SourceKind
from onrecord.model.span import Span
from onrecord.model.statement import (
    SAYING,
    THINKING,
    Act,
    ChainLink,
    ChainRole,
    IdentityRef,
    Speaker,
    Statement,
    StatementKind,
    statement_id,
)
from onrecord.model.trace import Leg, LegKind, Station, StationKind, Trace
from onrecord.model.variant import Piece, PieceKind, Relation, Variant, VariantChange

__all__ = [
    "SAYING",
    "THINKING",
    "Act",
    "Block",
    "BlockKind",
    "Capture",
    "ChainLink",
    "ChainRole",
    "Change",
    "ChangeKind",
    "Circumstances",
    "Citation",
    "Comparison",
    "CorrectedField",
    "Correction",
    "Corroboration",
    "CrossReference",
    "Denial",
    "DenialKind",
    "Doubt",
    "Edition",
    "Entry",
    "EntryKind",
    "Evidence",
    "Exchange",
    "Facts",
    "Family",
    "Fate",
    "FeedCredit",
    "FieldChange",
    "Filing",
    "Footnote",
    "Ground",
    "Identity",
    "IdentityRef",
    "IdentityType",
    "Join",
    "JoinKind",
    "Judgement",
    "Known",
    "KnownFrom",
    "KnownName",
    "Lead",
    "Leg",
    "LegKind",
    "Likeness",
    "ListEntry",
    "ListJudgement",
    "ListedRole",
    "Marked",
    "Mention",
    "MentionForm",
    "Metadata",
    "Name",
    "Node",
    "NodeKind",
    "Origin",
    "Outlet",
    "Passage",
    "Piece",
    "PieceKind",
    "Reading",
    "Relation",
    "Report",
    "Reprint",
    "Retraction",
    "Role",
    "RoleEvidence",
    "SavedSearch",
    "Sighting",
    "Source",
    "SourceKind",
    "Span",
    "Speaker",
    "Spelling",
    "Statement",
    "StatementKind",
    "Station",
    "StationKind",
    "Tie",
    "Timing",
    "Told",
    "ToldRole",
    "Trace",
    "Undoing",
    "Value",
    "Variant",
    "VariantChange",
    "Verdict",
    "Whom",
    "Wording",
    "content_id",
    "family_of",
    "is_persons_word",
    "statement_id",
]
