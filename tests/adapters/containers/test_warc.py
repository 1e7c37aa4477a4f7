import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from onrecord.adapters.containers import warc
from onrecord.adapters.containers.warc import WarcOpener
from onrecord.adapters.fetch.unpack import unpack
from onrecord.errors import BadRequest, NotFound, OnRecordError, PageUnreadable
from onrecord.model import Lead
from onrecord.ports import Fetched
from tests.adapters.containers.archives import HTML, PAGE, Archive, pack

Write = Callable[[str, bytes], Lead]
OPENER = WarcOpener(unpack)
GZIP = ("Content-Encoding", "gzip")
CHUNKED = ("Transfer-Encoding", "chunked")


def lead_to(file: Path) -> Lead:
    return Lead(f"file://{file}", file.name)


def fetch_all(lead: Lead, max_bytes: int = 1_000_000) -> list[Fetched]:
    return [OPENER.fetch(part, max_bytes=max_bytes) for part in OPENER.parts(lead)]


def _error_of(lead: Lead) -> OnRecordError | None:
    try:
        fetch_all(lead, 100_000)
    except OnRecordError as error:
        return error
    return None


def chunked(body: bytes, size: int = 20) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("asked", ["before", "after", None])
def test_pages_come_with_their_time_headers_request_and_server(
    tmp_path: Path, *, packed: bool, asked: str | None
) -> None:
    with Archive(tmp_path / "a.warc.gz", packed=packed) as archive:
        for name in "abc":
            archive.add(f"https://courier.example/{name}", PAGE, HTML, asked=asked)
    lead = lead_to(tmp_path / "a.warc.gz")
    assert [p.name for p in OPENER.parts(lead)] == [
        f"a.warc.gz#https://courier.example/{name}" for name in "abc"
    ]
    for name, fetched in zip("abc", fetch_all(lead), strict=True):
        assert fetched.body == PAGE
        assert fetched.address == f"https://courier.example/{name}"
        assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
        assert fetched.fetched_at == datetime(2026, 3, 5, 9, 12, tzinfo=UTC)
        assert fetched.headers == (HTML,)
        (exchange,) = fetched.exchanges
        assert (exchange.status, exchange.reason, exchange.version) == (200, "OK", "HTTP/1.1")
        assert exchange.remote_address == "192.0.2.7"
        assert dict(exchange.request_headers).get("User-Agent") == ("crawler" if asked else None)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, (HTML,)),
        (gzip.compress(PAGE), (HTML, GZIP)),
        (zlib.compress(PAGE), (HTML, ("Content-Encoding", "deflate"))),
        (chunked(PAGE), (HTML, CHUNKED)),
        (chunked(gzip.compress(PAGE)), (HTML, GZIP, CHUNKED)),
        (PAGE, (HTML, GZIP, CHUNKED)),  # unpacked when it was archived, under the headers it came with
        (chunked(PAGE).replace(b"\r\n0\r\n\r\n", b"\r\n"), (HTML, CHUNKED)),  # without its last mark
    ],
)
def test_bodies_come_out_of_their_codings(
    tmp_path: Path, body: bytes, headers: tuple[tuple[str, str], ...]
) -> None:
    with Archive(tmp_path / "a.warc.gz") as archive:
        archive.add("https://courier.example/", body, *headers)
    assert [fetched.body for fetched in fetch_all(lead_to(tmp_path / "a.warc.gz"))] == [PAGE]


def test_only_what_can_be_read_is_taken(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.warc.gz") as archive:
        archive.add("https://courier.example/gone", PAGE, HTML, status="404 Not Found")
        archive.add("https://courier.example/moved", b"", HTML, ("Location", "/a"), status="301 Moved")
        archive.add("https://courier.example/a.png", b"x", ("Content-Type", "image/png"))
        archive.add("https://courier.example/robots.txt", b"x", ("Content-Type", "text/plain"))
        archive.add("https://desk:hunter2@courier.example/", PAGE, HTML)
        archive.add(
            "urn:text:https://courier.example/", b"x", ("Content-Type", "text/plain"), kind="resource"
        )
        archive.revisit("https://courier.example/a")
        archive.add("https://courier.example/untold", PAGE, ("Server", "x"))
        archive.add("https://courier.example/ä b#c", b"words", ("Content-Type", "Text/Plain; x=y"))
        archive.add("file:///reports/a.txt", b"words", ("Content-Type", "text/plain"), kind="resource")
    found = fetch_all(lead_to(tmp_path / "a.warc.gz"))
    assert [(one.address, one.media_type) for one in found] == [
        ("https://courier.example/untold", None),
        ("https://courier.example/%C3%A4%20b", "Text/Plain"),
        ("file:///reports/a.txt", "text/plain"),
    ]
    assert found[2].exchanges == ()


@pytest.mark.parametrize("compression", [0, 8])
def test_a_wacz_gives_what_its_archives_do(tmp_path: Path, compression: int) -> None:
    for name in ("one.warc.gz", "two.warc"):
        with Archive(tmp_path / name, packed=name.endswith("gz")) as archive:
            archive.add(f"https://courier.example/{name}", PAGE, HTML, asked="after")
    lead = lead_to(
        pack(tmp_path / "a.wacz", tmp_path / "one.warc.gz", tmp_path / "two.warc", compression=compression)
    )
    opener = WarcOpener(unpack)
    parts = list(opener.parts(lead))
    assert [part.part.partition("@")[0] for part in parts if part.part] == [
        "archive/one.warc.gz",
        "archive/two.warc",
    ]
    for part in (*parts, *reversed(parts)):
        fetched = opener.fetch(part, max_bytes=10_000)
        assert (fetched.body, fetched.exchanges[0].method) == (PAGE, "GET")
    with pytest.raises(NotFound, match="add the file again"):
        opener.fetch(Lead(lead.address, "a", part="archive/three.warc@0"), max_bytes=10)


def test_archives_are_known_by_their_names(write: Write) -> None:
    for name in ("a.warc", "A.WARC.GZ", "a.wacz"):
        assert OPENER.opens(write(name, b""))
    assert not OPENER.opens(write("a.gz", b""))
    assert not OPENER.opens(Lead("https://courier.example/a.warc", "a"))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz"])
@pytest.mark.parametrize(
    "body", [b"x", b"\x00\xff" * 9_000, b"PK\x03\x04" * 99, b"\x1f\x8b\x08\x00garbage", b"WARC/1.0\r\n"]
)
def test_garbage_is_told(write: Write, name: str, body: bytes) -> None:
    with pytest.raises(PageUnreadable) as told:
        list(OPENER.parts(write(name, body)))
    assert str(told.value).startswith(name)


def test_an_archive_cut_short_gives_what_is_whole_and_then_says_so(tmp_path: Path) -> None:
    for packed in (True, False):
        with Archive(tmp_path / "a.warc.gz", packed=packed) as archive:
            archive.add("https://courier.example/a")
            archive.add("https://courier.example/b", PAGE * 50)
        whole = (tmp_path / "a.warc.gz").read_bytes()
        (tmp_path / "a.warc.gz").write_bytes(whole[:-60])
        found = OPENER.parts(lead_to(tmp_path / "a.warc.gz"))
        assert next(found).name.endswith("/a")
        with pytest.raises(PageUnreadable, match="cut short"):
            list(found)


def test_an_archive_packed_as_a_whole_is_refused_with_a_cure(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.warc", packed=False) as archive:
        archive.add("https://courier.example/a")
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress((tmp_path / "a.warc").read_bytes()))
    with pytest.raises(PageUnreadable, match=r"b\.warc\.gz: has several records in one .* gunzip"):
        list(OPENER.parts(lead_to(tmp_path / "b.warc.gz")))


def test_packed_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "a.warc.gz") as archive:
        archive.add("https://courier.example/a", gzip.compress(bytes(40_000_000)), HTML, GZIP)
        archive.add("https://courier.example/b", bytes(40_000_000), HTML)
        archive.add("https://courier.example/c", chunked(bytes(40_000_000), 30_000_000), HTML, CHUNKED)
    lead = lead_to(tmp_path / "a.warc.gz")
    tracemalloc.start()
    try:
        for part in OPENER.parts(lead):
            with pytest.raises(BadRequest, match="larger than 1,000 bytes"):
                OPENER.fetch(part, max_bytes=1_000)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
    monkeypatch.setattr("onrecord.adapters.containers.streams._FREE_BYTES", 1_000_000)
    with pytest.raises(BadRequest, match="unpacks to more than 100 times its size"):
        list(OPENER.parts(lead))


def test_heads_and_lines_without_end_are_refused_in_flat_memory(tmp_path: Path) -> None:
    for body in (b"WARC/1.0\r\nX: " + b"x" * 30_000_000, b"WARC/1.0\r\n" + b"X: x\r\n" * 5_000_000):
        (tmp_path / "a.warc.gz").write_bytes(gzip.compress(body, 1))
        tracemalloc.start()
        try:
            with pytest.raises(PageUnreadable, match=r"line without end|head does not end"):
                list(OPENER.parts(lead_to(tmp_path / "a.warc.gz")))
            assert tracemalloc.get_traced_memory()[1] < 5_000_000
        finally:
            tracemalloc.stop()


def test_an_answer_without_end_is_passed_over(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.warc.gz") as archive:
        archive.add("https://courier.example/a", PAGE, ("X", "x" * 400_000), HTML)
        archive.add("https://courier.example/b")
    assert [one.address for one in fetch_all(lead_to(tmp_path / "a.warc.gz"))] == [
        "https://courier.example/b"
    ]


def test_a_part_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.warc") as archive:
        archive.add("https://courier.example/a")
    lead = lead_to(tmp_path / "a.warc")
    for part, error in (
        ("", NotFound),
        ("x", NotFound),
        ("99999999", NotFound),
        ("0", NotFound),
        ("3", PageUnreadable),
    ):
        with pytest.raises(error):
            OPENER.fetch(Lead(lead.address, "a", part=part), max_bytes=10)


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "a.warc") as archive:
        archive.add("https://courier.example/a")
        archive.add("https://courier.example/b")
    monkeypatch.setattr(warc, "MAX_PARTS", 1)
    with pytest.raises(BadRequest, match="more than 1 pages"):
        list(OPENER.parts(lead_to(tmp_path / "a.warc")))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(st.binary(max_size=200_000), max_size=4), packed=st.booleans())
def test_bodies_are_those_that_warcio_reads(tmp_path: Path, bodies: list[bytes], *, packed: bool) -> None:
    with Archive(tmp_path / "a.warc.gz", packed=packed) as archive:
        for i, body in enumerate(bodies):
            archive.add(f"https://courier.example/{i}", body, HTML)
    theirs = [
        record.content_stream().read()
        for record in ArchiveIterator(io.BytesIO((tmp_path / "a.warc.gz").read_bytes()))
        if record.rec_type == "response"
    ]
    assert [one.body for one in fetch_all(lead_to(tmp_path / "a.warc.gz"))] == theirs == bodies


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), name=st.sampled_from(["a.warc", "a.warc.gz", "a.wacz"]))
def test_an_archive_with_any_bytes_changed_is_read_or_refused(
    tmp_path: Path, data: st.DataObject, name: str
) -> None:
    source = tmp_path / f"source-{name}"
    if not source.exists():
        inner = tmp_path / ("in.warc.gz" if name != "a.warc" else "in.warc")
        with Archive(inner, packed=name != "a.warc") as archive:
            archive.add(
                "https://courier.example/a", chunked(gzip.compress(PAGE)), HTML, GZIP, CHUNKED, asked="after"
            )
            archive.add("https://courier.example/b", PAGE, HTML, asked="before")
        source.write_bytes(
            inner.read_bytes() if name != "a.wacz" else pack(tmp_path / "p.zip", inner).read_bytes()
        )
    whole = source.read_bytes()
    at = data.draw(st.integers(min_value=0, max_value=len(whole)))
    put = data.draw(st.binary(max_size=6))
    cut = data.draw(st.one_of(st.just(0), st.integers(min_value=0, max_value=60)))
    file = tmp_path / name
    file.write_bytes(whole[:at] + put + whole[at + len(put) + cut :])
    told = _error_of(lead_to(file))
    assert told is None or (told.subject or "").startswith(name)
