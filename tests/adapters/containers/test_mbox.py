import io
import mailbox
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.containers import mbox
from onrecord.adapters.containers.mbox import MboxOpener, _ranges
from onrecord.errors import BadRequest, NotFound, PageUnreadable
from onrecord.model import Lead

Write = Callable[[str, bytes], Lead]
LINE = b"From news@courier.example Thu Mar  5 09:12:00 2026\n"
FIRST = b"Message-ID: <1@courier.example>\nSubject: Ferry\n\nIt sails at noon.\n>From now on, daily.\n"
SECOND = (
    b"Received: from a by b; Thu, 5 Mar 2026 10:12:00 +0100\nSubject: Harbour\n\n"
    b"Said the mayor.\n\nFrom now on it is open.\n"
)
BOX = LINE + FIRST + b"\n" + LINE + SECOND + b"\n"
OPENER = MboxOpener()


def bodies(lead: Lead) -> list[bytes]:
    return [OPENER.fetch(part, max_bytes=100_000).body for part in OPENER.parts(lead)]


def test_messages_come_byte_for_byte_without_what_parts_them(write: Write) -> None:
    lead = write("a.mbox", BOX)
    assert bodies(lead) == [FIRST, SECOND]
    assert bodies(write("b.mbox", BOX.replace(b"\n", b"\r\n"))) == [
        FIRST.replace(b"\n", b"\r\n"),
        SECOND.replace(b"\n", b"\r\n"),
    ]
    first, second = OPENER.parts(lead)
    assert (first.name, second.name) == ("a.mbox#1", "a.mbox#2")
    fetched = OPENER.fetch(first, max_bytes=1_000)
    assert (fetched.address, fetched.media_type) == ("mid:1@courier.example", "message/rfc822")
    assert fetched.fetched_at == datetime(2026, 3, 5, 9, 12, tzinfo=UTC)  # from the line before it
    other = OPENER.fetch(second, max_bytes=1_000)
    assert other.address == f"{lead.address}#{second.part}"
    assert other.fetched_at == datetime(2026, 3, 5, 9, 12, tzinfo=UTC)  # from its Received


def test_messages_are_those_that_the_standard_library_finds(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "a.mbox")
    for body in (b"Subject: a\n\nFrom here on.\n", b"Subject: b\n\n\n\nb\n\n", b"Subject: c\n\n"):
        box.add(body)
    box.flush()
    ours = bodies(Lead(f"file://{tmp_path}/a.mbox", "a.mbox"))
    assert ours == [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118 -- it has no other iterator
    box.close()


@pytest.mark.parametrize(
    "line",
    [
        b"From \n",
        b"From - \n",
        b"From - Thu Mar 05 09:12:00 2026\n",
        b"From 1@xxx Thu Mar 05 09:12:00 +0000 2026\r\n",
    ],
)
def test_lines_of_other_programs_part_messages_too(write: Write, line: bytes) -> None:
    lead = write("a.mbox", (line + FIRST + b"\n") * 2)
    assert bodies(lead) == [FIRST, FIRST]


@pytest.mark.parametrize(
    "body",
    [
        b"\nFrom Monday on, at 10:30 in the hall, the year 2026 begins,\nsaid the mayor: so it is.\n",
        b"\nFrom here.\n\nSubject: no\n",
        b"x From a Thu Mar  5 09:12:00 2026\nSubject: no\n",
        b"\nFrom",
        b"\nFrom ",
    ],
)
def test_lines_of_prose_do_not_part_a_message(write: Write, body: bytes) -> None:
    assert len(bodies(write("a.mbox", LINE + b"Subject: a\n" + body))) == 1


def test_a_mailbox_is_known_by_its_ending_or_its_first_line(write: Write) -> None:
    assert OPENER.opens(write("a.mbox", b"anything"))
    assert OPENER.opens(write("Inbox", BOX))
    assert not OPENER.opens(write("letter", b"From here on, at 10:30 in 2026, said:\nso it is\n"))
    assert not OPENER.opens(write("a.txt", BOX))
    assert not OPENER.opens(Lead("https://news.example/a.mbox", "a.mbox"))


@pytest.mark.parametrize("body", [b"", b"\x00" * 5_000, b"Subject: a\n\nb\n", b"From Monday on, it is so.\n"])
def test_what_is_no_mailbox_is_told(write: Write, body: bytes) -> None:
    with pytest.raises(PageUnreadable, match=r"a\.mbox: is no mailbox file"):
        list(OPENER.parts(write("a.mbox", body)))


def test_a_mailbox_that_changed_gives_no_wrong_message(write: Write) -> None:
    lead = write("a.mbox", BOX)
    _, second = OPENER.parts(lead)
    for changed in (b"x" + BOX, BOX[:-30], b""):
        write("a.mbox", changed)
        with pytest.raises(NotFound, match="no longer where it was found"):
            OPENER.fetch(second, max_bytes=1_000)
    with pytest.raises(NotFound):
        OPENER.fetch(Lead(lead.address, "a", part="all"), max_bytes=1_000)


def test_a_message_too_large_is_refused_and_the_others_are_not(write: Write) -> None:
    first, second = OPENER.parts(write("a.mbox", LINE + FIRST + b"x" * 5_000 + b"\n\n" + LINE + SECOND))
    with pytest.raises(BadRequest, match="larger than 1,000 bytes"):
        OPENER.fetch(first, max_bytes=1_000)
    assert OPENER.fetch(second, max_bytes=1_000).body == SECOND


def test_too_many_messages_are_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MAX_PARTS", 1)
    found = OPENER.parts(write("a.mbox", BOX))
    assert next(found).name == "a.mbox#1"
    with pytest.raises(BadRequest, match="more than 1 messages"):
        next(found)


@given(
    st.lists(st.binary(max_size=3_000), min_size=1, max_size=6),
    st.integers(min_value=1, max_value=5_000),
)
def test_messages_are_found_wherever_the_file_is_cut_while_it_is_read(tails: list[bytes], chunk: int) -> None:
    letters = [b"Subject: a\n\n" + tail.replace(b"From ", b"from ") + b"\n" for tail in tails]
    box = b"".join(LINE + letter + b"\n" for letter in letters)
    before = mbox._CHUNK_BYTES
    mbox._CHUNK_BYTES = chunk
    try:
        assert [box[start:end] for start, end in _ranges(io.BytesIO(box))] == letters
    finally:
        mbox._CHUNK_BYTES = before


@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_mailbox_or_refused(body: bytes) -> None:
    box = LINE + body
    ranges = list(_ranges(io.BytesIO(box)))
    assert all(0 <= start <= end <= len(box) for start, end in ranges)


def test_memory_stays_flat_over_a_long_mailbox(tmp_path: Path) -> None:
    with (tmp_path / "a.mbox").open("wb") as file:
        for _ in range(60):
            file.write(LINE + b"Subject: a\n\n" + b"said the mayor\n" * 35_000 + b"\n")
    tracemalloc.start()
    try:
        assert sum(1 for _ in OPENER.parts(Lead(f"file://{tmp_path}/a.mbox", "a.mbox"))) == 60
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
