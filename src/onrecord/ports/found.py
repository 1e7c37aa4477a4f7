"""What finding answers with: pages of what was found, and what was counted over it.

What is bounded says so: a total is exact or "at least", facets tell of how many matches they were counted.
"""

from dataclasses import dataclass
from datetime import date

from onrecord.model import IdentityType
from onrecord.ports.hits import ReportHit, StatementHit
from onrecord.ports.wanted import Carried, Step


@dataclass(frozen=True, slots=True)
class Total:
    """Return how many there are: exactly, or so many at least."""

    count: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Return a page of found statements.

    Attributes:
        hits: In the order asked for.
        following: The cursor of the next page; None where this is the last.
        total: Of all pages.
        ranked: Of how many matches the best were chosen, the newest; None for another order.
        uncounted: Of the newest matches looked at, how many were left out because nobody has counted their origins.
    """

    hits: tuple[StatementHit, ...]
    following: str | None
    total: Total
    ranked: int | None = None
    uncounted: int = 0


@dataclass(frozen=True, slots=True)
class ReportFound:
    """Return a found report.

    Attributes:
        hit: Its line, and the passage that matches: the beginning of its text where no words were asked for.
        language: Of its text, or None.
        topics: Under which it is filed.
        series: Its series, or None.
        number: Its number there, or None.
        carried: How its words stand to those of others.
        editions: How many of its editions are kept.
    """

    hit: ReportHit
    language: str | None
    topics: tuple[str, ...]
    series: str | None
    number: str | None
    carried: Carried
    editions: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Return a page of found reports; attributes as of `StatementPage`."""

    hits: tuple[ReportFound, ...]
    following: str | None
    total: Total
    ranked: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Return how many there are of one thing.

    Attributes:
        key: What a filter asks for it by: a cluster's id, an outlet's name, a code, a month ("2026-03").
        name: What a page calls it.
        count: How many.
    """

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Return what found statements have in common, each the most frequent first, months in order.

    Attributes:
        counted: Of how many matches, the newest.
        is_all: Whether those are all.
        speakers: Clusters; statements whose speaker is not filed with one are left out.
        outlets: By the names that the reports give.
        kinds: Forms.
        acts: What speakers do.
        types: What speakers are.
        languages: Of the reports.
        months: When, the last first.
    """

    counted: int
    is_all: bool
    speakers: tuple[Count, ...]
    outlets: tuple[Count, ...]
    kinds: tuple[Count, ...]
    acts: tuple[Count, ...]
    types: tuple[Count, ...]
    languages: tuple[Count, ...]
    months: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Return what came in over a period, by when this desk first had it.

    Attributes:
        reports: How many reports, all editions, at most the bound.
        is_all: Whether those are all; else only the newest are counted.
        statements: How many acts of saying stand in them.
        outlets: Reports by outlet.
        topics: Reports by what they are filed under.
        languages: Reports by language.
        speakers: Clusters, by how often they speak in them.
        copied: How many carry another's words.
        changed: How many are new editions of what was there.
        questions: Questions of identity that wait for an answer, at most the bound.
        newest: The ids of the newest of these reports.
    """

    reports: int
    is_all: bool
    statements: int
    outlets: tuple[Count, ...]
    topics: tuple[Count, ...]
    languages: tuple[Count, ...]
    speakers: tuple[Count, ...]
    copied: int
    changed: int
    questions: Total
    newest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Return how much was said in one stretch of a timeline.

    Attributes:
        start: Its first day.
        said: Statements that they made, or that match.
        said_of: Statements that name them; 0 where none of a query's are counted.
    """

    start: date
    said: int
    said_of: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Return what was said over time.

    Attributes:
        step: How long each stretch is.
        stretches: In order, without those in which nothing was said.
        counted: Of how many statements, for a query the newest of those with a day; undated ones are left out.
        is_all: Whether those are all.
    """

    step: Step
    stretches: tuple[Stretch, ...]
    counted: int
    is_all: bool


@dataclass(frozen=True, slots=True)
class Node:
    """Return one of a network: a cluster, with what it says of others there, and what these say of it."""

    cluster: str
    name: str
    type: IdentityType
    said: int
    said_of: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Return how often one cluster speaks of another."""

    by: str
    of: str
    count: int


@dataclass(frozen=True, slots=True)
class Network:
    """Return who speaks about whom.

    Attributes:
        nodes: The most connected first.
        edges: Between those, the most frequent first.
        since: From which day on statements were counted; None for all.
        until: To which.
        counted: How many statements were looked at; None where kept counts of whole months were added up.
        is_all: Whether no edge of what was asked for is left out.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    since: date | None
    until: date | None
    counted: int | None
    is_all: bool


@dataclass(frozen=True, slots=True)
class OutletView:
    """Return what one outlet has on a subject.

    Attributes:
        outlet: Its name.
        reports: In how many of its reports matching statements stand.
        statements: How many of these.
        speakers: Who makes them.
        calls: What it calls those asked for, with how often; empty where nobody in particular was.
        hits: The newest of them.
    """

    outlet: str
    reports: int
    statements: int
    speakers: tuple[Count, ...]
    calls: tuple[Count, ...]
    hits: tuple[StatementHit, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Return outlets side by side on one subject, those with most statements first; see `Facets` for the counts."""

    outlets: tuple[OutletView, ...]
    counted: int
    is_all: bool


@dataclass(frozen=True, slots=True)
class KnownLine:
    """Return one cluster in a listing.

    Attributes:
        cluster: Its id.
        name: Of the member that most reports name.
        type: What it is.
        statements: How many its members make.
        reports: How many name it (one counts once for each member).
        members: How many known identities are one here.
    """

    cluster: str
    name: str
    type: IdentityType
    statements: int
    reports: int
    members: int


@dataclass(frozen=True, slots=True)
class KnownPage:
    """Return a page of clusters, those with most statements first."""

    lines: tuple[KnownLine, ...]
    following: str | None
