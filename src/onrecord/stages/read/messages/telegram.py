"""Messages of Telegram channels and groups, as Telegram Desktop exports them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import PageUnreadable
from onrecord.model import Capture, Span
from onrecord.stages.read.laid.decode import Decoded
from onrecord.stages.read.laid.laid import Laid
from onrecord.stages.read.laid.layout import RawBlock, lay_out
from onrecord.stages.read.laid.marked import Marked
from onrecord.text.fold import squeeze
from onrecord.text.telegram import CHAT_NAME, CHAT_TYPE, poll_lines, text_pieces

#: Longer bold openings are emphasis, not titles.
_LONGEST_TITLE = 200


def read_telegram(capture: Capture, body: bytes, subject: str) -> Laid:
    """Return the report in one message: its words, the caption of its picture, its poll.

    Raises:
        PageUnreadable: It is no message, or one without words.
    """
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict):
        raise PageUnreadable("is no message of a Telegram export; export the chat again", subject=subject)
    pieces = text_pieces(message)
    text = "".join(words for _, words in pieces)
    poll = poll_lines(message)
    blocks = _with_title(lay_out(text), pieces)
    for i, line in enumerate(poll):
        # The answers touch the question and each other, as the app shows them.
        text += ("\n" if i else "\n\n") if text else ""
        start = len(text)
        text += line
        blocks += [_moved(block, start, hint="li" if i else "") for block in lay_out(line)]
    if not blocks:
        raise PageUnreadable("is a message without words; there is nothing to read", subject=subject)
    return Laid(Decoded(text, "utf-8"), blocks, _marked(message, capture))


def _with_title(blocks: list[RawBlock], pieces: tuple[tuple[str, str], ...]) -> list[RawBlock]:
    """Channels print a title in bold on a line of its own."""
    form, words = pieces[0] if pieces else ("", "")
    lead = words.rstrip()
    ends_line = words != lead or (len(pieces) > 1 and pieces[1][1].startswith("\n"))
    if not (
        form == "bold"
        and blocks
        and len(blocks) > 1
        and ends_line
        and len(lead) <= _LONGEST_TITLE
        and "\n" not in lead
    ):
        return blocks
    if blocks[0].span.end != len(lead):
        return blocks
    return [RawBlock(blocks[0].span, blocks[0].opens, blocks[0].closes, hint="h1"), *blocks[1:]]


def _marked(message: Mapping[str, Any], capture: Capture) -> Marked:
    told = dict(capture.headers)
    sender, by = _words(message, "from"), _words(message, "author")
    kind = told.get(CHAT_TYPE, "")
    by_channel = str(message.get("from_id", "")).startswith("channel") or kind.endswith("channel")
    chat = squeeze(told.get(CHAT_NAME, "")) if "personal" not in kind and "saved" not in kind else ""
    site = chat or (sender if by_channel else None)
    author = by or (None if by_channel else sender)
    return Marked(
        site=site or None,
        authors=(author,) if author else (),
        published=_moment(message),
        credit=_words(message, "forwarded_from"),
    )


def _moment(message: Mapping[str, Any]) -> str | None:
    """Return when it was sent: in UTC, or, in exports of older versions, by the clock of whoever exported it."""
    seconds = message.get("date_unixtime")
    if isinstance(seconds, str | int) and str(seconds).isdecimal():
        try:
            return datetime.fromtimestamp(int(seconds), UTC).isoformat()
        except (ValueError, OverflowError, OSError):
            return None
    return _words(message, "date")


def _words(message: Mapping[str, Any], key: str) -> str | None:
    value = message.get(key)
    return (
        squeeze(value.encode("utf-8", "replace").decode("utf-8"))[:200] or None
        if isinstance(value, str)
        else None
    )


def _moved(block: RawBlock, by: int, *, hint: str) -> RawBlock:
    return RawBlock(Span(block.span.start + by, block.span.end + by), block.opens, block.closes, hint)
