import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.containers.streams import Budget, Stream, Window
from onrecord.errors import PageUnreadable


def stream(body: bytes, offset: int = 0) -> Stream:
    return Stream(io.BytesIO(body), offset, budget=Budget("a"), subject="a")


@given(
    body=st.binary(max_size=3_000),
    sizes=st.lists(st.integers(min_value=1, max_value=900), max_size=9),
    packed=st.booleans(),
)
def test_bytes_come_in_order_whatever_is_asked_for(body: bytes, sizes: list[int], *, packed: bool) -> None:
    plain = b"x" + body  # does not begin as a gzip member does
    source = stream(gzip.compress(plain) + b"rest" if packed else plain)
    got = b""
    for size in sizes:
        ahead = source.peek(size)
        assert source.read(size) == ahead
        got += ahead
    assert source.skip(10_000) == len(plain) - len(got)
    assert got == plain[: len(got)]
    assert source.taken == len(plain)
    assert source.offset == (len(gzip.compress(plain)) if packed else len(plain))


def test_a_line_ends_where_it_ends_or_is_refused() -> None:
    source = stream(b"one\ntwo\n" + b"x" * 100)
    assert (source.line(50), source.line(50)) == (b"one\n", b"two\n")
    with pytest.raises(PageUnreadable, match="line without end"):
        source.line(50)
    assert stream(b"end").line(50) == b"end"
    assert stream(b"").line(50) == b""


def test_a_member_that_is_cut_or_broken_is_told() -> None:
    packed = gzip.compress(b"words " * 1_000)
    with pytest.raises(PageUnreadable, match="cut short"):
        stream(packed[:-5]).skip(100_000)
    with pytest.raises(PageUnreadable, match="cannot be unpacked"):
        stream(packed[:12] + b"\xff\xff\xff" + packed[15:]).skip(100_000)


def test_a_window_ends_where_its_stretch_does() -> None:
    window = Window(io.BytesIO(b"0123456789"), 2, 5)
    assert (window.read(3), window.read(9), window.read(1)) == (b"234", b"56", b"")
    assert (window.seek(4), window.read(9)) == (4, b"6")
