"""What a message in an export of Telegram Desktop consists of."""

from collections.abc import Mapping
from typing import Any

#: The media type of one message, as it stands in `result.json`; Telegram has given it none.
TELEGRAM_MESSAGE = "application/vnd.telegram.message+json"

#: Headers of a capture that say of which chat a message is: an export says it once, before all messages.
CHAT_NAME, CHAT_TYPE, CHAT_ID = "Telegram-Chat-Name", "Telegram-Chat-Type", "Telegram-Chat-Id"


def text_pieces(message: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the words of a message, or of what is under its picture or file, each piece with its form.

    >>> text_pieces({"text": ["The ", {"type": "bold", "text": "ferry"}]})
    (('', 'The '), ('bold', 'ferry'))
    """
    text = message.get("text")
    pieces = text if isinstance(text, list) else [text]
    return tuple(found for piece in pieces if (found := _piece(piece))[1])


def poll_lines(message: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the question of a message's poll and its answers, one each; none where it has no poll."""
    poll = message.get("poll")
    if not isinstance(poll, dict):
        return ()
    answers = poll.get("answers")
    said = (
        [answer.get("text") for answer in answers if isinstance(answer, dict)]
        if isinstance(answers, list)
        else []
    )
    return tuple(
        _whole(line) for line in [poll.get("question"), *said] if isinstance(line, str) and line.strip()
    )


def has_words(message: Mapping[str, Any]) -> bool:
    """Return whether a message says anything: not a service message, nor a mere picture."""
    return message.get("type") == "message" and (
        any(words.strip() for _, words in text_pieces(message)) or bool(poll_lines(message))
    )


def _piece(piece: object) -> tuple[str, str]:
    if isinstance(piece, dict):
        form, words = piece.get("type"), piece.get("text")
        return (form if isinstance(form, str) else "", _whole(words) if isinstance(words, str) else "")
    return ("", _whole(piece) if isinstance(piece, str) else "")


def _whole(words: str) -> str:
    """JSON can write halves of characters; text cannot hold them."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
