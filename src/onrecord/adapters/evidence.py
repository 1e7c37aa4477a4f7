"""Exact bytes as files named by their hash, under `root/ab/cd…`."""

import errno
import hashlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.errors import EvidenceBroken, NotFound, StoreError

_HASH = re.compile(r"[0-9a-f]{64}")
_SHARDS = "[0-9a-f][0-9a-f]"
#: The first two digits name the folder: 256 folders, and 140,000 files in each
#: when the largest desk of the design (36 million captures) keeps them all.
_SHARD_DIGITS = 2
_PART_PREFIX = ".part-"
#: A part this old belongs to a run that was killed: no put takes so long, and
#: clocks of machines that share a disk do not differ by so much.
LEFT_OVER_SECONDS = 24 * 3600
_READ_ONLY = 0o444
#: Not on every system: there, links are only looked for before opening.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)

_CURES = {
    errno.ENOSPC: "the disk is full and nothing was kept; free some space and run again",
    errno.EDQUOT: "the disk quota is used up and nothing was kept; free some space and run again",
    errno.EFBIG: "the bytes are more than a file may hold here and nothing was kept; raise the limit",
    errno.EROFS: "the disk is read-only; mount it for writing, or move the desk",
    errno.EACCES: "access is refused; check the permissions of the evidence folder",
    errno.EPERM: "access is refused; check the permissions of the evidence folder",
    errno.ENOENT: "the evidence folder is missing; put it back, or make a desk with `onrecord init`",
    errno.ENOTDIR: "the evidence folder is not a folder; move away what is in its place",
    errno.ELOOP: "is a symbolic link; evidence must be a file, put the file itself back",
    errno.EIO: "the disk failed; check it and restore the evidence from a copy",
    errno.EMFILE: "too many files are open; raise the limit and run again",
}
_OTHER = "the evidence folder cannot be used; see the reason"


class EvidenceFiles:
    """Return the evidence store in the folder `root`; it is made with the first bytes kept.

    Safe for any number of processes at once: a file appears under its name
    whole, by a rename, and is never written again. Its permissions forbid
    writing, and symbolic links are never followed.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._is_swept = False

    def put(self, body: bytes) -> str:
        """Return the SHA-256 under which `body` is now kept, on disk.

        Raises:
            StoreError: It cannot be written: nothing is left behind.
            EvidenceBroken: Other bytes are kept under its hash.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        path = self._path(sha256)
        with _as_store_errors(self._root):
            self._root.mkdir(exist_ok=True)
            self._sweep()
            _refuse_links(path)
            if self._is_kept(sha256):
                self.get(sha256)  # what is reported as kept must be so
            else:
                self._write(body, path)
            # Also where it was there already: whoever put it may not have come this far.
            _sync_folder(path.parent)
            _sync_folder(self._root)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes kept under `sha256`, checked against it.

        Raises:
            NotFound: None are kept under it.
            EvidenceBroken: What is kept is not a file, or no longer has that hash.
            StoreError: It cannot be read.
        """
        path = self._path(sha256) if _HASH.fullmatch(sha256) else None
        if path is None:
            raise NotFound("no evidence is kept under this hash", subject=sha256)
        _refuse_links(path)
        with _as_store_errors(path):
            try:
                descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW)
            except FileNotFoundError as error:
                raise NotFound("no evidence is kept under this hash", subject=sha256) from error
            with os.fdopen(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise _broken(path)
                body = file.read()
        if hashlib.sha256(body).hexdigest() != sha256:
            raise _broken(path)
        return body

    def remove(self, sha256: str) -> bool:
        """Forget the bytes kept under `sha256`, for good; return whether there were any.

        The file is unlinked and its folder put on disk. It is not overwritten
        before: file systems and disks of today write elsewhere instead.

        Raises:
            StoreError: It cannot be removed.
        """
        if not _HASH.fullmatch(sha256):
            return False
        path = self._path(sha256)
        with _as_store_errors(path):
            if not self._is_kept(sha256):
                return False
            path.unlink(missing_ok=True)
            _sync_folder(path.parent)
        return True

    def has(self, sha256: str) -> bool:
        """Return whether bytes are kept under `sha256`, without reading them."""
        with _as_store_errors(self._root):
            return self._is_kept(sha256)

    def hashes(self) -> Iterator[str]:
        """Yield every hash under which bytes are kept, sorted; one folder's names are held at a time."""
        with _as_store_errors(self._root):
            if not self._root.exists():
                return
            for folder in sorted(self._root.glob(_SHARDS)):
                if not folder.is_symlink() and folder.is_dir():
                    kept = (folder.name + path.name for path in sorted(folder.iterdir()))
                    yield from filter(self._is_kept, kept)

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:_SHARD_DIGITS] / sha256[_SHARD_DIGITS:]

    def _is_kept(self, sha256: str) -> bool:
        if not _HASH.fullmatch(sha256):
            return False
        path = self._path(sha256)
        try:
            return not path.parent.is_symlink() and stat.S_ISREG(path.lstat().st_mode)
        except FileNotFoundError:
            return False

    def _write(self, body: bytes, path: Path) -> None:
        """Write `body` beside its place, then move it there in one step."""
        descriptor, name = tempfile.mkstemp(prefix=_PART_PREFIX, dir=self._root)
        part = Path(name)
        made_folder = False
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(body)
                file.flush()
                part.chmod(_READ_ONLY)
                os.fsync(file.fileno())
            if not path.parent.exists():
                path.parent.mkdir(exist_ok=True)
                made_folder = True
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            if made_folder:
                with suppress(OSError):  # another process may have put something there
                    path.parent.rmdir()
            raise

    def _sweep(self) -> None:
        """Remove, once, what runs that were killed left half-written."""
        if self._is_swept:
            return
        oldest = time.time() - LEFT_OVER_SECONDS
        for part in self._root.glob(f"{_PART_PREFIX}*"):
            with suppress(FileNotFoundError):  # another process sweeps too
                if part.lstat().st_mtime < oldest:
                    part.unlink()
        self._is_swept = True


def _sync_folder(folder: Path) -> None:
    """Put a folder's entries on disk; Windows does that with the file and opens no folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_links(path: Path) -> None:
    """Check that neither the file nor its folder is a symbolic link, which may lead anywhere.

    Raises:
        EvidenceBroken: One is.
    """
    for place in (path.parent, path):
        if place.is_symlink():
            raise EvidenceBroken("is a symbolic link; put the file or folder itself back", subject=str(place))


def _broken(path: Path) -> EvidenceBroken:
    return EvidenceBroken(
        "the bytes kept no longer have the hash they were kept under; restore the file from a copy",
        subject=str(path),
    )


@contextmanager
def _as_store_errors(subject: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        cure = _CURES.get(error.errno or 0, _OTHER)
        raise StoreError(cure, subject=str(subject)) from error
