import gzip
import io
import zlib

import pytest
from warcio.archiveiterator import ArchiveIterator

from onrecord.adapters.wacz.records import RecordWriter, read_records
from onrecord.errors import BadRequest, EvidenceBroken
from onrecord.model import Capture
from tests.adapters.wacz.made import ADDRESS, PAGE, page_capture
from tests.factory import make_capture


def written(*captures: Capture) -> io.BytesIO:
    out = io.BytesIO()
    writer = RecordWriter(out, software="tests")
    for capture in captures or (page_capture(),):
        list(writer.write(capture, PAGE))
    out.seek(0)
    return out


def read(file: io.BytesIO, most: int = 1_000_000) -> list[tuple[str, bytes]]:
    return list(read_records(file, max_bytes=most, subject="a.warc.gz"))


def test_redirect_and_answer_are_records_with_their_requests_and_times() -> None:
    records = [
        (
            record.rec_type,
            record.rec_headers.get_header("WARC-Target-URI"),
            record.rec_headers.get_header("WARC-Date"),
            record.http_headers.get_statuscode() if record.rec_type == "response" else None,
            record.rec_headers.get_header("WARC-IP-Address"),
        )
        for record in ArchiveIterator(written(), check_digests="raise")
    ]
    assert records[1:] == [
        ("response", "http://courier.example/a", "2024-03-05T12:00:00.000000Z", "301", "192.0.2.7"),
        ("request", "http://courier.example/a", "2024-03-05T12:00:00.000000Z", None, None),
        ("response", ADDRESS, "2024-03-05T12:00:01.000000Z", "200", None),
        ("request", ADDRESS, "2024-03-05T12:00:01.000000Z", None, None),
    ]


def test_headers_of_the_wire_are_set_aside_so_that_the_bytes_kept_replay() -> None:
    for record in ArchiveIterator(written()):
        if record.rec_headers.get_header("WARC-Target-URI") == ADDRESS and record.rec_type == "response":
            names = dict(record.http_headers.headers)
            assert names["X-Archive-Orig-Content-Encoding"] == "gzip"
            assert names["X-Archive-Orig-Transfer-Encoding"] == "chunked"
            assert "Content-Encoding" not in names
            assert names["Content-Length"] == str(len(PAGE))
            assert record.content_stream().read() == PAGE


def test_header_cannot_begin_a_line_of_its_own() -> None:
    body = gzip.decompress(written().getvalue())
    assert b"X-Trick: one Set-Cookie: two\r\n" in body
    assert b"\nSet-Cookie" not in body


def test_file_is_a_resource_and_standard_input_has_a_name_of_its_own() -> None:
    stdin = make_capture(PAGE, address="stdin:", media_type="text/html")
    file = make_capture(PAGE, address="file:///a%20b.html", media_type="text/html")
    assert read(written(stdin, file)) == [(f"urn:onrecord:{stdin.id}", PAGE), ("file:///a%20b.html", PAGE)]


def test_same_capture_makes_the_same_records_every_time() -> None:
    def ids(file: io.BytesIO) -> list[str]:
        return [r.rec_headers.get_header("WARC-Record-ID") for r in ArchiveIterator(file)][1:]

    assert ids(written()) == ids(written())
    assert len(set(ids(written()))) == 4


def test_payloads_of_answers_come_back_in_order() -> None:
    assert read(written()) == [("http://courier.example/a", b""), (ADDRESS, PAGE)]


def test_record_whose_payload_was_changed_is_refused() -> None:
    body = gzip.decompress(written().getvalue())
    parts = body.replace(b"is open", b"is shut").split(b"WARC/1.1\r\n")[1:]
    packed = b"".join(gzip.compress(b"WARC/1.1\r\n" + part) for part in parts)
    with pytest.raises(EvidenceBroken, match="damaged, or was changed"):
        read(io.BytesIO(packed))


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_archive_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(EvidenceBroken, match="cut short"):
        read(io.BytesIO(written().getvalue()[:-cut]))


def test_bytes_that_are_no_archive_are_refused() -> None:
    for body in (b"nothing", gzip.compress(b"nothing"), b"\x1f\x8b" + b"\0" * 30):
        with pytest.raises(EvidenceBroken):
            read(io.BytesIO(body))


def test_record_that_unpacks_without_end_is_dropped_at_the_limit() -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(bomb.compress(b"\0" * 1_000_000) for _ in range(50)) + bomb.flush()
    with pytest.raises(BadRequest, match="larger than max_bytes"):
        read(io.BytesIO(packed), most=1_000_000)
