"""The notes of a package that is a WARC file: one JSON beside it."""

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import BinaryIO

from onrecord.ports import Note

FORMAT = "onrecord-notes/1"
_CHUNK_BYTES = 1 << 20


def write_beside(out: BinaryIO, warc: BinaryIO, notes: Iterable[Note]) -> None:
    """Write the notes and the archive's own hash as one JSON object; text as text, all else as base64."""
    digest = digest_of(warc)
    out.write(f'{{"format": "{FORMAT}", "warc": "sha256:{digest}", "notes": {{'.encode())
    for i, (name, pieces) in enumerate(notes):
        body = b"".join(pieces)
        told: dict[str, str] = (
            {"base64": base64.b64encode(body).decode()} if name.endswith(".tsr") else {"text": body.decode()}
        )
        out.write(f"{',' if i else ''}\n{json.dumps(name)}: {json.dumps(told, ensure_ascii=False)}".encode())
    out.write(b"}}\n")


def digest_of(file: BinaryIO) -> str:
    """Return the SHA-256 of all of a file, 64 hexadecimal digits."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()
