"""Which reader a capture needs: by its media type, and where that tells nothing by its first bytes."""

from dataclasses import replace

from onrecord.model import Capture, Outlet
from onrecord.ports.documents import DocumentOpener
from onrecord.stages.read.documents.docx import read_docx
from onrecord.stages.read.documents.pdf import read_pdf
from onrecord.stages.read.documents.written import DocumentReader
from onrecord.stages.read.laid.decode import decode_text
from onrecord.stages.read.laid.laid import FormatReader, Laid, check_length
from onrecord.stages.read.laid.layout import lay_out
from onrecord.stages.read.laid.marked import Marked
from onrecord.stages.read.messages.mail import read_message
from onrecord.stages.read.messages.telegram import read_telegram
from onrecord.stages.read.page.page import is_page, read_page
from onrecord.stages.read.subtitles.tracks import is_track, read_track
from onrecord.text.telegram import TELEGRAM_MESSAGE

#: Readers of single media types; a page is known by more than its type, and all else is text.
_READERS: dict[str, FormatReader] = {
    "application/x-subrip": read_track,
    "application/ttml+xml": read_track,
    "message/rfc822": read_message,
    "text/vtt": read_track,
    TELEGRAM_MESSAGE: read_telegram,
}
#: Readers of documents, which need an opener.
_DOCUMENTS: dict[str, DocumentReader] = {
    "application/pdf": read_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_docx,
}
#: What servers call a PDF that they do not know; its first bytes are those of nothing else.
_PDF_MARK = b"%PDF-"


def lay_out_capture(
    capture: Capture,
    body: bytes,
    subject: str,
    *,
    documents: DocumentOpener | None = None,
    outlet: Outlet | None = None,
) -> Laid:
    """Return the text and raw blocks of a capture.

    Args:
        capture: What is known of the fetch.
        body: Its bytes.
        subject: What errors call it.
        documents: Who takes PDF and DOCX apart, or None.
        outlet: Whose it is, where the address tells, or None.

    Raises:
        BadRequest: It is a document, and there is no opener of documents; or the outlet's table is wrong.
        PageUnreadable: The bytes are not what their type says, or hold no visible text.
    """
    media_type = capture.media_type.casefold()
    if body.startswith(_PDF_MARK) and media_type not in _DOCUMENTS and documents is not None:
        media_type = "application/pdf"
    document_reader = _DOCUMENTS.get(media_type)
    if document_reader is not None:
        return document_reader(documents, replace(capture, media_type=media_type), body, subject)
    reader = _READERS.get(media_type)
    if reader is not None:
        return reader(capture, body, subject)
    if is_track(capture, body):
        return read_track(capture, body, subject)
    if is_page(capture, body):
        return read_page(capture, body, subject, outlet)
    return _read_text(capture, body, subject)


def _read_text(capture: Capture, body: bytes, subject: str) -> Laid:
    decoded = decode_text(body, declared=capture.charset, subject=subject)
    check_length(decoded.text, subject)
    return Laid(decoded, lay_out(decoded.text), Marked())
