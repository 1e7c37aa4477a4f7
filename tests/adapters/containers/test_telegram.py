import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.adapters.containers import telegram
from onrecord.adapters.containers.telegram import TelegramOpener
from onrecord.errors import BadRequest, NotFound, PageUnreadable
from onrecord.model import Lead

Write = Callable[[str, bytes], Lead]
OPENER = TelegramOpener()


def message(number: int, text: object = "The ferry sails.", **more: object) -> dict[str, object]:
    return {
        "id": number,
        "type": "message",
        "date": "2026-03-05T10:00:00",
        "date_unixtime": "1772704800",
        "from": "Harbour News",
        "from_id": "channel77",
        "text": text,
        **more,
    }


def chat(*messages: object, name: str = "Harbour News", number: int = 77) -> dict[str, object]:
    return {"name": name, "type": "public_channel", "id": number, "messages": list(messages)}


def dumped(export: object) -> bytes:
    return json.dumps(export, indent=1, ensure_ascii=False).encode()


def fetched(lead: Lead) -> list[tuple[str, dict[str, Any]]]:
    found = (OPENER.fetch(part, max_bytes=100_000) for part in OPENER.parts(lead))
    return [(f.address, json.loads(f.body)) for f in found]


def test_each_message_of_a_chat_is_a_capture_of_its_own_bytes(write: Write) -> None:
    first, second = message(5), message(6, [{"type": "bold", "text": "“Ja” \\ }{]["}, ' "'])
    export = dumped(
        chat({"id": 4, "type": "service", "action": "pin_message"}, first, message(7, ""), second)
    )
    lead = write("result.json", export)
    assert OPENER.opens(lead)
    parts = list(OPENER.parts(lead))
    assert [part.name for part in parts] == ["result.json#77/5", "result.json#77/6"]
    assert parts[0].published == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert parts[0].outlet == "Harbour News"
    got = OPENER.fetch(parts[1], max_bytes=10_000)
    assert got.body in export
    assert json.loads(got.body) == second
    assert got.address == "telegram:77/6"
    assert got.media_type == "application/vnd.telegram.message+json"
    assert dict(got.headers)["Telegram-Chat-Name"] == "Harbour News"


def test_an_export_of_all_chats_tells_of_which_chat_each_message_is(write: Write) -> None:
    export = {
        "about": "Here is the data you requested.",
        "contacts": {"about": "…", "list": [{"messages": [message(1)]}]},
        "chats": {"about": "…", "list": [chat(message(1)), chat(message(1), name="Radio Selm", number=78)]},
        "left_chats": {"about": "…", "list": [chat(message(9), number=79)]},
    }
    lead = write("result.json", dumped(export))
    assert OPENER.opens(lead)
    assert [address for address, _ in fetched(lead)] == ["telegram:77/1", "telegram:78/1", "telegram:79/9"]


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"{}",
        b'{"type": "FeatureCollection", "features": []}',
        b'{"messages": [], "type": "public_channel"}',
        b'{"about": "us", "team": []}',
        b"\xff\xfe",
    ],
)
def test_other_json_is_left_alone(write: Write, other: bytes) -> None:
    assert not OPENER.opens(write("a.json", other))
    assert not OPENER.opens(write("a.txt", dumped(chat(message(1)))))


def test_an_export_that_was_cut_short_gives_what_is_whole_and_then_says_so(write: Write) -> None:
    export = dumped(chat(message(1), message(2), message(3)))
    lead = write("a.json", export[: export.rindex(b'"The ferry')])
    found = OPENER.parts(lead)
    assert [next(found).name, next(found).name] == ["a.json#77/1", "a.json#77/2"]
    with pytest.raises(PageUnreadable, match=r"a\.json: ends before its end: the export was cut short"):
        next(found)
    with pytest.raises(PageUnreadable, match="cut short"):
        list(OPENER.parts(write("b.json", export[:-3])))


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (b'{"type":"public_channel","id":1,"messages":[{"id":1,]}', "bracket that nothing opened"),
        (b'{"type":"public_channel","id":1,"messages":[{"id":,}]}', "broken message at byte 44"),
        (b'{"type":"public_channel","id":1,"messages":[' + b'{"a":' * 100, "nests more than 60 levels"),
        (b"]", "bracket that nothing opened"),
    ],
)
def test_a_broken_export_is_told(write: Write, broken: bytes, what: str) -> None:
    with pytest.raises(PageUnreadable, match=what):
        list(OPENER.parts(write("a.json", broken)))


def test_a_changed_export_gives_no_wrong_message(write: Write) -> None:
    lead = write("a.json", dumped(chat(message(1))))
    (part,) = OPENER.parts(lead)
    write("a.json", dumped(chat(message(1), name="Its other name")))
    with pytest.raises(NotFound, match="add the file again"):
        OPENER.fetch(part, max_bytes=10_000)
    for named in ("", "1", "x:1+2", "1:2"):
        with pytest.raises(NotFound):
            OPENER.fetch(Lead(lead.address, "a", part=named), max_bytes=10_000)


def test_a_message_too_large_and_too_many_are_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    lead = write("a.json", dumped(chat(message(1, "x" * 5_000), message(2))))
    first, second = OPENER.parts(lead)
    with pytest.raises(BadRequest, match="larger than 1,000 bytes"):
        OPENER.fetch(first, max_bytes=1_000)
    assert OPENER.fetch(second, max_bytes=1_000).address == "telegram:77/2"
    monkeypatch.setattr(telegram, "MAX_PARTS", 1)
    with pytest.raises(BadRequest, match="more than 1 messages"):
        list(OPENER.parts(lead))


def test_an_edited_message_keeps_its_address_and_has_other_bytes(write: Write) -> None:
    before = fetched(write("a.json", dumped(chat(message(1)))))
    after = fetched(
        write("b.json", dumped(chat(message(1, "The ferry stays.", edited="2026-03-06T10:00:00"))))
    )
    assert before[0][0] == after[0][0] == "telegram:77/1"
    assert before[0][1] != after[0][1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('{}[]"\\'))), max_size=5),
    chunk=st.integers(min_value=1, max_value=400),
    plain=st.booleans(),
)
def test_messages_are_found_whatever_they_say_and_however_the_file_is_cut(
    write: Write, monkeypatch: pytest.MonkeyPatch, texts: list[str], chunk: int, *, plain: bool
) -> None:
    monkeypatch.setattr("onrecord.adapters.containers.messages_json._CHUNK_BYTES", chunk)
    said = [message(i, text, extra={text: [text]}) for i, text in enumerate(texts)]
    export = json.dumps(chat(*said), ensure_ascii=plain).encode("utf-8", "replace")
    expected = [m for m in json.loads(export)["messages"] if m["text"].strip()]
    assert [m for _, m in fetched(write("a.json", export))] == expected


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(min_value=0, max_value=900), put=st.binary(max_size=4))
def test_an_export_with_any_bytes_changed_is_read_or_refused(write: Write, at: int, put: bytes) -> None:
    export = dumped(chat(message(1), message(2), message(3)))
    lead = write("a.json", export[:at] + put + export[at + len(put) :])
    try:
        for part in OPENER.parts(lead):
            OPENER.fetch(part, max_bytes=10_000)
    except (PageUnreadable, NotFound):
        pass
