import zipfile
from io import BytesIO

import pytest

from onrecord.adapters.documents import package
from onrecord.adapters.documents.fault import DocumentFaultError
from onrecord.adapters.documents.package import Package
from tests.documents import make_zip

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Type="http://a/officeDocument" Target="/text/main.xml"/>'
    '<Relationship Type="http://a/footnotes" Target="../notes.xml"/>'
    '<Relationship Type="http://a/image" Target="http://a.example/" TargetMode="External"/></Relationships>'
)


def opened(parts: dict[str, bytes], most_bytes: int = 10_000_000) -> Package:
    return Package(make_zip(parts), most_bytes=most_bytes)


def fault(parts: dict[str, bytes], name: str = "a.xml", most_bytes: int = 10_000_000) -> str:
    with pytest.raises(DocumentFaultError) as caught:
        opened(parts, most_bytes).xml(name)
    return caught.value.kind


def test_parts_are_found_by_what_others_name_them() -> None:
    archive = opened({"_rels/.rels": RELATIONS.encode(), "text/_rels/main.xml.rels": RELATIONS.encode()})
    assert archive.related("", "officeDocument") == "text/main.xml"
    assert archive.related("text/main.xml", "footnotes") == "notes.xml"
    assert archive.related("", "image") is None
    assert archive.related("text/other.xml", "footnotes") is None
    assert not archive.has("text/main.xml")
    assert archive.xml("text/main.xml") is None


def test_entities_are_refused_before_anything_parses_them() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "&c;&c;">]><a>&b;</a>'
    assert fault({"a.xml": bomb}) == "entities"
    assert fault({"a.xml": bomb.decode().encode("utf-16")}) == "entities"


def test_a_part_that_unpacks_to_far_more_than_it_is_is_refused() -> None:
    assert fault({"a.xml": b"<a>" + b" " * 5_000_000 + b"</a>"}) == "bomb"


def test_parts_may_not_unpack_to_more_than_the_limit_together() -> None:
    archive = opened(
        {"a.xml": b"<a>" + bytes(range(65, 91)) * 20 + b"</a>", "b.xml": b"<a>" + b"b" * 600 + b"</a>"}, 1_000
    )
    assert archive.xml("a.xml") is not None
    with pytest.raises(DocumentFaultError, match="bomb"):
        archive.xml("b.xml")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MOST_PARTS", 2)
    with pytest.raises(DocumentFaultError, match="bomb"):
        opened({"a": b"", "b": b"", "c": b""})


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"no archive at all", b"PK\x05\x06" + bytes(18) + b"x"])
def test_what_is_no_archive_is_broken(body: bytes) -> None:
    with pytest.raises(DocumentFaultError, match="broken"):
        Package(body, most_bytes=1_000).xml("a.xml") or Package(b"", most_bytes=1)


def test_an_encrypted_office_document_is_told_as_such() -> None:
    body = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(DocumentFaultError, match="encrypted"):
        Package(body, most_bytes=1_000)


def test_damaged_parts_are_broken() -> None:
    whole = make_zip({"a.xml": b"<a>" + bytes(range(33, 126)) * 30 + b"</a>"})
    assert fault({"a.xml": b"<a>"}) == "broken"
    for at in range(40, len(whole) - 120, 37):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        with pytest.raises(DocumentFaultError):
            Package(bytes(damaged), most_bytes=100_000).xml("a.xml")


def test_a_part_with_a_password_is_encrypted() -> None:
    archive = make_zip({"a.xml": b"<a/>"})
    with zipfile.ZipFile(BytesIO(archive)) as held:
        start = held.infolist()[0].header_offset
    locked = bytearray(archive)
    locked[start + 6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DocumentFaultError, match="encrypted"):
        Package(bytes(locked), most_bytes=1_000).xml("a.xml")
