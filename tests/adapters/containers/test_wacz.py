import struct
import zipfile
from pathlib import Path

import pytest

from onrecord.adapters.containers import wacz
from onrecord.adapters.containers.warc import WarcOpener
from onrecord.adapters.fetch.unpack import unpack
from onrecord.errors import BadRequest, PageUnreadable
from onrecord.model import Lead
from tests.adapters.containers.archives import Archive, pack


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with Archive(tmp_path / "in.warc") as made:
        made.add("https://courier.example/a")
    return tmp_path / "in.warc"


def parts(file: Path) -> list[Lead]:
    return list(WarcOpener(unpack).parts(Lead(f"file://{file}", file.name)))


def test_a_zip_without_archives_is_told(tmp_path: Path) -> None:
    with pytest.raises(PageUnreadable, match="holds no web archive in its folder archive/"):
        parts(pack(tmp_path / "a.wacz"))


def test_a_list_of_members_out_of_all_proportion_is_refused_before_it_is_read(
    tmp_path: Path, archive: Path
) -> None:
    body = bytearray(pack(tmp_path / "a.wacz", archive).read_bytes())
    end = body.rindex(b"PK\x05\x06")
    struct.pack_into("<L", body, end + 12, 50_000_000)
    (tmp_path / "a.wacz").write_bytes(body)
    with pytest.raises(BadRequest, match="lists more members"):
        parts(tmp_path / "a.wacz")


def test_a_packed_member_is_unpacked_up_to_a_limit(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pack(tmp_path / "a.wacz", archive, compression=zipfile.ZIP_DEFLATED)
    assert len(parts(file)) == 1
    monkeypatch.setattr(wacz, "MAX_SPOOL_BYTES", 100)
    with pytest.raises(BadRequest, match="more than 100 bytes, packed"):
        parts(file)


def test_too_many_archives_are_refused(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wacz, "MAX_MEMBERS", 0)
    with pytest.raises(BadRequest, match="more than 0 archives"):
        parts(pack(tmp_path / "a.wacz", archive))


def test_a_member_behind_a_password_is_told(tmp_path: Path, archive: Path) -> None:
    body = bytearray(pack(tmp_path / "a.wacz", archive).read_bytes())
    place = body.index(b"PK\x01\x02", body.index(b"PK\x01\x02") + 1)
    body[place + 8] |= 1
    (tmp_path / "a.wacz").write_bytes(body)
    with pytest.raises(PageUnreadable, match="asks for a password"):
        parts(tmp_path / "a.wacz")
