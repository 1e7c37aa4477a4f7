import gzip
import sys
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.fetch.unpack import unpack
from onrecord.errors import BadRequest, OutletUnreachable, PageUnreadable

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CODINGS = {
    "deflate": zlib.compress,
    "gzip": gzip.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "": bytes,
}
coding = pytest.mark.parametrize("coding", CODINGS)
packing = pytest.mark.parametrize("coding", [name for name in CODINGS if name])


def cut(packed: bytes, size: int) -> list[bytes]:
    return [packed[at : at + size] for at in range(0, len(packed), size)]


@coding
@given(body=st.binary(min_size=1, max_size=5000), size=st.integers(min_value=1, max_value=700))
def test_packed_bytes_come_out_whole_however_they_are_cut(body: bytes, size: int, coding: str) -> None:
    chunks = cut(CODINGS[coding](body), size)
    assert unpack(chunks, coding=coding, max_bytes=5000, subject="a") == body


@packing
def test_no_more_is_unpacked_than_the_limit_and_a_little(coding: str) -> None:
    packed = CODINGS[coding](bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(BadRequest, match="larger than 1,000,000 bytes"):
        unpack(cut(packed, 100_000), coding=coding, max_bytes=1_000_000, subject="a")
    assert unpack(cut(packed, 100_000), coding=coding, max_bytes=1000, subject="a", cut=True) == bytes(1000)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@packing
def test_packed_bytes_that_end_before_their_end_are_not_whole(coding: str) -> None:
    packed = CODINGS[coding](b"".join(b"%d said, " % n for n in range(2000)))
    for end in (len(packed) // 2, len(packed) - 1):
        with pytest.raises(OutletUnreachable, match="cut short"):
            unpack(cut(packed[:end], 999), coding=coding, max_bytes=50_000, subject="a")


@packing
def test_bytes_that_are_not_in_their_coding_are_unreadable(coding: str) -> None:
    with pytest.raises(PageUnreadable, match=f"is not {coding}"):
        unpack([b"<html>plain words, sent as they are</html>"], coding=coding, max_bytes=1000, subject="a")


def test_zstd_frames_in_a_row_are_one_body_and_a_huge_window_is_refused() -> None:
    two = zstd.compress(b"one ") + zstd.compress(b"two")
    for size in (1, 5, 1000):
        assert unpack(cut(two, size), coding="zstd", max_bytes=100, subject="a") == b"one two"
    window: dict[int, int] = {
        zstd.CompressionParameter.window_log: 27,
        zstd.CompressionParameter.content_size_flag: 0,
    }
    engine = zstd.ZstdCompressor(options=window)
    packed = engine.compress(bytes(1 << 20)) + engine.flush()
    with pytest.raises(PageUnreadable):
        unpack([packed], coding="zstd", max_bytes=1 << 21, subject="a")


def test_empty_answer_under_a_coding_is_empty() -> None:
    assert unpack([], coding="gzip", max_bytes=10, subject="a") == b""
