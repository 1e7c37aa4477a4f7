"""What a source gives, and the limits of looking."""

from dataclasses import dataclass
from datetime import timedelta

from onrecord.model import Lead, Source

#: Leads taken from one source: the most a sitemap may list (sitemaps.org), ten times the longest feeds.
MOST_LEADS = 50_000
#: Further sources that one source may name; an index of a large outlet has a few of one week.
MOST_FURTHER = 50
#: How far a caller should follow `further`: an index, its sitemaps, and one more.
MOST_HOPS = 3
#: Bytes of one source after unpacking: the most a sitemap may have (sitemaps.org).
MOST_BYTES = 52_428_800


@dataclass(frozen=True, slots=True)
class Found:
    """Return what was found in one source.

    Attributes:
        leads: Articles to fetch, in the source's own order, each address once and in its normal form.
        further: Sources that this one leads to (the sitemaps of an index, a list's next page), at most
            MOST_FURTHER; whoever follows them stops after MOST_HOPS.
        next_check: How long the source itself says it stays as it is; None where it says nothing believable.
        problems: What was left out or mended, a sentence each, for a person.
    """

    leads: tuple[Lead, ...]
    further: tuple[Source, ...] = ()
    next_check: timedelta | None = None
    problems: tuple[str, ...] = ()
