import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.adapters.fetch import WebLimits
from onrecord.adapters.fetch.post import post
from onrecord.adapters.timestamp import MAX_BYTES, MEDIA_TYPE, Rfc3161
from onrecord.errors import BadRequest, EvidenceBroken, OutletRefused
from tests.authority import ABSENT, HAS_OPENSSL, Authority, running_authority

DATA = b"64 bytes that stand for the head of a ledger"
needs_openssl = pytest.mark.skipif(not HAS_OPENSSL, reason=ABSENT)


def send(address: str, body: bytes) -> bytes:
    limits = WebLimits(timeout_seconds=20, allow_networks=("127.0.0.0/8",))
    return post(limits, address, body, media_type=MEDIA_TYPE, max_bytes=MAX_BYTES)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with running_authority(tmp_path_factory.mktemp("tsa")) as running:
        yield running


@needs_openssl
def test_token_says_what_was_signed_when_and_by_whom(authority: Authority) -> None:
    stamper = Rfc3161(authority.url, authority.ca_file, send)
    stamp = stamper.check(stamper.stamp(DATA))
    assert stamp.imprint == hashlib.sha256(DATA).hexdigest()
    assert abs(stamp.time - datetime.now(UTC)) < timedelta(minutes=2)
    assert stamp.authority == "CN=Selm Time Authority"
    assert stamp.is_checked


@needs_openssl
def test_without_certificates_the_token_is_read_and_its_signature_not_believed(authority: Authority) -> None:
    stamper = Rfc3161(authority.url, None, send)
    assert not stamper.check(stamper.stamp(DATA)).is_checked


@needs_openssl
def test_token_of_another_authority_is_not_believed(authority: Authority, tmp_path: Path) -> None:
    token = Rfc3161(authority.url, None, send).stamp(DATA)
    with running_authority(tmp_path / "other", "Other Authority") as other:
        ca_file = other.ca_file
    with pytest.raises(EvidenceBroken, match="not that of an authority in timestamp_ca_file"):
        Rfc3161("", ca_file, send).check(token)


@needs_openssl
def test_token_with_a_changed_byte_is_not_believed(authority: Authority) -> None:
    stamper = Rfc3161(authority.url, authority.ca_file, send)
    token = stamper.stamp(DATA)
    at = token.index(hashlib.sha256(DATA).digest())
    with pytest.raises(EvidenceBroken):
        stamper.check(token[:at] + bytes([token[at] ^ 1]) + token[at + 1 :])


@needs_openssl
def test_answer_to_another_question_is_refused(authority: Authority) -> None:
    old = Rfc3161(authority.url, None, send).stamp(b"something else")
    with pytest.raises(EvidenceBroken, match="token for something else"):
        Rfc3161("http://127.0.0.1/", None, lambda _address, _body: old).stamp(DATA)


@pytest.mark.parametrize("answer", [b"", b"<html>", b"0\x03\x02\x01\x00", b"0" * 100])
def test_answer_that_is_no_token_is_refused(answer: bytes) -> None:
    with pytest.raises(EvidenceBroken):
        Rfc3161("http://127.0.0.1/", None, lambda _address, _body: answer).stamp(DATA)


def test_refusal_is_told_in_the_authority_s_words() -> None:
    # PKIStatusInfo: rejection (2), "the policy is not known here".
    words = b"the policy is not known here"
    status = b"\x02\x01\x02" + b"0" + bytes([len(words) + 2]) + b"\x0c" + bytes([len(words)]) + words
    inner = b"0" + bytes([len(status)]) + status
    answer = b"0" + bytes([len(inner)]) + inner
    with pytest.raises(EvidenceBroken, match="grants no timestamp: the policy is not known here"):
        Rfc3161("http://127.0.0.1/", None, lambda _address, _body: answer).stamp(DATA)


def test_without_an_authority_the_setting_is_named() -> None:
    with pytest.raises(BadRequest, match="timestamp_url"):
        Rfc3161("", None, send).stamp(DATA)


def test_certificates_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    if not HAS_OPENSSL:
        pytest.skip(ABSENT)
    with running_authority(tmp_path / "tsa") as authority:
        token = Rfc3161(authority.url, None, send).stamp(DATA)
    (tmp_path / "empty.pem").write_text("nothing")
    for name in ("gone.pem", "empty.pem"):
        with pytest.raises(BadRequest, match="check timestamp_ca_file"):
            Rfc3161("", tmp_path / name, send).check(token)


def test_authority_on_this_machine_is_refused_unless_the_settings_allow_it() -> None:
    with pytest.raises(OutletRefused, match="not a public address"):
        post(WebLimits(), "http://127.0.0.1:9/", b"x", media_type=MEDIA_TYPE, max_bytes=10)
