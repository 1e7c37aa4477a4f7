"""What every reader of a format gives: text, raw blocks, and what the format itself tells of the report."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from onrecord.errors import PageUnreadable
from onrecord.model import Capture, Timing
from onrecord.stages.read.laid.decode import Decoded
from onrecord.stages.read.laid.layout import RawBlock
from onrecord.stages.read.laid.marked import Marked

#: The longest text of one report, in code points; five times the longest of the field. A worker that reads
#: 3 million takes 300 MB (`bench/README.md`), and what is found in a text grows with it.
MAX_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Laid:
    """Return a capture as text: what `lay_out` gives for plain text, and what the format says.

    Attributes:
        decoded: The canonical text, and how the bytes were decoded.
        blocks: Its blocks, whose kinds are not known yet, with the hints that the format gives.
        marked: What the format says about the report: title, authors, day.
        times: When stretches of the text are said, for captions of a clip; in text order, not overlapping.
    """

    decoded: Decoded
    blocks: list[RawBlock]
    marked: Marked
    times: list[Timing] = field(default_factory=list)


#: Read the bytes of a capture in one format; the name is the subject of errors.
FormatReader: TypeAlias = Callable[[Capture, bytes, str], Laid]


def check_length(text: str, subject: str) -> None:
    """Check that a text is one that a single report may have.

    Raises:
        PageUnreadable: It has more than MAX_CHARACTERS.
    """
    if len(text) > MAX_CHARACTERS:
        raise PageUnreadable(
            f"has a text of {len(text):,} characters, and one report may have {MAX_CHARACTERS:,}; "
            "split it into its parts",
            subject=subject,
        )
