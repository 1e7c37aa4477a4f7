"""Documents, captions and mail that are the attack."""

import io
import zipfile
from collections.abc import Callable

from onrecord.errors import OnRecordError, PageUnreadable
from tests.attacks.kind import Attack
from tests.attacks.server import RawSite, http
from tests.documents import make_docx, paragraph

_GROUP = "Documents, captions and mail"
_DOCX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = b"application/pdf"
_MAIN = "word/document.xml"


def _file(
    what: str, make: Callable[[], bytes], kind: bytes, error: type[OnRecordError] | None, words: str
) -> Attack:
    return Attack(_GROUP, what, lambda site: _give(site, make(), kind), error, words)


def _give(site: RawSite, body: bytes, kind: bytes) -> str:
    return site.give("/file", http(body, kind=kind))


def _docx(**parts: bytes) -> bytes:
    """Return a small DOCX with parts of it exchanged, or added, by their names with `__` for `/`."""
    given = {name.replace("__", "/").replace("_xml", ".xml"): body for name, body in parts.items()}
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(make_docx(paragraph("The quay of Selm is open.")))) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, given.pop(name, old.read(name)))
        for name, body in given.items():
            new.writestr(name, body)
    return packed.getvalue()


def _entity() -> bytes:
    with zipfile.ZipFile(io.BytesIO(make_docx(paragraph("The quay of Selm is open.")))) as old:
        main = old.read(_MAIN)
    doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    start = main.index(b"?>") + 2 if main.startswith(b"<?xml") else 0
    return _docx(word__document_xml=main[:start] + doctype + main[start:])


def _out_of_the_folder() -> bytes:
    packed = io.BytesIO(_docx())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("../../../../tmp/onrecord-escaped", b"out")
    return packed.getvalue()


def _many_entries() -> bytes:
    packed = io.BytesIO(_docx())
    with zipfile.ZipFile(packed, "a") as archive:
        for n in range(15_000):
            archive.writestr(f"word/media/{n}", b"")
    return packed.getvalue()


_CIRCLE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj
trailer<</Root 1 0 R>>
%%EOF"""
_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">&b; The quay</p></div></body></tt>"""


def _nested_mail() -> bytes:
    layers = (b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2_000))
    return (
        b"Subject: quay\nMIME-Version: 1.0\n" + b"".join(layers) + b"Content-Type: text/plain\n\nThe quay.\n"
    )


def _many_parts() -> bytes:
    part = b"--b\nContent-Type: text/plain\n\nThe quay.\n"
    return b"Subject: quay\nContent-Type: multipart/mixed; boundary=b\n\n" + part * 20_000 + b"--b--\n"


ATTACKS: tuple[Attack, ...] = (
    _file("a DOCX that unpacks to 200 MB", lambda: _docx(word__document_xml=b"<w>" + b" " * 200_000_000), _DOCX,
          PageUnreadable, "unpacks to far more than it is"),
    _file("a DOCX with fifteen thousand entries", _many_entries, _DOCX, PageUnreadable, "unpacks to far more than it"),
    _file("a DOCX with an entity from a file", _entity, _DOCX, PageUnreadable, "declares a document type or entities"),
    _file("a DOCX with an entry outside its folder", _out_of_the_folder, _DOCX, None, ""),
    _file("a DOCX that is none", lambda: b"PK\x03\x04 and nothing else", _DOCX, PageUnreadable, "or no DOCX at all"),
    _file("a PDF whose pages hold themselves", lambda: _CIRCLE, _PDF, PageUnreadable, "holds no text"),
    _file("a PDF that is cut off", lambda: b"%PDF-1.7\n1 0 obj<<", _PDF, PageUnreadable, "or no PDF at all"),
    _file("captions with entities that multiply", lambda: _LAUGHS, b"application/ttml+xml", PageUnreadable, ""),
    _file("mail with two thousand parts in each other", _nested_mail, b"message/rfc822", PageUnreadable,
          "nests its parts more than"),
    _file("mail with twenty thousand parts", _many_parts, b"message/rfc822", PageUnreadable, "more than 1,000 parts"),
)  # fmt: skip
