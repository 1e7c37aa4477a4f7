"""Captions: the lines under pictures, known by their credits and their wording."""

import re

from onrecord.stages.read.blocks.outlets import Directory
from onrecord.stages.read.blocks.pieces import Piece, count_words, has_case, holds_any, title_share, words_of

#: Longer blocks are paragraphs that happen to end with a credit.
LONGEST_CAPTION = 320

#: A mere phrase under a title that is longer than this is a paragraph cut short.
_LONGEST_PHRASE = 170
_SHORTEST_PHRASE_WORDS = 3

_FINAL_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\s*[.”\"]?$")
#: A sentence, then an agency in brackets: behind the last paragraph that credits the report.
_CREDITED = re.compile(r"[.!?…][\"”’»]?\s*[(\[][^()\[\]]{2,60}[)\]]\s*\.?$")

#: Small words that only title case makes big.
_CAPITAL_SMALL = re.compile(r"\s(?:And|At|By|For|From|In|Of|On|Or|The|To|With)\s")

#: "… in the harbour. REUTERS/Lena Ode"
_SLASHED = re.compile(
    r"(?:[.!?)\]]\s+|[(\[])(?P<agency>[A-Z][\w .]{1,20})/[A-Z][\w.’-]*(?: [\w.’-]+){0,3}[)\]]?$"
)
_TWO_NAMES = re.compile(r"\b[A-Z][\w.’-]+ (?:(?:[a-z]{1,3}[ -])?[A-Z][\w.’-]+)")
_CREDIT = re.compile(r"(?P<open>[\s(\[])(?P<word>[^\W\d_]{2,14})\s*:(?=.{0,80}$)")
_SPEECH = re.compile(r"[\"“”„«]")


def is_caption(piece: Piece, directory: Directory, *, last: bool) -> bool:
    """Return whether a block is a caption by its own words.

    Args:
        piece: The block.
        directory: The outlets whose names count as credits.
        last: Whether it is the last block of running text, where a bracketed
            agency credits the report rather than a picture.
    """
    if piece.hint == "figcaption":
        return True
    if (
        len(piece.span) > LONGEST_CAPTION
        or piece.hint.startswith("h")
        or (last and _CREDITED.search(piece.words))
    ):
        return False
    if _opens_as_caption(piece) or _is_credited(piece):
        return True
    if holds_any(piece.low, words_of("captions", "holds")) and not _SPEECH.match(piece.words):
        return count_words(piece.words) <= _CAPTION_WORDS
    slashed = _SLASHED.search(piece.words)
    if slashed and _is_credit(slashed["agency"], directory):
        return True
    bracket = _FINAL_BRACKET.search(piece.words)
    return bracket is not None and not last and _is_credit(bracket[1], directory)


_CAPTION_WORDS = 45


def is_picture_phrase(piece: Piece) -> bool:
    """Return whether a line is a mere phrase that names somebody, as captions of lead pictures are.

    Only asked about a line that stands between the title and the first paragraph.
    """
    words = piece.words
    if piece.ends or len(words) > _LONGEST_PHRASE or not has_case(words) or words.endswith(":"):
        return False
    low = set(re.findall(r"[\w’]+", piece.low))
    share, count = title_share(words)
    return (
        count_words(words) >= _SHORTEST_PHRASE_WORDS
        and not low & words_of("headings", "finite")
        and not (share == 1.0 and (count > _NAMES_ONLY or _CAPITAL_SMALL.search(words)))
        and bool(_TWO_NAMES.search(words))
        and not _SPEECH.search(words)
        and ":" not in words
    )


#: A line all in title case is a name where it is this short, else a heading.
_NAMES_ONLY = 4


def _opens_as_caption(piece: Piece) -> bool:
    found = re.match(r"[\[(]?([^:|\n]{2,20}?)\s*(?::|\|)\s*\S", piece.low)
    return bool(found) and found is not None and found[1].strip() in words_of("captions", "opens")


def _is_credited(piece: Piece) -> bool:
    """Return whether a picture's words are followed by its source: "The port. Source: X, date."."""
    for found in _CREDIT.finditer(piece.low):
        in_brackets = found["open"] in "([" and piece.low.rstrip(". ").endswith((")", "]"))
        after_sentence = piece.low[: found.start()].rstrip().endswith((".", "!", "?"))
        if found["word"] in words_of("captions", "source") and (in_brackets or after_sentence):
            before = piece.words[: found.start()].rstrip(" (")
            return bool(before) and not _is_said(before)
    return False


def _is_said(words: str) -> bool:
    """Return whether quotation marks stand in the words: then a source closes a quotation."""
    return bool(_SPEECH.match(words)) or len(_SPEECH.findall(words)) > 1


def _is_credit(words: str, directory: Directory) -> bool:
    parts = [p for p in re.split(r"\s*[/,|;–—]\s*|\s+(?:via|by)\s+", words) if p]
    known = words_of("captions", "credits")
    return any(directory.by_name(p) or p.lower().rstrip(".") in known for p in parts)
