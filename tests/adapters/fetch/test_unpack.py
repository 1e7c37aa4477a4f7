import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.fetch.unpack import unpack
from onrecord.errors import BadRequest


@given(st.binary(min_size=1, max_size=5000), st.integers(min_value=1, max_value=700))
def test_packed_bytes_come_out_whole_however_they_are_cut(body: bytes, size: int) -> None:
    packed = zlib.compress(body)
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert unpack(chunks, coding="deflate", max_bytes=5000, subject="a") == body


def test_no_more_is_unpacked_than_the_limit_and_one_byte() -> None:
    taken = []

    def chunks() -> Iterator[bytes]:
        packed = zlib.compress(bytes(50_000_000))
        for at in range(0, len(packed), 100):
            taken.append(at)
            yield packed[at : at + 100]

    with pytest.raises(BadRequest, match="larger than 1,000 bytes"):
        unpack(chunks(), coding="deflate", max_bytes=1000, subject="a")
    assert len(taken) < 3


def test_empty_answer_under_a_coding_is_empty() -> None:
    assert unpack([], coding="gzip", max_bytes=10, subject="a") == b""
