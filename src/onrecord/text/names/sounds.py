"""What the letters of a name may sound like: the reading that consonant skeletons are made from.

A sound is one character: S is sh, C ch, J j and zh, c ts, x kh, H an h that few hear but at the start of a word,
T the th of "think" and D that of "this", A any vowel. A letter has one reading or several, the likeliest first;
a reading is any number of sounds, and "" none.
"""

import re
from itertools import groupby

from onrecord.text.names.romanize import Letter

#: What opens a word before its first consonant, or nothing at all.
VOWEL = "A"
Readings = tuple[str, ...]

_VOWELS = "aeiouy"
_SOFTENING = "eiy"


def _split(table: dict[str, str]) -> dict[str, Readings]:
    return {sign: tuple("" if r == "-" else r for r in readings.split()) for sign, readings in table.items()}


#: Latin letters, the longest run counts; "-" is no sound.
_LATIN = _split({
    "tsch": "C", "shch": "S St", "dzh": "J", "tch": "C", "sch": "S sk",
    "ch": "C k x", "ck": "k", "cz": "C", "cs": "C", "sh": "S", "sz": "S s", "zs": "J", "kh": "x", "gh": "g A",
    "ph": "f", "th": "T s", "dh": "D z", "zh": "J", "dj": "J", "dg": "J dg", "gn": "gn n", "gj": "J", "kj": "C",
    "ts": "c", "tz": "c", "dz": "z", "qu": "k kv", "wh": "v",
    "a": "A", "b": "b", "c": "k J c", "d": "d", "e": "A", "f": "f", "g": "g", "h": "H", "i": "A", "j": "J A", "k": "k",
    "l": "l", "m": "m", "n": "n", "o": "A", "p": "p", "q": "k", "r": "r", "s": "s", "t": "t", "u": "A", "v": "v",
    "w": "A v", "x": "ks x", "y": "A", "z": "z",
})  # fmt: skip
#: Before e, i and y.
_SOFT = _split({"c": "s C", "cc": "C ks", "sc": "S s", "g": "J g"})
_SOFTENED = frozenset(sign[0] for sign in _SOFT)
_VOWEL_SET = frozenset(_VOWELS)
_RUN = re.compile("|".join(sorted(filter(lambda sign: len(sign) > 1, _LATIN), key=len, reverse=True)))
#: What opens a word, and is read otherwise elsewhere.
_FIRST = _split({"wr": "r vr", "kn": "n kn", "w": "v", "j": "J A H", "x": "ks x S", "h": "H A"})
#: Letters of Latin script that are one sound wherever they stand (č, ş …), and those of other scripts.
_PLAIN = _split({
    "a": "A", "b": "b", "ch": "C", "d": "d", "dh": "D z", "dj": "J", "dz": "z", "e": "A", "f": "f", "g": "g", "gh": "g",
    "gj": "J", "h": "H", "i": "A", "j": "J", "k": "k", "kh": "x", "kj": "C", "l": "l", "m": "m", "n": "n", "o": "A",
    "p": "p", "q": "k", "r": "r", "s": "s", "sh": "S", "ss": "s", "t": "t", "th": "T s", "ts": "c", "tz": "c", "u": "A",
    "v": "v", "w": "v A", "x": "ks", "y": "A", "z": "z", "zh": "J", "ng": "ng", "nkh": "nx", "ly": "l", "ny": "n",
    "ps": "ps", "av": "Av", "ev": "Av", "shch": "S St",
})  # fmt: skip
#: Signs that their script reads in more ways than their Latin form tells.
_SIGNS = _split({
    "و": "A v", "ؤ": "A v", "ۋ": "v A", "ﻭ": "A v", "ض": "d z", "ظ": "z d", "ذ": "z d", "ث": "s t", "ج": "J g",
    "غ": "g",
    "ו": "A v", "ש": "S s", "כ": "k x", "ח": "x", "צ": "c",
    "г": "g H", "ў": "A v",
})  # fmt: skip


def sounds_of(word: tuple[Letter, ...]) -> list[Readings]:
    """Return what each letter of a word may sound like; letters that are doubled count once.

    >>> from onrecord.text.names.romanize import letters
    >>> sounds_of(letters("Qassem"))
    [('k',), ('A',), ('s',), ('A',), ('m',)]
    >>> sounds_of(letters("جعجع"))
    [('J', 'g'), ('A',), ('J', 'g'), ('A',)]
    """
    found: list[Readings] = []
    for is_latin, run in groupby(word, key=lambda letter: letter.script == "Latn" and len(letter.latin) == 1):
        if is_latin:
            found += _latin("".join(letter.latin for letter in run), starts=not found)
        else:
            found += _signs(list(run), starts=not found)
    return found


def _latin(word: str, *, starts: bool) -> list[Readings]:
    """Return the readings of a run of Latin letters, which may be of any language."""
    found: list[Readings] = []
    at = 0
    while at < len(word):
        met = _RUN.match(word, at)
        run = met[0] if met else word[at]
        first = starts and at == 0
        run = word[:2] if first and word[:2] in _FIRST else run
        soft = ""
        if word[at] in _SOFTENED:
            soft = next((word[at : at + n] for n in (2, 1) if _is_soft(word, at, n)), "")
        end = at + max(len(run), len(soft))
        before_vowel = word[end : end + 1] in _VOWEL_SET
        if len(soft) >= len(run):
            readings = _SOFT[soft]
        elif first and run in _FIRST:
            readings = _FIRST[run]
        elif first and before_vowel and (run == "u" or word.startswith("ou")):
            readings = _SEMIVOWEL
            end = at + (2 if word.startswith("ou") and word[2:3] in _VOWEL_SET else 1)
        elif run == "w" and before_vowel:
            readings = _SEMIVOWEL
        elif word[at:] == "ou" and at:
            readings, end = _LAST_OU, len(word)
        else:
            readings = _LATIN[run]
        while word[end : end + 1] == run and run not in _VOWELS:
            end += 1
        found.append(readings)
        at = end
    return found


def _is_soft(word: str, at: int, length: int) -> bool:
    """Return whether the letters at a place are of those that e, i and y soften, and one of these follows."""
    after = word[at + length : at + length + 1]
    return word[at : at + length] in _SOFT and after != "" and after in _SOFTENING


def _signs(word: list[Letter], *, starts: bool) -> list[Readings]:
    """Return the readings of letters that are not plain Latin ones."""
    found: list[Readings] = []
    before: Letter | None = None
    for i, letter in enumerate(word):
        first = starts and i == 0
        after = word[i + 1].latin[:1] if i + 1 < len(word) else ""
        if not letter.latin or letter.latin == "-":
            continue
        if letter.script == "Zyyy":
            readings: Readings = (letter.latin,)
        elif first and letter.latin in {"w", "v"}:
            readings = ("v",)
        elif letter.latin == "u" and letter.script == "Cyrl" and after != "" and after in _VOWELS:
            readings = _SEMIVOWEL if first else _SEMIVOWEL[::-1]
        else:
            readings = _SIGNS.get(letter.sign) or _PLAIN.get(letter.latin) or (VOWEL,)
        # Arabic and Hebrew write two only where a vowel is heard between them.
        if not (before and before.sign == letter.sign and letter.script not in _WITHOUT_VOWELS):
            found.append(readings)
        before = letter
    return found


_SEMIVOWEL = ("v", "A")
#: Belarusian ends names on it that are Russian ones on -ov.
_LAST_OU = (VOWEL, VOWEL + "v")
_WITHOUT_VOWELS = frozenset(("Arab", "Hebr", "Zyyy"))
