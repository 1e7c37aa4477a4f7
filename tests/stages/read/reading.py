"""Ways to read a text in a test and to look at what came out."""

from onrecord.errors import PageUnreadable
from onrecord.model import Report, Span
from onrecord.stages.read import read_report
from onrecord.stages.read.blocks.outlets import Directory
from onrecord.stages.read.blocks.pieces import Piece, make_pieces
from onrecord.stages.read.laid.layout import lay_out
from onrecord.text.outlets import load_outlets
from tests.factory import make_capture

DIRECTORY = Directory(load_outlets())

#: A paragraph that plainly is one.
PROSE = "The harbour of Selm stayed shut on Monday, and no ship was let in before the storm had passed."


def read(body: str | bytes, *, media_type: str = "text/plain", address: str = "file:///a.txt") -> Report:
    """Return the report of a body as it stands."""
    data = body.encode() if isinstance(body, str) else body
    capture = make_capture(data, media_type=media_type, address=address)
    return read_report(capture, data, name="a.txt")


def read_or_refuse(body: str | bytes, *, media_type: str = "text/plain") -> Report | None:
    """Return the report of a body, or None where it is refused as unreadable; any other error is a defect."""
    try:
        return read(body, media_type=media_type)
    except PageUnreadable as error:
        if error.subject != "a.txt":
            raise
        return None


def kinds(report: Report) -> list[tuple[str, str]]:
    """Return each block's kind and words."""
    return [(block.kind.value, block.span.cut(report.text)) for block in report.blocks]


def kind_of(report: Report, words: str) -> str:
    """Return the kind of the one block that begins with `words`."""
    (kind,) = [kind for kind, text in kinds(report) if text.startswith(words)]
    return kind


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a plain text."""
    return make_pieces(text, lay_out(text))


def piece(text: str) -> Piece:
    """Return the one piece of a plain text."""
    (only,) = pieces(text)
    return only


def whole(text: str) -> Span:
    """Return the span of all of `text`."""
    return Span(0, len(text))
