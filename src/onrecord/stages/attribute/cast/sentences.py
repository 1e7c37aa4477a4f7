"""Where sentences start in a report."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from onrecord.model import Report
from onrecord.stages.attribute.cast.capitals import upper_letters
from onrecord.stages.attribute.cast.name_tables import load_name_tables

#: Titles and initials are no longer than this.
_SHORT = 5
_SHORT_WORD = re.compile(rf"(?<!\w)\w{{1,{_SHORT}}}\Z")


def find_sentence_starts(report: Report) -> list[int]:
    """Return where sentences start: at each block, and after an end mark and white space."""
    text = report.text
    starts: list[int] = []
    for block in report.blocks:
        starts.append(block.span.start)
        for match in _sentence_end().finditer(text, block.span.start, block.span.end):
            before = _SHORT_WORD.search(
                text, max(block.span.start, match.start() - _SHORT - 1), match.start()
            )
            word = before[0] if before else ""
            if word and (len(word) == 1 or word.casefold() in load_name_tables().honorifics):
                continue  # an initial or a title with a full stop
            starts.append(match.end())
    return starts


def sentence_at(starts: Sequence[int], at: int) -> int:
    """Return the index of the sentence in which `at` lies."""
    return bisect_right(starts, at) - 1


def opens_sentence(text: str, start: int, low: int) -> bool:
    """Return whether a word at `start` opens a sentence of the block that starts at `low`, quoted or not."""
    before = text[max(low, start - 6) : start]
    if before.rstrip(" \t\u00a0\"“”‘’'«„").endswith(("–", "—", "--", "•", "…", "...")):
        return True
    before = before.rstrip(" \t\n\u00a0\"“”‘’'«„([•*-–—…")
    return (start - low <= 3 and not before.strip("\"“‘'«„([•*- ")) or not before or before[-1] in ".!?:;؟"  # noqa: PLR2004


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(
        rf"[.!?…؟]+[\"”’'»)\]\d]*\s+(?=[\"“‘'«(\[•*–-]*(?:[{upper_letters()}\d]|[\u0590-\u08ff]))"
    )
