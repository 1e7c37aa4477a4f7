"""What surrounds a name: by this two people of one name are told apart, and one person under two is found."""

from dataclasses import dataclass
from datetime import date

from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class ToldRole:
    """Return what a report calls somebody beside the name.

    Attributes:
        title: The role's words, as cut ("deputy secretary-general").
        organization: Of what, as the report has it ("Hizbullah", "Iranian"); "" where it does not say.
        span: Where the title stands in the report's text; None where it is not of one report.
    """

    title: str
    organization: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Return what one report, or all those of a known identity, say around a name.

    Attributes:
        roles: What it is called beside its names, the first or most frequent first.
        gender: "m" or "f" where titles tell, else "".
        company: Who else is named there: folded full names of persons of a report, ids of
            clusters of a known identity.
        outlets: Who published it.
        languages: In which languages, BCP 47.
        first_day: The first day of these reports, None where none has a day.
        last_day: The last.
    """

    roles: tuple[ToldRole, ...] = ()
    gender: str = ""
    company: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    first_day: date | None = None
    last_day: date | None = None
