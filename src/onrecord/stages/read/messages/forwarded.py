"""What a mail program writes above a message that somebody forwards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span
from onrecord.text.data import load_table

#: How far from the start it is looked for: whoever forwards adds a few lines at most.
_REACH_LINES = 40
_REACH_CHARS = 2_000
#: A line that only announces what follows is short.
_MARK_CHARS = 90
#: The longest name of a field, with what is around it.
_NAME_CHARS = 40
#: Long lists of recipients run over some lines.
_MOST_FIELDS = 12

_LINE = re.compile(r"[^\n]*")
_COLON = re.compile("[:：]")
#: What programs put around a name of a field: marks of quotation, and of bold letters.
_AROUND = "> *\t\u00a0"
_RULE = re.compile(r"[\s_=*>–—-]{5,}")


@dataclass(frozen=True, slots=True)
class Wrapper:
    """Return where the wrapper of a forwarded message stands, and what it tells of the message.

    Attributes:
        span: All of it, from its first line to the end of its last.
        sender: The value of its "From", as written, or None.
        date: The value of its "Date" or "Sent", or None.
        subject: The value of its "Subject", or None.
    """

    span: Span
    sender: str | None
    date: str | None
    subject: str | None


def find_wrapper(text: str) -> Wrapper | None:
    r"""Return the wrapper at the head of a message's text, or None where there is none.

    >>> found = find_wrapper("FYI\n\n-----Original Message-----\nFrom: Ada\nDate: 1 May\n\nIt sails.")
    >>> found.sender, found.date, found.span.cut("FYI\n\n-----Original Message-----")
    ('Ada', '1 May', '-----Original Message-----')
    """
    lines = list(_lines(text))
    opens: int | None = None
    for i, (start, words) in enumerate(lines):
        if _is_mark(words) or _RULE.fullmatch(words):
            opens = start if opens is None else opens
            continue
        told, end = _run(lines[i:])
        if "from" in told and len(told) > 1:
            return Wrapper(
                Span(start if opens is None else opens, end),
                told["from"],
                told.get("date"),
                told.get("subject"),
            )
        if words.strip():
            opens = None
    return None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for _ in range(_REACH_LINES):
        if start > min(len(text), _REACH_CHARS):
            return
        found = _LINE.match(text, start)
        words = found[0] if found else ""
        yield start, words
        start += len(words) + 1


def _run(lines: list[tuple[int, str]]) -> tuple[dict[str, str], int]:
    """Return the fields at the head of `lines`, by kind, and where the last one ends."""
    told: dict[str, str] = {}
    end = count = 0
    for start, words in lines:
        name, *said = _COLON.split(words, maxsplit=1)
        kind = _kinds().get(name.strip(_AROUND).casefold()) if said and len(name) <= _NAME_CHARS else None
        if kind is None:
            if words.strip() or not told:
                break
            continue
        told.setdefault(kind, said[0].lstrip(_AROUND).rstrip())
        end, count = start + len(words), count + 1
        if count == _MOST_FIELDS:
            break
    return told, end


def _is_mark(words: str) -> bool:
    if len(words) > _MARK_CHARS:
        return False
    low = words.casefold()
    return any(mark in low for mark in load_table("mail")["forwarded"]["marks"])


@cache
def _kinds() -> dict[str, str]:
    table = load_table("mail")["forwarded"]
    return {word: kind for kind in ("other", "date", "subject", "from") for word in table[kind]}
