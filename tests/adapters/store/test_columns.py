from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Dialect, make_url

from onrecord.adapters.store.columns import ExactText, Packed, UtcTime, escape, unescape

DIALECTS: list[Dialect] = [make_url(f"{name}://").get_dialect()() for name in ("sqlite", "postgresql")]


@given(st.text(st.characters(codec=None)))
def test_any_string_is_stored_as_text_that_utf8_and_postgres_hold(words: str) -> None:
    stored = escape(words)
    assert b"\x00" not in stored.encode("utf-8")
    assert unescape(stored) == words


@given(st.text(st.sampled_from("\\u0\x00d8\ud800")))
def test_an_escape_in_the_text_is_not_taken_for_ours(words: str) -> None:
    assert unescape(escape(words)) == words


def test_ordinary_strings_are_stored_as_they_are() -> None:
    assert escape("Na’im\n\t\u200f قاسم") == "Na’im\n\t\u200f قاسم"


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda d: d.name)
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ExactText(), "a\x00\\b"),
        (ExactText(), None),
        (Packed(), [["a\x00\ud800", None, 1, 0.1]]),
        (Packed(), None),
        (UtcTime(), datetime(2024, 3, 5, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=-3)))),
        (UtcTime(), None),
    ],
)
def test_each_type_gives_back_what_it_was_given(dialect: Dialect, kind: Any, value: Any) -> None:
    assert kind.process_result_value(kind.process_bind_param(value, dialect), dialect) == value


def test_moments_come_back_in_utc() -> None:
    there = datetime(2024, 3, 5, 1, tzinfo=timezone(timedelta(hours=-3)))
    for dialect in DIALECTS:
        kind = UtcTime()
        back = kind.process_result_value(kind.process_bind_param(there, dialect), dialect)
        assert back is not None
        assert back.tzinfo is UTC
