"""What a user's list of identities gives: entries, and judgements that other editors made."""

from dataclasses import dataclass
from datetime import datetime

from onrecord.model.identity import IdentityType, Name
from onrecord.model.judgement import Verdict
from onrecord.model.known import ListedRole

#: The scheme of links to Wikidata.
WIKIDATA = "wikidata"
#: The scheme of the ids that lists give their entries.
LIST = "list"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """Return what a list says of one identity: its names are all names of that one.

    Attributes:
        subject: Where it stands, for messages: the file and the line.
        id: What the list calls it by; None where it says nothing.
        type: What it is; None where the list does not say.
        name: The name that the list puts first; "" where it adds to an entry that is known by its id or link.
        names: Every name, `name` among them, each spelling once.
        links: Ids that others have for it, as scheme and value: `("wikidata", "Q42")`.
        roles: Its roles and memberships.
    """

    subject: str
    id: str | None
    type: IdentityType | None
    name: str
    names: tuple[Name, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    roles: tuple[ListedRole, ...] = ()


@dataclass(frozen=True, slots=True)
class ListJudgement:
    """Return a person's judgement that a list carries from another desk.

    Attributes:
        subject: Where it stands, for messages.
        a: The id of one entry, as the list has it, or of an identity that the desk knows.
        b: The same of the other.
        verdict: What was judged.
        by: Who judged.
        at: When, aware.
        because: Why; "" where nothing was said.
    """

    subject: str
    a: str
    b: str
    verdict: Verdict
    by: str
    at: datetime
    because: str = ""
