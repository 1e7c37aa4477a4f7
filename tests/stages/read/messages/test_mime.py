import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import PageUnreadable
from onrecord.stages.read.messages.mime import MAX_DEPTH, MAX_PARTS, decoded_body, leaves, parse_message

HEAD = b"Content-Type: multipart/mixed; boundary=%s\n\n"


def texts(message: bytes) -> list[bytes]:
    return [decoded_body(leaf) for leaf in leaves(parse_message(message, subject="a"))]


def test_parts_stand_between_their_boundaries() -> None:
    body = b"before\n--b\n\none\n\n--b  \nX: y\n\ntwo\n--b--\nafter\n--b\n\nthree"
    assert texts(HEAD % b"b" + body) == [b"one\n", b"two"]
    assert texts((HEAD % b"b" + body).replace(b"\n", b"\r\n")) == [b"one\r\n", b"two"]
    nested = HEAD % b"b" + b"--b\n" + HEAD % b"bb" + b"--bb\n\none\n--bb--\n--b\n\ntwo\n--b--"
    assert texts(nested) == [b"one", b"two"]


@pytest.mark.parametrize(
    ("message", "found"),
    [
        (HEAD % b"b" + b"--b\n\none", [b"one"]),  # cut short
        (HEAD % b"b" + b"no boundary", [b"no boundary"]),
        (b"Content-Type: multipart/mixed\n\n--x1\n\none\n--x1--", [b"one"]),  # not told which
        (b"Content-Type: nonsense\n\none", [b"one"]),
        (b"Content-Type: message/rfc822\n\nSubject: a\n\none", [b"one"]),
        (b"Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: a\n\none\n--b--", [b"one"]),
        (b"Content-Transfer-Encoding: base64\n\nb25l!!IHR3b", [b"one tw"]),
        (b"Content-Transfer-Encoding: quoted-printable\n\none=\n two=zz=3D", [b"one two=zz="]),
        (b"Content-Transfer-Encoding: x-unknown\n\none", [b"one"]),
        (b"\none", [b"one"]),
    ],
)
def test_broken_messages_give_what_is_there(message: bytes, found: list[bytes]) -> None:
    assert texts(message) == found


def test_attachments_are_told_from_what_is_shown() -> None:
    def is_attachment(disposition: bytes) -> bool:
        return parse_message(b"Content-Disposition: " + disposition + b"\n\nx", subject="a").is_attachment

    assert is_attachment(b'ATTACHMENT; filename="a.txt"')
    assert is_attachment(b"form-data; filename=a")
    assert not is_attachment(b"inline; filename=a.txt")
    assert not is_attachment(b"")


def test_nesting_and_parts_beyond_measure_are_refused_in_time() -> None:
    deep = b""
    for i in range(MAX_DEPTH + 2):
        deep += HEAD % (b"b%d" % i) + b"--b%d\n" % i
    with pytest.raises(PageUnreadable, match=f"more than {MAX_DEPTH} levels"):
        parse_message(deep, subject="a")
    rfc = b"Content-Type: message/rfc822\n\n" * (MAX_DEPTH + 2)
    with pytest.raises(PageUnreadable, match="levels deep"):
        parse_message(rfc, subject="a")
    began = time.process_time()
    with pytest.raises(PageUnreadable, match=f"more than {MAX_PARTS:,} parts"):
        parse_message(HEAD % b"b" + b"--b\n\nx\n" * 1_000_000, subject="a")
    assert time.process_time() - began < 5


@given(st.binary(max_size=500))
def test_any_bytes_are_a_message(raw: bytes) -> None:
    assert all(isinstance(text, bytes) for text in texts(raw))
