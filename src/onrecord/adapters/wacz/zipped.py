"""A WACZ in the writing: a ZIP whose last member says the hash of every other."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import BinaryIO, Self

WACZ_VERSION = "1.1.1"
#: Members are dated alike: the times that count stand in the records.
_DATED = (2000, 1, 1, 0, 0, 0)
_CHUNK_BYTES = 1 << 20


class Zipped:
    """Return a package being written to `out`; leaving the block writes its list of hashes."""

    def __init__(self, out: BinaryIO, software: str, title: str) -> None:
        self._zip = zipfile.ZipFile(out, "w")
        self._software = software
        self._title = title
        self._resources: list[dict[str, object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        self._zip.close()

    def stored(self, name: str, file: BinaryIO) -> None:
        """Add a file as it is: replayers read archives in place, so they are not compressed again."""
        self._add(name, iter(lambda: file.read(_CHUNK_BYTES), b""), zipfile.ZIP_STORED)

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a member from its pieces, compressed."""
        self._add(name, pieces, zipfile.ZIP_DEFLATED)

    def _add(self, name: str, pieces: Iterable[bytes], how: int) -> None:
        digest = hashlib.sha256()
        size = 0
        with self._zip.open(_member(name, how), "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        self._resources.append(
            {
                "name": name.rpartition("/")[2].lower(),
                "path": name,
                "hash": f"sha256:{digest.hexdigest()}",
                "bytes": size,
            }
        )

    def _finish(self) -> None:
        package = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": self._title,
            "software": self._software,
            "created": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "resources": self._resources,
        }
        body = json.dumps(package, indent=2, ensure_ascii=True).encode()
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(body).hexdigest()}"}
        self._zip.writestr(_member("datapackage.json", zipfile.ZIP_DEFLATED), body)
        self._zip.writestr(
            _member("datapackage-digest.json", zipfile.ZIP_DEFLATED), json.dumps(digest, indent=2).encode()
        )


def _member(name: str, how: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATED)
    member.compress_type = how
    member.external_attr = 0o644 << 16
    return member
