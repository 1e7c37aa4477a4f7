"""Web archives for tests, written by warcio: what is read here was written by another program."""

import io
import zipfile
from pathlib import Path
from typing import Self

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = (
    "<html><body><p>“The harbour belongs to everybody,” said Mayor Ada Lindqvist.</p></body></html>".encode()
)
HTML = ("Content-Type", "text/html; charset=utf-8")
MOMENT = "2026-03-05T09:12:00Z"


class Archive:
    """Return a web archive in the making.

    Args:
        file: Where it is written.
        packed: Whether each record is packed as a gzip member of its own.
    """

    def __init__(self, file: Path, *, packed: bool = True) -> None:
        self.file = file
        self._out = file.open("wb")
        self._writer = WARCWriter(self._out, gzip=packed)

    def __enter__(self) -> Self:
        self._write(self._writer.create_warcinfo_record("a.warc", {"software": "tests"}))
        return self

    def __exit__(self, *_: object) -> None:
        self._out.close()

    def add(
        self,
        address: str,
        body: bytes = PAGE,
        *headers: tuple[str, str],
        status: str = "200 OK",
        kind: str = "response",
        asked: str | None = None,
    ) -> None:
        """Write one record, and the request for it `asked` "before" or "after"."""
        fields = {"WARC-Date": MOMENT, "WARC-IP-Address": "192.0.2.7"}
        make = self._writer.create_warc_record
        if kind == "resource":
            told = dict(headers or (HTML,))["Content-Type"]
            record = make(
                address, kind, payload=io.BytesIO(body), warc_content_type=told, warc_headers_dict=fields
            )
        else:
            head = StatusAndHeaders(status, list(headers or (HTML,)), protocol="HTTP/1.1")
            record = make(
                address, kind, payload=io.BytesIO(body), http_headers=head, warc_headers_dict=fields
            )
        asking = [("Host", "courier.example"), ("User-Agent", "crawler")]
        head = StatusAndHeaders("GET / HTTP/1.1", asking, is_http_request=True)
        request = make(address, "request", http_headers=head, warc_headers_dict={"WARC-Date": MOMENT})
        for one in (
            ([request] if asked == "before" else []) + [record] + ([request] if asked == "after" else [])
        ):
            self._write(one)

    def revisit(self, address: str) -> None:
        """Write a record that says that a page was as before."""
        self._write(self._writer.create_revisit_record(address, "sha1:x", address, MOMENT))

    def _write(self, record: ArcWarcRecord) -> None:
        self._writer.write_record(record)
        record.raw_stream.close()  # warcio leaves its temporary file open


def pack(file: Path, *members: Path, compression: int = zipfile.ZIP_STORED) -> Path:
    """Return a WACZ of `members`."""
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr("datapackage.json", "{}")
        for member in members:
            archive.write(member, f"archive/{member.name}")
        archive.writestr("pages/pages.jsonl", "{}")
    return file
