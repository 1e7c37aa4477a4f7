"""What finding is asked for: which statements, which reports, in which order."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model import Act, IdentityType, StatementKind


class Order(StrEnum):
    """Return in which order found things come."""

    NEWEST = "newest"  # by day, those added last first; the statements of a report in text order
    BEST = "best"  # by how much of what was asked for stands in how few words


class Step(StrEnum):
    """Return how long each stretch of a timeline is."""

    DAY = "day"
    WEEK = "week"  # from Monday
    MONTH = "month"


class Carried(StrEnum):
    """Return how a report's words stand to those of other reports."""

    ORIGINAL = "original"  # others carry its words
    COPIED = "copied"  # it carries words of another
    SHARED = "shared"  # it and another carry the same, and nothing tells whose they are
    ALONE = "alone"  # nobody else is known to carry them


@dataclass(frozen=True, slots=True)
class StatementsWanted:
    """Return which statements are wanted; everything given must hold.

    Attributes:
        words: Words that stand in the content, in the query language of `Store.search_reports`; with nothing but
            `-not` words, statements in which those do not stand.
        by: Parts of the speaker's name: whole words, folded; any of them, in any spelling of the report.
        not_by: The same, none of which the speaker is called.
        about: The same for those the content names.
        not_about: The same, none of which it names.
        said_by: Ids of known identities: the speaker is one with any of them.
        said_of: The same for those the content names.
        outlets: Parts of the outlet's name; any of them.
        not_outlets: The same, none of which it is called.
        since: Said (or, where that is not known, published) on this day or later.
        until: The same, or earlier.
        kinds: Any of these; empty for all.
        acts: Any of these; empty for acts of saying.
        languages: Of the report: any of these codes, of which a part before "-" stands for all of it.
        types: What the speaker is: any of these; empty for all.
        topics: Parts of what the report is filed under: whole words, folded; any of them.
        series: Part of the name of the report's series.
        venue: Part of where it was said.
        origins: At least so many independent origins are known (see `Finding.keep_origins`).
        report: One report's id; whichever edition it is, its statements are meant.
        all_editions: Also what only earlier editions say.
    """

    words: str | None = None
    by: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()
    said_by: frozenset[str] = frozenset()
    said_of: frozenset[str] = frozenset()
    outlets: tuple[str, ...] = ()
    not_outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    kinds: frozenset[StatementKind] = frozenset()
    acts: frozenset[Act] = frozenset()
    languages: frozenset[str] = frozenset()
    types: frozenset[IdentityType] = frozenset()
    topics: tuple[str, ...] = ()
    series: str | None = None
    venue: str | None = None
    origins: int = 0
    report: str | None = None
    all_editions: bool = False


@dataclass(frozen=True, slots=True)
class ReportsWanted:
    """Return which reports are wanted; everything given must hold. What is not told here is as for statements.

    Attributes:
        words: Words that stand in the text.
        number: The number in its series, exactly.
        carried: How its words stand to those of others: any of these; empty for all.
        since: Published on this day or later.
        until: The same, or earlier.
    """

    words: str | None = None
    outlets: tuple[str, ...] = ()
    not_outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    languages: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    series: str | None = None
    number: str | None = None
    carried: frozenset[Carried] = frozenset()
    all_editions: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Return one of several looks for statements that are taken together.

    Attributes:
        wanted: Which.
        limit: How many at most.
        order: How they come.
        is_thorough: Whether all that hold the words are ranked, by how rare each word is, and not the newest alone.
            For words that few hold; then nothing but the words and whether an edition is the latest is looked at.
    """

    wanted: StatementsWanted
    limit: int
    order: Order = Order.NEWEST
    is_thorough: bool = False
