"""Cursors: where a page ended, as text that only leads back into the same question."""

import base64
import binascii
import dataclasses
import hashlib
import json
from typing import Any

from onrecord.errors import BadRequest

#: Longer than any cursor.
_MOST_CHARS = 500
_DIGEST_CHARS = 12


def cursor(question: str, *place: float | str) -> str:
    """Return the cursor of a place within the answer to a question.

    >>> read_cursor(cursor("q", 7), "q", 1)
    [7]
    """
    packed = json.dumps([*place], separators=(",", ":"))
    return base64.urlsafe_b64encode(f"{_digest(question, packed)}{packed}".encode()).decode().rstrip("=")


def read_cursor(text: str, question: str, length: int) -> list[Any]:
    """Return the place that a cursor of this question holds.

    Raises:
        BadRequest: It was made up, changed, or made for another question.
    """
    wrong = BadRequest("this cursor belongs to another question; ask for the first page", subject=text[:40])
    if len(text) > _MOST_CHARS or not text.isascii():
        raise wrong
    try:
        told = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        raise wrong from None
    digest, packed = told[:_DIGEST_CHARS], told[_DIGEST_CHARS:]
    if digest != _digest(question, packed):
        raise wrong
    place: list[Any] = json.loads(packed)
    if len(place) != length:
        raise wrong
    return place


def question_of(what: str, *asked: object) -> str:
    """Return what tells one question from another: its dataclasses written out, sets in order."""
    return json.dumps([what, *map(_plain, asked)], ensure_ascii=True)


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _digest(question: str, packed: str) -> str:
    told = json.dumps([question, packed]).encode()
    return hashlib.sha256(told).hexdigest()[:_DIGEST_CHARS]
