import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.containers import messages_json
from onrecord.adapters.containers.messages_json import find_messages
from onrecord.errors import PageUnreadable


def found(export: bytes) -> list[bytes]:
    places = find_messages(io.BytesIO(export), io.BytesIO(export), subject="a")
    return [export[place.start : place.end] for place in places]


def test_only_messages_of_chats_are_found() -> None:
    assert found(b'{"messages": [{"a": {"messages": [{"b": 1}]}}, 3, [{}], {}]}') == [
        b'{"a": {"messages": [{"b": 1}]}}',
        b"{}",
    ]
    assert found(b'{"other": {"list": [{"messages": [{}]}]}}') == []
    assert found(b'{"chats": {"list": [{"messages": [{"x": "}"}]}]}}') == [b'{"x": "}"}']


def test_runs_of_backslashes_at_the_end_of_a_chunk_keep_the_string_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for chunk in range(1, 60):
        monkeypatch.setattr(messages_json, "_CHUNK_BYTES", chunk)
        export = rb'{"messages": [{"x": "\\\\\"}\\"}, {"y": "\\"}]}'
        assert found(export) == [rb'{"x": "\\\\\"}\\"}', rb'{"y": "\\"}']


def test_a_long_run_of_backslashes_takes_no_longer_than_other_text() -> None:
    export = b'{"messages": [{"x": "' + b"\\" * 6_000_000 + b'"}]}'
    assert len(found(export)) == 1


@given(st.binary(max_size=300))
def test_any_bytes_are_followed_or_refused(export: bytes) -> None:
    with contextlib.suppress(PageUnreadable):
        assert all(one[:1] == b"{" and one[-1:] == b"}" for one in found(b'{"messages": [' + export))
