"""The reading itself: bytes to text, text to blocks, blocks to what they say."""

from collections.abc import Sequence

from onrecord.errors import PageUnreadable
from onrecord.model import Capture, Outlet, Report
from onrecord.stages.read.classify import classify
from onrecord.stages.read.crossrefs import collect_pointers
from onrecord.stages.read.decode import decode_text
from onrecord.stages.read.footnotes import collect_footnotes
from onrecord.stages.read.html import is_page, read_page
from onrecord.stages.read.layout import lay_out
from onrecord.stages.read.metadata import Marked, gather_metadata
from onrecord.stages.read.outlets import Directory
from onrecord.stages.read.pieces import make_pieces
from onrecord.text.outlets import load_outlets

#: Name and version that reports carry; a change of any rule here changes it.
MADE_BY = "reader 1.1"
#: The longest text of one report, in code points; five times the longest of the field. A worker that reads
#: 3 million takes 300 MB (`bench/README.md`), and what is found in a text grows with it.
MAX_CHARACTERS = 5_000_000


def read_report(
    capture: Capture, body: bytes, *, name: str, outlets: Sequence[Outlet] | None = None
) -> Report:
    """Return the report that a capture holds: its text, what it says about itself, and its blocks.

    Pure: the same capture, bytes and outlets give the same report.

    Args:
        capture: What is known of the fetch; the bytes are read as its media type says.
        body: The bytes themselves.
        name: What the user knows it by; messages and the report carry it.
        outlets: The outlets to recognise; None for those of the package's own tables.

    Raises:
        PageUnreadable: The bytes are empty, binary, or hold no visible text or more than MAX_CHARACTERS.
    """
    directory = Directory(load_outlets() if outlets is None else tuple(outlets))
    if not body:
        raise PageUnreadable("is empty; there is nothing to read", subject=name)
    if is_page(capture, body):
        page = read_page(capture, body, subject=name)
        _check_length(page.decoded.text, name)
        decoded, blocks, marked = page.decoded, page.blocks, page.marked
    else:
        decoded = decode_text(body, declared=capture.charset, subject=name)
        _check_length(decoded.text, name)
        blocks, marked = lay_out(decoded.text), Marked()
    text = decoded.text
    if not blocks:
        raise PageUnreadable("is empty: it holds white space only; there is nothing to read", subject=name)
    read = classify(text, make_pieces(text, blocks), directory)
    return Report(
        id=capture.id,
        name=name,
        capture=capture.sha256,
        text=text,
        encoding=decoded.encoding,
        undecodable=decoded.undecodable,
        metadata=gather_metadata(text, read, directory, address=capture.address, marked=marked),
        blocks=read.blocks,
        footnotes=collect_footnotes(text, read.blocks, directory),
        cross_references=collect_pointers(text, read.blocks),
        made_by=MADE_BY,
    )


def _check_length(text: str, name: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise PageUnreadable(
            f"has a text of {len(text):,} characters, and one report may have {MAX_CHARACTERS:,}; "
            "split it into its parts",
            subject=name,
        )
