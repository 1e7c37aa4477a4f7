"""Column types that keep exactly what the model holds, the same in SQLite and in PostgreSQL."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from onrecord.model import Verdict

#: What a database's TEXT cannot hold (NUL in PostgreSQL, lone surrogates in UTF-8:
#: file names that are not UTF-8 reach us with those), and the mark that escapes them.
_UNSTORABLE = re.compile("[\\\\\x00\ud800-\udfff]")
_DECODER = json.JSONDecoder()
_ESCAPED = re.compile(r"\\(\\|u([0-9a-f]{4}))")


def escape(words: str) -> str:
    r"""Return `words` with backslash, NUL and lone surrogates escaped; others unchanged.

    >>> escape("a\x00b")
    'a\\u0000b'
    """
    return _UNSTORABLE.sub(lambda m: "\\\\" if m[0] == "\\" else f"\\u{ord(m[0]):04x}", words)


def unescape(stored: str) -> str:
    r"""Return what `escape` was given.

    >>> unescape(escape("a\x00\\u0000"))
    'a\x00\\u0000'
    """
    if "\\" not in stored:  # as nearly all, by the hundred for each page
        return stored
    return _ESCAPED.sub(lambda m: chr(int(m[2], 16)) if m[2] else "\\", stored)


class ExactText(TypeDecorator[str]):
    """Keep any string: what TEXT cannot hold is escaped with a backslash.

    Compared and sorted by code point in both databases ("C" in PostgreSQL), so
    that an order, and the prefix search over ids, are the same in both.
    """

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return TEXT, compared by code point."""
        return dialect.type_descriptor(sa.Text(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the stored form."""
        del dialect
        return None if value is None else escape(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the string as it was given."""
        del dialect
        return _unescaped(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], str | None]:
        """Return what gives strings back, without a function around it: it is called for each column of each row."""
        del dialect, coltype
        return _unescaped


class UtcTime(TypeDecorator[datetime]):
    """Keep a moment, to the microsecond, and give it back aware and in UTC."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return TIMESTAMP WITH TIME ZONE where there is one."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC, without its zone where the database has none."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment, aware, in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Packed(TypeDecorator[Any]):
    """Keep nested lists of strings, numbers and None as one line of ASCII JSON.

    For lists that are always read whole with their row and never searched by
    themselves: spans, blocks, the chain. A row for each would multiply the
    500 million statements by ten. SQL can still look inside (`json_each`).
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the JSON; ASCII alone, so that NUL and surrogates come out escaped."""
        del dialect
        return None if value is None else json.dumps(value, ensure_ascii=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return the lists."""
        del dialect
        return _unpacked(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Any]:
        """Return what gives lists back, as for `ExactText`."""
        del dialect, coltype
        return _unpacked


class Word(TypeDecorator[Verdict]):
    """Keep a verdict in a number: ties are read by the ten thousand."""

    impl = sa.SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Verdict | None, dialect: Dialect) -> int | None:
        """Return the stored number."""
        del dialect
        return None if value is None else NUMBERS[value]

    def process_result_value(self, value: int | None, dialect: Dialect) -> Verdict | None:
        """Return the verdict."""
        del dialect
        return None if value is None else _VERDICTS[value]


#: What a verdict is kept as.
NUMBERS = {Verdict.UNSURE: 0, Verdict.SAME: 1, Verdict.DIFFERENT: 2}
_VERDICTS = {number: verdict for verdict, number in NUMBERS.items()}


def _unescaped(stored: str | None) -> str | None:
    return None if stored is None else unescape(stored)


def _unpacked(stored: str | None) -> Any:
    if stored is None:
        return None
    if stored == "[]":  # most lists of a statement
        return []
    # As `json.loads`, without looking for white space around: there is none in what we pack.
    found, end = _DECODER.raw_decode(stored)
    if end != len(stored):
        raise ValueError("goes on behind its end")
    return found
