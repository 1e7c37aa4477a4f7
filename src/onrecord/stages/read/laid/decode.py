"""Bytes to text: which encoding, and what to do with bytes that do not fit it.

The order: a byte order mark; UTF-16 or -32 without one; what the sender
declared; UTF-8; a guess. A byte order mark is a signature, not text: it is
left out, as the codecs named in `Decoded.encoding` do ("utf-8-sig", "utf-16").

Files pasted together from several sources mix encodings. There each line is
judged by itself: one that is UTF-8 is read as UTF-8, one that is mostly UTF-8
keeps its good characters and shows U+FFFD for the broken bytes, and only the
rest is read in the guessed older encoding. So nothing readable is lost, and
the same bytes always give the same text.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onrecord.stages.read.laid.binary import refuse_binary
from onrecord.text.data import load_table

#: UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Text codecs of Python that no sender means by a charset, or that can make surrogates.
_NO_CHARSETS = frozenset(
    {"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"}
)

#: A multi-byte character of UTF-8; what is broken off one, or any other high byte.
_UTF8_CHAR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MISFIT = re.compile(rb"[\xe0-\xf4][\x80-\xbf]{1,2}|[\x80-\xff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")

#: Bytes shown to the guesser: more changes no answer and costs time.
_SAMPLE_BYTES = 65_536

#: Where this share of letters is ASCII, the text is in Latin script: Turkish and
#: Czech, richest in accents, still have above 0.8; Cyrillic with English names below 0.5.
_LATIN_SHARE = 0.6

#: So many multi-byte characters and no misfit are no accident: pages are often
#: stored anew as UTF-8 while their markup still declares what they once were.
_ENOUGH_UTF8 = 4

#: A declared encoding with more misfits than this share of characters was declared wrongly.
_MISFITS = 0.01

_SHORTEST_WIDE_TEXT = 4


@dataclass(frozen=True, slots=True)
class Decoded:
    """Return text with the encoding it was read in.

    Attributes:
        text: Without the byte order mark; never with surrogates.
        encoding: A codec's name; two joined by "+" where lines differ.
        undecodable: How many U+FFFD stand for bytes that the encoding cannot read.
    """

    text: str
    encoding: str
    undecodable: int = 0


def decode_text(body: bytes, *, declared: str | None, subject: str) -> Decoded:
    r"""Return `body` as text.

    Args:
        body: The bytes of a capture.
        declared: The charset that the sender or the page declares, if any.
        subject: What an error is about.

    Raises:
        PageUnreadable: The bytes are not text.

    >>> decode_text("„Grüße“".encode("cp1252"), declared=None, subject="a.txt")
    Decoded(text='„Grüße“', encoding='cp1252', undecodable=0)
    """
    marked = next((name for mark, name in _MARKS if body.startswith(mark)), None)
    if marked:
        return _decode_loosely(body, marked)
    wide = _wide_encoding(body)
    if wide:
        return _decode_loosely(body, wide)
    refuse_binary(body, subject=subject)
    charset = known_charset(declared)
    plainly_utf8 = _is_utf8(body) and _utf8_evidence(body)[0] >= _ENOUGH_UTF8
    if not plainly_utf8 and charset and not charset.startswith("utf-8") and charset != "cp1252":
        read = _decode_loosely(body, charset)
        if read.undecodable <= _MISFITS * len(read.text):
            return read
    if b"\x1b$" in body or b"\x1b(" in body:
        read = _decode_loosely(body, "iso2022_jp")  # seven-bit, so it would pass for UTF-8
        if not read.undecodable:
            return read
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_by_line(body, charset)


def known_charset(declared: str | None) -> str | None:
    """Return the codec that a declared charset means, or None where it means none.

    >>> known_charset("ISO-8859-1"), known_charset("rot13"), known_charset("UTF8")
    ('cp1252', None, 'utf-8')
    """
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower()
    name = load_table("encodings")["alias"].get(name, name)
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)  # refuses rot13 and other codecs that are no charsets
    except (LookupError, ValueError):  # ValueError: a NUL in the name; UnicodeError: "undefined"
        return None
    return None if codec.name in _NO_CHARSETS or "escape" in codec.name else codec.name


def _decode_loosely(body: bytes, encoding: str) -> Decoded:
    own = 0
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        text = body.decode(encoding, errors="replace")
        own = text.count("\ufffd")
    return Decoded(_without_surrogates(text), encoding, own)


def _without_surrogates(text: str) -> str:
    """Some codecs of Python (UTF-32 and CJK ones on odd input) must not leak half characters."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def _wide_encoding(body: bytes) -> str | None:
    """Return UTF-16 or -32 with its byte order where unmarked bytes are plainly that, else None.

    Both orders may decode; in the right one blanks and line ends come out as such.
    """
    head = body[: _SAMPLE_BYTES - _SAMPLE_BYTES % 4]
    if len(head) < _SHORTEST_WIDE_TEXT or b"\x00" not in head:
        return None
    best: tuple[int, str] | None = None
    for encoding, unit in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(body) % unit:
            continue
        text = head.decode(encoding, errors="replace")
        plain = sum(text.count(c) for c in " \n,.،。，、")
        odd = text.count("\x00") + text.count("\ufffd")
        ascii_text = sum(c.isascii() and (c.isprintable() or c.isspace()) for c in text)
        if odd * 50 <= len(text) and (plain * 40 >= len(text) or ascii_text * 2 > len(text)):
            best = max(best or (0, ""), (plain + ascii_text, encoding))
    return best[1] if best else None


def _decode_by_line(body: bytes, charset: str | None) -> Decoded:
    lines = body.splitlines(keepends=True)
    good = [_is_utf8(line) for line in lines]
    bad = b"".join(line for line, fits in zip(lines, good, strict=True) if not fits)
    chars, misfits = _utf8_evidence(body)
    older = charset if charset and not charset.startswith("utf-8") else _guess(bad)
    if chars < misfits and _is_multibyte(older):
        return _decode_loosely(body, older)  # its letters may look like UTF-8 here and there
    return _join(lines, good, older)


def _join(lines: list[bytes], good: list[bool], older: str) -> Decoded:
    parts: list[str] = []
    undecodable = 0
    used: set[str] = set()
    for line, fits in zip(lines, good, strict=True):
        if fits:
            text = line.decode("utf-8")
            if not line.isascii():
                used.add("utf-8")
        else:
            chars, misfits = _utf8_evidence(line)
            encoding = "utf-8" if chars and chars >= misfits else older
            text = line.decode(encoding, errors="replace")
            undecodable += text.count("\ufffd")
            used.add(encoding)
        parts.append(text)
    name = "+".join(sorted(used, key=lambda n: (n != "utf-8", n)))
    return Decoded(_without_surrogates("".join(parts)), name, undecodable)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf8_evidence(line: bytes) -> tuple[int, int]:
    """Return how many multi-byte characters of UTF-8 there are, and how many pieces that are none."""
    rest, chars = _UTF8_CHAR.subn(b"", line)
    return chars, len(_MISFIT.findall(rest))


def _guess(sample: bytes) -> str:
    sample = sample[:_SAMPLE_BYTES]
    ascii_letters = len(_ASCII_LETTER.findall(sample))
    high = len(_HIGH.findall(sample))
    if ascii_letters <= _LATIN_SHARE * (ascii_letters + high):
        table = load_table("encodings")["guess"]
        best = from_bytes(sample, cp_isolation=[*table["encodings"], *table["latin"]]).best()
        if best is not None and best.encoding not in table["latin"]:
            return best.encoding
    return _guess_latin(sample)


def _guess_latin(sample: bytes) -> str:
    """Return the Latin encoding in which most characters are letters of one language."""
    table = load_table("encodings")
    high = b"".join(_HIGH.findall(sample))
    scored: list[tuple[int, int, str]] = [
        (_best_fit(high.decode(name, errors="replace"), table["letters"].values()), -place, name)
        for place, name in enumerate(table["guess"]["latin"])
    ]
    return max(scored)[2]


#: Punctuation beyond ASCII that every language may print.
_PUNCTUATION = frozenset("“”‘’„‚«»‹›–—…•·°§€£©®\u00a0")


def _best_fit(chars: str, alphabets: Iterable[str]) -> int:
    counts = {c: chars.count(c) for c in set(chars)}
    shared = sum(n for c, n in counts.items() if c in _PUNCTUATION)
    return shared + max(sum(n for c, n in counts.items() if c.lower() in letters) for letters in alphabets)


def _is_multibyte(encoding: str) -> bool:
    try:
        return len("中あ".encode(encoding, errors="ignore")) > 1
    except LookupError:
        return False
