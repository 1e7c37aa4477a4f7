import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.mail import (
    MAX_HEAD_BYTES,
    Mailbox,
    decode_base64,
    decode_bytes,
    decode_words,
    delivered_at,
    message_address,
    read_fields,
    read_mailbox,
    read_moment,
    read_parameters,
    split_head,
)


@pytest.mark.parametrize(
    ("message", "head", "body"),
    [
        (b"A: b\n\nc\n\nd", b"A: b", b"c\n\nd"),
        (b"A: b\r\n\r\nc", b"A: b", b"c"),
        (b"A: b\n", b"A: b\n", b""),
        (b"\nc", b"", b"c"),
        (b"words only", b"", b"words only"),
        (b"", b"", b""),
    ],
)
def test_a_head_ends_at_the_first_empty_line(message: bytes, head: bytes, body: bytes) -> None:
    assert split_head(message) == (head, body)


def test_fields_are_read_as_they_stand_also_in_bytes_of_older_encodings() -> None:
    fields = read_fields(
        "A: b\r\n\tc\r\nbroken\r\nB :\0d\r\nSubject: Fähre\r\na: second\r\n".encode("cp1252")
    )
    assert fields.pairs == (("a", "b\tc"), ("b", "d"), ("subject", "Fähre"), ("a", "second"))
    assert (fields.first("a"), fields.first("none")) == ("b\tc", None)
    assert len(read_fields(b"A: b\n" * MAX_HEAD_BYTES).pairs) == MAX_HEAD_BYTES // 5 + 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("plain", "plain"),
        ("=?UTF-8?Q?=E2=80=9EF=C3=A4hre=E2=80=9C?= heute", "„Fähre“ heute"),
        ("=?utf-8?B?w6Q=?=\r\n =?utf-8?B?w7Y=?=", "äö"),
        ("=?utf-8?q?=C3?= =?utf-8?q?=A4?=", "ä"),  # a letter cut in two
        ("=?iso-8859-6?Q?=C7=E4?=", "ال"),
        ("=?utf-8*en?q?a_b?=", "a b"),
        ("=?no-such?q?=C3=A4?=", "ä"),
        ("=?rot13?q?abc?=", "abc"),
        ("=?utf-8?b?!!!?=", ""),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("a =?utf-8?q?b?= c", "a b c"),
    ],
)
def test_encoded_words_are_decoded(value: str, words: str) -> None:
    assert decode_words(value) == words


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("The Selm Courier <news@courier.example>", "The Selm Courier", "news@courier.example"),
        ('"Berg, Ada \\"AB\\"" <ada@courier.example>, x@y.example', 'Berg, Ada "AB"', "ada@courier.example"),
        ("=?utf-8?q?F=C3=A4hre?= <a@b.example>", "Fähre", "a@b.example"),
        ("news@courier.example", None, "news@courier.example"),
        ("<news@courier.example>", None, "news@courier.example"),
        ("The Selm Courier", "The Selm Courier", None),
        ("undisclosed-recipients:;", "undisclosed-recipients:;", None),
        ("", None, None),
    ],
)
def test_mailboxes_are_told_by_name_and_address(value: str, name: str | None, address: str | None) -> None:
    assert read_mailbox(value) == Mailbox(name, address)


def test_moments_keep_their_offset_and_broken_ones_are_none() -> None:
    told = read_moment("Thu, 5 Mar 2026 09:12:00 -0000")
    assert told == datetime(2026, 3, 5, 9, 12, tzinfo=UTC)
    for broken in (
        "",
        "soon",
        "Thu, 99 Mar 2026 09:12:00",
        "5 Mar 2026 09:12:00 +9999999999",
        "1 Jan 99999 00:00:00",
    ):
        assert read_moment(broken) is None
    received = read_fields(b"Received: by b; Thu, 5 Mar 2026 10:12:00 +0100\nReceived: by a; x")
    assert delivered_at(received) == datetime(2026, 3, 5, 9, 12, tzinfo=UTC)
    assert delivered_at(read_fields(b"Received: by b; Fri, 31 Dec 9999 23:59:00 -2300")) is None
    assert delivered_at(read_fields(b"Date: Thu, 5 Mar 2026 10:12:00 +0100")) is None


def test_addresses_of_messages_hold_nothing_that_an_address_may_not() -> None:
    assert message_address(read_fields("Message-ID: <a ä@b>".encode())) is None
    assert message_address(read_fields("Message-ID: x <ä%@b> y".encode())) == "mid:%C3%A4%25@b"
    assert message_address(read_fields(b"Message-ID: none")) is None


def test_parameters_are_read_quoted_continued_and_broken() -> None:
    assert read_parameters('Multipart/Mixed; boundary="a \\"b\\" c"; x') == (
        "multipart/mixed",
        {"boundary": 'a "b" c'},
    )
    assert read_parameters("text/plain; name*0=a; name*1=b; charset = utf-8 ;; =x")[1] == {
        "name": "ab",
        "charset": "utf-8",
    }


def test_base64_is_read_up_to_where_it_is_broken() -> None:
    assert decode_base64(b"b25l\r\n IHR3bw==\nXXXX") == b"one two"
    assert decode_base64(b"b25lI") == b"one"
    assert decode_base64(b"") == b""


@pytest.mark.parametrize("charset", ["unicode_escape", "idna", "punycode", "hex", "a\0b", "undefined", ""])
def test_charsets_that_are_none_read_as_utf8(charset: str) -> None:
    assert decode_bytes("ä".encode(), charset) == "ä"


@given(st.text(max_size=300))
def test_any_value_is_read(value: str) -> None:
    decode_words(value).encode("utf-8", "surrogatepass")
    read_mailbox(value)
    read_moment(value)
    read_parameters(value)


@given(st.binary(max_size=300))
def test_any_head_is_read(head: bytes) -> None:
    fields = read_fields(head)
    message_address(fields)
    delivered_at(fields)


def test_long_values_take_time_in_proportion() -> None:
    began = time.process_time()
    for value in (
        "(" * 100_000,
        "<a" * 50_000,
        "a@" * 50_000,
        ";a=" * 30_000,
        "=?a?q?" * 20_000,
        '"' * 100_000,
    ):
        read_mailbox(value)
        read_parameters(value)
        decode_words(value)
    read_fields(b"a" * 10_000_000)
    assert time.process_time() - began < 5
