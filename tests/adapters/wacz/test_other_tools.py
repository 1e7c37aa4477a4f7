"""Our packages in other people's readers; each is skipped where that reader is not installed.

    pip install wacz pywb

into an environment whose programs are on PATH, or in the folder that
`ONRECORD_TEST_ARCHIVE_TOOLS` names (several, as in PATH).
"""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from onrecord.app import init_desk, open_desk
from onrecord.ports import Packed
from tests.adapters.wacz.made import ADDRESS, PAGE, page_capture, write_package
from tests.desk.packages import write
from tests.desk.test_keep import fetched as fetched_page
from tests.desk.test_keep import put
from tests.factory import NOON, make_capture

_SECONDS = 120


def tool(name: str) -> str:
    """Return the path of a program, or skip."""
    path = os.pathsep.join([os.environ.get("ONRECORD_TEST_ARCHIVE_TOOLS", ""), os.environ.get("PATH", "")])
    found = shutil.which(name, path=path)
    if found is None:
        pytest.skip(f"{name} is not installed: pip install wacz pywb")
    return found


def run(*words: object, folder: Path) -> str:
    done = subprocess.run(  # noqa: S603 -- a program that the tester installed
        [str(word) for word in words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=True,
    )
    return done.stdout + done.stderr


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package of two editions of a page behind a redirect, of a file and of standard input."""
    later = PAGE.replace(b"open", b"shut")
    packed = [
        Packed(page_capture(), PAGE, "Harbour"),
        Packed(page_capture(later, hours=24), later, "Harbour"),
        Packed(make_capture(b"A text.", address="file:///reports/a%20b.txt"), b"A text.", None),
        Packed(make_capture(b"Another.", address="stdin:"), b"Another.", None),
    ]
    return write_package(tmp_path / "a.wacz", packed)


def test_py_wacz_finds_it_valid(package: Path) -> None:
    told = run(tool("wacz"), "validate", "-f", package, folder=package.parent)
    assert "Validation succeeded, the passed WACZ is valid" in told


def test_py_wacz_finds_what_a_desk_exports_valid(tmp_path: Path) -> None:
    program = tool("wacz")
    with open_desk(init_desk(tmp_path / "desk")) as desk:
        put(desk, fetched_page())
        put(desk, fetched_page(verb="is open", at=NOON + timedelta(days=1)))
        write(desk, tmp_path / "a.wacz", "harbour", all_editions=True)
    told = run(program, "validate", "-f", tmp_path / "a.wacz", folder=tmp_path)
    assert "Validation succeeded, the passed WACZ is valid" in told


def test_cdxj_indexer_makes_the_same_index(package: Path) -> None:
    program = tool("cdxj-indexer")
    with zipfile.ZipFile(package) as file:
        file.extract("archive/data.warc.gz", package.parent)
        own = file.read("indexes/index.cdx").decode().splitlines()
    theirs = run(program, "--sort", package.parent / "archive" / "data.warc.gz", folder=package.parent)
    for line in (line for line in own if " " in line and '"http' in line):
        key, stamp, facts = line.split(" ", 2)
        same = [other for other in theirs.splitlines() if other.startswith(f"{key} {stamp} ")]
        assert same, line
        for field in ("offset", "length", "digest", "status", "url"):
            wanted = re.search(rf'"{field}": "([^"]*)"', facts)
            found = re.search(rf'"{field}": "([^"]*)"', same[0])
            assert (wanted and wanted[1]) == (found and found[1]), field


def test_warcio_finds_every_digest_right(package: Path) -> None:
    program = tool("warcio")
    with zipfile.ZipFile(package) as file:
        file.extract("archive/data.warc.gz", package.parent)
    told = run(program, "check", "-v", package.parent / "archive" / "data.warc.gz", folder=package.parent)
    assert "digest pass" in told
    assert "fail" not in told


def test_pywb_replays_each_edition_and_the_redirect(package: Path) -> None:
    manager, wayback = tool("wb-manager"), tool("wayback")
    folder = package.parent / "replay"
    folder.mkdir()
    run(manager, "init", "kept", folder=folder)
    run(manager, "add", "--unpack-wacz", "kept", package, folder=folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("wb") as log:
        command = [wayback, "-p", str(port), "-b", "127.0.0.1"]
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)  # noqa: S603 -- the same
        try:
            root = f"http://127.0.0.1:{port}/kept"
            first, later = page_capture(), page_capture(hours=24)
            for capture, words in ((first, "is open"), (later, "is shut")):
                stamp = f"{capture.fetched_at - timedelta(seconds=1):%Y%m%d%H%M%S}"
                assert words in fetched(f"{root}/{stamp}mp_/{ADDRESS}", server)
            assert "The harbour is" in fetched(f"{root}/mp_/http://courier.example/a", server)
        finally:
            server.terminate()
            server.wait(timeout=30)


def fetched(address: str, server: "subprocess.Popen[bytes]") -> str:
    """Return a page of the replay, which takes a moment to start."""
    end = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 -- loopback
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError) as error:
            if (
                isinstance(error, urllib.error.HTTPError)
                or time.monotonic() > end
                or server.poll() is not None
            ):
                raise
            time.sleep(0.2)
