"""Which reader a capture needs: by its media type, and where that tells nothing by its first bytes."""

from onrecord.model import Capture
from onrecord.stages.read.decode import decode_text
from onrecord.stages.read.html import is_page, read_page
from onrecord.stages.read.laid import FormatReader, Laid, check_length
from onrecord.stages.read.layout import lay_out
from onrecord.stages.read.message import read_message
from onrecord.stages.read.metadata import Marked
from onrecord.stages.read.telegram import read_telegram
from onrecord.text.telegram import TELEGRAM_MESSAGE

#: Readers of single media types; a page is known by more than its type, and all else is text.
_READERS: dict[str, FormatReader] = {
    "message/rfc822": read_message,
    TELEGRAM_MESSAGE: read_telegram,
}


def lay_out_capture(capture: Capture, body: bytes, subject: str) -> Laid:
    """Return the text and raw blocks of a capture.

    Raises:
        PageUnreadable: The bytes are not what their type says, or hold no visible text.
    """
    reader = _READERS.get(capture.media_type.casefold())
    if reader is not None:
        return reader(capture, body, subject)
    if is_page(capture, body):
        return read_page(capture, body, subject)
    return _read_text(capture, body, subject)


def _read_text(capture: Capture, body: bytes, subject: str) -> Laid:
    decoded = decode_text(body, declared=capture.charset, subject=subject)
    check_length(decoded.text, subject)
    return Laid(decoded, lay_out(decoded.text), Marked())
