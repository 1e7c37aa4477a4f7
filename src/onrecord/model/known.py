"""Who is known across reports: known identities, where they stand, and what is listed of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.identity import IdentityType, Name
from onrecord.model.span import Span


class Family(StrEnum):
    """Return what kinds of things are compared with each other: a party may be called a group or an organisation."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    UNKNOWN = "unknown"


_FAMILIES = {
    IdentityType.PERSON: Family.PERSON,
    IdentityType.ORGANIZATION: Family.BODY,
    IdentityType.GROUP: Family.BODY,
    IdentityType.OUTLET: Family.BODY,
    IdentityType.PLACE: Family.PLACE,
    IdentityType.UNKNOWN: Family.UNKNOWN,
}


def family_of(type_: IdentityType) -> Family:
    """Return the family of a type.

    >>> family_of(IdentityType.GROUP) is family_of(IdentityType.OUTLET)
    True
    """
    return _FAMILIES[type_]


class KnownFrom(StrEnum):
    """Return how an identity came to be known."""

    REPORTS = "reports"  # a name that reports bear: all of them that mean nobody else by it
    APART = "apart"  # one report's own, told apart from others of its name
    LIST = "list"  # a user's list


@dataclass(frozen=True, slots=True)
class KnownName:
    """Return a spelling, in how many reports it stands, and whether a list gives it."""

    name: Name
    reports: int
    listed: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Return a known identity: one name (with what else its reports or its list call it) of somebody or something.

    Several may be one and the same: that is what judgements say, and clusters
    follow from them.

    Attributes:
        id: Its own, for good.
        name: The fullest form.
        type: What most of its reports take it for.
        origin: How it came to be known.
        cluster: The id of the cluster: that of the member known first.
        names: Every spelling, the most frequent first.
        reports: In how many reports it is named.
        statements: How many statements are its own there.
        first_day: The first day of those reports, None where none has a day.
        last_day: The last.
    """

    id: str
    name: str
    type: IdentityType
    origin: KnownFrom
    cluster: str
    names: tuple[KnownName, ...] = ()
    reports: int = 0
    statements: int = 0
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """Return to whom a report's identity belongs.

    Attributes:
        identity: The id of the identity in its report.
        known: The id of the known one.
        score: 0 to 1: how sure.
        because: Why, for a person to read.
        made_by: Name and version of what filed it.
    """

    identity: str
    known: str
    score: float
    because: str
    made_by: str


@dataclass(frozen=True, slots=True)
class ListedRole:
    """Return a role or membership that a user's list gives.

    Attributes:
        title: What the role is called ("spokesman"); "" for a mere membership.
        organization: Of what, as the list names it; "" where it says nothing.
        since: First day, in as much detail as given ("2019", "2019-03"); None where not known.
        until: The same for the last day.
        source: Where the list has it from, in its words; "" where it says nothing.
    """

    title: str
    organization: str
    since: str | None = None
    until: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class RoleEvidence:
    """Return one place where a report gives somebody a role.

    Attributes:
        report: The id of the report.
        report_name: What it is called.
        day: When it was published, None where that is not known.
        span: Where the role's words stand in its canonical text.
        words: These words, cut from it.
        passage: What stands around them, cut from it.
        statement: The id of the statement whose speaker they introduce; None where they stand elsewhere.
    """

    report: str
    report_name: str
    day: date | None
    span: Span
    words: str
    passage: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """Return a role or membership, and who says so: a user's list, or reports.

    Attributes:
        title: What the role is called, as most say it; "" for a mere membership.
        organization: Of what, as most say it; "" where nobody says.
        organization_id: The one cluster that bears exactly this name; None where none or several do.
        since: First day, as a list gives it.
        until: Last day, as a list gives it.
        source: Where a list has it from.
        listed: Whether a list says it; else reports do.
        reports: In how many reports it stands.
        first_day: The first day of those reports, None where none has a day.
        last_day: The last.
        said_in: Where it stands in the newest and in the oldest of those reports.
    """

    title: str
    organization: str
    organization_id: str | None = None
    since: str | None = None
    until: str | None = None
    source: str = ""
    listed: bool = False
    reports: int = 0
    first_day: date | None = None
    last_day: date | None = None
    said_in: tuple[RoleEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """Return how a known identity is written, by whom, and where.

    Attributes:
        name: The spelling.
        listed: Whether a list gives it.
        reports: In how many reports it stands.
        outlets: Which outlets write so, each with the number of its reports, most first; None for no outlet's.
        newest: The newest report that writes so: its id and what it is called; None where none does.
    """

    name: Name
    listed: bool
    reports: int
    outlets: tuple[tuple[str | None, int], ...] = ()
    newest: tuple[str, str] | None = None
