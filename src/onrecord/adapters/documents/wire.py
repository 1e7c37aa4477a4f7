"""What goes between us and the process that takes documents apart: lengths, JSON, bytes.

JSON and not pickle: whoever gets hold of the other process can then send wrong words, and nothing that runs.
"""

import json
import struct
from typing import Any, BinaryIO

_HEAD = struct.Struct(">II")


def send(stream: BinaryIO, message: Any, body: bytes = b"") -> None:
    """Write a message and the bytes that go with it.

    Raises:
        OSError: The other side has gone.
    """
    told = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    stream.write(_HEAD.pack(len(told), len(body)))
    stream.write(told)
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO, *, most_bytes: int) -> tuple[Any, bytes] | None:
    """Return the next message and its bytes, or None where the other side has gone or talks nonsense.

    Args:
        stream: To read from.
        most_bytes: More than this is nonsense.
    """
    head = _exactly(stream, _HEAD.size)
    if head is None:
        return None
    told_size, body_size = _HEAD.unpack(head)
    if told_size + body_size > most_bytes:
        return None
    told = _exactly(stream, told_size)
    body = _exactly(stream, body_size)
    if told is None or body is None:
        return None
    try:
        return json.loads(told), body
    except (ValueError, RecursionError):
        return None


def _exactly(stream: BinaryIO, size: int) -> bytes | None:
    read = bytearray()
    while len(read) < size:
        chunk = stream.read(min(size - len(read), 1 << 20))
        if not chunk:
            return None
        read += chunk
    return bytes(read)
