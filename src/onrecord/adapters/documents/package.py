"""The ZIP archive that an office document is: its parts as XML, each read with limits."""

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from onrecord.adapters.documents.fault import DocumentFaultError

#: A long illustrated report has some hundreds of parts.
_MOST_PARTS = 10_000
#: XML of text packs about ten times smaller; a part that unpacks beyond this was made to.
_MOST_RATIO = 200
#: Small parts may be all alike (empty tables of styles) without being bombs.
_SMALL_BYTES = 1_000_000
_CHUNK = 1 << 16
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ENCRYPTED = 0x1


class Package:
    """Return an opened archive.

    Args:
        body: Its bytes.
        most_bytes: Of all parts that are read, unpacked.

    Raises:
        DocumentFaultError: It is no archive, broken, encrypted, or has too many parts.
    """

    def __init__(self, body: bytes, *, most_bytes: int) -> None:
        self._left = most_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
            # An encrypted office document is an older container, and no archive at all.
            locked = body.startswith(b"\xd0\xcf\x11\xe0") and b"E\x00n\x00c\x00r\x00y\x00p" in body
            raise DocumentFaultError("encrypted" if locked else "broken") from error
        infos = self._archive.infolist()
        if len(infos) > _MOST_PARTS:
            raise DocumentFaultError("bomb")
        self._infos = {info.filename.lstrip("/"): info for info in infos}

    def has(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        return name in self._infos

    def xml(self, name: str) -> Any | None:
        """Return a part as a tree, or None where there is none of that name.

        Raises:
            DocumentFaultError: It is broken, too large, or declares entities.
        """
        if name not in self._infos:
            return None
        body = self._bytes(name)
        # Any encoding that could hide a declaration from this search is one that no writer uses.
        if _DOCTYPE.search(body.replace(b"\x00", b"")):
            raise DocumentFaultError("entities")
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(body, parser=parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DocumentFaultError("broken") from error

    def related(self, name: str, kind: str) -> str | None:
        """Return the part that another one names as its `kind` ("footnotes"), or None."""
        folder, base = posixpath.split(name)
        relations = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relations is None:
            return None
        for relation in relations.iter(_RELATIONS):
            if (
                relation.get("Type", "").rpartition("/")[2] == kind
                and relation.get("TargetMode") != "External"
            ):
                target = relation.get("Target", "")
                joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                return posixpath.normpath(joined)
        return None

    def _bytes(self, name: str) -> bytes:
        info = self._infos[name]
        if info.flag_bits & _ENCRYPTED:
            raise DocumentFaultError("encrypted")
        most = min(self._left, max(_SMALL_BYTES, info.compress_size * _MOST_RATIO))
        read = bytearray()
        try:
            with self._archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    read += chunk
                    if len(read) > most:
                        raise DocumentFaultError("bomb")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise DocumentFaultError("broken") from error
        except RuntimeError as error:  # what zipfile raises for a password
            raise DocumentFaultError("encrypted") from error
        self._left -= len(read)
        return bytes(read)
