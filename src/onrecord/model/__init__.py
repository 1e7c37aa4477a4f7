"""The nouns of the desk: frozen, slotted dataclasses without any I/O."""

from onrecord.model.capture import Capture
from onrecord.model.circumstances import Circumstances, ToldRole
from onrecord.model.comparison import Change, ChangeKind, Comparison, Fate, FieldChange, Wording
from onrecord.model.edition import Edition, Sighting
from onrecord.model.exchange import Exchange
from onrecord.model.identity import Identity, IdentityType, Mention, MentionForm, Name
from onrecord.model.ids import content_id
from onrecord.model.judgement import Judgement, Tie, Undoing, Verdict
from onrecord.model.known import (
    Family,
    Filing,
    Known,
    KnownName,
    ListedRole,
    Origin,
    Role,
    RoleEvidence,
    Spelling,
    family_of,
)
from onrecord.model.lead import Lead
from onrecord.model.ledger import Entry, EntryKind, Facts
from onrecord.model.likeness import Likeness
from onrecord.model.listed import ListEntry, ListJudgement
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
    "CrossReference",
    "Edition",
    "Entry",
    "EntryKind",
    "Exchange",
    "Facts",
    "Family",
    "Fate",
    "FieldChange",
    "Filing",
    "Footnote",
    "Ground",
    "Identity",
    "IdentityRef",
    "IdentityType",
    "Judgement",
    "Known",
    "KnownName",
    "Lead",
    "Likeness",
    "ListEntry",
    "ListJudgement",
    "ListedRole",
    "Mention",
    "MentionForm",
    "Metadata",
    "Name",
    "Origin",
    "Outlet",
    "Piece",
    "PieceKind",
    "Reading",
    "Relation",
    "Report",
    "Role",
    "RoleEvidence",
    "Sighting",
    "Source",
    "SourceKind",
    "Span",
    "Speaker",
    "Spelling",
    "Statement",
    "StatementKind",
    "Tie",
    "Timing",
    "ToldRole",
    "Undoing",
    "Variant",
    "VariantChange",
    "Verdict",
    "Wording",
    "content_id",
    "family_of",
    "statement_id",
]
