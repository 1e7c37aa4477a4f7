"""Packages as they are found: nothing in them is believed, unpacked to disk, or held whole without a limit."""

import base64
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, BinaryIO, Self

from onrecord.adapters.wacz.beside import FORMAT, digest_of
from onrecord.adapters.wacz.records import read_records
from onrecord.errors import BadRequest, EvidenceBroken, NotFound

#: One note: the reading of a report of MAX_CHARACTERS takes some 60 MB as JSON.
MAX_NOTE_BYTES = 128 * 1024 * 1024
#: All notes as one JSON, which is parsed whole.
MAX_BESIDE_BYTES = 256 * 1024 * 1024
#: All that a package unpacks to, its archives aside; and a list of hashes alone.
MAX_UNPACKED_BYTES = 8 * 1024**3
MAX_LIST_BYTES = 32 * 1024 * 1024
MAX_MEMBERS = 200_000
#: Where members of a WACZ may lie, one folder deep; anything else is not ours.
_MEMBER = re.compile(
    r"(?:(?:archive|indexes|pages|onrecord|logs|signature)/)?[A-Za-z0-9_][A-Za-z0-9._-]{0,200}"
)
_ARCHIVE = re.compile(r"archive/[^/]+\.warc\.gz")
_LISTS = ("datapackage.json", "datapackage-digest.json")
_CHUNK_BYTES = 1 << 20
_DAMAGED = "is damaged: it cannot be unpacked"


class WaczPackage:
    """Return a WACZ file as a `ports.OpenPackage`."""

    def __init__(self, file: BinaryIO, subject: str, *, max_bytes: int) -> None:
        self._file = file
        self._subject = subject
        self._max_bytes = max_bytes
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise EvidenceBroken(
                "is no ZIP file, or its end was cut off; take it again from whoever made it", subject=subject
            ) from error
        self._members = self._checked()

    @cached_property
    def sha256(self) -> str:
        """Return the hash of the file itself."""
        return digest_of(self._file)

    def faults(self) -> Iterator[str]:
        """Yield what does not have the hash that the package's list says."""
        body = self._read("datapackage.json", MAX_LIST_BYTES)
        if "datapackage-digest.json" in self._members:
            told = _object(self._read("datapackage-digest.json", MAX_LIST_BYTES), self._subject)
            if told.get("hash") != f"sha256:{hashlib.sha256(body).hexdigest()}":
                yield "datapackage.json: is not what datapackage-digest.json says; it was changed"
        resources = _object(body, self._subject).get("resources")
        listed: dict[str, Any] = {
            str(one.get("path")): one.get("hash")
            for one in (resources if isinstance(resources, list) else [])
            if isinstance(one, dict)
        }
        for name in sorted(listed.keys() - self._members.keys()):
            yield f"{name!r:.200}: is listed in datapackage.json and not there"
        for name in self._members:
            if name in _LISTS:
                continue
            if name not in listed:
                yield f"{name}: is not listed in datapackage.json; it was put in later"
            elif listed[name] != f"sha256:{self._hash(name)}":
                yield f"{name}: does not have the hash that datapackage.json says; it was changed"

    def bodies(self) -> Iterator[tuple[str, bytes]]:
        """Yield the address and bytes of each archived answer."""
        for name in filter(_ARCHIVE.fullmatch, self._members):
            with self._open(name) as member:
                yield from read_records(member, max_bytes=self._max_bytes, subject=f"{self._subject}: {name}")

    def note(self, name: str) -> bytes:
        """Return one of our own notes."""
        return self._read(f"onrecord/{name}", MAX_NOTE_BYTES)

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of one of our own notes."""
        with self._open(f"onrecord/{name}") as member:
            while line := member.readline(MAX_LIST_BYTES):
                yield line

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        unpacked = 0
        for member in self._zip.infolist():
            name = member.filename
            if not _MEMBER.fullmatch(name) or name in members:
                raise BadRequest(f"holds {name!r:.80}, as no package of ours does", subject=self._subject)
            if member.flag_bits & 1 or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise BadRequest(
                    f"{name} is encrypted or packed in a way not used here", subject=self._subject
                )
            if name.startswith("archive/") and member.compress_type != zipfile.ZIP_STORED:
                raise BadRequest(f"{name} is compressed twice, as in no WACZ", subject=self._subject)
            unpacked += 0 if name.startswith("archive/") else member.file_size
            members[name] = member
            if unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
                raise BadRequest("unpacks to more than any package of ours", subject=self._subject)
        return members

    def _open(self, name: str) -> "_Member":
        if name not in self._members:
            raise NotFound(
                f"holds no {name}: it was not exported by OnRecord; add such an archive with `onrecord add`",
                subject=self._subject,
            )
        try:
            return _Member(self._zip.open(self._members[name]), f"{self._subject}: {name}")
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise EvidenceBroken(_DAMAGED, subject=f"{self._subject}: {name}") from error

    def _read(self, name: str, most: int) -> bytes:
        with self._open(name) as member:
            body = member.read(most + 1)
        if len(body) > most:
            raise BadRequest(f"{name} is larger than {most:,} bytes", subject=self._subject)
        return body

    def _hash(self, name: str) -> str:
        digest = hashlib.sha256()
        with self._open(name) as member:
            while chunk := member.read(_CHUNK_BYTES):
                digest.update(chunk)
        return digest.hexdigest()


class JsonPackage:
    """Return a WARC file with its notes in a JSON beside it, as a `ports.OpenPackage`."""

    def __init__(self, warc: BinaryIO, notes: BinaryIO, subject: str, *, max_bytes: int) -> None:
        self._warc = warc
        self._subject = subject
        self._max_bytes = max_bytes
        body = notes.read(MAX_BESIDE_BYTES + 1)
        if len(body) > MAX_BESIDE_BYTES:
            raise BadRequest(f"its JSON is larger than {MAX_BESIDE_BYTES:,} bytes", subject=subject)
        told = _object(body, subject)
        if told.get("format") != FORMAT or not isinstance(told.get("notes"), dict):
            raise BadRequest("the JSON beside it was not written by OnRecord", subject=subject)
        self._told = told
        self._sha256 = hashlib.sha256(body).hexdigest()

    @property
    def sha256(self) -> str:
        """Return the hash of the JSON, which binds the WARC file."""
        return self._sha256

    def faults(self) -> Iterator[str]:
        """Yield whether the WARC file is not the one that the JSON was written with."""
        if self._told.get("warc") != f"sha256:{digest_of(self._warc)}":
            yield "its WARC file does not have the hash that the JSON says; it was changed"

    def bodies(self) -> Iterator[tuple[str, bytes]]:
        """Yield the address and bytes of each archived answer."""
        self._warc.seek(0)
        yield from read_records(self._warc, max_bytes=self._max_bytes, subject=self._subject)

    def note(self, name: str) -> bytes:
        """Return one of our own notes."""
        told = self._told["notes"].get(name)
        if not isinstance(told, dict):
            raise NotFound(f"holds no {name}", subject=self._subject)
        try:
            return (
                base64.b64decode(told["base64"], validate=True)
                if "base64" in told
                else str(told["text"]).encode()
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EvidenceBroken(f"{name} in its JSON is damaged", subject=self._subject) from error

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of one of our own notes."""
        yield from self.note(name).splitlines(keepends=True)


class _Member:
    """Return a member of a ZIP file whose errors are ours."""

    def __init__(self, member: Any, subject: str) -> None:
        self._member = member
        self._subject = subject

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._member.close()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        with _as_broken(self._subject):
            return bytes(self._member.read(size))

    def readline(self, size: int = -1) -> bytes:
        """Return the next line."""
        with _as_broken(self._subject):
            return bytes(self._member.readline(size))


@contextmanager
def _as_broken(subject: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise EvidenceBroken(_DAMAGED, subject=subject) from error


def _object(body: bytes, subject: str) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise EvidenceBroken("a list in it is no JSON", subject=subject) from error
    if not isinstance(told, dict):
        raise EvidenceBroken("a list in it is no JSON object", subject=subject)
    return told
