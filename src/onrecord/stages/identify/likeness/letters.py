"""The letters of a name's token as the vectors know them: one small alphabet over five scripts."""

import unicodedata

import numpy as np
from numpy.typing import NDArray

#: Letters of a token that are read; what is longer is no name's token.
LONGEST = 24
#: Characters whose known letters are kept once found: more than five scripts have.
KEPT = 20_000
#: A place without a letter; then what stands before the first and after the last letter; then the unknown.
NOTHING, FIRST, LAST, UNKNOWN = 0, 1, 2, 3
#: The letters known, in the order of their numbers, from 4 on; the vectors are trained on these numbers.
#: Letters of Latin that differ by marks are kept where whole languages spell sounds with them.
ALPHABET = (
    "abcdefghijklmnopqrstuvwxyz'"
    "çşšžčćñńłöüäåøğıéáíóúèāōūīățșżśřýěęąæœðþđėõãâêîôûëïňőůə"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةىپچژگڤڭۆێەھڵڕٹڈڑں"
    "אבגדהוזחטיכלמנסעפצקרשת"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћђџқңғүұһәө"
    "αβγδεζηθικλμνξοπρστυφχψω"
)
_NUMBERS = {letter: number for number, letter in enumerate(ALPHABET, start=UNKNOWN + 1)}
#: How many numbers there are.
LETTERS = len(_NUMBERS) + UNKNOWN + 1

#: Letters written in two ways for one: finals, Persian and Urdu forms, apostrophes; "" for what is left out.
_AS = {
    **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
    "ک": "ك",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ۍ": "ي",
    "ہ": "ه",
    "ۀ": "ه",
    "ۃ": "ة",
    "ٱ": "ا",
    "ݣ": "ڭ",
    **dict.fromkeys("’‘`´ʿʾʼʻʹ׳′ˈ", "'"),
    "״": "",
    "װ": "וו",
    "ײ": "יי",
    "ױ": "וי",
    "ς": "σ",
    "ţ": "ț",
    "ľ": "l",
    "ŭ": "u",
    "ʺ": "",
    '"': "",
    "ـ": "",
}


def _known(letter: str) -> str:
    r"""Return the known letters for a character: itself, it without its marks, nothing for a mark, or \0."""
    if letter in _NUMBERS:
        return letter
    if letter in _AS:
        return _AS[letter]
    bare = [c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)]
    known = "".join(_AS.get(c, c) for c in bare if _AS.get(c, c) in _NUMBERS)
    return known or ("\0" if unicodedata.category(letter)[0] in "LN" else "")


class _Table(dict[int, str | None]):
    """What `str.translate` asks: each character as it is known, found out once."""

    def __missing__(self, code: int) -> str:
        """Return the known letters for a character, and keep them."""
        known = _known(chr(code))
        if len(self) < KEPT:
            self[code] = known
        return known


_TABLE = _Table()


def spell(token: str) -> str:
    r"""Return a token in the known letters: small, composed, finals and forms unified; unknown letters as \0.

    >>> spell("Şahin"), spell("کریم"), spell("ג'ון"), spell("O’Neil-7")
    ('şahin', 'كريم', "ג'ונ", "o'neil\x00")
    """
    small = token[: 4 * LONGEST].casefold()
    if not small.isascii():
        small = unicodedata.normalize("NFC", small)
    return small.translate(_TABLE)[:LONGEST]


def _codes() -> NDArray[np.uint8]:
    codes = np.full(0x10000, UNKNOWN, np.uint8)
    codes[[1, 2, 3]] = FIRST, LAST, NOTHING
    codes[[ord(letter) for letter in _NUMBERS]] = list(_NUMBERS.values())
    return codes


_CODES = _codes()


def number(spelled: str) -> NDArray[np.uint8]:
    r"""Return the numbers of spelled letters; \x01 stands for the first edge, \x02 for the last, \x03 for nothing.

    >>> number("\x01abc\x02\x03").tolist()
    [1, 4, 5, 6, 2, 0]
    """
    return _CODES[np.frombuffer(spelled.encode("utf-16-le"), np.uint16)]
