"""What bytes look like when they are not text."""

from onrecord.errors import PageUnreadable

#: First bytes of formats people hand in by mistake, and what to do about each.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "save its text (for instance with pdftotext) and read that"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", "type out or recognise its text and read that"),
    (b"\xff\xd8\xff", "a JPEG picture", "type out or recognise its text and read that"),
    (b"GIF87a", "a GIF picture", "type out or recognise its text and read that"),
    (b"GIF89a", "a GIF picture", "type out or recognise its text and read that"),
    (b"II*\x00", "a TIFF picture", "type out or recognise its text and read that"),
    (b"MM\x00*", "a TIFF picture", "type out or recognise its text and read that"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as plain text"),
    (b"PK\x05\x06", "an empty ZIP archive", "there is nothing in it to read"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "save it as plain text and read that"),
    (b"{\\rtf", "an RTF document", "save it as plain text and read that"),
    (b"\x1f\x8b", "a gzip file", "unpack it and read what is inside"),
    (b"BZh", "a bzip2 file", "unpack it and read what is inside"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it and read what is inside"),
    (b"(\xb5/\xfd", "a zstd file", "unpack it and read what is inside"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive", "unpack it and read what is inside"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and read what is inside"),
    (b"\x7fELF", "a program (ELF)", "hand in a text or a page instead"),
    (b"MZ\x90\x00", "a program (EXE)", "hand in a text or a page instead"),
    (b"SQLite format 3\x00", "an SQLite database", "hand in a text or a page instead"),
    (b"OggS", "a sound or film recording", "transcribe it and read the transcript"),
    (b"ID3\x03", "a sound recording", "transcribe it and read the transcript"),
    (b"ID3\x04", "a sound recording", "transcribe it and read the transcript"),
    (b"RIFF", "a sound or film recording", "transcribe it and read the transcript"),
    (b"\x1aE\xdf\xa3", "a film recording", "transcribe it and read the transcript"),
)

#: Formats whose mark does not stand at the very start: where, mark, name, cure.
_LATER_MAGIC: tuple[tuple[int, bytes, str, str], ...] = (
    (4, b"ftyp", "a film recording", "transcribe it and read the transcript"),
    (257, b"ustar", "a tar archive", "unpack it and read what is inside"),
)

#: Marks made of letters only: text may begin with them too, so control bytes must confirm them.
_SPELLABLE = frozenset({b"BZh", b"OggS", b"RIFF", b"GIF87a", b"GIF89a", b"ftyp"})

#: How many bytes are looked at for control bytes: enough to be sure, cheap for any size.
_SAMPLE_BYTES = 65_536

#: Real texts with stray controls (form feeds are not counted) stay below 1 in 200;
#: compressed and compiled data have about 1 in 10.
_CONTROL_SHARE = 0.02

#: Backspace to carriage return are text; escape opens Japanese ISO-2022 shifts.
_ESCAPE = 0x1B
_CONTROLS = bytes(b for b in range(32) if b not in range(8, 14) and b != _ESCAPE) + b"\x7f"


def refuse_binary(body: bytes, *, subject: str) -> None:
    """Return nothing where `body` may be text in some single-byte or UTF-8-like encoding.

    Bytes in UTF-16 or UTF-32 hold many NULs and must be recognised before.

    Raises:
        PageUnreadable: It looks like something else; the message says what, and what to do.
    """
    controls = control_share(body)
    later = (m[1:] for m in _LATER_MAGIC if body[m[0] : m[0] + len(m[1])] == m[1])
    first = (m for m in _MAGIC if body.startswith(m[0]))
    for mark, what, cure in (*first, *later):
        if mark not in _SPELLABLE or controls:
            raise PageUnreadable(f"looks like {what}, not text; {cure}", subject=subject)
    if controls > _CONTROL_SHARE:
        raise PageUnreadable(
            "looks like binary data, not text; hand in plain text or an HTML page", subject=subject
        )


def control_share(body: bytes) -> float:
    r"""Return the share of the first bytes that are control bytes which text does not use.

    >>> control_share(b"a\x00bc")
    0.25
    """
    sample = body[:_SAMPLE_BYTES]
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample) if sample else 0.0
