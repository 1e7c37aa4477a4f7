"""A place where an outlet says what it has published."""

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """Return what a source is, which says how leads are found in it."""

    FEED = "feed"  # RSS, Atom or JSON Feed
    SITEMAP = "sitemap"  # a (news) sitemap, or an index of sitemaps
    LISTING = "listing"  # a page that links to articles
    FOLDER = "folder"  # a folder that files are put into
    MAILBOX = "mailbox"  # an IMAP mailbox that newsletters come to


@dataclass(frozen=True, slots=True)
class Source:
    """Return one place to look for leads.

    Attributes:
        kind: What it is.
        address: `https://…`, `file:///…/` for a folder, `imaps://USER@HOST/MAILBOX` (never with a password).
        outlet: The name of the outlet it belongs to, or None.
    """

    kind: SourceKind
    address: str
    outlet: str | None = None
