"""From the answer of the other process to the port's nouns; nothing in it is believed unchecked."""

import math
from collections.abc import Sequence
from typing import Any

from onrecord.errors import PageUnreadable
from onrecord.ports.documents import Document, Facts, Passage, Scroll, Sheet, Sheets, Word

#: What can be wrong with a document, by the word that the other process has for it.
FAULTS = {
    "encrypted": "is encrypted and asks for a password; save a copy without one and read that",
    "broken": "is broken or no {form} at all; take it again from where it came from",
    "empty": "holds no text: it is a scan, or pictures of text; recognise its text (OCR) and read that",
    "blank": "holds no words; there is nothing to read",
    "pages": "has more pages than one report may have; split it into its parts",
    "characters": "has more text than one report may have; split it into its parts",
    "bomb": "unpacks to far more than it is, as no honest document does; it is refused",
    "entities": "declares a document type or entities in its XML, as no honest document does; it is refused",
    "memory": "takes more memory than one document may; split it into its parts",
}
_KINDS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "figcaption", "note"})
_WORD_PARTS = 8


def read_answer(answer: Any, subject: str) -> Document:
    """Return the document that an answer holds.

    Raises:
        PageUnreadable: The answer tells what is wrong with the document, or is none.
    """
    try:
        form, fault = str(answer["form"]), answer.get("fault")
        if fault is not None:
            raise PageUnreadable(FAULTS[fault].replace("{form}", form.upper()), subject=subject)
        facts = _facts(answer["facts"])
        if form == "pdf":
            return Sheets(tuple(_sheet(*sheet) for sheet in answer["sheets"]), facts)
        return Scroll(tuple(_passage(*passage) for passage in answer["passages"]), facts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, PageUnreadable):
            raise
        raise PageUnreadable(
            "was answered for with nonsense; it is hostile: save its text and read that", subject=subject
        ) from error


def _facts(told: dict[str, Any]) -> Facts:
    def one(key: str) -> str | None:
        value = told.get(key)
        return _words(value)[:1_000] or None if value is not None else None

    return Facts(one("title"), one("author"), one("created"), one("language"))


def _sheet(width: Any, height: Any, words: Sequence[Any]) -> Sheet:
    return Sheet(_length(width), _length(height), tuple(_word(*word) for word in words))


def _word(*told: Any) -> Word:
    text, left, right, base, size, bold, follows, tight = told
    left, right = sorted((_length(left), _length(right)))
    return Word(
        _words(text), left, right, _length(base), _length(size), bool(bold), bool(follows), bool(tight)
    )


def _passage(text: Any, kind: Any, marker: Any) -> Passage:
    if kind not in _KINDS:
        raise ValueError(kind)
    return Passage(_words(text), kind, _words(marker))


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)


def _length(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(number)
    return number
