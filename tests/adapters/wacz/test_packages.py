import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.adapters.wacz.packages import beside_of
from onrecord.errors import BadRequest, NotFound, StoreError
from onrecord.ports import Note, Packed
from tests.adapters.wacz.made import ADDRESS, LINES, NOTES, PACKAGES, PAGE, page_capture, write_package
from tests.factory import make_capture


@pytest.mark.parametrize("name", ["a.wacz", "a.warc.gz"])
def test_package_gives_back_what_was_put_into_it(tmp_path: Path, name: str) -> None:
    with PACKAGES.open(write_package(tmp_path / name)) as package:
        assert list(package.faults()) == []
        assert (ADDRESS, PAGE) in list(package.bodies())
        assert list(package.lines("captures.jsonl")) == LINES
        assert package.note("timestamp-0.tsr") == b"\x30\x00\xff"
        assert len(package.sha256) == 64
        with pytest.raises(NotFound):
            package.note("nothing.json")


def test_every_member_is_listed_with_its_hash_and_archives_lie_there_uncompressed(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_package(tmp_path / "a.wacz")) as file:
        listed = json.loads(file.read("datapackage.json"))
        assert listed["wacz_version"] == "1.1.1"
        assert {one["path"] for one in listed["resources"]} == set(file.namelist()) - {
            "datapackage.json",
            "datapackage-digest.json",
        }
        for one in listed["resources"]:
            body = file.read(one["path"])
            assert one["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
            assert one["bytes"] == len(body)
        assert file.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        pages = [json.loads(line) for line in file.read("pages/pages.jsonl").splitlines()]
        assert pages[0]["format"] == "json-pages-1.0"
        assert pages[1] == {
            "id": page_capture().id,
            "url": ADDRESS,
            "ts": "2024-03-05T12:00:01Z",
            "title": "Harbour",
        }


def test_index_leads_to_the_record(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_package(tmp_path / "a.wacz")) as file:
        lines = file.read("indexes/index.cdx").decode().splitlines()
        archive = file.read("archive/data.warc.gz")
    assert [line.split(" ")[0] for line in lines] == ["example,courier)/a", "example,courier)/news/a?x=1"]
    facts = json.loads(lines[1].split(" ", 2)[2])
    start = int(facts["offset"])
    record = archive[start : start + int(facts["length"])]
    assert record.startswith(b"\x1f\x8b")
    assert facts["digest"].startswith("sha256:")


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    write_package(tmp_path / "a.wacz")
    with pytest.raises(BadRequest, match="there already"):
        write_package(tmp_path / "a.wacz")
    (tmp_path / "b.json").write_text("mine")
    with pytest.raises(BadRequest, match="there already"):
        write_package(tmp_path / "b.warc.gz")


def test_package_that_fails_halfway_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> Iterator[Note]:
        yield NOTES[0]
        raise NotFound("gone")

    for name in ("a.wacz", "a.warc.gz"):
        with pytest.raises(NotFound):
            write_package(tmp_path / name, notes=broken())
    assert list(tmp_path.iterdir()) == []


def test_place_that_cannot_be_written_and_form_that_is_not_known_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        write_package(tmp_path / "nowhere" / "a.wacz")
    with pytest.raises(BadRequest, match=r"end its name in \.wacz"):
        write_package(tmp_path / "a.zip")
    with pytest.raises(NotFound), PACKAGES.open(tmp_path / "a.wacz"):
        pass
    with pytest.raises(BadRequest, match="is no package"), PACKAGES.open(tmp_path / "a.zip"):
        pass
    assert beside_of(Path("x/a.warc.gz")) == Path("x/a.json")


def test_capture_of_a_file_without_a_title_is_a_page_too(tmp_path: Path) -> None:
    capture = make_capture(PAGE)
    with PACKAGES.open(write_package(tmp_path / "a.wacz", [Packed(capture, PAGE, None)])) as package:
        assert list(package.bodies()) == [(capture.address, PAGE)]
