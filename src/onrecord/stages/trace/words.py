"""The running words of a report in the form in which they are compared, and where they stand."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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


def split_words(text: str) -> Words:
    """Return all words of a text but those that are too long to be any.

    >>> t = "The harbour’s labour, said Né."
    >>> words = split_words(t)
    >>> [words.span(i, i).cut(t) for i in range(len(words))]
    ['The', 'harbour', 's', 'labour', 'said', 'Né']
    """
    return split_texts([text])[0]


def split_texts(texts: Sequence[str]) -> list[Words]:
    """Return the same for each of several texts; many at a time cost two thirds of what they cost one by one."""
    singles = [_as_bytes(text) for text in texts]
    # Those of one byte a character as one row, a space between two.
    short = [single for single in singles if single is not None]
    row = b" ".join(short)
    letters = np.frombuffer(b" %b " % row, dtype=np.uint8) != _SPACE
    edges = np.flatnonzero(letters[1:] != letters[:-1])
    starts, sizes = edges[0::2], edges[1::2] - edges[0::2]
    hashes = np.fromiter(map(_KNOWN_BYTES.__getitem__, row.split()), np.uint32, len(starts))
    begins = np.cumsum([0, *(len(single) + 1 for single in short)])
    bounds = np.searchsorted(starts, begins)
    starts = starts - np.repeat(begins[:-1], np.diff(bounds))
    split = (
        _fitting(hashes[first:last], starts[first:last], sizes[first:last])
        for first, last in pairwise(bounds.tolist())
    )
    return [
        _split_any(text) if single is None else next(split)
        for text, single in zip(texts, singles, strict=True)
    ]


def _split_any(text: str) -> Words:
    """Return all words of a text in any script."""
    parts = _BETWEEN.split(text)
    if _UNSPACED.search(text):
        parts = _regrouped(parts)
    lengths = np.fromiter(map(len, parts), np.int64, len(parts))
    hashes = np.fromiter(map(_KNOWN.__getitem__, parts[0::2]), np.uint32, (len(parts) + 1) // 2)
    return _fitting(hashes, (np.cumsum(lengths) - lengths)[0::2], lengths[0::2])


def _fitting(hashes: Hashes, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> Words:
    """Return those that are neither empty nor too long; of a text of its own, whatever it was split with."""
    fit = (sizes > 0) & (sizes <= _LONGEST_WORD)
    return Words(hashes[fit], starts[fit].astype(np.uint32), sizes[fit].astype(np.uint8))


def words_of(report: Report, words: Words | None = None, *, without: Sequence[Span] = ()) -> Words:
    """Return the running words of a report.

    Args:
        report: The report.
        words: `split_words` of its text, where it was split before.
        without: Stretches whose words do not count, such as credits.
    """
    kept = [block.span for block in report.blocks if block.kind in _RUNNING]
    return words_within(split_words(report.text) if words is None else words, kept, without=without)


def words_within(words: Words, kept: Sequence[Span], *, without: Sequence[Span] = ()) -> Words:
    """Return those of `words` that begin in `kept` and not in `without`.

    Args:
        words: Words in text order.
        kept: Stretches.
        without: Stretches whose words do not count.
    """
    chosen = np.zeros(len(words), dtype=bool)
    for spans, counts in ((kept, True), (without, False)):
        if spans:
            edges = np.array([edge for span in spans for edge in (span.start, span.end)])
            numbers = np.searchsorted(words.starts, edges.astype(np.uint32)).tolist()
            for first, last in zip(numbers[0::2], numbers[1::2], strict=True):
                chosen[first:last] = counts
    return words if chosen.all() else Words(words.hashes[chosen], words.starts[chosen], words.lengths[chosen])


def words_in(text: str, kept: Sequence[Span], *, without: Sequence[Span] = ()) -> Words:
    """Return the words of `text` that begin in `kept` and not in `without`: `words_within` of `split_words`."""
    return words_within(split_words(text), kept, without=without)


def _as_bytes(text: str) -> bytes | None:
    """Return a text with a byte for each character, all but letters and digits as spaces; None for other scripts."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    try:
        return text.encode("latin-1").translate(_LETTERS)
    except UnicodeEncodeError:
        return None


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
