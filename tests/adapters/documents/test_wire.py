import io

from onrecord.adapters.documents.wire import receive, send


def test_a_message_arrives_with_its_bytes() -> None:
    pipe = io.BytesIO()
    send(pipe, {"form": "pdf", "words": "نعم"}, b"\x00\xff")
    send(pipe, [1])
    pipe.seek(0)
    assert receive(pipe, most_bytes=1_000) == ({"form": "pdf", "words": "نعم"}, b"\x00\xff")
    assert receive(pipe, most_bytes=1_000) == ([1], b"")
    assert receive(pipe, most_bytes=1_000) is None


def test_what_is_cut_short_too_large_or_nonsense_counts_as_nothing() -> None:
    pipe = io.BytesIO()
    send(pipe, {"a": 1}, b"1234")
    whole = pipe.getvalue()
    assert receive(io.BytesIO(whole[:-1]), most_bytes=1_000) is None
    assert receive(io.BytesIO(whole), most_bytes=5) is None
    assert receive(io.BytesIO(b"\x00\x00\x00\x03\x00\x00\x00\x00{a}"), most_bytes=1_000) is None
    assert (
        receive(io.BytesIO(b"\x00\x00\xff\xff\x00\x00\x00\x00" + b"[" * 0xFFFF), most_bytes=100_000) is None
    )
