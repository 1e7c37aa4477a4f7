"""Words of names of organisations and places: cut apart, and folded over the languages of one script."""

import re
import unicodedata
from functools import lru_cache

_MANY = 16_384
#: Longest name that is read; what follows is left out.
LONGEST_NAME = 300
#: Most words of one name that are read.
MOST_WORDS = 40
#: An Arabic article leaves at least so many letters.
_LEFT = 3
_ARTICLES = ("وال", "بال", "لل", "ال")

_MARKS = re.compile("[’‘'`´ʿʾʼʻ\u02bcʹ׳ـ]")
_POSSESSIVE = re.compile(r"(?<=[\w.])['’]s\b")
#: Articles that French and Italian join by an apostrophe: l'Union, dell'Italia.
_ELIDED = re.compile(r"(?<!\w)(?:l|d|dell|all|nell|sull|un)['’](?=\w{3})", re.IGNORECASE)
_INNER_QUOTES = re.compile('(?<=[\u0590-\u05ff])["״”](?=[\u0590-\u05ff])')
_JOINED_BY_AND = re.compile(r"(?<=\w)&(?=\w)|(?<=\b\w) & (?=\w\b)")
_INITIALS = re.compile(r"(?<![\w])(?:\w\.){2,}\w?(?!\w)")
_WORD = re.compile(r"[^\W_]+")
_FOLDED = str.maketrans(
    {
        **dict(zip("ةىیکےۀھہگ", "هييكيهههك", strict=True)),
        "ء": "",
        **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
        **dict(zip("іієґўәөү", "ииегуаоу", strict=True)),
        **dict(zip("łøđðıəħ", "loddieh", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **{chr(start + i): str(i) for start in (0x660, 0x6F0) for i in range(10)},
    }
)


def raw_words(name: str) -> list[str]:
    """Return the words of a name in lower case, without vowel marks and apostrophes; initials are put together.

    >>> raw_words("Bank of A.B.C.'s Harbour"), raw_words('צה"ל')
    (['bank', 'of', 'abc', 'harbour'], ['צהל'])
    """
    text = unicodedata.normalize("NFKC", name[:LONGEST_NAME])
    text = _INNER_QUOTES.sub("", _POSSESSIVE.sub("", text))
    text = _JOINED_BY_AND.sub("", text).replace("&", " and ")
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), _ELIDED.sub("", text)).casefold()
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    return _WORD.findall(_MARKS.sub("", text))[:MOST_WORDS]


@lru_cache(maxsize=_MANY)
def fold_word(word: str) -> str:
    """Return a word without accents, its letters folded over languages of one script.

    >>> fold_word("gıda"), fold_word("أمة"), fold_word("خبرگزاری"), fold_word("לוחמים")
    ('gida', 'امه', 'خبركزاري', 'לוחמימ')
    """
    plain = word
    if not word.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold().translate(_FOLDED)


def without_article(folded: str) -> str:
    """Return a word without a joined Arabic article, for comparing words that no table knows.

    >>> without_article("الحسام"), without_article("والحسام"), without_article("bank")
    ('حسام', 'حسام', 'bank')
    """
    for prefix in _ARTICLES:
        if folded.startswith(prefix) and len(folded) - len(prefix) >= _LEFT:
            return folded[len(prefix) :]
    return folded
