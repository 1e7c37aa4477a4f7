"""Exports of Telegram Desktop (`result.json`): one chat, or all of them.

The address of a message is `telegram:<chat>/<message>`, by the numbers that the export gives. An export does not
name a channel's public address (`https://t.me/…`), names change hands, and what is kept is not what that address
serves; the numbers stay.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, BinaryIO

from onrecord.adapters.containers.files import (
    check_size,
    gone,
    head_of,
    is_file,
    opened,
    parse_range,
    range_part,
    read_range,
    suffix_of,
)
from onrecord.adapters.containers.messages_json import CHAT_HEAD_BYTES, find_messages
from onrecord.errors import BadRequest, PageUnreadable
from onrecord.model import Lead
from onrecord.ports import Fetched
from onrecord.text.fold import squeeze
from onrecord.text.telegram import CHAT_ID, CHAT_NAME, CHAT_TYPE, TELEGRAM_MESSAGE, has_words

MAX_PARTS = 10_000_000
#: Telegram's own limit is 4,096 characters; entities and reactions add to it.
MAX_MESSAGE_BYTES = 4_000_000

_HEAD_BYTES = 65_536
_LONGEST_NAME = 200
_KIND = re.compile(
    rb'"type"\s*:\s*"(?:public|private|personal|bot|saved|verification|replies)_(?:channel|supergroup|group|chat|messages|codes)"'
)
_ONE_CHAT = re.compile(rb'"messages"\s*:\s*\[')
_ALL_CHATS = re.compile(
    rb'\s*(?:\xef\xbb\xbf)?\s*\{\s*"about"\s*:.*?"(?:personal_information|profile_pictures|frequent_contacts|contacts|'
    rb'sessions|chats|left_chats)"\s*:\s*[\[{]',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Chat:
    """What the head of a chat says."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class TelegramOpener:
    """Return a `ports.Opener` of Telegram Desktop's exports in JSON."""

    def opens(self, lead: Lead) -> bool:
        """Return whether the file is called `….json` and begins as such an export does."""
        if not is_file(lead) or suffix_of(lead) != "json":
            return False
        head = head_of(lead, _HEAD_BYTES)
        one = _ONE_CHAT.search(head)
        return bool((one and _KIND.search(head, 0, one.start())) or _ALL_CHATS.match(head))

    def parts(self, lead: Lead) -> Iterator[Lead]:
        """Yield a lead for each message that says something; see `ports.Opener.parts`."""
        with opened(lead) as file, opened(lead) as aside:
            chat, chat_start, count = _Chat("", "", ""), -1, 0
            for found in find_messages(file, aside, subject=lead.name):
                if found.chat != chat_start:
                    chat, chat_start = _read_chat(aside, found.chat), found.chat
                size = found.end - found.start
                message = _parse(read_range(aside, found.start, min(size, MAX_MESSAGE_BYTES)))
                if message is None and size <= MAX_MESSAGE_BYTES:
                    raise PageUnreadable(
                        f"holds a broken message at byte {found.start:,}; export it again", subject=lead.name
                    )
                if message is not None and not has_words(message):
                    continue
                count += 1
                if count > MAX_PARTS:
                    raise BadRequest(f"holds more than {MAX_PARTS:,} messages; split it", subject=lead.name)
                yield Lead(
                    lead.address,
                    f"{lead.name}#{chat.id}/{_number(message or {})}",
                    part=f"{chat_start}:{range_part(found.start, size)}",
                    published=_sent_at(message or {}),
                    outlet=chat.name if chat.kind.endswith("channel") and chat.name else None,
                )

    def close(self) -> None:
        """Return at once: files are held open no longer than they are read."""

    def fetch(self, lead: Lead, *, max_bytes: int) -> Fetched:
        """Return the bytes of one message, as they stand in the file; see `ports.Opener.fetch`."""
        chat_start, _, stretch = (lead.part or "").partition(":")
        found = parse_range(stretch)
        if found is None or not chat_start.isdecimal():
            raise gone(lead)
        start, size = found
        check_size(size, lead, max_bytes=min(max_bytes, MAX_MESSAGE_BYTES))
        with opened(lead) as file:
            chat = _read_chat(file, int(chat_start))
            body = read_range(file, start, size)
        message = _parse(body)
        if len(body) != size or message is None:
            raise gone(lead)
        return Fetched(
            body,
            f"telegram:{chat.id}/{_number(message)}",
            media_type=TELEGRAM_MESSAGE,
            charset="utf-8",
            headers=((CHAT_NAME, chat.name), (CHAT_TYPE, chat.kind), (CHAT_ID, chat.id)),
        )


def _read_chat(file: BinaryIO, start: int) -> _Chat:
    """Return what the chat at `start` says of itself before its messages."""
    head = read_range(file, start, CHAT_HEAD_BYTES)
    return _parse_chat(head[: messages.start()] if (messages := _ONE_CHAT.search(head)) else b"")


@lru_cache(maxsize=8)
def _parse_chat(head: bytes) -> _Chat:
    table = _parse(head.rstrip().removesuffix(b",") + b"}") or {}
    name, kind, number = table.get("name"), table.get("type"), table.get("id")
    return _Chat(
        str(number) if isinstance(number, int) else "unknown",
        _line(name) if isinstance(name, str) else "",
        _line(kind) if isinstance(kind, str) else "",
    )


def _line(words: str) -> str:
    return squeeze(words.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))[:_LONGEST_NAME]


def _parse(raw: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _number(message: Mapping[str, Any]) -> str:
    number = message.get("id")
    return str(number) if isinstance(number, int) else "unknown"


def _sent_at(message: Mapping[str, Any]) -> datetime | None:
    seconds = str(message.get("date_unixtime", ""))
    try:
        return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else None
    except (ValueError, OverflowError, OSError):
        return None
