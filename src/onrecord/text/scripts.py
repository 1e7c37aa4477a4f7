"""Which script words are written in."""

import unicodedata
from collections import Counter
from functools import lru_cache

#: First words of Unicode character names to ISO 15924 codes.
_SCRIPTS = {
    "LATIN": "Latn",
    "ARABIC": "Arab",
    "CYRILLIC": "Cyrl",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "CJK": "Hani",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "HANGUL": "Hang",
    "DEVANAGARI": "Deva",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "ETHIOPIC": "Ethi",
    "THAI": "Thai",
}


def script_of(words: str) -> str:
    """Return the ISO 15924 code of the script most letters belong to.

    Returns:
        "Latn", "Arab", …; "Zzzz" for a script not in the table; "Zyyy" where there is no letter.

    >>> script_of("حزب الله (Hizbullah)"), script_of("Hizbullah"), script_of("123")
    ('Latn', 'Latn', 'Zyyy')
    >>> script_of("نعيم قاسم")
    'Arab'
    """
    counts: Counter[str] = Counter()
    for char, times in Counter(words).items():
        script = _script_of(char)
        if script is not None:
            counts[script] += times
    return counts.most_common(1)[0][0] if counts else "Zyyy"


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str | None:
    """Return the script of a letter, None for what is no letter."""
    if not char.isalpha():
        return None
    first = unicodedata.name(char, "").partition(" ")[0].partition("-")[0]
    return _SCRIPTS.get(first, "Zzzz")
