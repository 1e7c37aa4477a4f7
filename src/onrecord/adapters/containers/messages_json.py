"""Where the messages stand in an export of Telegram Desktop: one pass over the file, in flat memory.

An export of all chats reaches gigabytes. A parser that gives values does not say where in the file they stood, and
what is kept as evidence is the exact bytes; so this pass only follows brackets and strings, and tells where each
message starts and ends. The messages themselves are parsed one by one from there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.adapters.containers.files import read_range
from onrecord.errors import PageUnreadable

#: Exports nest seven levels.
MAX_DEPTH = 60
#: How far from the start of a chat its messages begin.
CHAT_HEAD_BYTES = 65_536

_CHUNK_BYTES = 1 << 20
_KEY_CHARS = 40
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]"]', re.DOTALL)
_STRING_REST = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_OPENING = {ord("{"): ord("}"), ord("["): ord("]")}
#: The keys under which chats stand, from the outside in; those of one chat stand at the top.
_CHATS = ((), (b"chats", b"list", None), (b"left_chats", b"list", None))


@dataclass(frozen=True, slots=True)
class Found:
    """Return where a message stands, and where its chat begins: byte offsets."""

    chat: int
    start: int
    end: int


@dataclass(slots=True)
class _Level:
    """One open bracket: what closes it, where it stands, and the key it stands under."""

    closing: int
    start: int
    key: bytes | None


def find_messages(file: BinaryIO, aside: BinaryIO, *, subject: str) -> Iterator[Found]:
    """Yield where each message stands, in the order of the file.

    Args:
        file: The export.
        aside: The same file, opened again, to look at keys in passing.
        subject: What an error is about.

    Raises:
        PageUnreadable: Its brackets do not match, it nests too deep, or it ends too early.
    """
    levels: list[_Level] = []
    key: tuple[int, int] = (0, 0)  # where the last string stood
    message: int | None = None  # how many levels are open around a message's own
    for start, end, char in _tokens(file, subject):
        if char == ord('"'):
            key = (start, end)
        elif char in _OPENING:
            if len(levels) >= MAX_DEPTH:
                raise _broken(f"nests more than {MAX_DEPTH} levels deep at byte {start:,}", subject)
            name = None
            if message is None and levels and levels[-1].closing == ord("}"):
                name = _key_at(aside, key)
            levels.append(_Level(_OPENING[char], start, name))
            if message is None and char == ord("{") and _holds_messages(levels[:-1]):
                message = len(levels)
        else:
            if not levels or levels[-1].closing != char:
                raise _broken(f"has a bracket that nothing opened at byte {start:,}", subject)
            level = levels.pop()
            if message is not None and len(levels) == message - 1:
                message = None
                yield Found(levels[-2].start, level.start, end)
    if levels:
        raise _broken("ends before its end: the export was cut short", subject)


def _holds_messages(levels: list[_Level]) -> bool:
    """Return whether what opens now is a message: an object in the list "messages" of a chat."""
    if len(levels) < 2 or levels[-1].key != b"messages" or levels[-1].closing != ord("]"):  # noqa: PLR2004 -- chat, list
        return False
    return tuple(level.key for level in levels[1:-1]) in _CHATS


def _tokens(file: BinaryIO, subject: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and first character of each string and bracket."""
    at = 0
    string: int | None = None  # where a string began that has not ended
    escaped = False
    while chunk := file.read(_CHUNK_BYTES):
        place = 0
        if string is not None:
            rest = _STRING_REST.match(chunk, 1 if escaped else 0)
            if rest is None:
                escaped = _is_escaped(chunk, since=1 if escaped else 0)
                at += len(chunk)
                continue
            yield string, at + rest.end(), ord('"')
            place, string = rest.end(), None
        for token in _TOKEN.finditer(chunk, place):
            char = chunk[token.start()]
            if char == ord('"') and len(token[0]) == 1:
                string, escaped = at + token.start(), _is_escaped(chunk, since=token.end())
                break
            yield at + token.start(), at + token.end(), char
        at += len(chunk)
    if string is not None:
        raise _broken("ends before its end: the export was cut short", subject)


def _is_escaped(chunk: bytes, *, since: int) -> bool:
    """Return whether the next character is escaped: an odd number of backslashes stands before it."""
    tail = chunk[since:]
    return (len(tail) - len(tail.rstrip(b"\\"))) % 2 == 1


def _key_at(aside: BinaryIO, key: tuple[int, int]) -> bytes:
    start, end = key
    return read_range(aside, start + 1, min(end - start - 2, _KEY_CHARS))


def _broken(what: str, subject: str) -> PageUnreadable:
    return PageUnreadable(f"{what}; export it again from Telegram Desktop", subject=subject)
