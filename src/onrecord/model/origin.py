"""How many sources there are for what reports say: origins, and why reports hang together."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.span import Span


class JoinKind(StrEnum):
    """Return why two reports, or a report and a carrier, are one origin or may be."""

    REPRINT = "reprint"  # one carries the other's words
    CREDIT = "credit"  # one names the other's outlet
    CARRIER = (
        "carrier"  # it takes the words from a carrier, an agency or a broadcaster, that has no report here
    )
    SPEAKER = "speaker"  # it stands in the speaker's own outlet
    OUTLET = "outlet"  # one outlet
    AUTHOR = "author"  # one author
    WORDING = "wording"  # indirect speech worded alike
    UNNAMED = "unnamed"  # it takes the words from somebody it does not name
    UNKNOWN = "unknown"  # nothing tells whose report it is
    ONLY_THROUGH = "only_through"  # different carriers, known from one outlet alone


class NodeKind(StrEnum):
    """Return what stands at a place of a tree."""

    REPORT = "report"
    CARRIER = "carrier"  # has no report here; those that are here name it


@dataclass(frozen=True, slots=True)
class Evidence:
    """Return where the words stand that say so.

    Attributes:
        report: The report's id.
        span: Where, in its canonical text.
    """

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Join:
    """Return why a node hangs below another.

    Attributes:
        kind: What joins them.
        because: A reason a person can read.
        confidence: 0 to 1.
        is_directed: Whether it is known which of the two depends on the other; else they are one origin all the same.
        evidence: Where the words stand that say so; empty where no words do (one outlet, one author).
    """

    kind: JoinKind
    because: str
    confidence: float
    is_directed: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """Return one place of an origin's tree.

    Attributes:
        id: Its own within the corroboration.
        kind: A report, or a carrier that reports name.
        name: What the report is called, or the carrier's name as written first.
        outlet: The report's outlet, None where it is not known; None for carriers.
        day: The report's day of publication, or None.
        report: The report's id; None for carriers.
        statements: Ids of the statements that it carries, in text order.
        parent: The id of the node it depends on; None for the first of the tree.
        join: Why; None for the first.
    """

    id: str
    kind: NodeKind
    name: str
    outlet: str | None = None
    day: date | None = None
    report: str | None = None
    statements: tuple[str, ...] = ()
    parent: str | None = None
    join: Join | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Return one origin: reports that depend on one another, or on one carrier.

    Attributes:
        id: Its first node's.
        nodes: The tree: each node follows the one it depends on.
    """

    id: str
    nodes: tuple[Node, ...]

    @property
    def reports(self) -> int:
        """Return how many reports it counts, each once."""
        return len({node.report for node in self.nodes if node.report is not None})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Return why origins that are counted apart may be one.

    Attributes:
        kind: What makes the doubt.
        origins: Their ids; one alone may depend on any of the others.
        because: A reason a person can read.
        evidence: Where the words stand that make the doubt.
    """

    kind: JoinKind
    origins: tuple[str, ...]
    because: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Return how many origins there are for what is said, and the trees that show why.

    Attributes:
        origins: Those that nothing certain joins, the earliest first.
        doubts: What may join some of them.
        at_least: How many there are if every doubt is true: the number to give.
        made_by: Name and version of what counted.
    """

    origins: tuple[Origin, ...]
    doubts: tuple[Doubt, ...]
    at_least: int
    made_by: str

    @property
    def at_most(self) -> int:
        """Return how many there are if no doubt is."""
        return len(self.origins)

    @property
    def reports(self) -> int:
        """Return how many reports carry it, copies too."""
        return len({node.report for one in self.origins for node in one.nodes if node.report is not None})
