"""Packages that somebody made to harm whoever opens them, or changed after they were made."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.wacz.reading import MAX_UNPACKED_BYTES
from onrecord.errors import BadRequest, EvidenceBroken, NotFound, OnRecordError
from tests.adapters.wacz.made import LINES, PACKAGES, write_package

Members = dict[str, tuple[bytes, int]]


def remade(path: Path, change: Callable[[Members], None]) -> Path:
    """Return a package like that at `path` with its members changed."""
    with zipfile.ZipFile(path) as file:
        members = {one.filename: (file.read(one), one.compress_type) for one in file.infolist()}
    change(members)
    other = path.with_name("changed.wacz")
    with zipfile.ZipFile(other, "w") as file:
        for name, (body, how) in members.items():
            file.writestr(zipfile.ZipInfo(name), body, compress_type=how)
    return other


def faults(path: Path) -> list[str]:
    with PACKAGES.open(path) as package:
        return list(package.faults())


def test_changed_member_and_one_put_in_later_and_one_taken_out_are_told(tmp_path: Path) -> None:
    whole = write_package(tmp_path / "a.wacz")

    def change(members: Members) -> None:
        members["pages/pages.jsonl"] = (b"{}\n", 8)
        members["pages/more.jsonl"] = (b"{}\n", 8)
        del members["indexes/index.cdx"]

    assert faults(remade(whole, change)) == [
        "'indexes/index.cdx': is listed in datapackage.json and not there",
        "pages/pages.jsonl: does not have the hash that datapackage.json says; it was changed",
        "pages/more.jsonl: is not listed in datapackage.json; it was put in later",
    ]


def test_list_of_hashes_that_was_changed_is_told(tmp_path: Path) -> None:
    def change(members: Members) -> None:
        body = json.loads(members["datapackage.json"][0])
        members["datapackage.json"] = (json.dumps({**body, "title": "Another"}).encode(), 8)

    found = faults(remade(write_package(tmp_path / "a.wacz"), change))
    assert found == ["datapackage.json: is not what datapackage-digest.json says; it was changed"]


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "/etc/a",
        "archive/../../a",
        "onrecord/deep/a",
        "C:\\a",
        "onrecord/..",
        "a\nb",
        "logs/" + "x" * 300,
    ],
)
def test_member_that_would_lie_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = remade(
        write_package(tmp_path / "a.wacz"), lambda members: members.update({name: (b"x", zipfile.ZIP_STORED)})
    )
    with pytest.raises(BadRequest, match="as no package of ours does"):
        faults(path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.wacz", "changed.wacz"], "nothing is unpacked"


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = write_package(tmp_path / "a.wacz")
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("onrecord/package.json", b"{}")
    with pytest.raises(BadRequest, match="as no package of ours does"):
        faults(path)


def test_archive_that_is_compressed_twice_is_refused(tmp_path: Path) -> None:
    def change(members: Members) -> None:
        members["archive/data.warc.gz"] = (members["archive/data.warc.gz"][0], zipfile.ZIP_DEFLATED)

    with pytest.raises(BadRequest, match="compressed twice"):
        faults(remade(write_package(tmp_path / "a.wacz"), change))


def test_note_that_unpacks_to_more_than_any_of_ours_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = remade(
        write_package(tmp_path / "a.wacz"),
        lambda members: members.update({"onrecord/package.json": (b" " * 200_000, zipfile.ZIP_DEFLATED)}),
    )
    monkeypatch.setattr("onrecord.adapters.wacz.reading.MAX_NOTE_BYTES", 100_000)
    with PACKAGES.open(path) as package, pytest.raises(BadRequest, match="larger than"):
        package.note("package.json")
    monkeypatch.setattr("onrecord.adapters.wacz.reading.MAX_UNPACKED_BYTES", 150_000)
    assert MAX_UNPACKED_BYTES > 150_000
    with pytest.raises(BadRequest, match="unpacks to more"):
        faults(path)


def test_package_cut_short_or_no_zip_at_all_is_refused(tmp_path: Path) -> None:
    body = write_package(tmp_path / "a.wacz").read_bytes()
    for n, part in enumerate((body[:-40], body[: len(body) // 2], b"", b"PK\x03\x04", b"<html>")):
        path = tmp_path / f"{n}.wacz"
        path.write_bytes(part)
        with pytest.raises(EvidenceBroken):
            faults(path)


@pytest.mark.parametrize("seed", range(40))
def test_any_changed_byte_is_told_or_refused(tmp_path: Path, seed: int) -> None:
    path = write_package(tmp_path / "a.wacz")
    body = bytearray(path.read_bytes())
    at = seed * len(body) // 40 + seed % 7
    body[at] ^= 0x55
    path.write_bytes(body)
    try:
        with PACKAGES.open(path) as package:
            told = [*package.faults(), *map(str, package.bodies())]
            names = list(package.lines("captures.jsonl"))
    except OnRecordError:
        return
    # What is left: bytes of the ZIP that mean nothing, such as a member's date.
    assert names == LINES
    assert told


def test_archive_of_another_tool_says_what_to_do_with_it(tmp_path: Path) -> None:
    path = remade(
        write_package(tmp_path / "a.wacz"), lambda members: members.pop("onrecord/package.json") and None
    )
    with PACKAGES.open(path) as package, pytest.raises(NotFound, match="onrecord add"):
        package.note("package.json")


def test_json_beside_a_warc_that_is_none_of_ours_or_of_another_file_is_told(tmp_path: Path) -> None:
    path = write_package(tmp_path / "a.warc.gz")
    beside = tmp_path / "a.json"
    whole = json.loads(beside.read_text(encoding="utf-8"))
    path.write_bytes(path.read_bytes() + b"\0")
    assert faults(path) == ["its WARC file does not have the hash that the JSON says; it was changed"]
    for body in (b"", b"[]", b"{}", json.dumps({**whole, "notes": 3}).encode(), b"[" * 100_000):
        beside.write_bytes(body)
        with pytest.raises(OnRecordError):
            faults(path)
    beside.write_bytes(json.dumps({**whole, "notes": {"package.json": {"base64": "%"}, "x": 3}}).encode())
    with PACKAGES.open(path) as package:
        with pytest.raises(NotFound):
            package.note("x")
        with pytest.raises(EvidenceBroken):
            package.note("package.json")
    beside.unlink()
    with pytest.raises(NotFound):
        faults(path)
