"""Writing packages, whole or not at all, and opening them."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.adapters.wacz.beside import write_beside
from onrecord.adapters.wacz.index import index_lines
from onrecord.adapters.wacz.pages import page_lines
from onrecord.adapters.wacz.reading import JsonPackage, WaczPackage
from onrecord.adapters.wacz.records import Place, RecordWriter
from onrecord.adapters.wacz.zipped import Zipped
from onrecord.errors import BadRequest, NotFound, StoreError
from onrecord.ports import Note, OpenPackage, Packed

WACZ = ".wacz"
WARC = ".warc.gz"
ARCHIVE = "archive/data.warc.gz"


@dataclass(frozen=True, slots=True)
class ArchivePackages:
    """Return a `ports.Packages`.

    Attributes:
        software: Name and version that packages carry.
        max_bytes: The largest capture that is read from a package.
    """

    software: str
    max_bytes: int

    def write(self, target: Path, captures: Iterable[Packed], notes: Iterable[Note], *, title: str) -> None:
        """Write a package; see `ports.Packages.write`."""
        if not target.name.endswith((WACZ, WARC)):
            raise BadRequest(f"end its name in {WACZ} or {WARC}", subject=str(target))
        beside = beside_of(target)
        for path in (target, beside) if target.name.endswith(WARC) else (target,):
            if os.path.lexists(path):
                raise BadRequest("is there already; choose another name", subject=str(path))
        try:
            with tempfile.TemporaryFile(dir=target.parent) as warc:
                places, pages = self._archive(warc, captures)
                warc.seek(0)
                if target.name.endswith(WACZ):
                    with _whole(target) as out, Zipped(out, self.software, title) as zipped:
                        zipped.stored(ARCHIVE, warc)
                        index = "".join(index_lines(places, Path(ARCHIVE).name)).encode()
                        zipped.put("indexes/index.cdx", [index])
                        zipped.put("pages/pages.jsonl", pages)
                        for name, pieces in notes:
                            zipped.put(f"onrecord/{name}", pieces)
                else:
                    with _whole(beside) as out:
                        write_beside(out, warc, notes)
                    warc.seek(0)
                    with _whole(target) as out:
                        while chunk := warc.read(1 << 20):
                            out.write(chunk)
        except OSError as error:
            raise StoreError(
                "cannot be written; check the folder's permissions and the disk", subject=str(target)
            ) from error

    @contextmanager
    def open(self, source: Path) -> Iterator[OpenPackage]:
        """Return a package, open; see `ports.Packages.open`."""
        if not source.name.endswith((WACZ, WARC)):
            raise BadRequest(
                f"is no package: its name ends neither in {WACZ} nor in {WARC}", subject=str(source)
            )
        try:
            with source.open("rb") as file:
                if source.name.endswith(WACZ):
                    yield WaczPackage(file, str(source), max_bytes=self.max_bytes)
                else:
                    with beside_of(source).open("rb") as notes:
                        yield JsonPackage(file, notes, str(source), max_bytes=self.max_bytes)
        except FileNotFoundError as error:
            raise NotFound("is not there; check the path", subject=str(error.filename or source)) from None
        except OSError as error:
            raise BadRequest("cannot be read; check its permissions", subject=str(source)) from error

    def _archive(self, out: BinaryIO, captures: Iterable[Packed]) -> tuple[list[Place], list[bytes]]:
        writer = RecordWriter(out, software=self.software)
        places: list[Place] = []
        pages: list[bytes] = []
        for packed in captures:
            found = list(writer.write(packed.capture, packed.body))
            places += found
            pages.append(page_lines(packed, found[-1]))
        return places, [page_lines(None, None), *pages]


def beside_of(warc: Path) -> Path:
    """Return the path of the JSON that goes with a WARC file.

    >>> str(beside_of(Path("a.warc.gz")))
    'a.json'
    """
    return warc.with_name(warc.name.removesuffix(WARC) + ".json")


@contextmanager
def _whole(target: Path) -> Iterator[BinaryIO]:
    """Give a file that appears under its name only when all of it is written, on disk."""
    descriptor, name = tempfile.mkstemp(prefix=".part-", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
