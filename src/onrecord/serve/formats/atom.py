"""Feeds: Atom (RFC 4287) of statements and reports."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from xml.sax.saxutils import escape, quoteattr

#: What XML has no place for.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """Return one entry of a feed.

    Attributes:
        id: Its own for good: an IRI.
        title: What it is called.
        updated: When it was last changed, aware.
        link: The address of its page.
        published: The day on which it was published, or None.
        authors: Whose words they are.
        source: Who published them, or None.
        words: What it says.
    """

    id: str
    title: str
    updated: datetime
    link: str
    published: date | None
    authors: tuple[str, ...]
    source: str | None
    words: str


def atom(
    entries: Iterable[Entry], *, id_: str, title: str, link: str, self_link: str, author: str, now: datetime
) -> str:
    """Return a feed.

    Args:
        entries: The newest first.
        id_: Of the feed, an IRI that stays as it is.
        title: What it is called.
        link: The page that shows the same.
        self_link: Its own address.
        author: Whose feed it is.
        now: When it was made, aware: the time of a feed without entries.
    """
    kept = list(entries)
    updated = max((one.updated for one in kept), default=now)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<id>{_text(id_)}</id>",
            f"<title>{_text(title)}</title>",
            f"<updated>{_time(updated)}</updated>",
            f"<author><name>{_text(author)}</name></author>",
            f'<link rel="self" type="application/atom+xml" href={_attribute(self_link)}/>',
            f'<link rel="alternate" type="text/html" href={_attribute(link)}/>',
            *map(_entry, kept),
            "</feed>\n",
        ]
    )


def _entry(one: Entry) -> str:
    day = (
        f"<published>{_time(datetime.combine(one.published, time(), UTC))}</published>"
        if one.published
        else ""
    )
    source = f"<category term={_attribute(one.source)} label={_attribute(one.source)}/>" if one.source else ""
    return "".join(
        [
            f"<entry><id>{_text(one.id)}</id><title>{_text(one.title)}</title>",
            f"<updated>{_time(one.updated)}</updated>{day}",
            *(f"<author><name>{_text(name)}</name></author>" for name in one.authors),
            f'<link rel="alternate" type="text/html" href={_attribute(one.link)}/>{source}',
            f'<content type="text">{_text(one.words)}</content></entry>',
        ]
    )


def _time(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _text(words: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", words))


def _attribute(words: str) -> str:
    return quoteattr(_UNWRITABLE.sub("\ufffd", words))
