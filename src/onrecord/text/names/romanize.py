"""Names of other alphabets in rough Latin letters, for comparing and never for showing.

The letters stand in `data/names/romanization.toml`; here is what a letter means by its place: wāw and yāʾ,
vāv and yōd are consonants at the start of a word and beside a vowel, vowels elsewhere.
"""

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.text.data import load_table

#: Marks that stand for ayn, hamza and the soft sign, or join the parts of a word; also Hebrew's geresh.
_GERESH = "'"
_MARKS = str.maketrans(dict.fromkeys("’‘`´ʹʿʾʼʻˈ′׳", _GERESH))
_MANY = 4096 * 4
#: No name needs more; what is longer is cut, so that no text costs more than a name.
MOST_LETTERS = 64


class Letter(NamedTuple):
    """Return one letter of a word, or the few that stand for one.

    Attributes:
        latin: Its rough Latin form, in lower-case ASCII; "" for signs that are not pronounced.
        script: ISO 15924 code of its own script; "Zyyy" for digits and "-" for what joins two parts.
        sign: As written, in lower case.
    """

    latin: str
    script: str
    sign: str


@lru_cache(maxsize=_MANY)
def romanize(token: str) -> str:
    """Return one word of a name in lower-case ASCII letters and digits, roughly.

    Letters of scripts that the table does not hold (Chinese, Devanagari …) are left out, and so are
    apostrophes, hyphens and white space.

    >>> romanize("نعيم"), romanize("محمود"), romanize("ולדימיר"), romanize("Хезболла"), romanize("Şahin")
    ('naim', 'mhmud', 'vldimir', 'khezbolla', 'shahin')
    """
    return "".join(letter.latin for letter in letters(token) if letter.latin != "-")


@lru_cache(maxsize=_MANY)
def letters(token: str) -> tuple[Letter, ...]:
    """Return the letters of a word in their order, each with its rough Latin form.

    >>> [letter.latin for letter in letters("ג'ורג'")]
    ['j', 'u', 'r', 'j']
    """
    if token.isascii():
        return tuple([letter for char in token[:MOST_LETTERS].lower() for letter in _ascii(char)])
    table = _table()
    # Arabic presentation forms and full-width letters become plain ones; letters with marks stay one letter.
    plain = unicodedata.normalize("NFKC", token[:MOST_LETTERS]).casefold().translate(_MARKS)
    plain = unicodedata.normalize("NFC", plain)
    signs: list[Letter] = []
    at = 0
    while at < len(plain):
        for length in (3, 2, 1):
            sign = plain[at : at + length]
            if sign in table:
                signs.append(table[sign])
                at += len(sign)
                break
        else:
            signs += _unlisted(plain[at])
            at += 1
    return tuple(_placed(signs))


@cache
def _ascii(char: str) -> tuple[Letter, ...]:
    """Return the letters of an ASCII character, whose sound depends on no place; the table holds none of them."""
    return tuple(_unlisted(char))


def _unlisted(char: str) -> list[Letter]:
    """Return the letters of a character that has no line of its own in the table."""
    if "a" <= char <= "z":
        return [Letter(char, "Latn", char)]
    if char.isdecimal():
        return [Letter(str(unicodedata.decimal(char)), "Zyyy", char)]
    if char in "-‐‑–_/.־" or char.isspace():
        return [Letter("-", "-", char)]
    base = [part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part)]
    if base == [char]:
        return []
    table = _table()
    return [found for part in base for found in ([table[part]] if part in table else _unlisted(part))]


def _placed(signs: list[Letter]) -> list[Letter]:
    """Return the letters with those whose sound depends on their place told apart."""
    placed: list[Letter] = []
    for i, letter in enumerate(signs):
        starts = i == 0 or signs[i - 1].latin == "-"
        after = signs[i + 1].latin[:1] if i + 1 < len(signs) else ""
        sound = _sound(letter, starts=starts, after=after)
        placed.append(letter if sound == letter.latin else letter._replace(latin=sound))
    return placed


def _sound(letter: Letter, *, starts: bool, after: str) -> str:
    """Return the Latin form of a letter at its place, `after` being what the next one starts with."""
    latin, script, sign = letter
    before_vowel = after != "" and after in _VOWELS
    if latin in _HALF_VOWELS and script in _WITH_HALF_VOWELS:
        if not starts and not before_vowel:
            return _HALF_VOWELS[latin]
        return "v" if (latin, script) == ("w", "Hebr") else latin
    if sign == _BET and not starts and not after:
        return "v"
    if before_vowel and (sign == _HARD_SIGN or (sign == _CARRIER and starts)):
        return ""
    return latin


_WITH_HALF_VOWELS = frozenset(("Arab", "Hebr"))
_HALF_VOWELS = {"w": "u", "y": "i"}
_VOWELS = "aeiouwy"
#: At the end of a word it is a v: "Yaakov", "Gorbachev".
_BET = "ב"
#: A vowel in Bulgarian; in Russian it stands before another only, and is silent.
_HARD_SIGN = "ъ"
#: Kurdish and Uyghur open a word that starts with a vowel with it.
_CARRIER = "ئ"


@cache
def _table() -> dict[str, Letter]:
    """Return what each letter, or run of letters, stands for."""
    return {
        unicodedata.normalize("NFC", sign): Letter(latin, script, sign)
        for script, signs in load_table("names/romanization").items()
        for sign, latin in signs.items()
    }
