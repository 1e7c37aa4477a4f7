"""A bounded run over every reader; `bench/fuzz.py` is the long one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, Target

#: Pieces that change what a format means; any bytes come in besides.
_PIECES = (
    b"<", b">", b"</p>", b'"', b"&#0;", b"<!--", b"]]>", b"\x00", b"\xff\xfe", b"\r", b"\n\n", b"{", b"]", b"\\u0000",
    b"-->", b"00:00:01,000 --> 00:00:02,000", b"%PDF-1.7", b"endobj", b"PK\x03\x04", b"\xe2\x80\x9c", b"\xd7\x90",
    b"From ", b"=\r\n", b"--", b"99999999999999999999", b"-1", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80",
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, target: Target) -> bytes:
    """Return a seed of the target with some of its bytes cut out, doubled, moved or replaced."""
    body = bytearray(draw(st.sampled_from(target.seeds)))
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.sampled_from((0, 1, 2, 7, 40, 400))))
        piece = draw(
            st.one_of(st.sampled_from(_PIECES), st.binary(max_size=12), st.just(bytes(body[start:end]) * 2))
        )
        body[start:end] = piece
    return bytes(body)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_whatever_comes_in_is_read_or_refused_in_one_line(target: Target) -> None:
    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    @given(mutated(target))
    def run(body: bytes) -> None:
        target.take(body)

    for seed in target.seeds:
        target.take(seed)
    run()
