"""Who publishes a mail message, by its head: the outlet, the author, the day, the title."""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.stages.read.laid.marked import Marked
from onrecord.text.data import load_table
from onrecord.text.fold import fold, squeeze
from onrecord.text.mail import Fields, Mailbox, decode_words, read_mailbox, read_moment

#: Fields that only mail to many carries.
_BULK = ("list-id", "list-unsubscribe", "list-post", "list-help", "feedback-id")
#: Longer "names" are slogans.
_LONGEST_NAME = 80
#: Shorter words stand in any address.
_TELLING_LETTERS = 4
#: What was forwarded of what was forwarded …
_MOST_PREFIXES = 8

_TAG = re.compile(r"\[([^\[\]]{1,40})\]\s*(?=\S)")
_WEB_ADDRESS = re.compile(r"<?\s*(https?://[^\s<>]{1,1000})\s*>?")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Return the outlet and the author that a sender's name tells; either may be missing."""

    outlet: str | None
    author: str | None


def read_head(fields: Fields) -> Marked:
    """Return what the head of a message says about the report in it."""
    sender = read_mailbox(fields.first("from") or fields.first("sender") or "")
    publisher = tell_publisher(sender, fields)
    moment = read_moment(fields.first("date") or "")
    archived = _WEB_ADDRESS.match(fields.first("archived-at") or "")
    language = (fields.first("content-language") or "").split(",")[0].strip()
    return Marked(
        title=clean_subject(fields.first("subject") or "", listed=fields.first("list-id") is not None),
        site=publisher.outlet,
        authors=(publisher.author,) if publisher.author else (),
        published=moment.isoformat() if moment else None,
        address=archived[1] if archived else None,
        language=language or None,
    )


def clean_subject(value: str, *, listed: bool = False) -> str | None:
    """Return a subject without what programs put before it, or None where nothing is left.

    Args:
        value: As it stands in the head.
        listed: Whether a mailing list sent it on: its name in brackets goes too.

    >>> clean_subject("Fwd: Re: =?utf-8?q?F=C3=A4hre?=")
    'Fähre'
    """
    words = decode_words(value)
    for _ in range(_MOST_PREFIXES):
        shorter = _prefixes().sub("", words, count=1)
        if listed:
            shorter = _TAG.sub("", shorter, count=1) if _TAG.match(shorter) else shorter
        if shorter == words:
            break
        words = shorter
    return words or None


def tell_publisher(sender: Mailbox, fields: Fields | None = None) -> Publisher:
    """Return who publishes what `sender` sent.

    A name that mail to many carries, or that its own address repeats, is an outlet's; any other is a person's.

    Args:
        sender: Whom the message is from.
        fields: Its head; None where only the sender is known.
    """
    name = squeeze(sender.name or "")[:_LONGEST_NAME]
    listed = _list_name(fields) if fields else None
    if "@" in name or fold(name) in _nobody():
        name = ""
    if not name:
        return Publisher(listed, None)
    for mark in load_table("mail")["sender"]["between"]:
        before, found, after = name.partition(mark)
        if not (found and before.strip() and after.strip()):
            continue
        if mark.strip().isalpha() or mark.strip() == "@":
            return Publisher(after.strip(), before.strip())
        ours = before if _fits(before, sender.address) and not _fits(after, sender.address) else after
        return Publisher(ours.strip(), None)
    bulk = fields is not None and any(fields.first(name) for name in _BULK)
    if bulk or _fits(name, sender.address):
        return Publisher(name, None)
    return Publisher(listed, name)


def _list_name(fields: Fields) -> str | None:
    """Return the words that a List-Id gives before its id."""
    words = decode_words((fields.first("list-id") or "").partition("<")[0]).strip('" ')
    return words[:_LONGEST_NAME] if words and "@" not in words and "." not in words else None


def _fits(name: str, address: str | None) -> bool:
    """Return whether the address repeats a word of the name: `news@selm-courier.example` of The Selm Courier."""
    letters = "".join(fold(address or "").split())
    return any(word in letters for word in fold(name).split() if len(word) >= _TELLING_LETTERS)


@cache
def _prefixes() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_table("mail")["subject"]["prefixes"]))
    return re.compile(rf"\s*(?:{words})\s*(?:\[\d{{1,3}}\])?\s*[:：]\s*", re.IGNORECASE)


@cache
def _nobody() -> frozenset[str]:
    return frozenset(map(fold, load_table("mail")["sender"]["nobody"]))
