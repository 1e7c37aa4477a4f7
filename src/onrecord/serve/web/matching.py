"""Where the words of a question stand in what was found, to be marked there."""

import re
from collections.abc import Sequence

from onrecord.serve.web.marking import mark_words
from onrecord.text.fold import fold

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_MARKS = "’‘'`´ʿʾʼʻ\u02bc"
#: Scripts without spaces between words (Thai, Lao, Myanmar, Khmer, kana, Han): each letter counts as a word, as it
#: does in the index.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
_LETTER = re.compile(f"([{_UNSPACED}])")
#: A word with the apostrophes within it.
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}](?:(?:[^\W{_UNSPACED}]|[{_MARKS}])*[^\W{_UNSPACED}])?")
#: Particles that an apostrophe joins to a word: it is found with and without them.
_PARTICLE = re.compile(rf"^\w{{1,2}}[{_MARKS}](?=\w{{3}})|(?<=\w{{3}})[{_MARKS}]\w{{1,2}}$")
_MOST_TERMS = 100


class Matcher:
    """Return what marks the words of a query in a text.

    Args:
        words: Words, phrases, `OR` and `-not`, in the language of `Store.search_reports`; None for none.
    """

    def __init__(self, words: str | None) -> None:
        self._phrases = _phrases(words or "")

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """Return a text in pieces, each with whether it is a match.

        >>> Matcher('ferry "red goat" -cow').pieces("A red goat, the Ferry’s.")
        [('A ', False), ('red goat', True), (', the ', False), ('Ferry’s', True), ('.', False)]
        >>> Matcher("和平").pieces("谈和平。")
        [('谈', False), ('和平', True), ('。', False)]
        """
        return mark_words(text, self._places(text)) if self._phrases else [(text, False)]

    def _places(self, text: str) -> list[tuple[int, int]]:
        words = [(_forms(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        places: list[tuple[int, int]] = []
        at = 0
        while at < len(words):
            long = max((len(one) for one in self._phrases if _stands(one, words, at)), default=0)
            if long:
                places.append((words[at][1], words[at + long - 1][2]))
            at += long or 1
        return places


def _stands(phrase: Sequence[str], words: Sequence[tuple[frozenset[str], int, int]], at: int) -> bool:
    return at + len(phrase) <= len(words) and all(word in words[at + i][0] for i, word in enumerate(phrase))


def _forms(word: str) -> frozenset[str]:
    return frozenset({fold(word), fold(_PARTICLE.sub("", word))})


def _phrases(query: str) -> list[tuple[str, ...]]:
    found = []
    for minus, quoted, plain in _TERM.findall(query.translate(_QUOTES)):
        if minus or plain == "OR":
            continue
        phrase = tuple(_LETTER.sub(r" \1 ", fold(quoted or plain)).split())
        if phrase:
            found.append(phrase)
    return found[:_MOST_TERMS]
