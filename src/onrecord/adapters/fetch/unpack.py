"""Undoing a content coding without ever holding more than the limit."""

import zlib
from collections.abc import Iterable

from onrecord.errors import BadRequest, OutletUnreachable, PageUnreadable

#: `wbits` of zlib for each coding we ask for: 16 and more is a gzip header, else zlib's own.
_CODINGS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


def unpack(chunks: Iterable[bytes], *, coding: str, max_bytes: int, subject: str) -> bytes:
    """Return the bytes that `chunks` carry under a `Content-Encoding`, at most `max_bytes`.

    Args:
        chunks: The answer's body as sent.
        coding: Its `Content-Encoding`, "" for none.
        max_bytes: Limit on the unpacked bytes; a packed bomb is dropped as it passes it.
        subject: The address, for messages.

    Raises:
        BadRequest: More than `max_bytes` come out.
        PageUnreadable: The coding is not one we ask for, or the bytes are not in it.
        OutletUnreachable: The packed bytes end before their end.
    """
    coding = coding.strip().casefold()
    if coding in {"", "identity"}:
        return _joined(chunks, max_bytes=max_bytes, subject=subject)
    if coding not in _CODINGS:
        raise PageUnreadable(
            f"is packed as {coding!r}, which was not asked for; fetch it by hand and add the file",
            subject=subject,
        )
    engine = zlib.decompressobj(_CODINGS[coding])
    body = bytearray()
    try:
        for chunk in chunks:
            packed = chunk
            while packed:
                body += engine.decompress(packed, max_bytes + 1 - len(body))
                if len(body) > max_bytes:
                    raise _too_large(subject, max_bytes)
                packed = engine.unconsumed_tail
    except zlib.error as error:
        raise PageUnreadable(
            f"is not {coding} as its sender says; retry, or add the file", subject=subject
        ) from error
    if not engine.eof and body:
        raise OutletUnreachable("the answer was cut short; retry later", subject=subject)
    return bytes(body)


def _joined(chunks: Iterable[bytes], *, max_bytes: int, subject: str) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > max_bytes:
            raise _too_large(subject, max_bytes)
    return bytes(body)


def _too_large(subject: str, max_bytes: int) -> BadRequest:
    return BadRequest(f"is larger than {max_bytes:,} bytes; raise max_bytes in the settings", subject=subject)
