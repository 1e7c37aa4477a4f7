"""The reading itself: bytes to text, text to blocks, blocks to what they say."""

from collections.abc import Sequence

from onrecord.errors import PageUnreadable
from onrecord.model import Capture, Outlet, Report
from onrecord.ports.documents import DocumentOpener
from onrecord.stages.read.blocks.classify import classify
from onrecord.stages.read.blocks.crossrefs import collect_pointers
from onrecord.stages.read.blocks.footnotes import collect_footnotes
from onrecord.stages.read.blocks.metadata import gather_metadata
from onrecord.stages.read.blocks.outlets import Directory
from onrecord.stages.read.blocks.pieces import make_pieces
from onrecord.stages.read.blocks.times import with_times
from onrecord.stages.read.formats import lay_out_capture
from onrecord.stages.read.laid.laid import check_length
from onrecord.text.outlets import load_outlets

#: Name and version that reports carry; a change of any rule here changes it.
MADE_BY = "reader 1.2"


def read_report(
    capture: Capture,
    body: bytes,
    *,
    name: str,
    outlets: Sequence[Outlet] | None = None,
    documents: DocumentOpener | None = None,
) -> Report:
    """Return the report that a capture holds: its text, what it says about itself, and its blocks.

    Pure: the same capture, bytes and outlets give the same report.

    Args:
        capture: What is known of the fetch; the bytes are read as its media type says.
        body: The bytes themselves.
        name: What the user knows it by; messages and the report carry it.
        outlets: The outlets to recognise; None for those of the package's own tables.
        documents: Who takes PDF and DOCX apart; None where there are none to read.

    Raises:
        BadRequest: It is a PDF or DOCX and nobody is given who takes it apart, or the outlet's table is wrong.
        PageUnreadable: The bytes are empty, binary, or hold no visible text or more than MAX_CHARACTERS.
    """
    directory = Directory(load_outlets() if outlets is None else outlets, address=capture.address)
    if not body:
        raise PageUnreadable("is empty; there is nothing to read", subject=name)
    laid = lay_out_capture(capture, body, name, documents=documents, outlet=directory.publisher)
    decoded, text = laid.decoded, laid.decoded.text
    check_length(text, name)
    if not laid.blocks:
        raise PageUnreadable("is empty: it holds white space only; there is nothing to read", subject=name)
    read = classify(text, make_pieces(text, laid.blocks), directory)
    return Report(
        id=capture.id,
        name=name,
        capture=capture.sha256,
        text=text,
        encoding=decoded.encoding,
        undecodable=decoded.undecodable,
        metadata=gather_metadata(text, read, directory, address=capture.address, marked=laid.marked),
        blocks=with_times(read.blocks, laid.times),
        footnotes=collect_footnotes(text, read.blocks, directory),
        cross_references=collect_pointers(text, read.blocks),
        made_by=MADE_BY,
        times=tuple(laid.times),
    )
