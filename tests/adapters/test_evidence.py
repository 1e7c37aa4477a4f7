import errno
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.adapters.evidence import LEFT_OVER_SECONDS, EvidenceFiles
from onrecord.errors import EvidenceBroken, NotFound, StoreError

BODY = b"The harbour belongs to everybody.\n"
HASH = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.fixture
def files(root: Path) -> EvidenceFiles:
    return EvidenceFiles(root)


def everything_in(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


def test_bytes_put_come_back_unchanged_under_their_sha256(files: EvidenceFiles, root: Path) -> None:
    assert files.put(BODY) == HASH
    assert files.get(HASH) == BODY
    assert files.has(HASH)
    assert everything_in(root) == [HASH[:2], f"{HASH[:2]}/{HASH[2:]}"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(st.binary(), max_size=4))
def test_any_bytes_come_back_and_are_listed_in_order(root: Path, bodies: list[bytes]) -> None:
    files = EvidenceFiles(root)
    for body in bodies:
        assert files.get(files.put(body)) == body
    listed = list(files.hashes())
    assert listed == sorted(set(listed))
    assert {hashlib.sha256(body).hexdigest() for body in bodies} <= set(listed)


def test_putting_the_same_bytes_again_changes_nothing(files: EvidenceFiles, root: Path) -> None:
    files.put(BODY)
    before = (root / HASH[:2] / HASH[2:]).stat()
    assert files.put(BODY) == HASH
    after = (root / HASH[:2] / HASH[2:]).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_kept_files_cannot_be_written(files: EvidenceFiles, root: Path) -> None:
    files.put(BODY)
    assert (root / HASH[:2] / HASH[2:]).stat().st_mode & 0o777 == 0o444


def test_a_changed_byte_is_noticed_when_read_and_when_put_again(files: EvidenceFiles, root: Path) -> None:
    files.put(BODY)
    path = root / HASH[:2] / HASH[2:]
    path.chmod(0o644)
    path.write_bytes(BODY.replace(b"everybody", b"everyone!"))
    with pytest.raises(EvidenceBroken, match="no longer have the hash"):
        files.get(HASH)
    with pytest.raises(EvidenceBroken, match="no longer have the hash"):
        files.put(BODY)


@pytest.mark.parametrize("sha256", [HASH, "", "../../etc/passwd", HASH.upper(), HASH + "0", "é" * 64])
def test_a_hash_that_is_not_kept_is_not_found(files: EvidenceFiles, sha256: str) -> None:
    assert not files.has(sha256)
    with pytest.raises(NotFound):
        files.get(sha256)


def test_an_evidence_folder_that_is_not_there_yet_holds_nothing(files: EvidenceFiles, root: Path) -> None:
    assert list(files.hashes()) == []
    assert not root.exists()


def test_a_symbolic_link_in_place_of_a_file_is_refused(
    files: EvidenceFiles, root: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(BODY)
    (root / HASH[:2]).mkdir(parents=True)
    (root / HASH[:2] / HASH[2:]).symlink_to(outside)
    assert not files.has(HASH)
    assert list(files.hashes()) == []
    with pytest.raises(EvidenceBroken, match="symbolic link"):
        files.get(HASH)


def test_a_symbolic_link_in_place_of_a_folder_is_not_written_through(
    files: EvidenceFiles, root: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root.mkdir()
    (root / HASH[:2]).symlink_to(outside)
    with pytest.raises(EvidenceBroken, match="symbolic link"):
        files.put(BODY)
    assert everything_in(outside) == []
    assert everything_in(root) == [HASH[:2]]


@pytest.mark.parametrize(
    ("number", "cure"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "access is refused"),
        (errno.EIO, "disk failed"),
    ],
)
def test_a_disk_that_fails_leaves_nothing_behind_and_says_what_to_do(
    files: EvidenceFiles, root: Path, monkeypatch: pytest.MonkeyPatch, number: int, cure: str
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(StoreError, match=cure) as caught:
            files.put(BODY)
    assert caught.value.subject == str(root)
    assert isinstance(caught.value.__cause__, OSError)
    assert everything_in(root) == []
    assert files.put(BODY) == HASH


def test_a_failed_move_leaves_neither_part_nor_folder(
    files: EvidenceFiles, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, f"{self} to {target}")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(StoreError, match="disk is full"):
        files.put(BODY)
    assert everything_in(root) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_limit_on_file_size_is_met_with_an_error_and_no_remains(root: Path) -> None:
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from onrecord.adapters.evidence import EvidenceFiles\n"
        "from onrecord.errors import StoreError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: EvidenceFiles(Path(sys.argv[1])).put(b'x' * 100_000)\n"
        "except StoreError as error: print(error)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=True, timeout=60
    )
    assert "more than a file may hold" in done.stdout
    assert everything_in(root) == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write where permissions forbid it"
)
def test_a_folder_that_may_not_be_written_gives_one_clear_line(files: EvidenceFiles, root: Path) -> None:
    root.mkdir(mode=0o555)
    with pytest.raises(StoreError, match="permissions"):
        files.put(BODY)


def test_a_file_in_place_of_the_evidence_folder_gives_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("not a folder")
    with pytest.raises(StoreError) as caught:
        EvidenceFiles(tmp_path / "evidence").put(BODY)
    assert "\n" not in str(caught.value)


def test_a_missing_parent_folder_is_not_made_up(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="evidence folder is missing"):
        EvidenceFiles(tmp_path / "gone" / "evidence").put(BODY)
    assert not (tmp_path / "gone").exists()


def test_what_a_killed_run_left_half_written_is_removed_once_it_is_old(
    files: EvidenceFiles, root: Path
) -> None:
    root.mkdir()
    old, young = root / ".part-old", root / ".part-young"
    for part in (old, young):
        part.write_bytes(b"half")
    long_ago = time.time() - LEFT_OVER_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    assert list(files.hashes()) == []
    assert old.exists()  # reading removes nothing
    files.put(BODY)
    assert not old.exists()
    assert young.exists()  # perhaps another process is writing it
    assert list(files.hashes()) == [HASH]


def test_a_killed_put_leaves_the_bytes_whole_or_absent(root: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from onrecord.adapters.evidence import EvidenceFiles\n"
        "Path.replace = lambda *a: os.kill(os.getpid(), signal.SIGKILL)\n"
        "EvidenceFiles(Path(sys.argv[1])).put(sys.stdin.buffer.read())\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code, str(root)], input=BODY, check=False, timeout=60
    )
    assert done.returncode != 0
    files = EvidenceFiles(root)
    assert list(files.hashes()) == []
    assert files.put(BODY) == HASH
    assert files.get(HASH) == BODY


def test_removed_bytes_are_gone_and_only_those(tmp_path: Path) -> None:
    evidence = EvidenceFiles(tmp_path / "evidence")
    one, other = evidence.put(b"one"), evidence.put(b"other")
    assert evidence.remove(one)
    assert not evidence.remove(one)
    assert not evidence.remove("../../etc/passwd")
    assert list(evidence.hashes()) == [other]
    with pytest.raises(NotFound):
        evidence.get(one)
    assert evidence.put(b"one") == one
