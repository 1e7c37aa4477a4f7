"""The running words of a report in the form in which they are compared, and where they stand."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import BlockKind, Report, Span
from onrecord.stages.trace.spelling import normal_spelling

Hashes = NDArray[np.uint32]

#: Of which blocks words count: not those of a page's furniture, of lines about the report, of pointers elsewhere.
_RUNNING = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.TURN,
        BlockKind.CAPTION,
        BlockKind.LIST_ITEM,
        BlockKind.FOOTNOTE,
    }
)
#: Splits into words and what stands between; a list of both in turn takes two thirds of the time of matches.
_BETWEEN = re.compile(r"([\W_]+)")
#: Scripts that put no space between words: each character counts as one.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
)
#: Longer ones are addresses, keys and noise.
_LONGEST_WORD = 64
#: Words whose normal form is remembered; more than any language of a corpus uses often.
_MOST_KNOWN = 400_000


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Return the words of one report, in order.

    Attributes:
        hashes: 32 bits of each word's normal form.
        starts: Where each begins in the canonical text.
        lengths: How long each is there, in code points.
    """

    hashes: Hashes
    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """Return where the words from number `first` to number `last`, both included, stand."""
        return Span(int(self.starts[first]), int(self.starts[last]) + int(self.lengths[last]))


class _Known(dict[str, int]):
    """Remember the hash of each word as written, so that each is brought to its normal form once."""

    def __missing__(self, word: str) -> int:
        if len(word) > _LONGEST_WORD:
            return 0
        if len(self) >= _MOST_KNOWN:
            self.clear()
        # A word of marks alone, as of a script whose letters all combine, still is itself.
        value = zlib.crc32((normal_spelling(word) or word).encode("utf-8", "surrogatepass"))
        self[word] = value
        return value


class _KnownBytes(dict[bytes, int]):
    """Remember the same for words in Latin-1."""

    def __missing__(self, word: bytes) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        value = _KNOWN[word.decode("latin-1")]
        if len(word) <= _LONGEST_WORD:
            self[word] = value
        return value


_KNOWN = _Known()
_KNOWN_BYTES = _KnownBytes()
#: Latin-1 with a space for all that is neither letter nor digit.
_LETTERS = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
_SPACE = ord(" ")
#: Marks outside Latin-1 that texts in Latin letters are full of.
_MARKS = "“”’‘–—…•‐‑″′„‚›‹\u2009\u200b\u2028€™"


def words_of(report: Report, *, without: Sequence[Span] = ()) -> Words:
    """Return the running words of a report.

    Args:
        report: The report.
        without: Stretches whose words do not count, such as credits.
    """
    kept = [block.span for block in report.blocks if block.kind in _RUNNING]
    return words_in(report.text, kept, without=without)


def words_in(text: str, kept: Sequence[Span], *, without: Sequence[Span] = ()) -> Words:
    """Return the words of `text` that stand in `kept` and not in `without`.

    Args:
        text: The canonical text.
        kept: Stretches in text order that do not overlap; no word runs over the end of one.
        without: Stretches whose words do not count.

    >>> t = "The harbour’s labour, said Né."
    >>> words = words_in(t, [Span(0, len(t))])
    >>> [words.span(i, i).cut(t) for i in range(len(words))]
    ['The', 'harbour', 's', 'labour', 'said', 'Né']
    """
    single = _as_bytes(text)
    if single is not None:
        return _words_in_bytes(single, kept, without)
    parts = _BETWEEN.split(text)
    if not text.isascii() and _UNSPACED.search(text):
        parts = _regrouped(parts)
    sizes = np.array([*map(len, parts)], dtype=np.int64)
    starts = (np.cumsum(sizes) - sizes)[0::2]
    sizes = sizes[0::2]
    hashes = np.array([*map(_KNOWN.__getitem__, parts[0::2])], dtype=np.uint32)
    return _fitting(hashes, starts, sizes, kept, without)


def _as_bytes(text: str) -> bytes | None:
    """Return a text with a byte for each character, all but letters and digits as spaces; None for other scripts."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    try:
        return text.encode("latin-1").translate(_LETTERS)
    except UnicodeEncodeError:
        return None


def _words_in_bytes(single: bytes, kept: Sequence[Span], without: Sequence[Span]) -> Words:
    """Return the words of a text of one byte a character; half the time of `words_in` for any text."""
    letters = np.frombuffer(single, dtype=np.uint8) != _SPACE
    edges = np.flatnonzero(np.diff(letters, prepend=False, append=False))
    starts, sizes = edges[0::2], edges[1::2] - edges[0::2]
    hashes = np.array([*map(_KNOWN_BYTES.__getitem__, single.split())], dtype=np.uint32)
    return _fitting(hashes, starts, sizes, kept, without)


def _fitting(
    hashes: Hashes,
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    kept: Sequence[Span],
    without: Sequence[Span],
) -> Words:
    fit = (sizes > 0) & (sizes <= _LONGEST_WORD) & _inside(starts, kept)
    if without:
        fit &= ~_inside(starts, without)
    return Words(hashes[fit], starts[fit].astype(np.uint32), sizes[fit].astype(np.uint8))


def _regrouped(mixed: Sequence[str]) -> list[str]:
    """Return words and what stands between in turn, every character of an unspaced script as a word."""
    parts: list[str] = []
    for number, part in enumerate(mixed):
        if number % 2:
            parts.append(part)
            continue
        pieces = [piece for piece in _UNSPACED.split(part) if piece] or [""]
        for at, piece in enumerate(pieces):
            parts += [piece] if at == 0 else ["", piece]
    return parts


def _inside(starts: NDArray[np.int64], spans: Sequence[Span]) -> NDArray[np.bool_]:
    """Return of each position whether it lies in one of `spans`, which are in order and do not overlap."""
    if not spans:
        return np.zeros(len(starts), dtype=bool)
    begins = np.array([span.start for span in spans], dtype=np.int64)
    ends = np.array([span.end for span in spans], dtype=np.int64)
    at = np.searchsorted(begins, starts, side="right") - 1
    return (at >= 0) & (starts < ends[np.maximum(at, 0)])
